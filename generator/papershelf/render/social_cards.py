"""What is on the cards that show links to the site in messages and posts: one for each paper and list."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from papershelf.render.collection_pages import collection_views
from papershelf.render.html import snippet
from papershelf.render.shelf import HUES, Shelf
from papershelf.render.views import PaperView

FILE = "card.png"  # beside the page that it is for
PAPERS = 2_000  # from which on only lists have cards, unless mkdocs.yml asks for all
NAMES = 20  # of authors, of which a card shows the first that it can
TAGS = 3
LONGEST = 160  # characters of what a list is about


class SocialCard(NamedTuple):
    """A card: the address of its page, and its lines. Tags go with the numbers of their colours.

    A paper is by authors, of whom there may be more than are named: `authors` says how many there are, and
    whether there are others. A list has words about it instead.
    """

    page: str
    title: str
    facts: str
    about: str = ""
    names: tuple[str, ...] = ()
    authors: tuple[int, bool] = (0, False)
    tags: tuple[tuple[str, int], ...] = ()
    hues: tuple[int, ...] = ()  # of the books on its shelf

    @property
    def path(self) -> str:
        """The address of the picture, from the site's root."""
        return f"{self.page}{FILE}"


def wanted_cards(asked: str | None, papers: int) -> str:
    """Return which cards to make: "all", those of "lists", or "none"; `asked` is what mkdocs.yml says."""
    return asked or ("all" if papers <= PAPERS else "lists")


def social_cards(shelf: Shelf, wanted: str) -> Iterator[SocialCard]:
    """Yield the card of the whole list first, then the others that are wanted."""
    if wanted == "none":
        return
    yield _of_list(shelf)
    for slug, topic in shelf.topics.items():
        tag, hue = topic.tag, shelf.hues[slug]
        yield SocialCard(
            f"tags/{slug}/", tag.label, _papers(len(topic.papers)), tag.description or "", hues=(hue,)
        )
    for found in collection_views(shelf):
        about = snippet(found.collection.description, LONGEST)
        facts = ", ".join(part for part in (_papers(len(found.steps)), found.years) if part)
        hues = _hues(chain.from_iterable(_tags(view) for _, view in found.steps))
        yield SocialCard(found.href, found.collection.title, facts, about, hues=hues)
    if wanted == "all":
        yield from map(_of_paper, shelf.views(shelf.library.papers))


def _of_list(shelf: Shelf) -> SocialCard:
    settings = shelf.settings
    facts, hues = _papers(len(shelf.library.papers)), tuple(range(1, HUES + 1))
    return SocialCard("", settings.name, facts, settings.description, hues=hues)


def _of_paper(view: PaperView) -> SocialCard:
    paper = view.paper
    date = paper.published
    facts = (view.venue.label if view.venue else "", date.spoken if date else "")
    tags = tuple(_tags(view))
    return SocialCard(
        view.href,
        view.title,
        " · ".join(filter(None, facts)),
        names=paper.authors[:NAMES],
        authors=(len(paper.authors), bool(paper.others)),
        tags=tags[:TAGS],
        hues=_hues(tags),
    )


def _tags(view: PaperView) -> Iterator[tuple[str, int]]:
    return ((link.label, int(link.kind)) for link in view.tags)


def _hues(tags: Iterable[tuple[str, int]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(hue for _, hue in tags))


def _papers(count: int) -> str:
    return f"{count:,} {'paper' if count == 1 else 'papers'}"
