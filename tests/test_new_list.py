"""A list from its first day to the next version: started from a wheel, built with that alone, upgraded."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from papershelf import __version__
from tests.built_wheels import built_wheel, installed, run

NEXT = "97.0.0"
PARTS = ("generator", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "requirements.txt")
START = ("--name", "Ours: «😀»", "--description", "Papers.", "--repository", "me/list", "--yes")
WORKFLOWS = ".github/workflows"


@pytest.fixture(scope="module")
def wheel(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this version."""
    return built_wheel(project_root, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds it."""
    return installed(wheel, tmp_path_factory.mktemp("environment") / "env")


@pytest.fixture(scope="module")
def next_programs(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a version to come, with a changed template of each kind."""
    project = tmp_path_factory.mktemp("next")
    for part in PARTS:
        source = project_root / part
        if source.is_dir():
            shutil.copytree(source, project / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, project / part)
    package = project / "generator/papershelf"
    templates = package / "starter/list"
    for path, old, new in (
        (package / "__init__.py", __version__, NEXT),
        (project / "pyproject.toml", f'version = "{__version__}"', f'version = "{NEXT}"'),
        (project / "requirements.txt", "babel==", "babel==9"),
        (templates / "Makefile", ".PHONY: clean\n", "# What builds leave\n.PHONY: clean\n"),
        (templates / "mkdocs.yml", "  - About: about.md\n", "  - About: about.md\n  - Guide: guide.md\n"),
        (templates / "dot-gitignore", "/.venv/\n", "/.venv/\n/.uv/\n"),
        (templates / "README.md", "## Licence", "## Rights"),
    ):
        text = path.read_text(encoding="utf-8")
        assert old in text, path
        path.write_text(text.replace(old, new), encoding="utf-8")
    (templates / "dot-editorconfig").write_text("root = true\n")
    for name in ("links.yml", "labels.yml"):
        (templates / "dot-github/workflows" / name).unlink()
    folder = tmp_path_factory.mktemp("next-wheel")
    return installed(built_wheel(project, folder), tmp_path_factory.mktemp("next-environment") / "env")


@pytest.fixture
def new_list(programs: Path, tmp_path: Path) -> Path:
    """A list as this version starts it, in git."""
    run(programs / "papershelf", "init", "ours", *START, cwd=tmp_path)
    folder = tmp_path / "ours"
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Ours")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_make_needs_nothing_else(programs: Path, new_list: Path) -> None:
    """With the environment that make would install, all targets work, and git sees nothing that they made."""
    assert len(git(new_list, "ls-files").splitlines()) <= 30
    (asked,) = re.findall(r"^PAPERSHELF \?= (.*)$", (new_list / "Makefile").read_text(), re.MULTILINE)
    assert (new_list / asked).is_file(), "the wheel goes along until there is one on the registry"
    (new_list / ".venv").symlink_to(programs.parent, target_is_directory=True)
    (programs.parent / ".wanted").write_text(f"{asked}\n")
    (programs.parent / ".site-stamp").touch()
    assert "make serve" in run("make", cwd=new_list).stdout
    run("make", "check", cwd=new_list)
    run("make", "site", cwd=new_list)
    assert len(list((new_list / "site/papers").glob("*/index.html"))) == 3
    (new_list / ".venv").unlink()
    assert git(new_list, "status", "--porcelain") == ""
    again = run("make", "--dry-run", "site", "PAPERSHELF=papershelf==9", cwd=new_list).stdout
    assert "--no-deps --no-build-isolation --force-reinstall 'papershelf==9'" in again
    run("make", "clean", cwd=new_list)
    assert not (new_list / "site").exists()


def test_a_list_beside_its_wheel(programs: Path, wheel: Path, tmp_path: Path) -> None:
    """The wheel that was downloaded into the folder is the one that the list carries."""
    shutil.copy(wheel, tmp_path)
    run(programs / "papershelf", "init", ".", *START, cwd=tmp_path)
    assert f"PAPERSHELF ?= ./{wheel.name}\n" in (tmp_path / "Makefile").read_text()
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_lock_is_that_of_the_version(new_list: Path, project_root: Path) -> None:
    """What the list installs is what was tested; each file has its hash, and no address is in it."""
    lock = (new_list / "requirements.txt").read_bytes()
    assert lock == (project_root / "requirements.txt").read_bytes()
    assert b"://" not in lock


def test_an_upgrade_shows_first(next_programs: Path, new_list: Path) -> None:
    """The difference of each file, of the lock by versions; nothing is written."""
    done = run(next_programs / "papershelf", "upgrade", cwd=new_list)
    assert git(new_list, "status", "--porcelain") == ""
    assert "+# What builds leave\n" in done.stdout
    assert f"-PAPERSHELF ?= ./papershelf-{__version__}-py3-none-any.whl\n" in done.stdout
    assert f"+PAPERSHELF ?= ./papershelf-{NEXT}-py3-none-any.whl\n" in done.stdout
    assert f"+    uses: your-group/papershelf/{WORKFLOWS}/list-site.yml@v{NEXT}\n" in done.stdout
    assert re.search(r"^\+babel==9[\d.]+$", done.stdout, re.MULTILINE)
    assert "--hash" not in done.stdout
    assert "nothing written; do it with --write" in done.stderr


def test_an_unedited_list_becomes_the_next_version(
    next_programs: Path, new_list: Path, tmp_path: Path
) -> None:
    """But for what is the list's own, each file is as that version would have started it; twice is once."""
    run(next_programs / "papershelf", "upgrade", "--write", cwd=new_list)
    other = tmp_path / "other"
    run(next_programs / "papershelf", "init", other, *START, cwd=tmp_path)
    theirs = {path.relative_to(other).as_posix() for path in other.rglob("*") if path.is_file()}
    git(new_list, "add", "--all")
    assert set(git(new_list, "ls-files").splitlines()) == theirs
    differing = {path for path in theirs if (other / path).read_bytes() != (new_list / path).read_bytes()}
    assert differing == {"README.md"}
    commit(new_list)
    done = run(next_programs / "papershelf", "upgrade", "--write", cwd=new_list)
    assert done.stderr == f"nothing is new for this list in {NEXT}\n"
    assert git(new_list, "status", "--porcelain") == ""


def test_edits_are_kept(next_programs: Path, new_list: Path) -> None:
    """Merged where lines differ, told where they are the same; what was removed stays away."""
    edit(new_list / "Makefile", "FORCE:\n", "FORCE:\n\n.PHONY: mine\nmine: ## ours\n\techo mine\n")
    edit(new_list / "mkdocs.yml", "'#1b5e58'", "'#123456'")
    edit(new_list / ".gitignore", "/.venv/\n", "/.venv/\n/.mine/\n")
    edit(new_list / WORKFLOWS / "links.yml", "23 4 * * 1", "23 4 * * 2")
    edit(new_list / "requirements.txt", "click==", "click==8")
    (new_list / WORKFLOWS / "digest.yml").unlink()
    (new_list / ".github/ISSUE_TEMPLATE/correct.yml").unlink()
    (new_list / "data/collections.yaml").write_text("# none\n")
    edit(new_list / "data/tags.yaml", "label: Vector search", "label: Search for vectors")
    commit(new_list)
    done = run(next_programs / "papershelf", "upgrade", "--write", cwd=new_list, code=1)
    makefile = (new_list / "Makefile").read_text()
    assert "mine: ## ours" in makefile
    assert "# What builds leave" in makefile
    settings = (new_list / "mkdocs.yml").read_text(encoding="utf-8")
    assert "'#123456'" in settings
    assert "Guide: guide.md" in settings
    assert "Ours: «😀»" in settings
    assert ".gitignore:3: was edited here, and 97.0.0 changes the same lines" in done.stderr
    assert "requirements.txt:1: was edited here" in done.stderr
    assert "/.mine/" in (new_list / ".gitignore").read_text()
    assert "/.uv/" in (new_list / ".gitignore.new").read_text()
    assert "2" in (new_list / WORKFLOWS / "links.yml").read_text()
    assert f"{WORKFLOWS}/links.yml: is not part of {NEXT} any more" in done.stderr
    for gone in ("digest.yml", "labels.yml"):
        assert not (new_list / WORKFLOWS / gone).exists()
    assert not (new_list / ".github/ISSUE_TEMPLATE/correct.yml").exists()
    assert "Search for vectors" in (new_list / ".github/ISSUE_TEMPLATE/suggest.yml").read_text()
    assert (new_list / "data/collections.yaml").read_text() == "# none\n"
    assert (new_list / ".editorconfig").read_text() == "root = true\n"
    assert [path.name for path in new_list.glob("*.whl")] == [f"papershelf-{NEXT}-py3-none-any.whl"]
    assert json.loads((new_list / ".papershelf.json").read_text())["version"] == NEXT
    again = run(next_programs / "papershelf", "upgrade", cwd=new_list, code=1)
    assert again.stdout == "", "an edit that stays is not asked about again"
    left = [line.partition(":")[0] for line in again.stderr.splitlines() if "earlier upgrade" in line]
    assert left == [".gitignore.new", "requirements.txt.new"]
    for name in left:
        (new_list / name).unlink()
    run(next_programs / "papershelf", "upgrade", cwd=new_list)


def test_a_wheel_stays_while_it_is_asked_for(next_programs: Path, new_list: Path) -> None:
    """Where the new `Makefile` is not merged yet, the list builds as before; then the old wheel goes."""
    old, new = (f"papershelf-{version}-py3-none-any.whl" for version in (__version__, NEXT))
    edit(new_list / "Makefile", ".PHONY: clean\n", "# Throws away\n.PHONY: clean\n")
    done = run(next_programs / "papershelf", "upgrade", "--write", cwd=new_list, code=1)
    assert f"PAPERSHELF ?= ./{old}\n" in (new_list / "Makefile").read_text()
    assert {path.name for path in new_list.glob("*.whl")} == {old, new}
    assert f"keeps   {old}: is asked for in Makefile; when it no longer is, upgrade once more" in done.stderr
    (new_list / "Makefile.new").replace(new_list / "Makefile")
    run(next_programs / "papershelf", "upgrade", "--write", cwd=new_list)
    assert [path.name for path in new_list.glob("*.whl")] == [new]


def test_a_list_that_lost_its_record(programs: Path, new_list: Path) -> None:
    """It is told that the record is missing, not that a file was edited."""
    (new_list / ".papershelf.json").unlink()
    edit(new_list / "Makefile", "FORCE:\n", "FORCE:\n\n# ours\n")
    done = run(programs / "papershelf", "upgrade", cwd=new_list)
    assert "without .papershelf.json nothing tells what was edited here" in done.stderr


def test_an_interrupted_upgrade_goes_on(next_programs: Path, new_list: Path) -> None:
    """What was written before the record is found as it should be."""
    edit(new_list / "Makefile", "FORCE:\n", "FORCE:\n\n# ours\n")
    before = (new_list / ".papershelf.json").read_bytes()
    run(next_programs / "papershelf", "upgrade", "--write", cwd=new_list)
    after = (new_list / ".papershelf.json").read_bytes()
    made = (new_list / "Makefile").read_bytes()
    (new_list / ".papershelf.json").write_bytes(before)
    run(next_programs / "papershelf", "upgrade", "--write", cwd=new_list)
    assert (new_list / "Makefile").read_bytes() == made
    assert (new_list / ".papershelf.json").read_bytes() == after


def test_no_way_back(programs: Path, next_programs: Path, new_list: Path) -> None:
    """An older version refuses a list that a newer one has written."""
    run(next_programs / "papershelf", "upgrade", "--write", cwd=new_list)
    done = run(programs / "papershelf", "upgrade", "--write", cwd=new_list, code=1)
    assert f"this list is at {NEXT}, and this is Papershelf {__version__}; install a newer one" in done.stderr


def test_elsewhere(programs: Path, tmp_path: Path) -> None:
    """Outside a list, or in a copy of Papershelf, it says where to run it, or what to read."""
    assert (
        "run this in the top folder of a list"
        in run(programs / "papershelf", "upgrade", cwd=tmp_path, code=1).stderr
    )
    (tmp_path / "generator/papershelf").mkdir(parents=True)
    assert "docs/guide/upgrade.md" in run(programs / "papershelf", "upgrade", cwd=tmp_path, code=1).stderr


def test_a_copy_of_the_project_becomes_a_list(
    programs: Path, project_root: Path, list_dir: Path, tmp_path: Path
) -> None:
    """The commands of the guide leave the data, their history and the settings, and a list that builds."""
    folder = tmp_path / "copy"
    for name in git(project_root, "ls-files").splitlines():
        if not name.startswith(("data/", "tests/", "bench/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(project_root / name, folder / name)
    shutil.copytree(list_dir, folder / "data")
    for name in ("tests/test_a.py", "bench/a.py"):
        (folder / name).parent.mkdir()
        (folder / name).write_text("")
    edit(folder / "mkdocs.yml", "accent: {light: '#1b5e58'", "cards: none\n      accent: {light: '#123456'")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    own = re.sub(r"  - About:\n(?: {6}.*\n)+", "  - About: about.md\n", settings)
    (folder / "mkdocs.yml").write_text(own, encoding="utf-8")
    (folder / "docs/about.md").write_text("# About\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    git(folder, "config", "user.name", "A")
    git(folder, "config", "user.email", "a@example.org")
    commit(folder)
    data = {path: path.read_bytes() for path in (folder / "data").glob("*.yaml")}
    guide = (project_root / "docs/guide/upgrade.md").read_text(encoding="utf-8")
    commands = re.findall(r"```sh\n(.*?)```", guide.partition("as a copy")[2], re.DOTALL)[0]
    path = f"PATH={programs}:/usr/local/bin:/usr/bin:/bin"
    done = run("env", path, "bash", "-e", "-c", commands, cwd=folder)
    assert ".new" not in done.stderr, done.stderr
    tracked = git(folder, "ls-files").splitlines()
    assert not [name for name in tracked if name.endswith((".py", ".new")) or "adr" in name]
    assert {path: path.read_bytes() for path in data} == data
    assert "'#123456'" in (folder / "mkdocs.yml").read_text()
    assert "list-site.yml@v" in (folder / WORKFLOWS / "site.yml").read_text()
    assert "# Papershelf" in (folder / "README.md").read_text()
    run(programs / "papershelf", "check", cwd=folder)
    run(programs / "python", "-m", "mkdocs", "build", "--strict", cwd=folder)
    assert git(folder, "status", "--porcelain") == ""
    assert "nothing is new" in run(programs / "papershelf", "upgrade", cwd=folder).stderr
