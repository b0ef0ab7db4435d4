"""The lock files install on any day, whatever is published later."""

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def locked(path: Path) -> dict[str, Requirement]:
    """The pinned requirements of a lock file, by name."""
    pins = re.findall(r"^([\w.\[\],-]+==[^\s;]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(pin.name): pin for pin in map(Requirement, pins)}


def test_each_extra_that_a_package_asks_for_is_locked_with_its_package(project_root: Path) -> None:
    """For `coverage[toml]` pip looks apart from `coverage==1`, and takes a newer one, which has no hash."""
    pins = locked(project_root / "requirements-dev.txt")
    missing = [
        f"{name} asks for {asked}"
        for name, pin in pins.items()
        for asked in asks_for(name, pin.extras)
        if not asked.extras <= pins[canonicalize_name(asked.name)].extras
    ]
    assert not missing


def asks_for(name: str, extras: set[str]) -> list[Requirement]:
    """What an installed package requires here; nothing where it is for another platform."""
    try:
        every = map(Requirement, distribution(name).requires or [])
    except PackageNotFoundError:
        return []
    chosen = [{"extra": extra} for extra in ("", *extras)]
    return [one for one in every if one.marker is None or any(map(one.marker.evaluate, chosen))]


def test_both_lock_files_name_the_same_versions(project_root: Path) -> None:
    """A site that passed its tests is built from what was tested."""
    site, dev = (locked(project_root / name) for name in ("requirements.txt", "requirements-dev.txt"))
    versions = {name: pin.specifier for name, pin in dev.items()}  # what is for tests may ask for more extras
    assert {name: pin.specifier for name, pin in site.items()} == {name: versions.get(name) for name in site}


def test_no_package_of_lighthouse_is_wanted_in_its_latest_version(project_root: Path) -> None:
    """To npm a lock file is outdated on the day that a newer version of such a package appears."""
    folder = project_root / "bench" / "lighthouse_cli"
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    latest = {
        name
        for package in lock["packages"].values()
        for name, version in package.get("dependencies", {}).items()
        if version == "latest"
    }
    settled = json.loads((folder / "package.json").read_text(encoding="utf-8"))["overrides"]
    assert latest <= settled.keys()
