"""BibTeX and BibLaTeX: a candidate of each entry, with its TeX decoded.

Source: the fields of https://www.ctan.org/pkg/bibtex and https://www.ctan.org/pkg/biblatex (chapter 2.2)
"""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from papershelf.feeds import record_values as values
from papershelf.feeds.bibtex_dates import published
from papershelf.feeds.bibtex_entries import BibtexEntry, Fields, split
from papershelf.feeds.bibtex_links import (
    OF_EPRINT,
    VERBATIM,
    arxiv_of,
    doi_of,
    links_of,
    names_arxiv,
    verbatim,
)
from papershelf.feeds.bibtex_names import read_names
from papershelf.feeds.bibtex_tex import decode_tex
from papershelf.feeds.capture import Capture, Frame, UnusableRecordError, invalid, read_records
from papershelf.feeds.markup import plain_text
from papershelf.feeds.written_dates import doubt_about
from papershelf.model import Block, Candidate

CONTAINERS = ("booktitle", "journaltitle", "journal", "eventtitle")
VENUES = {
    "article": ("journaltitle", "journal", "booktitle", "eventtitle"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), (*CONTAINERS, "school", "institution")),
    **dict.fromkeys(("techreport", "report"), (*CONTAINERS, "institution", "school")),
}
STRING = re.compile(r"@\s*string\b", re.IGNORECASE)
SUBTITLES = {"title": "subtitle", "booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}


def read(text: str, path: str) -> Capture:
    """Read a file; a broken entry is unplaced, and the others are read.

    Raises InvalidInputError if it has no entries.
    """
    entries, furniture = split(text)
    if not entries:
        raise invalid(path, 1, "there is no BibTeX entry in this; an entry begins with @article{key, …")
    records = ((entry, entry.block) for entry in entries)
    capture = read_records("BibTeX", records, _candidate, furniture=furniture)
    strings = "".join(f"{block.text}\n" for block in furniture if STRING.match(block.text))
    return replace(capture, frame=Frame(before=strings))  # entries need them also apart from this file


def _candidate(entry: BibtexEntry, block: Block) -> Candidate:
    if entry.problem:
        raise UnusableRecordError(entry.problem)
    fields = entry.fields
    title, of_title = _title(fields, "title")
    key, _, rest = entry.key.partition(" ")
    if "=" in rest:
        raise UnusableRecordError(f"no comma after the key '{key}'; put one there")
    if not title:
        raise UnusableRecordError("an entry without a title; add 'title = {…}' or remove it")
    authors = read_names(fields.get("author", ""))
    date, of_date = published(fields)
    venue, of_venue = _venue(entry)
    printed, of_printed = _printed(fields, venue)
    keywords = _text(fields, "keywords")
    candidate = Candidate(
        title,
        _text(fields, "abstract") or None,
        block.line,
        arxiv=arxiv_of(fields),
        doi=doi_of(fields),
        authors=authors.names,
        others=True if authors.others and authors.names else None,
        published=date,
        venue=venue,
        **printed,
        links=links_of(fields),
        keywords=values.words(re.split("[,;]", keywords)),
        own_texts={"keywords": {"keywords": (keywords,)}} if keywords else {},
        citation_key=entry.key or None,
        remarks=(*map(_decoded, entry.remarks), *(f"author '{name}'" for name in authors.unread)),
        blocks=(block, *entry.parents),
    )
    kept = {"abstract", *of_title, *of_date, *of_venue, *of_printed}
    kept |= {"author"} if authors.names and not authors.unread else set()
    kept |= OF_EPRINT if candidate.arxiv and candidate.arxiv == arxiv_of(_only(fields, OF_EPRINT)) else set()
    return _with_account(candidate, entry, kept)


def _with_account(candidate: Candidate, entry: BibtexEntry, kept: set[str]) -> Candidate:
    """Account for the fields that give the candidate nothing, and remark on those that should have."""
    given = {name: text for name in entry.fields if (text := _text(entry.fields, name))}
    left = {name: _decoded(value) for name, value in entry.left.items()}
    told = values.with_unkept(candidate, given, kept)
    unread = {"author": given["author"]} if "author" in given and "author" not in kept else {}
    told = replace(told, unkept={**told.unkept, **unread, **values.with_unkept(candidate, left, ()).unkept})
    expected = {name: given.get(name, "") for name in ("doi", "eprint", "url")}
    expected["eprint"] *= names_arxiv(entry.fields)
    dates = {name: given[name] for name in ("date", "year") if name in given}
    doubts = (f"{name} '{text}': {doubt}" for name, text in dates.items() if (doubt := doubt_about(text)))
    told = replace(told, remarks=(*told.remarks, *doubts))
    year = given.get("date") or given.get("year") or ""
    return values.with_remarks(told, {"year": year, **expected})


def _only(fields: Fields, names: Collection[str]) -> Fields:
    return {name: value for name, value in fields.items() if name in names}


def _decoded(value: str) -> str:
    return plain_text(decode_tex(value))


def _text(fields: Fields, name: str) -> str:
    """Return the text of a field, as readers would see it; empty where it isn't given."""
    value = fields.get(name, "")
    return values.one_line(verbatim(value)) if name in VERBATIM else _decoded(value)


def _title(fields: Fields, name: str) -> tuple[str, set[str]]:
    """Return a title with its subtitle, and the fields that it is from."""
    title = _text(fields, name)
    sub = SUBTITLES.get(name, "")
    subtitle = _text(fields, sub)
    if not title or not subtitle:
        return title, {name}
    if subtitle.casefold() in title.casefold():
        return title, {name, sub}
    joint = " " if title.endswith((":", "?", "!", "…", "—", "–")) else ": "
    return f"{title.removesuffix('.')}{joint}{subtitle}", {name, sub}


def _venue(entry: BibtexEntry) -> tuple[str | None, set[str]]:
    """Return where a paper appeared, and the fields that say so; for some kinds, its publisher."""
    for name in VENUES.get(entry.kind, CONTAINERS):
        text, of_text = _title(entry.fields, name)
        venue = values.venue(text)
        if venue:
            return venue, of_text
    publisher = values.publisher(_text(entry.fields, "publisher")) if entry.kind == "book" else None
    return publisher, {"publisher"} if publisher else set()


def _printed(fields: Fields, venue: str | None) -> tuple[dict[str, Any], set[str]]:
    """Return where in a venue a paper is printed, by the keys of the list, and the fields that say so."""
    if not venue:
        return {}, set()
    places = {key: (key, values.printed_at(_text(fields, key))) for key in ("volume", "number", "pages")}
    if not places["number"][1]:
        places["number"] = ("issue", values.printed_at(_text(fields, "issue")))
    places["publisher"] = ("publisher", values.venue(_text(fields, "publisher")))
    found = {key: (name, value) for key, (name, value) in places.items() if value and value != venue}
    return {key: value for key, (_, value) in found.items()}, {name for name, _ in found.values()}
