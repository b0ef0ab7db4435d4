"""What every test shares: the project's folder, repeatable random tests, and no network."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_socket import SocketConnectBlockedError

from generator.render.pages import FOLDERS

# A slow machine is no failure; in CI the same examples run each time.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def list_dir(project_root: Path) -> Path:
    """A reading list of 75 papers that never changes, so that no curator can break a test."""
    return project_root / "tests" / "fixtures" / "list"


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
    """Copy what a site is made of into a new folder, with the 75 papers, without the pages that are made."""

    def copy(folder: Path) -> Path:
        made = shutil.ignore_patterns(*FOLDERS, "index.md")
        shutil.copytree(project_root / "docs", folder / "docs", ignore=made)
        shutil.copytree(list_dir, folder / "data")
        shutil.copytree(project_root / "overrides", folder / "overrides")
        for name in ("mkdocs.yml", "hooks.py"):
            shutil.copy(project_root / name, folder / name)
        return folder

    return copy


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
        for command in (["generator", "build"], ["mkdocs", "build", "--strict"]):
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
