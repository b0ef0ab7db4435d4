"""What is made from a site once its pages are there: its search, its database and the cards of its pages."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from papershelf.build_cache import BuildCache
from papershelf.card_files import Cards, write_cards
from papershelf.list_database import write_database
from papershelf.problems import InvalidInputError
from papershelf.processes import begun
from papershelf.render.social_cards import SocialCard
from papershelf.search_index import put_index, write_index
from papershelf.work_beside import WorkBeside

log = logging.getLogger("mkdocs.plugins.papershelf")


def complete(
    site: Path,
    cards: Sequence[SocialCard],
    accent: str | None,
    cache: BuildCache,
    beside: WorkBeside | None = None,
) -> None:
    """Make the search, the database and the cards of a site; warn of what is wrong, for it works without.

    Some of it may have been begun `beside` the pages.
    """
    index, database = (beside.index, beside.database) if beside else (None, None)
    finish = partial(_put_database, site, database) if database else begun(partial(write_database, site))

    def search() -> None:
        files = index() if index else None
        if files is None:
            write_index(site, cache)
        else:
            put_index(site, files)

    def draw() -> None:
        for sentence in write_cards(site, Cards(cards, accent), cache.folder) if cards else ():
            log.info("%s; until one has, its card is that of the list", sentence)

    for make in (finish, search, draw):
        try:
            make()
        except InvalidInputError as error:
            for problem in error.problems:
                log.warning(str(problem))


def _put_database(site: Path, ready: Callable[[], Path]) -> bool:
    try:
        path = ready()
    except InvalidInputError:  # the same is said of one in its place, if it is still wrong
        return write_database(site)
    return write_database(site, path)
