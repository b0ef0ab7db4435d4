"""What every test shares: the project's folder, repeatable random tests, and no network."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright, sync_playwright
from pytest_socket import SocketConnectBlockedError

from papershelf.generated import DIGESTS, FOLDERS
from papershelf.settings import THEME

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A slow machine is not a failure; in CI the same examples run each time.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="module")
def same_day() -> Iterator[None]:
    """The same day in each build, and no word of MkDocs 2."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        yield


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def list_dir(project_root: Path) -> Path:
    """A reading list of 75 papers that never changes, so that no curator can break a test."""
    return project_root / "tests" / "fixtures" / "list"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; there can be only one."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser that CHROMIUM names."""
    path = os.environ.get("CHROMIUM")
    if not path:
        pytest.fail("set CHROMIUM to a browser (scripts/find-browser prints one), or use `make test`")
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session", autouse=True)
def network_is_off() -> None:
    """Fail the run at once if a test could reach the network.

    The guard is set up by options in pyproject.toml, which a command line can undo.
    """
    nobody = ("192.0.2.1", 9)  # an address kept for documentation
    with socket.socket() as probe:
        probe.settimeout(0.1)
        with pytest.raises(SocketConnectBlockedError):
            probe.connect(nobody)


@pytest.fixture(scope="session")
def copy_project(project_root: Path, list_dir: Path) -> Callable[[Path], Path]:
    """Copy what a site is made of into a new folder, with the 75 papers, without the pages that are made.

    Cards, which take as long as all the rest, are left out.
    """

    def copy(folder: Path) -> Path:
        docs = project_root / "docs"

        def made(source: str, _names: list[str]) -> set[str]:
            return {*FOLDERS, DIGESTS, "index.md", "offline.md"} if Path(source) == docs else set()

        shutil.copytree(docs, folder / "docs", ignore=made)
        shutil.copytree(list_dir, folder / "data")
        settings = (project_root / "mkdocs.yml").read_text(encoding="utf-8")
        without = settings.replace("- papershelf:\n", "- papershelf:\n      cards: none\n")
        (folder / "mkdocs.yml").write_text(without, encoding="utf-8")
        return folder

    return copy


@pytest.fixture(scope="session")
def leave_out_plugin() -> Callable[[Path], None]:
    """Change a project's mkdocs.yml for an engine that knows no plugins: the theme is named instead."""

    def leave_out(folder: Path) -> None:
        path = folder / "mkdocs.yml"
        given = path.read_text(encoding="utf-8")
        (accent,) = re.findall(r"accent: (\{.*\})", given)
        theme = f"""\
theme:
  name: material
  custom_dir: {THEME}
  static_templates: [assets/colours.css]
  variant: classic
  font: false
  logo: assets/mark.svg
  favicon: assets/mark.svg
  palette: {{scheme: default}}
plugins: []
not_in_nav: "*"
"""
        text = re.sub(r"^(theme|plugins):\n(?: .*\n)+", "", given, flags=re.MULTILINE)
        extra = f"extra:\n  papershelf: {{accent: {accent}, bodies: html}}\n  generator: false\n"
        path.write_text(text.replace("extra:\n", extra) + theme, encoding="utf-8")

    return leave_out


@pytest.fixture(scope="session")
def build_site() -> Callable[[Path, str], Path]:
    """Build a project for an address, where a warning is an error; give the site's folder."""

    def build(folder: Path, address: str) -> Path:
        told = {
            "SITE_NAME": "Papershelf",
            "SITE_URL": address,
            "SOURCE_DATE_EPOCH": "1700000000",
            "NO_MKDOCS_2_WARNING": "1",
        }
        for command in (["papershelf", "build"], ["mkdocs", "build", "--strict"]):
            done = subprocess.run(
                [sys.executable, "-m", *command],
                cwd=folder,
                env={**os.environ, **told},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            assert "WARNING" not in done.stderr, done.stderr
        return folder / "site"

    return build
