"""The letter of a digest: its subject, its text and its HTML, and the HTML that the feed has."""

import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from papershelf.facts.digests import Digest
from papershelf.render.digest_context import MOST, DigestContext, digest_context
from papershelf.render.html import snippet
from papershelf.render.page import fragment
from papershelf.render.shelf import Shelf

WIDTH = 72
LONGEST_SITE_NAME = 80
IN_FEED = 50  # papers of an entry


class LetterText(NamedTuple):
    """What a letter says: its subject, the text for those who read text, and the same as HTML."""

    subject: str
    text: str
    html: str


def letter_text(shelf: Shelf, digest: Digest, unsubscribe: str | None, most: int = MOST) -> LetterText:
    """Write the letter, naming at most so many papers; its links need the site's address."""
    shown = digest_context(shelf, digest, most)
    root, name = shelf.settings.site_url or "", snippet(shelf.settings.name, LONGEST_SITE_NAME)
    subject = f"{name}: {digest.summary}"
    html = fragment(
        "digest_letter.html.j2",
        root,
        subject=subject,
        site=root,
        name=name,
        title=digest.summary[0].upper() + digest.summary[1:],
        parts_by_tag=shown.parts,
        rest=shown.rest,
        more=shown.more,
        unsubscribe=unsubscribe,
    )
    return LetterText(subject, "\n".join(_lines(shown, name, root, unsubscribe)), html)


def _lines(shown: DigestContext, name: str, root: str, unsubscribe: str | None) -> Iterator[str]:
    summary = shown.digest.summary
    yield from [name, *_wrapped(summary[0].upper() + summary[1:])]
    for part in shown.parts:
        yield from ["", "", part.label, "-" * min(len(part.label), WIDTH)]
        for entry in part.entries:
            yield from ["", *_wrapped(entry.title), *_wrapped(entry.byline, "  ")]
            yield from [*_wrapped(entry.why, "  "), f"  {root}{entry.view.href}"]
    if shown.rest:
        yield from ["", "", f"And {shown.rest:,} more on the site."]
    yield from ["", "", f"On the site: {root}{shown.more}"]
    if unsubscribe:
        yield f"Unsubscribe: {unsubscribe}"
    yield ""


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def feed_content(shelf: Shelf, digest: Digest) -> str:
    """Return the digest as HTML for a feed reader, with whole addresses."""
    shown, root = digest_context(shelf, digest, IN_FEED), shelf.settings.site_url or ""
    row = Markup('<li><a href="{}">{}</a><br>{}<br>{}</li>')
    parts = [
        Markup("<h2>{}</h2><ul>{}</ul>").format(
            part.label,
            Markup().join(
                row.format(root + entry.view.href, entry.title, entry.byline, entry.why)
                for entry in part.entries
            ),
        )
        for part in shown.parts
    ]
    rest = Markup('<p><a href="{}">And {:,} more</a></p>').format(root + shown.more, shown.rest)
    return str(Markup().join([*parts, *([rest] if shown.rest else [])]))
