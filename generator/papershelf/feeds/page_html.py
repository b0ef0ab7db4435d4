"""A saved web page: the rows of the Daily Papers API stand in it as JSON, for the scripts of the page.

The element with `data-target="DailyPapers"` has them in its `data-props`: under `searchResults` where the
page shows a search, else under `dailyPapers`, and the day as `dateString`. Its cards (`article`, with the
title as `h3` and a link to `/papers/ID`) show the same papers; they count where the data lacks one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from papershelf.feeds import daily_papers_api
from papershelf.feeds.capture import Capture, Unplaced
from papershelf.feeds.json_records import Document, Record
from papershelf.feeds.page_html_parts import Card, parts_of
from papershelf.feeds.source import invalid
from papershelf.model import Block, Candidate

GRAMMAR = "saved web page"
ROWS = ("searchResults", "dailyPapers")
_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?<(?:!--|(?:!doctype\s+html|html|head|body|div|main)\b)", re.IGNORECASE
)


def is_html(text: str) -> bool:
    """Tell a saved web page from its text."""
    return bool(_START.match(text))


def read_html(text: str, path: str) -> Capture:
    """Read the page's data, and the cards of papers that it lacks.

    Raises InvalidInputError where the data cannot be read.
    """
    parts = parts_of(text, path)
    records: list[Record] = []
    day: object = None
    for line, source in parts.data:
        props = _props(source, line, path)
        records += [Record(row, Block(line, json.dumps(row, ensure_ascii=False))) for row in _rows(props)]
        day = day or props.get("dateString")
    capture = daily_papers_api.read_document(Document(tuple(records), {"date": day}), path)
    return _with_cards(replace(capture, grammar=GRAMMAR), parts.cards)


def _props(source: str, line: int, path: str) -> Mapping[str, Any]:
    try:
        props = json.loads(source)
    except (ValueError, RecursionError):
        raise invalid(path, line, "the data in this page is no JSON; save the page again") from None
    return props if isinstance(props, dict) else {}


def _rows(props: Mapping[str, Any]) -> list[Any]:
    lists = (props.get(name) for name in ROWS)
    return next((rows for rows in lists if rows and isinstance(rows, list)), [])


def _with_cards(capture: Capture, cards: Sequence[Card]) -> Capture:
    candidates = {candidate.arxiv: candidate for candidate in capture.candidates}
    repeats, unplaced = list(capture.repeats), list(capture.unplaced)
    for card in cards:
        block = Block(card.line, " ".join(filter(None, [card.title, card.abstract])))
        if card.paper_id in candidates:
            repeats.append(block)
        elif card.title and card.abstract:
            candidates[card.paper_id] = Candidate(
                card.title, card.abstract, card.line, arxiv=card.paper_id, blocks=(block,)
            )
        else:
            reason = "a card without a title or abstract, of which the page has no data; save the page again"
            unplaced.append(Unplaced(block, reason))
    return replace(
        capture, candidates=tuple(candidates.values()), repeats=tuple(repeats), unplaced=tuple(unplaced)
    )
