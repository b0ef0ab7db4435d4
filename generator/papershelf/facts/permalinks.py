"""Addresses that readers may have kept: those of the list's pages, and the record of all ever published."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from papershelf.facts import groups
from papershelf.facts.name_index import OWN_PAGE
from papershelf.library import Library
from papershelf.library.moved_pages import MOVED
from papershelf.problems import Problem

RECORD = "permalinks.txt"
HEAD = """\
# Every address that the site has ever published; none may vanish. Written by `papershelf permalinks --write`.
"""
KINDS = ("papers", "tags", "collections", "venues", "authors")


def addresses(library: Library) -> frozenset[str]:
    """Return the addresses, from the site's root, of the pages that a list has, those that moved included."""
    return frozenset(_addresses(library)) | {each.address for each in library.moved}


def _addresses(library: Library) -> Iterator[str]:
    for paper in library.papers:
        yield from (f"papers/{name}/" for name in (paper.id, *paper.formerly))
    yield from (f"tags/{tag.slug}/" for tag in library.tags)
    yield from (f"collections/{each.slug}/" for each in library.collections)
    yield from (f"venues/{each.slug}/" for each in groups.venues(library.papers))
    yield from (f"authors/{slug}/" for slug in groups.author_slugs(library.papers, OWN_PAGE))


def recorded(text: str) -> dict[str, int]:
    """Return the lines, from 1, of the addresses in the text of a record."""
    lines = enumerate(text.splitlines(), start=1)
    return {line.strip(): number for number, line in lines if line.strip() and not line.startswith("#")}


def record(known: Collection[str]) -> str:
    """Write a record of addresses."""
    return HEAD + "".join(f"{each}\n" for each in sorted(known))


def published(files: Iterable[str]) -> frozenset[str]:
    """Return what a built site has for good, of its files: pages of the kinds that last, feeds, exports.

    Pages and files of values of a list's own fields come and go with their papers (ADR 43).
    """
    found = (name.removesuffix("index.html") for name in files)
    return frozenset(name for name in found if _lasts(name))


def _lasts(name: str) -> bool:
    kind, *rest = name.split("/")
    if kind == "exports":
        return bool(rest) and rest[0] != "by" and not rest[-1].startswith(".")
    return kind in KINDS and len(rest) == len(("slug", "")) and not rest[-1]


def vanished(library: Library, text: str) -> Iterator[Problem]:
    """Yield an error for each recorded address of a page that the list neither has nor says a word of."""
    present = addresses(library)
    path = str(Path(library.path).with_name(RECORD))
    for address, line in recorded(text).items():
        if address.partition("/")[0] in KINDS and address not in present:
            yield Problem(path, line, _advice(address, library), rule="vanished-address")


def vanished_from(library: Library, before: Iterable[str], after: Collection[str]) -> Iterator[Problem]:
    """Yield an error for each address of `before` that is not in `after`: those of two states or sites."""
    path = str(Path(library.path).with_name(MOVED))
    for address in sorted(set(before) - set(after)):
        yield Problem(path, 1, _advice(address, library), rule="vanished-address")


def _advice(address: str, library: Library) -> str:
    kind = address.partition("/")[0]
    path = Path(library.path).with_name(MOVED)
    if kind not in KINDS:
        return f"'{address}' was published and is gone; bring it back, or let its page move in {path}"
    return (
        f"'{address}' was published and is gone; add it to {path}, with `to` or `why`: "
        f"{{address: {address}, to: {kind}/…/}}"
    )
