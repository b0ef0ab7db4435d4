"""How large a built site is, and which of its pages differ from another build."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ENTRY_LINE = re.compile(rb"(#L|[?&;]line=|</code> line )[0-9]+")
"""Where a page names the line of its entry, which moves when another entry comes in above."""


@dataclass(frozen=True, slots=True)
class SiteChanges:
    """The size of a build, and against another one its pages by address, such as `papers/x/`.

    Without another build `bytes_before` is None and there are no pages.
    """

    files: int
    bytes: int
    bytes_before: int | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def site_changes(after: Path, before: Path | None = None) -> SiteChanges:
    """Measure a site, and compare its pages with an earlier build: all but the lines of their entries."""
    files = _files(after)
    size = sum(path.stat().st_size for path in files.values())
    if before is None:
        return SiteChanges(len(files), size)
    old = _files(before)
    new_pages, old_pages = _pages(files), _pages(old)
    return SiteChanges(
        len(files),
        size,
        sum(path.stat().st_size for path in old.values()),
        tuple(sorted(new_pages.keys() - old_pages.keys())),
        tuple(sorted(old_pages.keys() - new_pages.keys())),
        tuple(
            page
            for page in sorted(new_pages.keys() & old_pages.keys())
            if _said(new_pages[page]) != _said(old_pages[page])
        ),
    )


def _files(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}


def _pages(files: dict[str, Path]) -> dict[str, Path]:
    """The HTML files by their address on the site; the home page is `/`."""
    return {
        name.removesuffix("index.html") or "/": path for name, path in files.items() if name.endswith(".html")
    }


def _said(page: Path) -> bytes:
    return ENTRY_LINE.sub(b"", page.read_bytes())
