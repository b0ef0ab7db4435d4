"""The address of the form for corrections, filled with what the list says of a paper."""

from typing import Any
from urllib.parse import quote, urlencode

from papershelf.library.draft import asked_fields
from papershelf.model import Paper

LONGEST_QUERY = 7_800
"""Characters; servers take addresses of about 8,000."""
LONGEST_VALUE = 400
NOT_SHOWN = frozenset({"names", "abstract"})


def query(paper: Paper) -> str:
    """The query of a new issue: the form's answers by the names that `github.questions` gives them.

    The abstract is left out, long values are cut: they are there to be looked at.
    """
    answers = {
        "template": "correct.yml",
        "title": f"Correct: {paper.id}",
        "paper": paper.id,
        "line": str(paper.line),
    }
    start = urlencode(answers, quote_via=quote)
    room = LONGEST_QUERY - len(start) - len("&current=")
    return f"{start}&current={_fitting(_current(paper), room)}"


def _current(paper: Paper) -> str:
    keys = (field.key for field in asked_fields() if field.key not in NOT_SHOWN)
    values = ((key, _typed(getattr(paper, key))) for key in keys)
    return "\n".join(f"{key}: {_short(value)}" for key, value in values if value)


def _typed(value: Any) -> str:
    """A value as one types it into the form."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {address}" for name, address in value.items())
    return str(value) if value else ""


def _short(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= LONGEST_VALUE else flat[: LONGEST_VALUE - 1] + "…"


def _fitting(text: str, room: int) -> str:
    """The text, percent-encoded, without its end where that would not fit."""
    while len(encoded := quote(text, safe="")) > room:
        text = text[: len(text) * 9 // 10]
    return encoded
