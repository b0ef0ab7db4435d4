"""The parts of the list that readers follow and take along: each has feeds and files (ADR 35, 36)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papershelf.facts.groups import Group, papers_of
from papershelf.model import Paper
from papershelf.render.html import snippet
from papershelf.render.own_values import own_index
from papershelf.render.shelf import Shelf
from papershelf.text.slugs import slug_of

FEWEST = 2  # papers of a venue that is worth following
FEWEST_OWN = 5  # papers of a value of a list's own facet that is worth following
MOST_ABSTRACTS = 1_000  # papers of a list whose files have abstracts: with 10,000 they would have 20 MB
FIRST_KINDS = {"tags": "Tags", "collections": "Collections", "venues": "Venues", "authors": "Authors"}


class ListPart(NamedTuple):
    """A part of the list: its names in addresses and for readers, and its page.

    Its kind is a key of `kinds_of_parts`, or "" for the whole list. Papers come in the order of a collection,
    else the newest first.
    """

    kind: str
    slug: str
    label: str
    href: str
    about: str
    papers: Sequence[Paper]
    is_followed: bool = False  # feeds need the site's address
    is_brief: bool = False  # its files have no abstracts: each paper is in those of all of its authors

    @property
    def base(self) -> str:
        """The address of its files, from the site's root, without the end that names the format."""
        return f"exports/{self.kind}/{self.slug}" if self.kind else "exports/papers"

    @property
    def atom(self) -> str:
        """The address of its Atom feed."""
        return f"{self.base}.atom.xml" if self.kind else "exports/atom.xml"

    @property
    def json_feed(self) -> str:
        """The address of its JSON Feed."""
        return f"{self.base}.feed.json" if self.kind else "exports/json-feed.json"


def kinds_of_parts(shelf: Shelf) -> dict[str, str]:
    """Return the kinds of parts and what readers call them; facets of the list's own come last."""
    own = {f"by/{field.key}": field.label for field in shelf.library.own_fields if field.facet}
    return FIRST_KINDS | own


def whole_list(shelf: Shelf) -> ListPart:
    """Return the list itself as a part."""
    settings = shelf.settings
    return ListPart(
        "",
        list_slug(shelf),
        settings.name,
        "",
        settings.description,
        shelf.library.papers,
        bool(settings.site_url),
    )


def list_slug(shelf: Shelf) -> str:
    """Return the name of the list for names of files and ids."""
    return slug_of(shelf.settings.name) or "papers"


def list_parts(shelf: Shelf) -> dict[str, ListPart]:
    """Return tags, collections, venues and authors with pages of their own, by the address of the page."""
    return {part.href: part for part in _parts(shelf)}


def parts_with_former(shelf: Shelf) -> Iterator[ListPart]:
    """Yield the parts, and each again under the addresses that lead to it: files cannot redirect."""
    parts = list_parts(shelf)
    yield from parts.values()
    for each in shelf.library.moved:
        kind, slug, *_ = each.address.split("/")
        part = parts.get(each.to or "")
        if part and kind == part.kind and each.address not in parts:
            yield part._replace(slug=slug)


def _parts(shelf: Shelf) -> Iterator[ListPart]:
    is_followed, is_long = bool(shelf.settings.site_url), len(shelf.library.papers) > MOST_ABSTRACTS
    for slug, topic in shelf.topics.items():
        if topic.papers:
            tag, about = topic.tag, topic.tag.description or ""
            yield ListPart("tags", slug, tag.label, f"tags/{slug}/", about, topic.papers, is_followed)
    for collection in shelf.library.collections:
        slug, papers = collection.slug, papers_of(collection, shelf.library)
        about, href = snippet(collection.description), f"collections/{slug}/"
        yield ListPart("collections", slug, collection.title, href, about, papers, is_followed)
    for group in shelf.venues:
        if len(group.papers) >= FEWEST:
            yield _part_of("venues", group, f"venues/{group.slug}/", is_followed)
    for group in shelf.frequent_authors:
        yield _part_of("authors", group, shelf.author_addresses[group.label], is_followed, is_long)
    for key, groups in shelf.own_groups.items():
        for group in groups:
            if len(group.papers) >= FEWEST_OWN:
                yield _part_of(f"by/{key}", group, f"{own_index(key)}{group.slug}/", is_followed)


def _part_of(kind: str, group: Group, href: str, *flags: bool) -> ListPart:
    return ListPart(kind, group.slug, group.label, href, "", group.papers, *flags)
