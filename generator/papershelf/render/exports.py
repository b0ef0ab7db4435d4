"""The list and its parts in the formats of reference managers, and the order by which browsers select."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from papershelf.build_cache import digest
from papershelf.citing import FORMATS
from papershelf.citing.tables import whole_csv
from papershelf.facts.groups import newest_first
from papershelf.model import Paper
from papershelf.render.list_parts import MOST_ABSTRACTS, ListPart, parts_with_former
from papershelf.render.on_demand import Texts
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.render.wanted import SamePage, Wanted, made_pages
from papershelf.spool import parted, together

MOST_IN_PART = 200  # papers of a part whose files have abstracts
OF_PARTS = (
    "bibtex",
    "ris",
)  # which all reference managers read; a part in every format would double the site
IN_ORDER = [*FORMATS]


def exports(shelf: Shelf) -> Iterator[Page | SamePage]:
    """Write the list and its parts, the newest paper first, and `ids.json`, by which browsers select."""
    papers = newest_first(shelf.library.papers)
    is_whole = len(papers) <= MOST_ABSTRACTS
    plain = _entries(shelf, FORMATS, abstracts=is_whole)
    of_parts = _entries(shelf, OF_PARTS, abstracts=not is_whole) if len(papers) > MOST_IN_PART else plain
    entries, brief = (plain, of_parts) if is_whole else (of_parts, plain)
    wanted = {id(plain): [*_whole_list(shelf, papers, plain)]}
    for part in parts_with_former(shelf):
        own = brief if part.is_brief or len(part.papers) > MOST_IN_PART else entries
        wanted.setdefault(id(own), []).extend(_files(part, part.papers, own))
    for own in (plain, of_parts):
        yield from made_pages(shelf, wanted.pop(id(own), []), own)
    yield Page("exports/ids.json", json.dumps([paper.id for paper in papers], indent=0) + "\n")


def _whole_list(shelf: Shelf, papers: Sequence[Paper], entries: Texts) -> Iterator[Wanted]:
    for name, each in FORMATS.items():
        own = _exported(shelf) if name == "csv" else []
        whole = partial(whole_csv, own=own) if name == "csv" else each.whole
        wanted = _file(f"exports/{each.file}", name, papers, entries, whole)
        yield wanted._replace(key=digest(wanted.key, *own))


def _files(part: ListPart, papers: Sequence[Paper], entries: Texts) -> Iterator[Wanted]:
    for name in OF_PARTS:
        each = FORMATS[name]
        yield _file(f"{part.base}.{each.extension}", name, papers, entries, each.whole)


def _file(
    path: str, name: str, papers: Sequence[Paper], entries: Texts, whole: Callable[[Iterable[str]], str]
) -> Wanted:
    key = digest(name, *(entries.keys[paper.id] for paper in papers))

    def make() -> Page:
        kept = (entries.read(paper.id) for paper in papers)
        return Page(path, whole(_entry(each, name) for each in kept))

    return Wanted(path, key, make, papers=papers)


def _entry(kept: bytes, name: str) -> str:
    """Return an entry in one of the formats in which it was kept; the first ones are those of parts."""
    return parted(kept)[IN_ORDER.index(name)].decode()


def _exported(shelf: Shelf) -> list[str]:
    """Return the keys of the fields that the list declares for its files."""
    return [field.key for field in shelf.library.own_fields if field.exported]


def _entries(shelf: Shelf, formats: Collection[str], *, abstracts: bool) -> Texts:
    """Return the entry of each paper in these formats, the first ones of `FORMATS`."""
    labels = {tag.slug: tag.label for tag in shelf.library.tags}
    keys_of_own = _exported(shelf)

    def in_each_format(paper_id: str) -> bytes:
        paper = shelf.view(paper_id).paper
        own = {key: paper.own.get(key) for key in keys_of_own}
        shown = replace(paper, own=own, abstract=paper.abstract if abstracts else None)
        return together(FORMATS[name].entry(shown, labels) for name in formats)

    about = repr([*formats])
    keys = {paper.id: digest(shelf.digests[paper.id], about, *keys_of_own) for paper in shelf.library.papers}
    kind = "export" if abstracts else "export without abstract"
    return Texts(shelf.cache, shelf.spool, kind, keys, in_each_format)
