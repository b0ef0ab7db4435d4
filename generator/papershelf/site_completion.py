"""What is made from a site once its pages are there: its search, its database and the cards of its pages."""

import logging
from collections.abc import Sequence
from pathlib import Path

from papershelf.build_cache import BuildCache
from papershelf.card_files import Cards, write_cards
from papershelf.list_database import write_database
from papershelf.problems import InvalidInputError
from papershelf.render.social_cards import SocialCard
from papershelf.search_index import write_index

log = logging.getLogger("mkdocs.plugins.papershelf")


def complete(site: Path, cards: Sequence[SocialCard], accent: str | None, cache: BuildCache) -> None:
    """Make the search, the database and the cards of a site; warn of what is wrong, for it works without."""
    try:
        write_index(site, cache)
        write_database(site)
        for sentence in write_cards(site, Cards(cards, accent), cache.folder) if cards else ():
            log.info("%s; until one has, its card is that of the list", sentence)
    except InvalidInputError as error:
        for problem in error.problems:
            log.warning(str(problem))
