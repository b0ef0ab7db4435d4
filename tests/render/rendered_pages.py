"""The pages of a part of a site, where no last build has any of them."""

from collections.abc import Iterable

from papershelf.render.page import Page
from papershelf.render.wanted import SamePage


def rendered(part: Iterable[Page | SamePage]) -> list[Page]:
    """Return the pages, all of which have to be made."""
    pages = list(part)
    made = [page for page in pages if isinstance(page, Page)]
    assert len(made) == len(pages)
    return made
