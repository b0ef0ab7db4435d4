"""Links from pages to their entries in the data files, and the lines of the entries.

Pages don't name lines: one line added to the file would change them all (docs/adr/0025).
"""

import json
from collections.abc import Iterator
from urllib.parse import quote

from papershelf.render.page import Page
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings

LINES = "exports/lines.json"  # read by assets/entry.js


def entry_link(settings: Settings, file: str, start: str) -> str | None:
    """Return the address of a file, which asks the browser to scroll to the `start` of an entry.

    It is None if the repository cannot be browsed.
    """
    if not settings.source_url:
        return None
    words = quote(start, safe="").replace("-", "%2D")  # https://wicg.github.io/scroll-to-text-fragment/
    return f"{settings.source_url}{quote(file)}#:~:text={words}"


def entry_lines(shelf: Shelf) -> Iterator[Page]:
    """Write the line of the entry that each page of a paper or a collection shows, by the page's address."""
    papers = {f"papers/{paper.id}/": paper.line for paper in shelf.library.papers}
    collections = {f"collections/{path.slug}/": path.line for path in shelf.library.collections}
    yield Page(LINES, json.dumps(papers | collections, indent=0) + "\n")
