"""EndNote's XML, as EndNote and Zotero export it: `<xml><records><record>…`, with styles inside the texts."""

from collections.abc import Iterator
from dataclasses import replace

from papershelf.feeds.capture import Capture, Frame, invalid, read_records
from papershelf.feeds.record_fields import Fields, Roles, candidate_of
from papershelf.feeds.xml_elements import Element, parse_xml, with_blocks
from papershelf.model import Block, Candidate

# Elements around the fields, which say nothing of their own
GROUPS = frozenset(
    {
        "contributors", "authors", "titles", "periodical", "keywords", "dates", "pub-dates", "urls",
        "related-urls", "web-urls", "pdf-urls", "text-urls", "image-urls",
    }
)  # fmt: skip
NAMED_BY_GROUP = frozenset({"author", "url"})  # <secondary-authors><author>, <pdf-urls><url>
ROLES = Roles(
    title=("title",),
    authors=("author",),
    abstract=("abstract",),
    venue=("full-title", "secondary-title", "abbr-1"),
    volume=("volume",),
    number=("number",),
    pages=("pages",),
    printed_by=("publisher",),
    published=("date", "year"),
    doi=("electronic-resource-num",),
    naming_arxiv=("accession-num", "notes", "number", "full-title", "secondary-title"),
    links={"paper": ("url", "web-urls"), "pdf": ("pdf-urls",)},
    keywords=("keyword",),
    technical=frozenset(
        {
            "database", "source-app", "rec-number", "foreign-keys", "ref-type", "access-date", "label",
            "remote-database-name", "remote-database-provider", "added-date", "last-updated-date",
        }
    ),
)  # fmt: skip
UNTITLED = "a record without a title; add <titles><title> or remove it"


def read(text: str, path: str) -> Capture:
    """Read the records of a file; an unusable one is unplaced.

    Raises InvalidInputError where the XML is broken, or holds no record.
    """
    root = parse_xml(text, path)
    lists = root.all("records") if root.tag == "xml" else iter([root])
    records = [record for each in lists for record in each.all("record")]
    if not records:
        raise invalid(path, root.line, "there is no <record> in this XML; export the library again")
    capture = read_records("EndNote XML", with_blocks(records, text), _candidate)
    return replace(capture, frame=Frame("<xml><records>\n", after="</records></xml>\n"))


def _candidate(record: Element, block: Block) -> Candidate:
    return candidate_of(Fields(_fields(record)), ROLES, block, UNTITLED)


def _fields(element: Element, group: str = "") -> Iterator[tuple[str, str]]:
    for child in element.children:
        if child.tag in GROUPS or child.tag.endswith("-authors"):
            yield from _fields(child, child.tag)
        elif child.tag in NAMED_BY_GROUP and group not in {"authors", "related-urls", "urls"}:
            yield group or child.tag, child.whole_text
        else:
            yield child.tag, child.whole_text
