"""The HTML of a Daily Papers page, as a browser saves it.

It holds the rows of the API as JSON in an attribute `data-props`, and a card, an `article`, for each paper.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from papershelf.feeds.capture import Capture, Unplaced, invalid
from papershelf.feeds.daily_papers import api
from papershelf.feeds.json_records import Document, Record
from papershelf.feeds.record_values import one_line
from papershelf.model import NEW_ARXIV_ID, Block, Candidate

TARGET = "DailyPapers"
GRAMMAR = "saved web page"
MOST_UNCLOSED = 100
ROWS = ("searchResults", "dailyPapers")
_PAPER = re.compile(rf"(?:https?://(?:www\.)?huggingface\.co)?/papers/({NEW_ARXIV_ID})(?![0-9.])")
_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<(?:!--|(?:!doctype\s+html|html|head|body|div|main)\b)", re.IGNORECASE
)


class _Page(HTMLParser):
    """Collects, in the page's order, the JSON of its data, each with its line, and its cards."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.data: list[tuple[int, str]] = []
        self.cards: list[Candidate] = []
        self.line: int | None = None  # of the card that is open
        self.paper_id = ""
        self.element = ""  # the one of `texts` that is open in it
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if attributes.get("data-target") == TARGET and attributes.get("data-props"):
            self.data.append((self.getpos()[0], attributes["data-props"] or ""))
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
            title, abstract = (one_line("".join(self.texts[name])) for name in ("h3", "p"))
            if self.paper_id:
                block = Block(self.line, " ".join(filter(None, [title, abstract])))
                card = Candidate(title, abstract, self.line, arxiv=self.paper_id, blocks=(block,))
                self.cards.append(card)
            self.line = None

    def handle_data(self, data: str) -> None:
        if self.line and self.element:
            self.texts[self.element].append(data)


def is_html(text: str) -> bool:
    """Tell the HTML of a page from its text."""
    return bool(_START.match(text))


def read_html(text: str, path: str) -> Capture:
    """Read the page's data, and the cards of papers that the data lacks.

    Raises InvalidInputError where the markup or the data cannot be read.
    """
    page = _Page()
    try:
        page.feed(_closed(text))
        page.close()
    except AssertionError:  # so the parser reports a broken "<![…]" declaration
        raise invalid(path, page.getpos()[0], "this HTML cannot be read; save the page again") from None
    records: list[Record] = []
    day: object = None
    for line, source in page.data:
        props = _props(source, line, path)
        records += [Record(row, Block(line, json.dumps(row, ensure_ascii=False))) for row in _rows(props)]
        day = day or props.get("dateString")
    capture = api.read(Document(tuple(records), {"date": day}), path)
    return _with_cards(replace(capture, grammar=GRAMMAR), page.cards)


def _closed(text: str) -> str:
    """Leave out a long end that nothing closes, in which the parser would search again and again."""
    end = text.rfind(">") + 1
    comment = text.find("<!--", text.rfind("-->") + 1)
    end = end if comment < 0 else min(end, comment)
    return text[:end] if text.count("<", end) > MOST_UNCLOSED else text


def _props(source: str, line: int, path: str) -> Mapping[str, Any]:
    try:
        props = json.loads(source)
    except (ValueError, RecursionError):
        raise invalid(path, line, "the data in this page isn't valid JSON; save the page again") from None
    return props if isinstance(props, dict) else {}


def _rows(props: Mapping[str, Any]) -> list[Any]:
    lists = (props.get(name) for name in ROWS)
    return next((rows for rows in lists if rows and isinstance(rows, list)), [])


def _with_cards(capture: Capture, cards: Sequence[Candidate]) -> Capture:
    candidates = {candidate.arxiv: candidate for candidate in capture.candidates}
    repeats, unplaced = list(capture.repeats), list(capture.unplaced)
    reason = "a card without a title or abstract, for which the page has no data; save the page again"
    for card in cards:
        if card.arxiv in candidates:
            repeats += card.blocks
        elif card.title and card.abstract:
            candidates[card.arxiv] = card
        else:
            unplaced += [Unplaced(block, reason) for block in card.blocks]
    return replace(
        capture, candidates=tuple(candidates.values()), repeats=tuple(repeats), unplaced=tuple(unplaced)
    )
