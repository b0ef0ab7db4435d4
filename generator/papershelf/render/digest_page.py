"""The page of a digest, and the list of digests. Both stay as written: a build makes neither."""

from collections.abc import Iterable

from papershelf.facts.digests import Digest
from papershelf.generated import DIGESTS, MADE
from papershelf.render.digest_context import digest_context
from papershelf.render.digest_feed import Issue
from papershelf.render.page import Page, page
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings

WRITTEN = "# Written by `papershelf digest`. It stays as it is when the list changes."


def digest_page(shelf: Shelf, digest: Digest) -> Page:
    """Render the page of a digest."""
    shown = digest_context(shelf, digest)
    values = {"digest": digest, "parts_by_tag": shown.parts, "rest": shown.rest, "more": shown.more}
    return _written(page(f"{DIGESTS}/{digest.name}.md", "digest.md.j2", **values))


def list_of_digests(issues: Iterable[Issue], settings: Settings) -> Page:
    """Render the list of digests, in the order given, and how to get them."""
    return _written(page(f"{DIGESTS}/index.md", "digests.md.j2", digests=issues, settings=settings))


def _written(made: Page) -> Page:
    """Take the mark of generated pages away: builds remove pages that have it and that they did not make."""
    return Page(made.path, made.text.replace(MADE, WRITTEN, 1))
