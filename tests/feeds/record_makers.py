"""Made-up records, and what a reader should find in them, for every format of bibliographies."""

import datetime as dt
import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from papershelf.feeds.markup import plain_text
from papershelf.feeds.person_names import A_SUFFIX, OTHERS
from papershelf.feeds.record_values import NO_VENUE
from papershelf.model import Candidate

TEXT = (
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and text == plain_text(text))
)
WORD = st.text(st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=8)
NAME = WORD.filter(lambda word: not (A_SUFFIX.fullmatch(word) or OTHERS.match(word) or word.lower() == "and"))
DOI = st.from_regex(r"10\.[0-9]{4}/[a-z0-9][a-z0-9._()/-]{0,20}[a-z0-9]", fullmatch=True)


@dataclass(frozen=True)
class Record:
    """What one made-up record says; an author is a given name and a family name."""

    title: str
    abstract: str | None = None
    authors: tuple[tuple[str, str], ...] = ()
    published: dt.date | None = None
    venue: str | None = None
    doi: str | None = None
    address: str | None = None
    pages: str | None = None

    @property
    def family_first(self) -> list[str]:
        """The authors as most formats write them."""
        return [f"{family}, {given}" for given, family in self.authors]


RECORDS = st.builds(
    Record,
    # PubMed ends every title with a full stop, and puts translated ones into brackets
    title=TEXT.filter(lambda text: re.search(r"\w", text) and not re.search(r"\.$|^\[.*\]$", text)),
    abstract=st.none() | TEXT,
    authors=st.lists(st.tuples(NAME, NAME), max_size=4).map(tuple),
    published=st.none() | st.dates(dt.date(1500, 1, 1), dt.date(2999, 12, 31)),
    venue=st.none() | TEXT.filter(lambda text: not NO_VENUE.match(text)),
    doi=st.none() | DOI,
    address=st.none() | st.sampled_from(["https://a.org/x;y?z=1", "http://example.org/~a/p.html"]),
    pages=st.none() | st.from_regex(r"[1-9][0-9]{2,3}-[1-9][0-9]{3}", fullmatch=True),
)
LISTS = st.lists(RECORDS, min_size=1, max_size=4, unique_by=lambda record: record.title)


def as_found(candidate: Candidate) -> Record:
    """The record that a candidate was read as; pages without a venue are told as not kept."""
    day = candidate.published
    pages = [*filter(None, [candidate.pages]), *candidate.unkept.values()]
    return Record(
        candidate.title,
        candidate.abstract,
        tuple((given, family) for given, family in (name.split(" ") for name in candidate.authors)),
        dt.date(day.year, day.month, day.day) if day else None,
        candidate.venue,
        candidate.doi,
        candidate.links.get("paper"),
        "; ".join(pages).replace("–", "-") or None,
    )


def _tagged(form: str, given: Sequence[tuple[str, str | None]]) -> list[str]:
    return [form.format(tag, text) for tag, text in given if text]


def ris(records: Sequence[Record]) -> str:
    """RIS as a reference manager writes it."""
    return "".join("\r\n".join([*_ris(record), "ER  - ", ""]) for record in records)


def _ris(record: Record) -> Iterator[str]:
    day = record.published
    return iter(
        _tagged(
            "{}  - {}",
            [
                ("TY", "JOUR"),
                ("TI", record.title),
                *(("AU", name) for name in record.family_first),
                ("DA", f"{day:%Y/%m/%d}" if day else None),
                ("AB", record.abstract),
                ("T2", record.venue),
                ("DO", record.doi),
                ("UR", record.address),
                ("SP", record.pages),
            ],
        )
    )


def medline(records: Sequence[Record]) -> str:
    """What PubMed exports; it has no field for an address on the web, which is left to the DOI."""
    return "\n".join(_medline(record) for record in records)


def _medline(record: Record) -> str:
    day = record.published
    given = [
        ("OWN ", "NLM"),
        ("TI  ", f"{record.title}."),
        ("PG  ", record.pages),
        ("LID ", record.doi and f"{record.doi} [doi]"),
        ("AB  ", record.abstract),
        *((tag, name) for name in record.family_first for tag in ("FAU ", "AU  ")),
        ("JT  ", record.venue),
        ("DP  ", f"{day:%Y %b} {day.day}" if day else None),
        ("AID ", record.doi and f"{record.doi} [doi]"),
    ]
    return "\n".join(["", "PMID- ", *_tagged("{}- {}", given), ""])


def refer(records: Sequence[Record]) -> str:
    """EndNote's tagged format."""
    return "\n".join("\n".join([*_refer(record), ""]) for record in records)


def _refer(record: Record) -> list[str]:
    day = record.published
    given = [
        ("%0", "Journal Article"),
        *(("%A", name) for name in record.family_first),
        ("%T", record.title),
        ("%D", str(day.year) if day else None),
        ("%8", f"{day:%B} {day.day}" if day else None),
        ("%J", record.venue),
        ("%R", record.doi),
        ("%U", record.address),
        ("%X", record.abstract),
        ("%P", record.pages),
    ]
    return _tagged("{} {}", given)


def endnote_xml(records: Sequence[Record]) -> str:
    """EndNote's XML, each text in a style."""
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><xml><records>{''.join(map(_xml, records))}</records></xml>"
    )


def _xml(record: Record) -> str:
    def styled(name: str, text: str | None) -> str:
        style = (
            f'<style face="normal" size="100%">{html.escape(html.escape(text or "", quote=False))}</style>'
        )
        return f"<{name}>{style}</{name}>" if text else ""

    day = record.published
    authors = "".join(styled("author", name) for name in record.family_first)
    return (
        '<record><ref-type name="Journal Article">17</ref-type>'
        f"<contributors><authors>{authors}</authors></contributors>"
        f"<titles>{styled('title', record.title)}{styled('secondary-title', record.venue)}</titles>"
        f"<periodical>{styled('full-title', record.venue)}</periodical>{styled('pages', record.pages)}"
        f"<dates>{styled('year', str(day.year) if day else None)}"
        f"<pub-dates>{styled('date', f'{day:%b} {day.day}' if day else None)}</pub-dates></dates>"
        f"<urls><related-urls>{styled('url', record.address)}</related-urls></urls>"
        f"{styled('electronic-resource-num', record.doi)}{styled('abstract', record.abstract)}</record>"
    )


def csl_json(records: Sequence[Record]) -> str:
    """CSL-JSON; its texts are HTML."""
    return json.dumps([_item(record) for record in records], indent=1)


def _item(record: Record) -> dict[str, Any]:
    day = record.published
    item = {
        "id": "x",
        "type": "article-journal",
        "title": html.escape(record.title, quote=False),
        "author": [{"given": given, "family": family} for given, family in record.authors],
        "abstract": record.abstract and html.escape(record.abstract),
        "container-title": record.venue and html.escape(record.venue),
        "issued": day and {"date-parts": [[str(day.year), day.month, day.day]]},
        "DOI": record.doi,
        "URL": record.address,
        "page": record.pages,
    }
    return {name: value for name, value in item.items() if value}


WRITERS: dict[str, Callable[[Sequence[Record]], str]] = {
    "RIS": ris, "MEDLINE": medline, "EndNote": refer, "EndNote XML": endnote_xml, "CSL-JSON": csl_json,
}  # fmt: skip
