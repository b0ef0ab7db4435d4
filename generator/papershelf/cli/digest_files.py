"""The files that `papershelf digest` writes: a page, the feed, the list of digests, and an e-mail."""

import datetime as dt
from pathlib import Path

from papershelf.facts.digests import Digest
from papershelf.generated import DIGESTS
from papershelf.mailing.message import LONGEST, Letter, dated, message
from papershelf.render.digest_context import MOST
from papershelf.render.digest_feed import FEED, empty_feed, entry_of, feed_text, read_feed
from papershelf.render.digest_letter import feed_content, letter_text
from papershelf.render.digest_page import digest_page, list_of_digests
from papershelf.render.shelf import Shelf
from papershelf.settings import DigestSettings
from papershelf.whole_files import replace_file

NOBODY = "digest@example.invalid"  # sends the e-mail that is only looked at
HEAD = 1_000  # bytes of what a message says of its recipient, at most


def letter_of(shelf: Shelf, found: Digest, given: DigestSettings) -> Letter:
    """Write the letter of a digest; one that would be too long names fewer papers."""
    sender = given.sender or NOBODY
    unsubscribe = given.unsubscribe or f"mailto:{sender}?subject=unsubscribe"
    most = min(MOST, found.total)
    while True:
        subject, text, html = letter_text(shelf, found, unsubscribe, most)
        letter = Letter(found.name, shelf.settings.name, sender, unsubscribe, subject, text, html)
        size = len(message(letter)) + HEAD
        if size <= LONGEST or not most:
            return letter
        most = min(most - 1, most * LONGEST // size)


def write_page(shelf: Shelf, found: Digest, docs: Path) -> list[Path]:
    """Write the page, then the feed and the list, which have only digests whose page is there."""
    page, path = digest_page(shelf, found), docs / FEED
    feed = (
        read_feed(str(path), path.read_bytes())
        if path.exists()
        else empty_feed(shelf.settings, found.period.last)
    )
    (docs / DIGESTS).mkdir(parents=True, exist_ok=True)
    replace_file(docs / page.path, page.text.encode())
    entry = entry_of(found, shelf.settings, feed_content(shelf, found))
    feed = feed.keeping(lambda name: (docs / DIGESTS / f"{name}.md").exists()).adding(entry)
    replace_file(path, feed_text(feed, shelf.settings).encode())
    index = list_of_digests(feed.issues, shelf.settings)
    replace_file(docs / index.path, index.text.encode())
    return [docs / page.path, path, docs / index.path]


def write_letter(path: Path, letter: Letter, day: dt.date) -> Path:
    """Write the e-mail as a file that mail programs open; nobody is named in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, dated(message(letter), dt.datetime.combine(day, dt.time(), dt.UTC)))
    return path
