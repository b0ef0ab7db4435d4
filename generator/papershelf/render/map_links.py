"""The links that the map draws on demand, in a file that its script loads when a reader asks for them."""

import json
from collections.abc import Sequence

from papershelf.render.map_dots import LegendGroup
from papershelf.render.page import Page
from papershelf.render.shelf import Shelf

LINKS = "exports/map-links.json"


def map_links(shelf: Shelf, parts: Sequence[LegendGroup]) -> Page | None:
    """Return the file: where papers with links are on the sheet, and which build on which, by their places.

    None where no paper of the list builds on another one.
    """
    links = shelf.citations
    linked = links.builds_on.keys() | links.built_on_by.keys()
    if not linked:
        return None
    dots = {dot.view.paper.id: dot for part in parts for dot in part.dots if dot.view.paper.id in linked}
    ids = sorted(dots)
    places = {paper: place for place, paper in enumerate(ids)}
    cited = (links.builds_on.get(paper, ()) for paper in ids)
    values = {
        "ids": ids,
        "x": [dots[paper].x for paper in ids],
        "y": [dots[paper].y for paper in ids],
        "builds_on": [sorted(places[each.id] for each in some) for some in cited],
    }
    return Page(LINKS, json.dumps(values, separators=(",", ":")) + "\n")
