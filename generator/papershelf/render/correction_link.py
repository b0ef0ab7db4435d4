"""The query that fills the form for corrections with the values of a paper."""

from typing import Any
from urllib.parse import quote, urlencode

from papershelf.library.draft import asked_fields
from papershelf.model import Paper

LONGEST_QUERY = 7_800
"""Characters; servers accept URLs of about 8,000."""
LONGEST_VALUE = 400
"""Characters; the rest of a value is cut."""
NOT_SHOWN = frozenset({"names", "abstract"})


def query(paper: Paper) -> str:
    """Return the query of a new issue: the form's answers, by the names in `bot.questions`.

    The abstract is left out and long values are cut, since they are for information only.
    """
    answers = {
        "template": "correct.yml",
        "title": f"Correct: {paper.id}",
        "paper": paper.id,
        "line": str(paper.line),
    }
    start = urlencode(answers, quote_via=quote)
    room = LONGEST_QUERY - len(start) - len("&current=")
    return f"{start}&current={_encoded(_current(paper), room)}"


def _current(paper: Paper) -> str:
    keys = (field.key for field in asked_fields() if field.key not in NOT_SHOWN)
    values = ((key, _typed(getattr(paper, key))) for key in keys)
    return "\n".join(f"{key}: {_short(value)}" for key, value in values if value)


def _typed(value: Any) -> str:
    """Return a value as one would type it into the form."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {address}" for name, address in value.items())
    return str(value) if value else ""


def _short(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= LONGEST_VALUE else flat[: LONGEST_VALUE - 1] + "…"


def _encoded(text: str, room: int) -> str:
    """Percent-encode a text, without its end if that would not fit."""
    while len(encoded := quote(text, safe="")) > room:
        text = text[: len(text) * 9 // 10]
    return encoded
