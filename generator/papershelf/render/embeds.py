"""The newest papers of the list and of each tag for other sites: a page for a frame, and a bare list."""

from collections.abc import Iterator, Sequence

from papershelf.facts.groups import latest_additions
from papershelf.model import Paper
from papershelf.render.page import Page, fragment
from papershelf.render.shelf import Shelf

NEWEST = 8


def embeds(shelf: Shelf) -> Iterator[Page]:
    """Write both for the list and for each tag, if the address of the site, to which they lead, is known."""
    root = shelf.settings.site_url
    if not root:
        return
    yield from _embed(shelf, root, ("papers", shelf.settings.name, ""), shelf.library.papers)
    for slug, topic in shelf.topics.items():
        yield from _embed(shelf, root, (f"tag-{slug}", topic.tag.label, f"tags/{slug}/"), topic.papers)


def _embed(shelf: Shelf, root: str, named: tuple[str, str, str], papers: Sequence[Paper]) -> Iterator[Page]:
    """Write the files of papers that are `named`: the name of the files, a heading, the address of all."""
    name, heading, href = named
    views = shelf.views(latest_additions(papers)[:NEWEST])
    values = {"heading": heading, "list_name": shelf.settings.name, "more": root + href, "count": len(papers)}
    for template, suffix in (("embed.html.j2", "html"), ("embed_list.j2", "fragment.html")):
        yield Page(f"exports/embed-{name}.{suffix}", fragment(template, root, views=views, **values))
