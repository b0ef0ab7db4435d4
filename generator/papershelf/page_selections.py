"""The selections of papers on pages written by hand, as MkDocs comes to them, and what is wrong with any."""

import logging
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from papershelf.fences import fences, filled, first_line, with_places
from papershelf.problems import Problem

if TYPE_CHECKING:
    from papershelf.render.shelf import Shelf

STYLES = "assets/selection.css"
log = logging.getLogger("mkdocs.plugins.papershelf")


class PageSelections:
    """What the fences of all pages of a build ask for; `prefix` is where the list is in another site."""

    def __init__(self, shelf: "Shelf", prefix: str) -> None:
        self._shelf = shelf
        self._prefix = prefix
        self._made: dict[str, list[str]] = {}
        self.problems: list[Problem] = []

    def take_out(self, markdown: str, page: Page) -> str:
        """Return a page with places for its selections, which are made now; `put_in` fills these."""
        found = list(fences(markdown))
        if not found:
            return markdown
        from papershelf.render.selections import selected, selection_html  # noqa: PLC0415 - takes 1 s to load

        url = page.file.url
        root = f"{get_relative_url(f'{self._prefix}/' if self._prefix else '.', url).rstrip('/')}/"
        begin = first_line(page.file.content_string, markdown)
        made = []
        for fence in found:
            problems: list[Problem] = []

            above = begin + fence.start + 1

            def report(line: int, message: str, above: int = above) -> None:
                problems.append(Problem(_shown(page), above + line, message))  # noqa: B023 - called at once

            selection = selected(self._shelf, fence.body, report)
            if fence.beside:
                problems.clear()  # not that the fence is empty as well
                report(0, f"'{fence.beside}' is not read here; write it on a line below, like 'tag: x'")
            self.problems += problems
            styles = f"{root}{STYLES}" if self._prefix else ""
            made.append(_as_box(problems) or selection_html(self._shelf, selection, root, styles))
        self._made[page.file.src_uri] = made
        return with_places(markdown, found)

    def put_in(self, html: str, page: Page) -> str:
        """Return the HTML of a page with its selections."""
        return filled(html, self._made.get(page.file.src_uri, ()))

    def has(self, page: Page) -> bool:
        """Whether a page shows papers of the list, and changes with it."""
        return page.file.src_uri in self._made

    def tell(self) -> bool:
        """Log all that is wrong; return whether something is."""
        for problem in sorted(set(self.problems)):
            log.error(str(problem))
        return bool(self.problems)


def _shown(page: Page) -> str:
    """The path of a page as people name it, from where they are."""
    path = Path(str(page.file.abs_src_path))
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _as_box(problems: list[Problem]) -> str:
    """Return what is wrong for who looks at the page on a server that goes on."""
    if not problems:
        return ""
    lines = "".join(f"<p>{escape(str(problem))}</p>" for problem in problems)
    return f'<div class="admonition failure"><p class="admonition-title">papershelf</p>{lines}</div>'
