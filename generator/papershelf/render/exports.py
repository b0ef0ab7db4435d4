"""The exports: the whole list in each format, and the ids in the order of the entries."""

import json
from collections.abc import Iterator

from papershelf.citing import FORMATS
from papershelf.facts.groups import newest_first
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf


def exports(shelf: Shelf) -> Iterator[Page]:
    """Write every format, the newest paper first, and `ids.json`, by which browsers select entries."""
    papers = newest_first(shelf.library.papers)
    for each in FORMATS.values():
        yield Page(f"exports/{each.file}", each.write(papers))
    yield Page("exports/ids.json", json.dumps([paper.id for paper in papers], indent=0) + "\n")
