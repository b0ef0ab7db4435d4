"""What the theme puts around pages, rendered once for all pages of a kind, into which each page is set.

The theme's templates take 2 ms for a page, of which hardly anything differs from one page to the next.
"""

import copy
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import mkdocs
from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.theme import Theme

from papershelf.generated import END, START
from papershelf.settings import THEME

LIBRARIES = Path(mkdocs.__file__).parents[1]  # what is there changes with its version only

FEWEST = 3  # pages of a kind: making a frame takes as long as two
NO_HEADINGS, NO_ANCHORS = get_toc([]), set[str]()
PARTS = re.compile("(psframe(?:title|description|citation|structured|feed|body|place)end)")
TITLE, DESCRIPTION, CITATION, STRUCTURED, FEED, BODY, PLACE = (
    f"psframe{name}end"
    for name in ("title", "description", "citation", "structured", "feed", "body", "place")
)
AS_IT_IS = {"title": TITLE, "description": DESCRIPTION, "structured": STRUCTURED, "feed": FEED}
# What is made from a value of a page's head by a template of its own.
PARTIALS = {"citation": CITATION}
SET = AS_IT_IS | PARTIALS


class GeneratedPage(Page):
    """A page that needs neither YAML nor Markdown, and is read only where somebody asks what is in it.

    A list has tens of thousands: whoever has done with one lets it `forget`.
    """

    def __init__(self, file: File, config: MkDocsConfig, text: str | None = None) -> None:
        self._config = config
        self._text = text  # where it is known before anybody else has it
        self._halves: tuple[str, str] | None = None
        self._meta: dict[str, Any] | None = None
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Read nothing yet."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Take the body as it is."""
        self.toc, self.present_anchor_ids = NO_HEADINGS, NO_ANCHORS

    @property
    def meta(self) -> dict[str, Any]:
        """The head, in which each line after the first is a key and a JSON value."""
        if self._meta is None:
            pairs = (line.partition(": ") for line in self._read()[0].split("\n"))
            self._meta = {key: json.loads(value) for key, _, value in pairs if key != "html"}
        return self._meta

    @meta.setter
    def meta(self, value: object) -> None:
        """MkDocs begins with none."""

    @property
    def content(self) -> str:
        """The body."""
        return self._read()[1]

    @content.setter
    def content(self, value: object) -> None:
        """MkDocs begins with none, and gives back what it was given."""

    def forget(self) -> None:
        """Keep nothing of what was read."""
        self._halves = self._meta = None

    def _read(self) -> tuple[str, str]:
        if self._halves is None:
            head, _, body = self._source().removeprefix(START).partition(END)
            self._halves = head, body.strip()
        return self._halves

    def _source(self) -> str:
        if self._text is not None:
            return self._text
        given: str | None = self._config.plugins.on_page_read_source(page=self, config=self._config)
        return given or self.file.content_string


class Theming(NamedTuple):
    """What MkDocs has ready when it begins to render pages."""

    config: MkDocsConfig
    env: Environment
    nav: Navigation
    files: Sequence[File]


def folders_of_the_list(theme: Theme) -> list[Path]:
    """Return the folders of templates and assets that are neither ours nor a library's."""
    return [path for path in map(Path, theme.dirs) if path != THEME and not path.is_relative_to(LIBRARIES)]


def has_own_templates(theme: Theme) -> bool:
    """Whether a list has templates of its own, which may do anything with its pages."""
    return any(any(folder.rglob("*.html")) for folder in folders_of_the_list(theme))


class Kind(NamedTuple):
    """What pages have to have in common to differ in nothing but what is set into a frame."""

    folder: str
    is_index: bool
    has_heading: bool  # for a page without one the theme makes one
    given: tuple[str, ...]
    others: str


class Frames:
    """Renders pages, those of a common kind by way of a frame; the result is the same."""

    def __init__(self, theming: Theming) -> None:
        self._theming = theming
        self._frames: dict[Kind, list[str] | None] = {}
        self._seen = Counter[Kind]()
        self._is_own_theme = has_own_templates(theming.config.theme)

    def render(self, page: GeneratedPage) -> str:
        """Return the page as the theme's templates make it."""
        if self._is_own_theme or page.edit_url or not all(map(_comes_through, _texts(page))):
            return self.whole(page)
        kind = _kind(page)
        self._seen[kind] += 1
        if self._seen[kind] < FEWEST:
            return self.whole(page)
        if kind not in self._frames:
            whole, frame = self.whole(page), self._frame(page, kind)
            self._frames[kind] = frame if self._set(page, frame) == whole else None
            return whole
        frame_of_kind = self._frames[kind]
        return self._set(page, frame_of_kind) if frame_of_kind else self.whole(page)

    def whole(self, page: Page) -> str:
        """Return the page as the theme's templates make it, without a frame."""
        config, env, nav, files = self._theming
        page.active = True
        context = get_context(nav, files, config, page)
        html = env.get_template(page.meta.get("template", "main.html")).render(context)
        page.active = False
        return html

    def _frame(self, page: GeneratedPage, kind: Kind) -> list[str]:
        """Render a page with marks where it differs from others of its kind, and cut that at the marks."""
        file = copy.copy(page.file)
        file.url = f"{kind.folder}{PLACE}/"
        file.src_uri = f"{kind.folder}{PLACE}.md"
        blank = Page(None, file, self._theming.config)
        blank.meta = {key: SET.get(key, value) for key, value in page.meta.items()}
        blank.content = BODY + ("<h1" if kind.has_heading else "")
        blank.markdown, blank.toc, blank.present_anchor_ids = "", NO_HEADINGS, NO_ANCHORS
        return PARTS.split(self.whole(blank).replace(f"{BODY}<h1", BODY))

    def _set(self, page: GeneratedPage, frame: list[str]) -> str:
        parts = {mark: page.meta.get(key, "") for key, mark in AS_IT_IS.items()}
        parts |= {BODY: page.content, PLACE: page.file.url.rstrip("/").rpartition("/")[2]}
        for key, mark in PARTIALS.items():
            if key in page.meta:
                template = self._theming.env.get_template(f"partials/{key}.html")
                parts[mark] = template.render(page=page)
        return "".join([parts.get(part, part) for part in frame])


def _kind(page: GeneratedPage) -> Kind:
    folder, slash, _ = page.file.url.rstrip("/").rpartition("/")
    others = sorted((key, value) for key, value in page.meta.items() if key not in SET)
    given = tuple(sorted(key for key in SET & page.meta.keys() if page.meta[key]))
    return Kind(f"{folder}{slash}", page.file.name == "index", "<h1" in page.content, given, repr(others))


def _texts(page: GeneratedPage) -> list[str]:
    return [page.meta.get(key, "") for key in ("title", "description")]


def _comes_through(text: str) -> bool:
    """Check whether a text is the same after what a theme does with it: tags removed, the rest escaped."""
    return str(escape(Markup(text).striptags())) == text  # noqa: S704 - escaped at once
