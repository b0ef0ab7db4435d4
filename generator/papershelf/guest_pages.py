"""The pages of a list inside another site: in its layout, which knows nothing of the list."""

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from papershelf.generated import END, START
from papershelf.search_input import paper_input
from papershelf.settings import Settings
from papershelf.theme_settings import NAVIGATION

TEMPLATE = "papershelf/page.html"
MOST_WITH_ABSTRACTS = 300
"""Papers of which the search around gets all words, 170 KB when compressed; of more, titles and notes."""
EVERYWHERE = ("site", "reading", "search-box", "keys")
# What pages need beside that, by the template that they name: styles, modules, what these import.
NEEDS: dict[str, tuple[Sequence[str], Sequence[str], Sequence[str]]] = {
    "browse.html": (
        ("browse",),
        ("browse",),
        ("browse-state", "browse-export", "browse-facets", "browse-results", "browse-table"),
    ),
    "map.html": (("map",), ("map",), ()),
    "entry.html": ((), ("entry",), ()),
    "authors.html": ((), ("name-index",), ()),
    "subscribe.html": ((), ("subscribe",), ()),
    "reading.html": ((), ("reading-start",), ()),
}
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
# Words of the navigation that mean something else beside the tabs of the site around
CALLED = {"Home": "Overview", "Reading": "My reading"}
UNLISTED = ("moved.html", "removed.html")


class GuestPage(Page):
    """A page of ours on its way through MkDocs, as any other page of the site, but for YAML and Markdown."""

    def __init__(self, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the head, in which each line after the first is a key and a JSON value; keep the body."""
        given = config.plugins.on_page_read_source(page=self, config=config)
        head, _, self._body = (given or self.file.content_string).removeprefix(START).partition(END)
        pairs = (line.partition(": ") for line in head.split("\n"))
        self.meta = {key: json.loads(value) for key, _, value in pairs if key != "html"}
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Take the body as it is."""
        self.content, self.toc, self.present_anchor_ids = self._body.strip(), get_toc([]), set()


class GuestPages(NamedTuple):
    """What all pages of a list inside another site have in common; `cards` says which have a card."""

    settings: Settings
    cards: str
    papers: int

    def take_over(self, page: Page) -> None:
        """Let a page of ours be shown in the layout of the site around, and be found as it should be."""
        ours, kind = self._address(page), page.meta.get("template", "")
        page.meta.update(papershelf_kind=kind, template=TEMPLATE, hide=["toc"])
        page.edit_url = None
        if not ours:
            page.meta["title"] = str(escape(self.settings.name))
        if ours and page.meta.get("card") != "paper":
            page.meta["search"] = {"exclude": True}

    def body(self, page: Page, body: str) -> str:
        """Return what is ours on a page: its body between the ways to other pages of the list."""
        from papershelf.render.page import fragment  # noqa: PLC0415 - takes 1 s to load

        here = self._address(page)
        places = [(CALLED.get(name, name), _url(path)) for name, path in NAVIGATION.items()]
        return fragment(
            "guest_page.j2",
            "../" * here.count("/"),
            body=Markup(_for_instant_navigation(body)),  # noqa: S704 - made by our templates
            here=here,
            places=places,
            hides_start=page.meta["papershelf_kind"] == "browse.html",
            issues=self.settings.issues_url,
            has_feeds=bool(self.settings.site_url),
        )

    def context(self, page: Page, config: MkDocsConfig) -> dict[str, Any]:
        """Return what the template of a page of ours asks for beside what MkDocs gives it."""
        kind = page.meta["papershelf_kind"]
        styles, modules, preloaded = NEEDS.get(kind, ((), (), ()))
        return {
            "prefix": self.settings.prefix,
            "name": self.settings.name,
            "styles": [*styles],
            "modules": [*EVERYWHERE, *modules],
            "preloaded": [*preloaded],
            "is_unlisted": kind in UNLISTED,
            "card": self._card(page, config),
        }

    def found_by(self, body: str) -> str:
        """Return what other plugins, such as the search, get to know of a page: no more than the paper."""
        paper = paper_input(body)
        texts = dict(paper.texts) if paper else {}
        if not texts:
            return f"<p>{escape(self.settings.description)}</p>"
        parts = ["note"] if self.papers > MOST_WITH_ABSTRACTS else ["authors", "note", "abstract"]
        found = "\n".join(_without_heading(texts[name]) for name in parts if name in texts)
        return f"<p>{found}</p>"

    def _address(self, page: Page) -> str:
        return page.file.url.removeprefix(f"{self.settings.prefix}/")

    def _card(self, page: Page, config: MkDocsConfig) -> str:
        kind, root = page.meta.get("card"), str(self.settings.site_url)
        if (kind == "list" and self.cards != "none") or (kind == "paper" and self.cards == "all"):
            return f"{str(config.site_url).rstrip('/')}/{page.url}card.png"
        return f"{root}{'assets/card.png' if self.cards == 'none' else 'card.png'}"


def _url(path: str) -> str:
    return path.removesuffix("index.md")


def _without_heading(html: str) -> str:
    return html.partition("</h2>")[2] or html


def _for_instant_navigation(body: str) -> str:
    """Return a body in whose drawings links have an older attribute, which all browsers know.

    Material's instant navigation writes to `href`, which a script cannot in a drawing.
    """
    return DRAWING.sub(lambda drawing: drawing[0].replace("<a href=", "<a xlink:href="), body)
