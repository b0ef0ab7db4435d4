"""Repaired text as HTML, escaped."""

from collections.abc import Callable
from itertools import groupby
from operator import attrgetter

from markupsafe import Markup, escape

from papershelf.render.mathml import formula
from papershelf.text import Segment, repair, shown

SNIPPET = 160


def inline(raw: str, plain: Callable[[str], Markup] = escape) -> Markup:
    """Render text on one line: repaired, with links and formulas, and the rest escaped.

    `plain` makes HTML of the words between links and formulas.
    """
    parts: list[Markup] = []
    for alone, run in groupby(repair(" ".join(raw.split())), key=attrgetter("stands_alone")):
        together = tuple(run)
        parts += map(_segment, together) if alone else [plain("".join(each.shown for each in together))]
    return Markup("").join(parts)


def heading(raw: str) -> Markup:
    """Render a title for a heading or a link: like `inline`, but without links of its own."""
    segments = repair(" ".join(raw.split()))
    return Markup("").join(
        escape(segment.shown) if segment.maths is None else formula(segment, in_heading=True)
        for segment in segments
    )


def _segment(segment: Segment) -> Markup:
    if segment.maths is not None:
        return formula(segment)
    if segment.href:
        return Markup('<a href="{}">{}</a>').format(segment.href, segment.shown)
    return escape(segment.shown)


def paragraphs(raw: str, plain: Callable[[str], Markup] = escape) -> Markup:
    """Render text as `<p>` elements, split at blank lines. `plain` is as in `inline`."""
    parts = [part for part in raw.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return Markup("\n").join(Markup("<p>{}</p>").format(inline(part, plain)) for part in parts)


def snippet(raw: str) -> str:
    """Return the first words of a text, at most 160 characters, for search engines and link previews."""
    text = " ".join(shown(raw).split())
    if len(text) <= SNIPPET:
        return text
    start = text[: SNIPPET - 1]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:") + "…"
