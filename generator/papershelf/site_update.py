"""Brings a site up to date in place after an edit of the data: only the pages that changed are rendered.

MkDocs makes a site from nothing, or looks at the times of files. Here the texts of the generated pages are
compared with those that the site was made from, and what MkDocs does is done for those that differ.
"""

import logging
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage

from papershelf.docs_files import docs_files
from papershelf.generated_pages import shell, write_pages
from papershelf.last_build import LastBuild
from papershelf.page_frames import GeneratedPage, Theming
from papershelf.page_selections import PageSelections
from papershelf.published import SiteFiles, publish
from papershelf.sitemap import has_own_sitemap

NAME_OF_PAGE = re.compile(r"[\w.-]+\.md\b")
log = logging.getLogger("mkdocs.plugins.papershelf")


class SiteUpdate:
    """The generated files, as the `last` build left them and `now`: digests of their texts by path.

    `files` go into the site past `docs/`; `selections` are of papers on pages written by hand, which change
    with the list.
    """

    def __init__(
        self,
        last: LastBuild,
        now: Mapping[str, str],
        files: SiteFiles,
        selections: PageSelections | None = None,
    ) -> None:
        self.config = last.config
        self._last = last
        self._files = files
        self._selections = selections
        before = last.record.pages if last.record else {}
        self.generated = now.keys()
        self.changed = {path for path, text in now.items() if before.get(path) != text}
        self.added, self.removed = now.keys() - before.keys(), before.keys() - now.keys()

    @property
    def is_possible(self) -> bool:
        """Whether the navigation may show the same pages as before, and nothing else shows all of them."""
        config = self.config
        if config.extra_templates or config.draft_docs or has_own_sitemap(config):
            return False
        return not any(_is_landmark(path) for path in self.added | self.removed)

    def run(self, env: Environment) -> bool:
        """Write what changed into the site; return False, with nothing written, where all has to be made."""
        config = self.config
        files, kept, theming = self._themed(env)
        if not self._is_as_it_was(theming):
            return False
        if self._selections and self._selections.problems:
            return False
        for page in kept:
            page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
        self._write(files, theming, {page.file.src_uri for page in theming.nav.pages})
        for page in self._changed_by_hand(kept):
            _build_page(page, config, theming.files, theming.nav, theming.env)
        return True

    def _changed_by_hand(self, kept: Iterable[MkDocsPage]) -> Iterator[MkDocsPage]:
        """Yield pages written by hand that show papers of the list, or may link to one that came or went."""
        moved = {PurePosixPath(path).name for path in self.added | self.removed}
        for page in kept:
            named = NAME_OF_PAGE.findall(page.file.content_string) if moved else ()
            is_by_hand = page.file.src_uri not in self.generated
            if (self._selections and self._selections.has(page)) or (
                is_by_hand and not moved.isdisjoint(named)
            ):
                yield page

    def theming(self, env: Environment) -> Theming | None:
        """Return what pages are rendered with, if it is what was around each when the site was made."""
        theming = self._themed(env)[2]
        return theming if self._is_as_it_was(theming) else None

    def _is_as_it_was(self, theming: Theming) -> bool:
        known = self._last.record.shell if self._last.record else ""
        return bool(known) and shell(theming).hex() == known

    def _themed(self, env: Environment) -> tuple[Files, list[MkDocsPage], Theming]:
        """Read what the navigation leads to and what is written by hand."""
        config = self.config
        files = config.plugins.on_files(
            docs_files(config, self._last.docs_paths, self.generated), config=config
        )
        set_exclusions(files, config)
        # MkDocs makes a page of each file that it is given, and reads none of ours where nothing leads to it.
        leading = set(_paths(config.nav))
        nav = get_navigation(Files([file for file in files if self._is_read(file, leading)]), config)
        kept = self._read(files, {page.file.src_uri for page in nav.pages})
        return files, kept, Theming(config, env, nav, files.documentation_pages())

    def _is_read(self, file: File, leading: Container[str]) -> bool:
        return file.src_uri in leading or file.src_uri not in self.generated

    def _read(self, files: Files, listed: Container[str]) -> list[MkDocsPage]:
        """Read the pages of the navigation and those written by hand, whose links MkDocs checks."""
        kept = []
        for file in files.documentation_pages():
            if self._is_read(file, listed):
                page = file.page or MkDocsPage(None, file, self.config)
                _populate_page(page, self.config, files)
                kept.append(page)
            elif file.src_uri in self.changed:
                GeneratedPage(file, self.config)
        return kept

    def _write(self, files: Files, theming: Theming, listed: set[str]) -> None:
        pages: list[GeneratedPage] = []
        for path in sorted(self.changed):
            file = files.get_file_from_path(path)
            if file is None or not file.inclusion.is_included():
                continue  # mkdocs.yml says so
            if not file.is_documentation_page():
                file.copy_file()
            elif path in listed and file.page:
                _build_page(file.page, self.config, theming.files, theming.nav, theming.env)
            elif isinstance(file.page, GeneratedPage):
                file.page.read_source(self.config)
                file.page.render(self.config, files)
                pages.append(file.page)
        write_pages(pages, theming)
        for path in sorted(self.removed):
            self._remove(path)
        publish(self.config, theming.files, self._files, self.changed)

    def _remove(self, path: str) -> None:
        """Remove what was made from a file in `docs/`, and the folders that it leaves empty."""
        config = self.config
        Path(config.site_dir, path).unlink(missing_ok=True)
        gone = File(path, config.docs_dir, config.site_dir, use_directory_urls=config.use_directory_urls)
        place = Path(str(gone.abs_dest_path))
        place.unlink(missing_ok=True)
        with suppress(OSError):  # one that is not empty
            while place.parent != Path(config.site_dir):
                place = place.parent
                place.rmdir()


def _paths(nav: object) -> Iterator[str]:
    """Yield all that a navigation may lead to, as paths in `docs/`."""
    if isinstance(nav, str):
        yield PurePosixPath(nav).as_posix()
    elif isinstance(nav, dict | list):
        for each in nav.values() if isinstance(nav, dict) else nav:
            yield from _paths(each)


def _is_landmark(path: str) -> bool:
    """Check whether a page is one to which a navigation may lead, other than all those of papers and tags."""
    return PurePosixPath(path).name == "index.md" or "/" not in path
