"""The two parts of a saved Daily Papers page that tell of papers: its data and its cards.

The standard library's parser is enough for them, adds no dependency and knows the line of each element,
which error messages need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from papershelf.feeds.fields import fold
from papershelf.feeds.source import invalid

TARGET = "DailyPapers"
_PAPER = re.compile(r"(?:https?://(?:www\.)?huggingface\.co)?/papers/([0-9]{4}\.[0-9]{4,5})(?![0-9.])")


@dataclass(frozen=True, slots=True)
class Card:
    """A paper as a reader sees it; what the card does not show is empty."""

    line: int
    paper_id: str
    title: str
    abstract: str


@dataclass(slots=True)
class Parts:
    """The JSON of the page's data, each with its line, and the cards, in the page's order."""

    data: list[tuple[int, str]] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)


def parts_of(html: str, path: str) -> Parts:
    """Find the parts; InvalidInputError where the markup is beyond reading."""
    page = _Page()
    try:
        page.feed(html)
        page.close()
    except AssertionError:  # so the parser reports a broken "<![…]" declaration
        raise invalid(path, page.getpos()[0], "this HTML cannot be read; save the page again") from None
    return page.parts


class _Page(HTMLParser):
    """Notes the parts while the parser goes over the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = Parts()
        self.line: int | None = None  # of the card that is open
        self.paper_id = ""
        self.element = ""  # the one of `texts` that is open in it
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if attributes.get("data-target") == TARGET and attributes.get("data-props"):
            self.parts.data.append((self.getpos()[0], attributes["data-props"] or ""))
        if tag == "article":
            self.line, self.paper_id, self.element = self.getpos()[0], "", ""
            self.texts = {"h3": [], "p": []}
        elif self.line and tag in self.texts:
            self.element = tag
        elif self.line and tag == "a" and (match := _PAPER.match(attributes.get("href") or "")):
            self.paper_id = self.paper_id or match[1]

    def handle_endtag(self, tag: str) -> None:
        if tag == self.element:
            self.element = ""
        if tag == "article" and self.line:
            title, abstract = (fold("".join(self.texts[name])) for name in ("h3", "p"))
            if self.paper_id:
                self.parts.cards.append(Card(self.line, self.paper_id, title, abstract))
            self.line = None

    def handle_data(self, data: str) -> None:
        if self.line and self.element:
            self.texts[self.element].append(data)
