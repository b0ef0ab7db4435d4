"""The package as a list installs it: a wheel in an environment of its own, far from this repository."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=told | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel; nothing is downloaded for it."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder)
    run(sys.executable, "-m", "pip", "wheel", *options, project_root, cwd=folder)
    (built,) = folder.glob("papershelf-*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that holds the wheel, and sees the packages that it depends on."""
    folder = tmp_path_factory.mktemp("environment") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=wheel.parent)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    run(*pip, wheel, cwd=wheel.parent)
    place = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=wheel.parent)
    installed_here = sysconfig.get_path("purelib")
    (Path(place.stdout.strip()) / "dependencies.pth").write_text(f"{installed_here}\n", encoding="utf-8")
    return python.parent


def test_the_wheel_holds_all_that_a_site_needs(wheel: Path) -> None:
    """Code, templates, the theme with its fonts, the data of a new list, and nothing else."""
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "papershelf/__main__.py",
        "papershelf/py.typed",
        "papershelf/starter/tags.yaml",
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
