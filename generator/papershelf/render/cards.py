"""The cards of papers, each rendered once: a paper is on many lists, at addresses of different depth."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from papershelf.build_cache import BuildCache
from papershelf.processes import mapped
from papershelf.render.page import fragment
from papershelf.render.views import PaperView

# What a card has where the way to the site's root, and the level of its heading, depend on the page.
ROOT, HEADING = "\x1froot\x1f", "\x1fh\x1f"


def cards(views: Sequence[PaperView], digests: Mapping[str, bytes], cache: BuildCache) -> Mapping[str, bytes]:
    """Render the card of each paper, by its id, for `placed`; `digests` are of all that a card depends on."""
    keys = [digests[view.paper.id] for view in views]

    def render(places: Sequence[int]) -> list[bytes]:
        return mapped(_card, [views[place] for place in places])

    return dict(zip((view.paper.id for view in views), cache.made("card", keys, render), strict=True))


def placed(card: bytes, root: str, heading: str) -> Markup:
    """Return a card for a page whose way to the site's root is `root`, with a heading such as "h2"."""
    return Markup(card.decode().replace(ROOT, root).replace(HEADING, heading))  # noqa: S704 - made by a template


def _card(view: PaperView) -> bytes:
    return fragment("card.j2", ROOT, view=view, heading=HEADING).encode()
