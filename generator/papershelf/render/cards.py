"""The cards of papers, each rendered once: a paper is on many lists, at addresses of different depth."""

from markupsafe import Markup

from papershelf.render.page import fragment
from papershelf.render.views import PaperView

# What a card has where the way to the site's root, and the level of its heading, depend on the page.
ROOT, HEADING = "\x1froot\x1f", "\x1fh\x1f"


def placed(card: bytes, root: str, heading: str) -> Markup:
    """Return a card for a page whose way to the site's root is `root`, with a heading such as "h2"."""
    return Markup(card.decode().replace(ROOT, root).replace(HEADING, heading))  # noqa: S704 - made by a template


def card(view: PaperView) -> bytes:
    """Render the card of a paper, for `placed`."""
    return fragment("card.j2", ROOT, view=view, heading=HEADING).encode()
