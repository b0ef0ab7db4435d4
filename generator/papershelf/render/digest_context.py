"""What the page and the letter of a digest show: its papers by tag, each with the reason why it is there."""

from collections.abc import Sequence
from typing import NamedTuple

from papershelf.facts.digests import Digest, DigestSection
from papershelf.model import Tag
from papershelf.render.html import snippet
from papershelf.render.paper_context import BY_HAND, tag_reason
from papershelf.render.shelf import Shelf
from papershelf.render.views import PaperView
from papershelf.tagging import reasons

MOST = 250  # papers named by a page or a letter
NAMED = 3  # authors
LONGEST_TITLE = 320  # characters
LONGEST_REASON = 400
LONGEST_NAME = 80
WITHOUT = "Without a tag"


class DigestEntry(NamedTuple):
    """A paper of a digest: who wrote it and when, on one line, and why it is on the list."""

    view: PaperView
    title: str
    byline: str
    why: str


class EntriesByTag(NamedTuple):
    """Papers of one tag; `href` is the tag's page, from the site's root, None for papers without tags."""

    label: str
    href: str | None
    entries: Sequence[DigestEntry]


class DigestContext(NamedTuple):
    """What a page or a letter says; `rest` papers are not named, `more` is where they are."""

    digest: Digest
    parts: Sequence[EntriesByTag]
    rest: int
    more: str


def digest_context(shelf: Shelf, digest: Digest, most: int = MOST) -> DigestContext:
    """Collect what a digest shows, at most so many papers of it."""
    parts: list[EntriesByTag] = []
    left = most
    for section in digest.sections:
        if left > 0:
            parts.append(_part(shelf, section, left))
            left -= len(parts[-1].entries)
    return DigestContext(digest, parts, max(digest.total - most, 0), _more(digest))


def _more(digest: Digest) -> str:
    """Return the page, from the site's root, that has all papers of a digest, or comes closest to it."""
    if digest.topic:
        return f"tags/{digest.topic.slug}/"
    return "new/" if digest.period.slug.startswith("since") else f"new/{digest.period.slug}/"


def _part(shelf: Shelf, section: DigestSection, most: int) -> EntriesByTag:
    tag = section.tag
    entries = [_entry(shelf, view, tag) for view in shelf.views(section.papers[:most])]
    return (
        EntriesByTag(tag.label, f"tags/{tag.slug}/", entries) if tag else EntriesByTag(WITHOUT, None, entries)
    )


def _entry(shelf: Shelf, view: PaperView, tag: Tag | None) -> DigestEntry:
    return DigestEntry(view, snippet(view.paper.title, LONGEST_TITLE), _byline(view), _why(shelf, view, tag))


def _byline(view: PaperView) -> str:
    names = [snippet(name, LONGEST_NAME) for name in view.paper.authors[:NAMED]]
    rest = len(view.paper.authors) - NAMED
    others = " and others" if view.paper.others else f" and {rest:,} more" if rest > 0 else ""
    venue = snippet(view.venue.label, LONGEST_NAME) if view.venue else ""
    facts = (f"{', '.join(names)}{others}", str(view.year or ""), venue)
    return " · ".join(fact for fact in facts if fact)


def _why(shelf: Shelf, view: PaperView, tag: Tag | None) -> str:
    """Return the curator's words: the note, or those of a collection; without any, what the text has."""
    if view.paper.note:
        return snippet(view.paper.note, LONGEST_REASON)
    for place in shelf.places[view.paper.id]:
        step = place.collection.steps[place.number - 1]
        return snippet(f"Step {place.number} of “{place.collection.title}”: {step.why}", LONGEST_REASON)
    if not tag:
        return BY_HAND
    found = reasons(view.paper, shelf.vocabulary_of(view.paper.tags))
    return snippet(tag_reason(found.get(tag.slug)), LONGEST_REASON)
