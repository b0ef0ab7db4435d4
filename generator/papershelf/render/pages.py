"""All pages of the site, as a pure function of library and settings."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from papershelf.build_cache import NO_CACHE, BuildCache
from papershelf.facts.groups import NO_YEAR, Topic, latest_additions, newest_first
from papershelf.facts.permalinks import addresses
from papershelf.library import Library
from papershelf.model import Tag
from papershelf.processes import begun
from papershelf.render.api import api
from papershelf.render.author_pages import authors
from papershelf.render.browse import BROWSED_CARDS, browse
from papershelf.render.collection_pages import collection_views, collections
from papershelf.render.embeds import embeds
from papershelf.render.entry_links import entry_lines
from papershelf.render.exports import exports
from papershelf.render.list_parts import list_parts, whole_list
from papershelf.render.listing import Listing, divided, listing, without_papers
from papershelf.render.llms import llms
from papershelf.render.map_page import map_page
from papershelf.render.markdown import link, words
from papershelf.render.markdown_indices import groups_markdown, home_markdown, tags_markdown
from papershelf.render.markdown_pages import (
    Heading,
    moved_markdown,
    paper_markdown,
    removed_markdown,
    way_from,
)
from papershelf.render.mosaic import mosaic
from papershelf.render.new_pages import new_pages
from papershelf.render.offline_files import StateOfPages, offline
from papershelf.render.own_pages import own_pages
from papershelf.render.page import Page, Pager, kept_templates, page, pager_paths
from papershelf.render.paper_context import paper_context
from papershelf.render.paper_digest import paper_digests
from papershelf.render.reading_data import reading
from papershelf.render.search_fields import tag_fields
from papershelf.render.shelf import Shelf
from papershelf.render.statistics_page import statistics
from papershelf.render.subscribe_page import subscribe
from papershelf.render.views import Link, PaperView
from papershelf.render.wanted import SamePage, Wanted, kept_pages
from papershelf.render.web_feeds import web_feeds
from papershelf.settings import Settings

LATEST = 4  # papers on the home page
VENUES = 600  # per page of their index
ABOUT_VENUES = "Conferences and journals in which papers on the list appeared."
ABOUT_YEARS = "Papers on the list by year of first submission, else of the version of record."


def pages(
    library: Library,
    settings: Settings,
    assets: Mapping[str, str] = MappingProxyType({}),
    cache: BuildCache = NO_CACHE,
) -> Iterator[Page]:
    """Render the whole site; `assets` are its scripts and styles, by their addresses from the site's root.

    Only a list that is a site of its own can be installed and read offline. What takes long and has not
    changed comes from the cache, if there is one.
    """
    for made in changed_pages(Shelf(library, settings, cache), assets):
        assert isinstance(made, Page)  # noqa: S101 - there are no last pages to be the same
        yield made


def changed_pages(shelf: Shelf, assets: Mapping[str, str]) -> Iterator[Page | SamePage]:
    """Render what is not as in the last pages of the shelf; all others are told to be the same."""
    settings = shelf.settings
    templates = kept_templates(shelf.cache)
    state = StateOfPages()
    drawn = None
    for part in PARTS:
        for made in drawn() if drawn and part is map_page else part(shelf):
            state.add(made.path, made.digest)
            yield made
        if part is _papers and shelf.last.digests:  # else all processors have enough to do
            drawn = begun(lambda: list(map_page(shelf)))
    templates.save()
    if not settings.prefix:
        yield from offline(state, assets, settings)


def _home(shelf: Shelf) -> Iterator[Page]:
    latest = shelf.views(latest_additions(shelf.library.papers)[:LATEST])
    parts = {"latest": latest, "paths": collection_views(shelf), "tiles": mosaic(shelf)}
    made = page("index.md", "home.md.j2", shelf=shelf, **parts)
    yield made.with_markdown(home_markdown(shelf, latest), shelf.updated(shelf.library.papers))


def _papers(shelf: Shelf) -> Iterator[Page | SamePage]:
    shelf.prepare()
    views = shelf.views(shelf.library.papers)
    wanted = [
        Wanted(
            _path(view),
            key,
            partial(_page_of_paper, shelf, view),
            shelf.updated([view.paper]),
            has_markdown=True,
        )
        for view, key in zip(views, paper_digests(shelf), strict=True)
    ]
    yield from kept_pages(shelf, "paper", wanted)
    for view in views:
        for former in view.paper.formerly:
            yield _moved_page(f"papers/{former}.md", view.title, view.href)
    newest = newest_first(shelf.library.papers)
    values = {
        "browse": browse(shelf),
        "whole": without_papers(whole_list(shelf)),
        "indices": [*_indices(shelf)],
    }
    heading = Heading("Papers", f"All papers on the list {shelf.settings.name}, the newest first.")
    how = Listing("papers/index.md", "papers.md.j2", heading, BROWSED_CARDS)
    yield from kept_pages(shelf, "papers", [*listing(shelf, how, newest, **values)])


def _indices(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Yield what else the papers are listed by, in the middle of a sentence, and the address of that page."""
    if shelf.topics:
        yield "tags", "tags/"
    if shelf.authors:
        yield "authors", "authors/"
    if shelf.venues:
        yield "venues", "venues/"
    for field in shelf.library.own_fields:
        if shelf.own_groups.get(field.key):
            first, _, others = field.label.partition(" ")
            word = first.lower() if first.istitle() else first  # but not "GPU"
            yield f"{word} {others}".rstrip(), f"by/{field.key}/"
    yield "years", "years/"


def _page_of_paper(shelf: Shelf, view: PaperView) -> Page:
    context, path = paper_context(shelf, view), _path(view)
    made = page(path, "paper.md.j2", **context._asdict())
    return made.with_markdown(paper_markdown(path, context))


def _path(view: PaperView) -> str:
    return f"papers/{view.paper.id}.md"


def _tags(shelf: Shelf) -> Iterator[Page | SamePage]:
    places = [(topic.tag.label, f"tags/{slug}/") for slug, topic in shelf.topics.items()]
    index = page("tags/index.md", "tags.md.j2", shelf=shelf, places=places)
    yield index.with_markdown(tags_markdown(shelf))
    parts, wanted = list_parts(shelf), list[Wanted]()
    for slug, topic in shelf.topics.items():
        values = {
            "label": topic.tag.label,
            "slug": slug,
            "description": topic.tag.description,
            "hue": shelf.hues[slug],
            "parent": _link_to(topic.parent) if topic.parent else None,
            "children": [(_link_to(tag), len(shelf.topics[tag.slug].papers)) for tag in topic.children],
            "search": tag_fields(topic),
            "part": without_papers(parts.get(f"tags/{slug}/")),
        }
        path = f"tags/{slug}.md"
        how = Listing(path, "tag.md.j2", _heading_of_tag(path, topic))
        wanted += listing(shelf, how, topic.papers, **values)
    yield from kept_pages(shelf, "tag", wanted)


def _link_to(tag: Tag) -> Link:
    return Link(tag.label, f"tags/{tag.slug}/")


def _heading_of_tag(path: str, topic: Topic) -> Heading:
    to, tag = way_from(path), topic.tag
    about = [words(tag.description)] if tag.description else []
    around = {"Part of": [topic.parent] if topic.parent else [], "Narrower": topic.children}
    for name, tags in around.items():
        if tags:
            links = (link(each.label, to(f"tags/{each.slug}/")) for each in tags)
            about.append(f"{name}: {', '.join(links)}")
    return Heading(tag.label, tag.description or f"Papers about {tag.label}.", about)


def _venues(shelf: Shelf) -> Iterator[Page | SamePage]:
    parts = divided(shelf.venues, VENUES)
    paths = pager_paths("venues/index.md", len(parts))
    for number, (own, some) in enumerate(zip(paths, parts, strict=True), start=1):
        pager = Pager(number, paths)
        made = page(own, "venues.md.j2", shelf=shelf, groups=some, pager=pager)
        yield made.with_markdown(groups_markdown(own, "Venues", ABOUT_VENUES, some, pager))
    files, wanted = list_parts(shelf), list[Wanted]()
    for group in shelf.venues:
        part = without_papers(files.get(f"venues/{group.slug}/"))
        heading = Heading(group.label, f"Papers on the list that appeared at {group.label}.")
        how = Listing(f"venues/{group.slug}.md", "venue.md.j2", heading)
        wanted += listing(shelf, how, group.papers, label=group.label, slug=group.slug, part=part)
    yield from kept_pages(shelf, "venue", wanted)


def _years(shelf: Shelf) -> Iterator[Page | SamePage]:
    path = "years/index.md"
    markdown = groups_markdown(path, "Years", ABOUT_YEARS, shelf.every_year, Pager(1, [path]))
    yield page(path, "years.md.j2", shelf=shelf).with_markdown(markdown)
    wanted: list[Wanted] = []
    for group in shelf.every_year:
        heading = Heading(f"Papers from {group.label}", f"Papers on the list that came out in {group.label}.")
        if group.slug == NO_YEAR:
            heading = Heading(group.label, "Papers on the list of which no year is known.")
        how = Listing(f"years/{group.slug}.md", "year.md.j2", heading)
        values = {
            "label": group.label,
            "slug": group.slug,
            "named": heading,
            "has_year": group.slug != NO_YEAR,
        }
        wanted += listing(shelf, how, group.papers, **values)
    yield from kept_pages(shelf, "year", wanted)


def _moved(shelf: Shelf) -> Iterator[Page]:
    """Leave a page at each address that moved or went, unless a venue or an author has a page there again."""
    present = addresses(replace(shelf.library, moved=()))
    for each in shelf.library.moved:
        path = f"{each.address.removesuffix('/')}.md"
        if each.address in present:
            continue
        if each.to:
            yield _moved_page(path, shelf.title_of(each.to), each.to)
        else:
            markdown = removed_markdown(each.title or "", each.why or "")
            made = page(path, "removed.md.j2", moved=each)
            yield made.with_markdown(markdown)._replace(is_unlisted=True)


def _moved_page(path: str, title: str, href: str) -> Page:
    made = page(path, "moved.md.j2", title=title, href=href)
    return made.with_markdown(moved_markdown(path, title, href))._replace(is_unlisted=True)


def _offline(shelf: Shelf) -> Iterator[Page]:
    if not shelf.settings.prefix:
        yield page("offline.md", "offline.md.j2", shelf=shelf)


PARTS = (
    _papers, _home, collections, _tags, authors, _venues, _years, own_pages, statistics, new_pages, reading,
    exports, api, entry_lines, web_feeds, embeds, subscribe, llms, _moved, _offline, map_page,
)  # fmt: skip
# What is not about one paper.
LISTS = tuple(part for part in PARTS if part not in {_papers, api, entry_lines})
