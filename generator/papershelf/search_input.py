"""What the pages of a built site say about papers and tags, as the search index takes it in."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

PAPERS = "papers/*/index.html"
TAGS = "tags/*/index.html"
# Templates write these attributes in this form alone: JSON between single quotes, and the name of a text.
FIELDS = re.compile(r"\sdata-search='([^']*)'")
TEXTS = re.compile(r"<(h1|p|section)\b[^>]*\sdata-text=\"?(\w+)\"?[^>]*>(.*?)</\1>", re.DOTALL)
HEADING = re.compile(r"<h2\b.*?</h2>", re.DOTALL)
AUTHOR = re.compile(r"<a\b[^>]*\bhref=\"?[^\"> ]*?(authors/[^\"> ]+)[^>]*>(.*?)</a>", re.DOTALL)
GAP = re.compile(r"<(?:mspace|/?p|br)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")


class PaperInput(NamedTuple):
    """The parts of a paper's page that the index is made from, as they are written there."""

    fields: str
    texts: Sequence[tuple[str, str]]  # name and HTML of each


class SearchedPaper(NamedTuple):
    """What the search knows of a paper: its texts, and what results show and filters ask for.

    `more` is what `render/search_fields.py` writes; authors have a label and the address of their entry.
    """

    id: str
    title: str
    authors: Sequence[tuple[str, str]]
    note: str
    abstract: str
    more: Mapping[str, Any]


def paper_inputs(site: Path) -> Iterator[PaperInput]:
    """Yield what is to be indexed of each paper's page, by path; pages without a mark are passed over."""
    for path in paper_places(site):
        if found := paper_input(path.read_text(encoding="utf-8")):
            yield found


def paper_places(site: Path) -> list[Path]:
    """Return where pages of papers are in a built site, and others beside them, which have no mark."""
    return sorted(site.glob(PAPERS))


def paper_input(page: str) -> PaperInput | None:
    """Return what is to be indexed of a paper's page; None without a mark."""
    found = FIELDS.search(page)
    if not found:
        return None
    return PaperInput(found[1], [(name, html) for _, name, html in TEXTS.findall(page, found.start())])


def tag_inputs(site: Path) -> dict[str, Mapping[str, Any]]:
    """Return what tags are found by, by slug."""
    pages = (path.read_text(encoding="utf-8") for path in sorted(site.glob(TAGS)))
    found = (json.loads(unescape(fields[1])) for page in pages if (fields := FIELDS.search(page)))
    return {tag["slug"]: tag for tag in found}


def searched_paper(page: PaperInput) -> SearchedPaper:
    """Read what a paper's page says."""
    texts = dict(page.texts)
    more = json.loads(unescape(page.fields))
    return SearchedPaper(
        more["id"],
        plain(texts.get("title", "")),
        [(plain(label), unescape(address)) for address, label in AUTHOR.findall(texts.get("authors", ""))],
        plain(texts.get("note", "")),
        plain(texts.get("abstract", "")),
        more,
    )


def plain(html: str) -> str:
    """Return the text of HTML on one line, without headings."""
    return " ".join(unescape(TAG.sub("", GAP.sub(" ", HEADING.sub(" ", html)))).split())
