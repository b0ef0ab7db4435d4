"""What is made from a site once its pages are there: its search, its database and the cards of its pages."""

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from papershelf.build_cache import BuildCache
from papershelf.card_files import Cards, write_cards
from papershelf.list_database import write_database
from papershelf.problems import InvalidInputError
from papershelf.processes import begun
from papershelf.render.social_cards import SocialCard
from papershelf.search_beside import BegunIndex
from papershelf.search_index import put_index, write_index

log = logging.getLogger("mkdocs.plugins.papershelf")


def complete(
    site: Path,
    cards: Sequence[SocialCard],
    accent: str | None,
    cache: BuildCache,
    index: BegunIndex | None = None,
) -> None:
    """Make the search, the database and the cards of a site; warn of what is wrong, for it works without.

    An `index` may have been begun.
    """

    def search() -> None:
        files = index() if index else None
        if files is None:
            write_index(site, cache)
        else:
            put_index(site, files)

    def draw() -> None:
        for sentence in write_cards(site, Cards(cards, accent), cache.folder) if cards else ():
            log.info("%s; until one has, its card is that of the list", sentence)

    for make in (begun(partial(write_database, site)), search, draw):
        try:
            make()
        except InvalidInputError as error:
            for problem in error.problems:
                log.warning(str(problem))
