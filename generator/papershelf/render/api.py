"""The API: the list as JSON files below `api/v1/`, which any server can hand out (docs/adr/0040)."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from papershelf.build_cache import digest
from papershelf.facts.changes import DayOfChanges, days_of_changes
from papershelf.facts.groups import UNDATED
from papershelf.facts.name_index import letter_of
from papershelf.library.own_fields import OwnField
from papershelf.model import Paper
from papershelf.render.api_page import api_page
from papershelf.render.api_records import (
    author_record,
    collection_record,
    collection_summary,
    exported_fields,
    field_record,
    paper_ids_beside,
    paper_record,
    paper_summary,
    tag_record,
    tag_summary,
    venue_record,
    venue_summary,
)
from papershelf.render.api_schemas import schemas
from papershelf.render.listing import divided
from papershelf.render.on_demand import Texts
from papershelf.render.openapi import openapi
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.render.wanted import SamePage, Wanted, made_pages
from papershelf.render.whole_list import csv_line, whole_list
from papershelf.spool import parted, together

API = "api/v1/"
PAPERS = 100  # to a file
DATABASE = "list.sqlite"  # made from the other files when these are in the site


def api(shelf: Shelf) -> Iterator[Page | SamePage]:
    """Write all files of the API, and the page that explains it."""
    papers = first_added_first(shelf.library.papers)
    lines = _lines(shelf, papers)
    lines.prepare(lines.keys)
    yield from made_pages(shelf, [_record(paper, lines) for paper in papers], lines)
    yield from made_pages(shelf, [*_paged(shelf, papers)], lines)
    downloads: dict[str, list[str]] = {}
    rows = lines.read_as(_line_and_row).values()
    for name, parts in whole_list(rows, [field.key for field in exported_fields(shelf)]).items():
        downloads[name] = []
        for file, text in parts:
            downloads[name].append(file)
            yield Page(API + file, text)
    downloads["sqlite"] = [DATABASE]
    yield from _groups(shelf)
    yield from _authors(shelf)
    yield from _changes(shelf)
    yield _index(shelf, downloads)
    for field in _facets(shelf):
        yield _file(f"fields/{field.key}.json", field_record(shelf, field))
    for kind, schema in schemas(exported_fields(shelf)).items():
        yield Page(f"{API}schemas/{kind}.json", _pretty(schema))
    has_fields = bool(_facets(shelf))
    yield Page(f"{API}openapi.json", _pretty(openapi(shelf.settings, has_fields=has_fields)))
    yield api_page(shelf, papers, downloads)


def _facets(shelf: Shelf) -> list[OwnField]:
    return [field for field in exported_fields(shelf) if shelf.own_groups.get(field.key)]


def first_added_first(papers: Sequence[Paper]) -> list[Paper]:
    """Sort by the day added: a new paper is at the end, where it moves no other to another file."""
    return sorted(papers, key=lambda paper: ((paper.added or UNDATED).number, paper.id))


def _lines(shelf: Shelf, papers: Sequence[Paper]) -> Texts:
    """Return the record of each paper as a line of JSON, and as a row of CSV."""
    shelf.prepare()
    root = shelf.settings.site_url or ""
    own = repr([(field.key, field.type) for field in exported_fields(shelf)])
    keys = {
        paper.id: digest(shelf.digests[paper.id], paper_ids_beside(shelf, paper), root, own)
        for paper in papers
    }

    def write(paper_id: str) -> bytes:
        record = paper_record(shelf, shelf.view(paper_id).paper)
        return together((_json(record), csv_line(record)))

    return Texts(shelf.cache, shelf.spool, "api", keys, write)


def _line_and_row(kept: bytes) -> tuple[str, str]:
    line, row = parted(kept)
    return line.decode(), row.decode()


def _record(paper: Paper, lines: Texts) -> Wanted:
    path = f"{API}papers/{paper.id}.json"
    return Wanted(path, lines.keys[paper.id], lambda: Page(path, _line_and_row(lines.read(paper.id))[0]))


def _paged(shelf: Shelf, papers: Sequence[Paper]) -> Iterator[Wanted]:
    parts = divided(papers, PAPERS)
    files = ["papers.json", *(f"pages/{number}.json" for number in range(2, len(parts) + 1))]
    for at, (file, some) in enumerate(zip(files, parts, strict=True)):
        beside = (files[at - 1] if at else None), (files[at + 1] if at + 1 < len(files) else None)
        key = digest(repr((at, beside)), *(shelf.digests[paper.id] for paper in some))
        yield Wanted(API + file, key, partial(_page_of_papers, shelf, file, at + 1, beside, some))


def _page_of_papers(
    shelf: Shelf, file: str, number: int, beside: tuple[str | None, str | None], papers: Sequence[Paper]
) -> Page:
    before, after = beside
    summaries = [paper_summary(shelf, paper) for paper in papers]
    return _file(file, {"page": number, "previous": before, "next": after, "papers": summaries})


def _groups(shelf: Shelf) -> Iterator[Page]:
    """Write the tags, collections and venues: a list of each, and a file for each."""
    tags, collections = list(shelf.topics.values()), shelf.library.collections
    for kind, summaries, records in (
        ("tags", [tag_summary(shelf, each) for each in tags], [tag_record(shelf, each) for each in tags]),
        (
            "collections",
            [collection_summary(shelf, each) for each in collections],
            [collection_record(shelf, each) for each in collections],
        ),
        (
            "venues",
            [venue_summary(shelf, each) for each in shelf.venues],
            [venue_record(shelf, each) for each in shelf.venues],
        ),
    ):
        yield _file(f"{kind}.json", {kind: summaries})
        for summary, record in zip(summaries, records, strict=True):
            yield _file(summary["file"], record)


def _authors(shelf: Shelf) -> Iterator[Page]:
    by_letter = sorted(shelf.authors, key=lambda group: (letter_of(group.label), group.slug))
    letters = []
    for letter, some in groupby(by_letter, key=lambda group: letter_of(group.label)):
        records = [author_record(shelf, group) for group in some]
        letters.append({"letter": letter, "count": len(records), "file": f"authors/{letter}.json"})
        yield _file(f"authors/{letter}.json", {"authors": records})
    yield _file("authors.json", {"letters": letters})


def _changes(shelf: Shelf) -> Iterator[Page]:
    days = days_of_changes(shelf.library)
    undated = sum(not paper.added for paper in shelf.library.papers)
    listed = [_day_summary(day) for day in days]
    yield _file("changes.json", {"since": shelf.library.record.since, "undated": undated, "days": listed})
    for day in days:
        values = {name: getattr(day, name) for name in ("day", "added", "changed", "moved", "removed")}
        yield _file(f"changes/{day.day}.json", values)


def _day_summary(day: DayOfChanges) -> dict[str, Any]:
    counts = {name: len(getattr(day, name)) for name in ("added", "changed", "moved", "removed")}
    return {"day": day.day, **counts, "file": f"changes/{day.day}.json"}


def _index(shelf: Shelf, downloads: dict[str, list[str]]) -> Page:
    papers, own = shelf.library.papers, exported_fields(shelf)
    lists = ("papers", "tags", "collections", "authors", "venues", "changes", "openapi")
    latest = max((paper.added for paper in papers if paper.added), default=None)
    values: dict[str, object] = {
        "name": shelf.settings.name,
        "description": shelf.settings.description,
        "site": shelf.settings.site_url or "",
        "version": "1",
        "papers": len(papers),
        "pages": len(divided(papers, PAPERS)),
        "latest": str(latest) if latest else None,
        "files": {name: f"{name}.json" for name in lists},
        "downloads": downloads,
        "schemas": {kind: f"schemas/{kind}.json" for kind in schemas(own)},
    }
    if own:
        values["own"] = {field.key: f"fields/{field.key}.json" for field in _facets(shelf)}
    return Page(f"{API}index.json", _pretty(values))


def _file(path: str, values: object) -> Page:
    return Page(API + path, _json(values))


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"


def _pretty(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
