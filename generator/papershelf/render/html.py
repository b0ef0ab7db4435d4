"""Repaired text as HTML that nothing in the text can break."""

from collections.abc import Callable
from itertools import groupby
from operator import attrgetter

from markupsafe import Markup, escape

from papershelf.render.mathml import formula
from papershelf.text import Segment, repair, shown

SNIPPET = 160


def inline(raw: str, plain: Callable[[str], Markup] = escape) -> Markup:
    """One line of text: what is repaired shows repaired, links are links, formulas set, the rest is escaped.

    `plain` makes HTML of the words between links and formulas.
    """
    parts: list[Markup] = []
    for alone, run in groupby(repair(" ".join(raw.split())), key=attrgetter("stands_alone")):
        together = tuple(run)
        parts += map(_segment, together) if alone else [plain("".join(each.shown for each in together))]
    return Markup("").join(parts)


def heading(raw: str) -> Markup:
    """A title for a heading or for the text of a link: as `inline`, but without links of its own."""
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
    """Text as `<p>` elements; a blank line parts them. `plain` is as in `inline`."""
    parts = [part for part in raw.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return Markup("\n").join(Markup("<p>{}</p>").format(inline(part, plain)) for part in parts)


def snippet(raw: str) -> str:
    """The first words of a text, for search engines and link previews: at most 160 characters."""
    text = " ".join(shown(raw).split())
    if len(text) <= SNIPPET:
        return text
    start = text[: SNIPPET - 1]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:") + "…"
