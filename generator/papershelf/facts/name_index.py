"""The index of names: a page for each letter, and pages for longer beginnings where a letter has too many."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from papershelf.facts.groups import Group, filed_under

OTHER = "0"  # what names begin with here that are not filed under a letter
MOST_LINES = 500  # names and titles on a page
FEW_LINES = 30  # of a beginning that is shown with others although its page is divided
OWN_PAGE = 2  # papers from which on an author has a page; the others have a place in the index
# Addresses that the page above the index, and that of the names without a letter, had before.
ADDRESSES = {OTHER: "other", "other": "other-", "index": "index-"}


class IndexSection(NamedTuple):
    """Names with the same beginning; if `is_apart`, they are on a page of their own."""

    start: str
    names: Sequence[Group]
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A page of the index: the beginning of its names, as they are filed, and what it shows, in order."""

    start: str
    sections: Sequence[IndexSection]
    above: Sequence[str] = ()

    @property
    def names(self) -> int:
        """How many names it leads to."""
        return sum(len(section.names) for section in self.sections)


def name_index(authors: Iterable[Group]) -> Iterator[IndexPage]:
    """Return the pages of the index, each before those that it leads to."""
    for letter, names in groupby(sorted(authors, key=_order), key=lambda group: _filed(group)[0]):
        yield from _pages(letter, list(names), ())


def _order(group: Group) -> tuple[str, str]:
    return _filed(group), group.label.casefold()


def _pages(start: str, names: Sequence[Group], above: tuple[str, ...]) -> Iterator[IndexPage]:
    if _lines(names) <= MOST_LINES:
        yield IndexPage(start, (IndexSection(start, names),), above)
        return
    parts = [(longer, list(some)) for longer, some in groupby(names, lambda group: _longer(start, group))]
    sections = tuple(
        IndexSection(longer, some, is_apart=longer != start and _lines(some) > FEW_LINES)
        for longer, some in parts
    )
    yield IndexPage(start, sections, above)
    for section in sections:
        if section.is_apart:
            yield from _pages(section.start, section.names, (*above, start))


def _longer(start: str, group: Group) -> str:
    """Return the next longer beginning of a name, which does not end between two words."""
    filed = _filed(group)
    return filed[: len(start) + (2 if filed[len(start) :].startswith("-") else 1)]


def _filed(group: Group) -> str:
    return _filed_name(group.label)


@lru_cache(maxsize=262_144)
def _filed_name(name: str) -> str:
    filed = filed_under(name)
    return filed if "a" <= filed[:1] <= "z" else f"{OTHER}{filed}"


def _lines(names: Iterable[Group]) -> int:
    return sum(1 + (len(group.papers) if len(group.papers) < OWN_PAGE else 0) for group in names)


def index_address(start: str) -> str:
    """Return the address of a page of the index, from the site's root."""
    return f"authors/{ADDRESSES.get(start, start)}/"


def letter_of(name: str) -> str:
    """Return the letter whose page leads to a name, as in its address."""
    first = _filed_name(name)[0]
    return ADDRESSES.get(first, first)


def author_addresses(authors: Iterable[Group], pages: Iterable[IndexPage]) -> dict[str, str]:
    """Return where each author's papers are, by label: on a page of their own, or in the index."""
    found = {
        group.label: f"{index_address(page.start)}#{group.slug}"
        for page in pages
        for section in page.sections
        if not section.is_apart
        for group in section.names
    }
    own = (group for group in authors if len(group.papers) >= OWN_PAGE)
    return found | {group.label: f"authors/{letter_of(group.label)}/{group.slug}/" for group in own}
