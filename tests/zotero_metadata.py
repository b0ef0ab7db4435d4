"""The item that Zotero makes of a page, by the rules of its translators "Embedded Metadata" and "RDF".

Written after their sources, https://github.com/zotero/translators, of June 2026: from the names of `meta`
elements follow the kind of item and its fields; what Highwire's elements say counts before OpenGraph and
Dublin Core. Tags are left out, as Zotero leaves them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pybtex.database

from papershelf.model import MONTHS
from tests.citing.independent import decoded, person_parts

FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_journal_title": "publicationTitle",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_publisher": "publisher",
    "citation_technical_report_number": "number",
    "citation_doi": "DOI",
    "citation_public_url": "url",
    "citation_abstract": "abstractNote",
}
OF_RDF = {
    "og:title": "title",
    "DC.source": "publicationTitle",
    "og:url": "url",
    "og:description": "abstractNote",
}
KINDS = {
    "citation_journal_title": "journalArticle",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_technical_report_institution": "report",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
OF_BIBTEX = {"article": "journalArticle", "inproceedings": "conferencePaper", "book": "book"}


class Item(NamedTuple):
    """An item of Zotero: authors as (family, given), given empty for one that is not split."""

    kind: str
    authors: Sequence[tuple[str, str]]
    fields: Mapping[str, str]


def read_page(meta: Mapping[str, Sequence[str]]) -> Item:
    """Return what Zotero makes of the contents of a page's elements, by their names in the page's order."""
    fields = {field: meta[name][0] for name, field in OF_RDF.items() if meta.get(name)}
    fields |= {field: " ".join(meta[name][0].split()) for name, field in FIELDS.items() if meta.get(name)}
    first, last = (meta.get(f"citation_{name}page", [""])[0] for name in ("first", "last"))
    if first:
        fields["pages"] = f"{first}-{last}" if last else first
    fields["date"] = fields.get("date", "").replace("/", "-")
    named = [KINDS[name] for name in meta if name in KINDS]
    kind = named[-1] if named else meta["DC.type"][0] if "DC.type" in meta else "journalArticle"
    return Item(kind, list(_authors(meta.get("citation_author", []))), _known(fields))


def _authors(contents: Sequence[str]) -> Iterator[tuple[str, str]]:
    before = ""
    for content in contents:
        parts = re.split(r"\s*;\s*", content)
        by_comma = re.split(r"\s*,\s*", content)
        if len(contents) == len(parts) == 1 and " " in by_comma[0] and " " in "".join(by_comma[1:2]):
            parts = by_comma
        for part in parts:
            if part != before:
                yield _author(part)
            before = part


def _author(name: str) -> tuple[str, str]:
    bare = name.strip(" .,/[]:")
    if "," not in name:
        first, _, last = bare.rpartition(" ")
        return last, _initialled(first)
    last, _, rest = bare.partition(",")
    return last, _initialled(rest.split(",")[0])


def _initialled(first: str) -> str:
    """Put a full stop after each initial, and nowhere else."""
    words = re.split(r"[\s.]+|(?=-)", first.strip(" ."))
    dotted = (f"{word}." if re.fullmatch(r"-?[A-ZЀ-Я]", word) else word for word in words)
    return " ".join(dotted).replace(" -", "-")


def read_bibtex(text: str) -> Item:
    """Return the item that the same paper is in BibTeX; what is only there, such as a PDF, left out.

    Full stops are only after initials, as Zotero sets those of a page. BibTeX has no word for a preprint: one
    is `misc` that arXiv holds.
    """
    (entry,) = pybtex.database.parse_string(text, "bibtex").entries.values()
    given = entry.fields
    kind = OF_BIBTEX.get(entry.type) or ("preprint" if "eprint" in given else "document")
    month = f"{MONTHS.index(given['month']) + 1:02}" if "month" in given else ""
    day = f"{int(given['day']):02}" if "day" in given else ""
    fields = {
        "title": given["title"],
        "date": "-".join(filter(None, (given.get("year"), month, day))),
        "publicationTitle": given.get("journal") or given.get("booktitle") or "",
        "volume": given.get("volume", ""),
        "issue": given.get("number", ""),
        "pages": given.get("pages", "").replace("--", "-"),
        "publisher": "arXiv" if kind == "preprint" else given.get("publisher", ""),
        "number": f"arXiv:{given['eprint']}" if kind == "preprint" else "",
        "DOI": given.get("doi", ""),
        "url": given.get("url", ""),
        "abstractNote": given.get("abstract", ""),
    }
    whole = {"DOI", "url"}
    names = map(person_parts, entry.persons.get("author", ()))
    authors = [(last, _initialled(first)) for last, first in names]
    said = {name: value if name in whole else decoded(value) for name, value in fields.items()}
    return Item(kind, [name for name in authors if name != ("others", "")], _known(said))


def _known(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in sorted(fields.items()) if value}
