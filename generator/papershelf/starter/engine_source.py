"""Where a list gets this package from: the registry, an address, or a wheel that it carries itself."""

import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from papershelf import __version__

ENGINE = "your-group/papershelf"
"""The repository of this package on GitHub, whose workflows lists call."""
ENGINE_IS_A_PLACEHOLDER = ENGINE.startswith("your-")
"""Whether that is not the name of a repository yet."""
PINNED = f"papershelf=={__version__}"


@dataclass(frozen=True, slots=True)
class EngineSource:
    """What pip is asked for, the wheel to put into the list, and what its owner should know, if anything."""

    requirement: str
    wheel: Path | None = None
    remark: str | None = None


def engine_source() -> EngineSource:
    """Find out where the running package was installed from.

    The installer keeps that for everything that did not come from the registry:
    https://packaging.python.org/specifications/direct-url/
    """
    try:
        kept = metadata.distribution("papershelf").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        kept = None
    return source_of(json.loads(kept) if kept else None)


def source_of(origin: dict[str, Any] | None) -> EngineSource:
    """Return how a list asks for a package of this origin, which is None for one from the registry."""
    if origin is None:
        return EngineSource(PINNED)
    address = str(origin.get("url", ""))
    if version := origin.get("vcs_info"):
        return EngineSource(f"papershelf @ git+{address}@{version['commit_id']}")
    if not address.startswith("file:"):
        return EngineSource(f"papershelf @ {address}")
    path = Path(url2pathname(urlsplit(address).path))
    if path.suffix == ".whl" and path.is_file():
        return EngineSource(f"./{path.name}", wheel=path)
    remark = (
        f"Papershelf was installed from {path}, which other machines do not have; the list asks for "
        f"{PINNED}. Until that is published, name a wheel or an address as PAPERSHELF in the Makefile."
    )
    return EngineSource(PINNED, remark=remark)
