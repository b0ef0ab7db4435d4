"""Repaired text as HTML that nothing in the text can break."""

from __future__ import annotations

from markupsafe import Markup, escape

from generator.text import repair, shown

SNIPPET = 160


def inline(raw: str) -> Markup:
    """One line of text: what is repaired shows repaired, links are links, all else is escaped."""
    return Markup("").join(
        Markup('<a href="{}">{}</a>').format(segment.href, segment.shown)
        if segment.href
        else escape(segment.shown)
        for segment in repair(" ".join(raw.split()))
    )


def paragraphs(raw: str) -> Markup:
    """Text as `<p>` elements; a blank line parts them."""
    parts = [part for part in raw.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return Markup("\n").join(Markup("<p>{}</p>").format(inline(part)) for part in parts)


def snippet(raw: str) -> str:
    """The first words of a text, for search engines and link previews: at most 160 characters."""
    text = " ".join(shown(raw).split())
    if len(text) <= SNIPPET:
        return text
    start = text[: SNIPPET - 1]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:") + "…"
