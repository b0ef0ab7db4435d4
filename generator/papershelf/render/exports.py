"""The list and its parts in the formats of reference managers, and the order by which browsers select."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from papershelf.build_cache import digest
from papershelf.citing import FORMATS
from papershelf.citing.tables import whole_csv
from papershelf.facts.groups import newest_first
from papershelf.model import Paper
from papershelf.processes import mapped
from papershelf.render.list_parts import MOST_ABSTRACTS, parts_with_former
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.spool import parted, together

MOST_IN_PART = 200  # papers of a part whose files have abstracts
OF_PARTS = (
    "bibtex",
    "ris",
)  # which all reference managers read; a part in every format would double the site


def exports(shelf: Shelf) -> Iterator[Page]:
    """Write the list and its parts, the newest paper first, and `ids.json`, by which browsers select."""
    papers = newest_first(shelf.library.papers)
    is_whole = len(papers) <= MOST_ABSTRACTS
    plain = _entries(shelf, papers, FORMATS, abstracts=is_whole)
    of_parts = (
        _entries(shelf, papers, OF_PARTS, abstracts=not is_whole) if len(papers) > MOST_IN_PART else plain
    )
    entries, brief = (plain, of_parts) if is_whole else (of_parts, plain)
    for name, each in FORMATS.items():
        whole = partial(whole_csv, own=_exported(shelf)) if name == "csv" else each.whole
        yield Page(f"exports/{each.file}", whole(plain[paper.id][name].decode() for paper in papers))
    yield Page("exports/ids.json", json.dumps([paper.id for paper in papers], indent=0) + "\n")
    for part in parts_with_former(shelf):
        own = brief if part.is_brief or len(part.papers) > MOST_IN_PART else entries
        some = part.papers if part.kind == "collections" else newest_first(part.papers)
        written = [own[paper.id] for paper in some]
        for name in OF_PARTS:
            each = FORMATS[name]
            yield Page(f"{part.base}.{each.extension}", each.whole(entry[name].decode() for entry in written))


def _exported(shelf: Shelf) -> list[str]:
    """Return the keys of the fields that the list declares for its files."""
    return [field.key for field in shelf.library.own_fields if field.exported]


def _entries(
    shelf: Shelf, papers: Sequence[Paper], formats: Collection[str], *, abstracts: bool
) -> Mapping[str, Mapping[str, bytes]]:
    """Return the entries of each paper in UTF-8, by its id and the name of each of these formats."""
    labels = {tag.slug: tag.label for tag in shelf.library.tags}
    keys_of_own = _exported(shelf)

    def write(places: Sequence[int]) -> list[bytes]:
        return mapped(in_each_format, [papers[place] for place in places])

    def in_each_format(paper: Paper) -> bytes:
        own = {key: paper.own.get(key) for key in keys_of_own}
        shown = replace(paper, own=own, abstract=paper.abstract if abstracts else None)
        return together(FORMATS[name].entry(shown, labels) for name in formats)

    def by_format(kept: bytes) -> Mapping[str, bytes]:
        return dict(zip(formats, parted(kept), strict=True))

    keys = [digest(shelf.digests[paper.id], repr([*formats]), *keys_of_own) for paper in papers]
    kind = "export" if abstracts else "export without abstract"
    made = zip((paper.id for paper in papers), shelf.cache.made(kind, keys, write), strict=True)
    return shelf.spool.keep(made, by_format)
