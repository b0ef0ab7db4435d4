"""The package as a list installs it: a wheel in an environment of its own, far from this repository."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.built_wheels import built_wheel, installed, run


@pytest.fixture(scope="module")
def wheel(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    return built_wheel(project_root, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds it."""
    return installed(wheel, tmp_path_factory.mktemp("environment") / "env")


def test_the_wheel_holds_all_that_a_site_needs(wheel: Path) -> None:
    """Code, templates, the theme with its fonts, the data of a new list, and nothing else."""
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "papershelf/__main__.py",
        "papershelf/py.typed",
        "papershelf/starter/empty/tags.yaml",
        "papershelf/starter/examples/papers.yaml",
        "papershelf/starter/list/dot-github/workflows/site.yml",
        "papershelf/starter/list/dot-gitignore",
        "papershelf/starter/requirements.txt",
        "papershelf/templates/paper.md.j2",
        "papershelf/theme/main.html",
        "papershelf/theme/service-worker.js",
        "papershelf/theme/assets/papershelf.css",
        "papershelf/theme/assets/fonts/inter-latin-wght-normal.woff2",
    ):
        assert part in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"papershelf"}
    assert not [name for name in names if name.endswith(".pyc")]


def test_a_folder_with_settings_and_data_is_a_site(programs: Path, list_dir: Path, tmp_path: Path) -> None:
    """Nothing but mkdocs.yml and data/ makes the whole site, strictly, with its search."""
    code = "import papershelf; print(papershelf.__file__)"
    origin = run(programs / "python", "-c", code, cwd=tmp_path).stdout.strip()
    assert Path(origin).is_relative_to(programs.parent)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\nsite_url: https://ours.example/\ntheme: {name: material}\nplugins: [papershelf]\n"
    )
    (tmp_path / "data").mkdir()
    for path in list_dir.glob("*.yaml"):
        (tmp_path / "data" / path.name).write_bytes(path.read_bytes())
    run(programs / "papershelf", "build", cwd=tmp_path)
    run(programs / "python", "-m", "mkdocs", "build", "--strict", cwd=tmp_path)
    site = tmp_path / "site"
    assert len(list(site.glob("papers/*/index.html"))) >= 75
    assert json.loads((site / "search-index" / "start.json").read_text(encoding="utf-8"))["papers"] == 75
    for asset in ("assets/papershelf.css", "assets/fonts/inter-latin-wght-normal.woff2", "service-worker.js"):
        assert (site / asset).is_file()


def test_the_module_is_the_command(programs: Path, tmp_path: Path) -> None:
    """`python -m papershelf` and `papershelf` are one program."""
    told = [
        run(*command, "--version", cwd=tmp_path).stdout
        for command in ((programs / "python", "-m", "papershelf"), (programs / "papershelf",))
    ]
    assert told[0] == told[1] != ""
