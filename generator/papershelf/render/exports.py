"""The list as files to take away: each format whole, and the ids in the order of the records."""

import json
from collections.abc import Iterator

from papershelf.citing import FORMATS
from papershelf.facts.groups import newest_first
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf


def exports(shelf: Shelf) -> Iterator[Page]:
    """Every format, the newest paper first, and `ids.json`, by which browsers pick out a selection."""
    papers = newest_first(shelf.library.papers)
    for each in FORMATS.values():
        yield Page(f"exports/{each.file}", each.write(papers))
    yield Page("exports/ids.json", json.dumps([paper.id for paper in papers], indent=0) + "\n")
