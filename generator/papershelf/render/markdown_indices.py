"""The Markdown of the pages that lead to others: home, and the indices of tags, collections and groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from papershelf.facts.groups import Group, Topic
from papershelf.facts.name_index import OWN_PAGE, IndexSection
from papershelf.model import Collection, Tag
from papershelf.render.html import snippet
from papershelf.render.markdown import escaped, link, words
from papershelf.render.markdown_pages import To, card, front_matter_of, way_from, whole
from papershelf.render.page import Pager
from papershelf.render.shelf import Shelf
from papershelf.render.views import Link, PaperView

INDICES = ("papers", "tags", "collections", "authors", "venues", "years")


def home_markdown(shelf: Shelf, latest: Iterable[PaperView]) -> str:
    """Return the file of the first page."""
    to, settings = way_from("index.md"), shelf.settings
    count = len(shelf.library.papers)
    return _index(
        settings.name,
        settings.description,
        [
            f"{count:,} paper{'s' if count != 1 else ''}.",
            _items(f"[{folder.capitalize()}]({folder}/index.md)" for folder in INDICES),
            *_section("Latest additions", (card(view, to) for view in latest)),
            *_section("Topics", _subtrees(shelf.topics, shelf.subjects, to)),
            *_section("Collections", (_collection(each, to) for each in shelf.library.collections)),
        ],
    )


def tags_markdown(shelf: Shelf) -> str:
    """Return the file of the index of tags, the narrower ones below their parents."""
    outer = [topic for topic in shelf.topics.values() if not topic.parent]
    lines = _subtrees(shelf.topics, outer, way_from("tags/index.md"))
    about = "A tag's number includes the papers of its narrower tags."
    return _index("Tags", "All tags on the list, with their numbers of papers.", [about, _items(lines)])


def collections_markdown(collections: Sequence[Collection]) -> str:
    """Return the file of the index of collections."""
    to = way_from("collections/index.md")
    about = "Reading paths through the list: papers in order, each with the reason why it comes next."
    items = _items(_collection(each, to) for each in collections)
    return _index("Collections", about, [items or "There are none yet."])


def groups_markdown(path: str, title: str, about: str, groups: Sequence[Group], pager: Pager) -> str:
    """Return a file of the index of venues or of years; the pages of the groups are in its folder."""
    folder, to = path.partition("/")[0], way_from(path)
    items = (
        f"{link(group.label, to(f'{folder}/{group.slug}/'))} ({len(group.papers):,})" for group in groups
    )
    root = "../" * path.count("/")
    others = [
        link(f"Page {number}", root + other)
        for number, other in enumerate(pager.paths, start=1)
        if number != pager.number
    ]
    return _index(title, about, [_items(items), " · ".join(others)])


def authors_markdown(shelf: Shelf, letters: Iterable[tuple[str, str, int]], first: Iterable[Group]) -> str:
    """Return the file above the index of authors.

    `letters` are the names and addresses of its pages, each with how many authors it has.
    """
    to, addresses = way_from("authors/index.md"), shelf.author_addresses
    frequent = (f"{_name(group, addresses, to)} ({len(group.papers):,})" for group in first)
    return _index(
        "Authors",
        "Authors of the papers on the list, by last name.",
        [
            _items(f"{link(name, to(href))} ({count:,})" for name, href, count in letters),
            *_section("Authors with more than one paper", frequent),
        ],
    )


def names_markdown(shelf: Shelf, path: str, name: str, sections: Iterable[tuple[Link, IndexSection]]) -> str:
    """Return a file of the index of authors; a section is linked to where it is on a page of its own."""
    to, lines = way_from(path), []
    for place, section in sections:
        if section.is_apart:
            lines.append(f"{link(place.label, to(place.href))} ({len(section.names):,})")
            continue
        for group in section.names:
            papers = shelf.views(group.papers) if len(group.papers) < OWN_PAGE else ()
            titles = "; ".join(link(view.title, to(view.href)) for view in papers)
            lines.append(": ".join(filter(None, (_name(group, shelf.author_addresses, to), titles))))
    return _index(f"Authors: {name}", f"Authors filed under {name} and their papers.", [_items(lines)])


def _name(group: Group, addresses: Mapping[str, str], to: To) -> str:
    href = addresses[group.label]
    return escaped(group.label) if "#" in href else link(group.label, to(href))


def _collection(collection: Collection, to: To) -> str:
    about = words(snippet(collection.description))
    return f"{link(collection.title, to(f'collections/{collection.slug}/'))}: {about}"


def _subtrees(topics: Mapping[str, Topic], some: Iterable[Topic], to: To) -> Iterator[str]:
    """Yield the tags with their numbers of papers; narrower ones are indented."""
    for topic in some:
        yield _tag(topic.tag, topic, to)
        narrower = [topics[child.slug] for child in topic.children]
        yield from (f"    {line}" for line in _subtrees(topics, narrower, to))


def _tag(tag: Tag, topic: Topic, to: To) -> str:
    return f"{link(tag.label, to(f'tags/{tag.slug}/'))} ({len(topic.papers):,})"


def _section(title: str, items: Iterable[str]) -> list[str]:
    made = _items(items)
    return [f"## {title}", made] if made else []


def _items(items: Iterable[str]) -> str:
    """Return a list, of which the indented items belong to those above them."""
    return "\n".join(f"{each[: len(each) - len(each.lstrip())]}- {each.lstrip()}" for each in items)


def _index(title: str, about: str, parts: Iterable[str]) -> str:
    return whole([front_matter_of(title, about), f"# {escaped(title)}", escaped(about), *parts])
