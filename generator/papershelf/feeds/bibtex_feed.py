"""BibTeX and BibLaTeX files, through bibtexparser and pylatexenc."""

import re
from dataclasses import replace

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

from papershelf.feeds import bibtex_entries
from papershelf.feeds.bibtex_entries import BibtexEntry, Fields
from papershelf.feeds.bibtex_tex import decode_tex
from papershelf.feeds.capture import Capture, UnusableRecordError, account, invalid
from papershelf.feeds.capture import decode as decode_source
from papershelf.feeds.identifiers import arxiv_id, arxiv_mention, doi_name, doi_of_page
from papershelf.feeds.record_values import (
    is_own_page,
    iso_date,
    links,
    names,
    one_line,
    partial_date,
    venue,
    with_remarks,
    words,
)
from papershelf.model import MONTHS, Block, Candidate, PartialDate

# `Mu\~noz`: names are parted at `~`, which is a tie in TeX, unless it stands in braces
BARE_TILDE = re.compile(r"\\~(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])")
NAME_MARK = re.compile(r"\\[\s\S]|[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
MONTH_NAME = re.compile("|".join(month[:3] for month in MONTHS), re.IGNORECASE)
MONTH_NUMBERS = {month[:3].lower(): number for number, month in enumerate(MONTHS, start=1)}
LINK_FIELDS = {
    "code": "code", "project": "project", "website": "project", "video": "video", "slides": "slides",
    "url": "paper",
}  # fmt: skip


def read(source: bytes, path: str) -> Capture:
    """Read a file; a broken entry is unplaced, and the others are read.

    Raises InvalidInputError where there is no entry.
    """
    file = bibtex_entries.split(decode_source(source, path))
    if not file.entries:
        raise invalid(path, 1, "there is no BibTeX entry in this; an entry begins with @article{key, …")
    capture = account("BibTeX", ((entry, entry.block) for entry in file.entries), _candidate)
    return replace(capture, furniture=file.furniture)


def _candidate(entry: BibtexEntry, block: Block) -> Candidate:
    if entry.problem:
        raise UnusableRecordError(entry.problem)
    fields = entry.fields
    title = _text(fields, "title")
    if not title:
        raise UnusableRecordError("an entry without a title; add 'title = {…}' or remove it")
    doi = _plain(fields.get("doi", ""))
    candidate = Candidate(
        title,
        _text(fields, "abstract") or None,
        block.line,
        arxiv=_arxiv(fields),
        doi=doi_name(doi) or doi_of_page(_plain(fields.get("url", ""))),
        authors=_authors(fields.get("author", "")),
        published=_published(fields),
        venue=venue(_text(fields, "booktitle", "journaltitle", "journal")),
        links=_links(fields),
        keywords=words(re.split("[,;]", _text(fields, "keywords"))),
        blocks=(block,),
    )
    known = candidate.arxiv or candidate.doi
    return with_remarks(
        candidate,
        {
            "year": (_text(fields, "date", "year"), candidate.published),
            "doi": (doi, known),
            "eprint": (_text(fields, "eprint"), candidate.arxiv),
            "url": (_plain(fields.get("url", "")), known or candidate.links),
        },
    )


def _text(fields: Fields, *keys: str) -> str:
    """The first of the fields that is given, as readers would see it."""
    return next((text for key in keys if (text := one_line(decode_tex(fields.get(key, ""))))), "")


def _plain(value: str) -> str:
    r"""An address or a DOI without TeX around it: `\url{…}`, `\_`, `{\%}`."""
    unwrapped = re.sub(r"\\(?:url|path)\b|[{}]", "", value)
    return re.sub(r"\\([_%#&~$])", r"\1", unwrapped).strip()


def _authors(value: str) -> tuple[str, ...]:
    """The names as printed, first name first; `and others` names nobody."""
    authors: list[str] = []
    for name in _split_names(BARE_TILDE.sub(r"{\g<0>}", value)):
        try:
            parts = parse_single_name_into_parts(name)
        except InvalidNameError:
            message = f"the author '{one_line(name)}' is no single name; join names by ' and '"
            raise UnusableRecordError(message) from None
        authors.append(decode_tex(parts.merge_first_name_first))
    return names(author for author in authors if author != "others")


def _split_names(value: str) -> list[str]:
    r"""Part the names at each `and` outside of braces; bibtexparser's own way loses `\'` behind an `and`."""
    parted: list[str] = []
    depth = start = 0
    for match in NAME_MARK.finditer(value):
        mark = match.group()
        depth += (mark == "{") - (mark == "}")
        if depth == 0 and mark.lower() == "and":
            parted.append(value[start : match.start()])
            start = match.end()
    return [*parted, value[start:]]


def _published(fields: Fields) -> PartialDate | None:
    """The date from `year`, `month` and `day`, or from BibLaTeX's `date`."""
    year = one_line(decode_tex(fields.get("year", "")))
    if not year:
        return iso_date(fields.get("date"))
    month = one_line(decode_tex(fields.get("month", "")))
    name = MONTH_NAME.search(month)
    if not name:
        return partial_date(year, month, fields.get("day"))
    days = re.findall("[0-9]+", month)
    day = fields.get("day") or (days[0] if len(days) == 1 else None)
    return partial_date(year, MONTH_NUMBERS[name.group().lower()], day)


def _arxiv(fields: Fields) -> str | None:
    kind = fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv"
    eprint = arxiv_id(_plain(fields.get("eprint", ""))) if kind.lower() == "arxiv" else None
    volume = fields.get("volume", "").removeprefix("abs/")
    in_corr = arxiv_id(volume) if fields.get("journal", "").lower() == "corr" else None
    mentions = (
        arxiv_mention(_plain(fields.get(key, ""))) for key in ("journal", "doi", "url", "howpublished")
    )
    return eprint or in_corr or next(filter(None, mentions), None)


def _links(fields: Fields) -> dict[str, str]:
    given = {name: _plain(fields[key]) for key, name in LINK_FIELDS.items() if fields.get(key)}
    return links(**{name: address for name, address in given.items() if not is_own_page(address)})
