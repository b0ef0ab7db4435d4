"""What readers that are not ours find in an export: pybtex, rispy, citeproc-py, csv and Python-Markdown."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any, NamedTuple

import markdown  # type: ignore[import-untyped]  # its stubs are a package of their own
import pybtex.database
import rispy
from citeproc.source.json import CiteProcJSON
from pybtex.richtext import Text

from papershelf.model import MONTHS
from papershelf.text import repair

# What latexcodec, by which pybtex decodes TeX, leaves as it is: these signs are not TeX's own in text
UNKNOWN_TO_LATEXCODEC = {
    r"\\textbraceleft ?": "{", r"\\textbraceright ?": "}", r"\\textasciigrave ?": "`",
    r"\\textasciicircum ?": "^", r"\\textasciitilde ?": "~", r"\\\$": "$",
}  # fmt: skip


class Found(NamedTuple):
    """The facts of a work that a format can hold; None for those that it does not give."""

    title: str
    authors: tuple[str, ...] = ()
    others: bool = False
    issued: tuple[int, ...] | None = None
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    arxiv: str | None = None
    doi: str | None = None
    url: str | None = None
    pdf: str | None = None
    accessed: tuple[int, ...] | None = None
    keywords: tuple[str, ...] = ()
    abstract: str | None = None


def has_maths(text: str) -> bool:
    """Whether a text has a formula, which BibTeX keeps as TeX."""
    return any(segment.maths for segment in repair(" ".join(text.split())))


def read_bibtex(text: str) -> Iterator[Found]:
    """Read BibTeX with pybtex, which also splits the names."""
    for entry in pybtex.database.parse_string(text, "bibtex").entries.values():
        fields = entry.fields
        names = [decoded(_person(person)) for person in entry.persons.get("author", ())]
        others = names[-1:] == ["others"]
        date = [fields.get("year"), _number_of_month(fields.get("month")), fields.get("day")]
        venue = fields.get("journal") or fields.get("booktitle")
        yield Found(
            title=decoded(fields["title"]),
            authors=tuple(names[:-1] if others else names),
            others=others,
            issued=_date(date),
            venue=venue and decoded(venue),
            volume=fields.get("volume"),
            issue=fields.get("number"),
            arxiv=fields.get("eprint"),
            doi=fields.get("doi"),
            url=fields.get("url"),
            pdf=fields.get("pdf"),
            accessed=_date(fields.get("urldate", "").split("-")),
            keywords=_words(decoded(fields.get("keywords", ""))),
            abstract=decoded(fields["abstract"]) if "abstract" in fields else None,
        )


def _words(joined: str) -> tuple[str, ...]:
    return tuple(word for word in joined.split(", ") if word)


def _person(person: Any) -> str:
    parts = (person.first_names, person.middle_names, person.prelast_names, person.last_names)
    return " ".join(word for words in (*parts, person.lineage_names) for word in words)


def person_parts(person: Any) -> tuple[str, str]:
    """Return a name of pybtex as what it is filed under and the rest."""
    last = (*person.prelast_names, *person.last_names)
    first = (*person.first_names, *person.middle_names, *person.lineage_names)
    return decoded(" ".join(last)), decoded(" ".join(first))


def decoded(tex: str) -> str:
    """Return what TeX says."""
    text = str(Text.from_latex(tex))
    for command, sign in UNKNOWN_TO_LATEXCODEC.items():
        text = re.sub(command, sign, text)
    return text


def _number_of_month(name: str | None) -> str | None:
    return str(MONTHS.index(name) + 1) if name else None


def _date(parts: list[str | None]) -> tuple[int, ...] | None:
    return tuple(int(part) for part in parts if part) or None


def read_ris(text: str) -> Iterator[Found]:
    """Read RIS with rispy; names are `Last, First, Suffix`, and whole where they end in a comma."""
    for record in rispy.loads(text):
        names = [_ris_name(name) for name in record.get("authors", ())]
        others = names[-1:] == ["et al."]
        yield Found(
            title=record["title"],
            authors=tuple(names[:-1] if others else names),
            others=others,
            issued=_date(record["date"].split("/")) if "date" in record else None,
            venue=record.get("secondary_title"),
            volume=record.get("volume"),
            issue=record.get("number"),
            arxiv=record.get("accession_number", "").removeprefix("arXiv:") or None,
            doi=record.get("doi"),
            url=next(iter(record.get("urls", ())), None),
            pdf=record.get("file_attachments1"),
            accessed=_date(record.get("access_date", "").split("/")),
            keywords=tuple(record.get("keywords", ())),
            abstract=record.get("abstract"),
        )


def _ris_name(written: str) -> str:
    if written.endswith(","):
        return written.removesuffix(",")
    last, first, suffix = [*written.split(", "), "", ""][:3]
    return " ".join(filter(None, (first, last, suffix)))


def read_csl(text: str) -> Iterator[Found]:
    """Read CSL-JSON with citeproc-py."""
    for reference in CiteProcJSON(json.loads(text)).values():
        names = [_csl_name(name) for name in reference.get("author", ())]
        others = names[-1:] == ["others"]
        issued = reference.get("issued")
        texts = {
            name: "".join(map(str, value)) for name, value in reference.items() if isinstance(value, list)
        }
        yield Found(
            title=texts["title"].replace("&lt;", "<").replace("&amp;", "&"),
            authors=tuple(names[:-1] if others else names),
            others=others,
            issued=_csl_date(issued),
            venue=texts.get("container_title"),
            volume=texts.get("volume"),
            issue=texts.get("issue"),
            arxiv=texts.get("archive_location"),
            doi=texts.get("DOI"),
            url=texts.get("URL"),
            accessed=_csl_date(reference.get("accessed")),
            keywords=_words(texts.get("keyword", "")),
            abstract=texts["abstract"].replace("&lt;", "<").replace("&amp;", "&")
            if "abstract" in texts
            else None,
        )


def _csl_date(date: Any) -> tuple[int, ...] | None:
    return date and tuple(date[part] for part in ("year", "month", "day") if part in date)


def _csl_name(name: Any) -> str:
    parts = (name.get(part) for part in ("literal", "given", "non-dropping-particle", "family", "suffix"))
    return " ".join(filter(None, parts))


def read_csv(text: str) -> Iterator[dict[str, str]]:
    """Read CSV: a dictionary of cells for each row."""
    for row in csv.DictReader(io.StringIO(text)):  # a spreadsheet shows no apostrophe at the start of a cell
        yield {name: re.sub(r"^'(?='*[=+@\t\r-])", "", cell) for name, cell in row.items()}


def read_markdown(text: str) -> Iterator[tuple[str, str | None, str]]:
    """Read a Markdown list: the title of each item, where it leads, and the text of the whole item."""
    tree = ET.fromstring(f"<body>{markdown.markdown(text)}</body>")  # noqa: S314 - made by ourselves
    for item in tree.iter("li"):
        head = item.find("a") if item.find("a") is not None else item.find("strong")
        assert head is not None
        yield "".join(head.itertext()), head.get("href"), "".join(item.itertext())
