"""Brings a site up to date in place after an edit of the data: only the pages that changed are rendered.

MkDocs makes a site from nothing, or looks at the times of files. Here the texts of the generated pages are
compared with those that the site was made from, and what MkDocs does is done for those that differ.
"""

import logging
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page as MkDocsPage

from papershelf.generated_pages import shell, write_pages
from papershelf.page_frames import GeneratedPage, Theming
from papershelf.page_selections import PageSelections
from papershelf.published import SiteFiles, publish
from papershelf.sitemap import has_own_sitemap

log = logging.getLogger("mkdocs.plugins.papershelf")


class SiteUpdate:
    """The generated files, now and when the site was made: digests of their texts by path.

    `files` go into the site past `docs/`; `selections` are of papers on pages written by hand, which change
    with the list.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        before: Mapping[str, str],
        now: Mapping[str, str],
        files: SiteFiles,
        selections: PageSelections | None = None,
    ) -> None:
        self.config = config
        self._files = files
        self._selections = selections
        self.generated = now.keys()
        self.changed = {path for path, text in now.items() if before.get(path) != text}
        self.added, self.removed = now.keys() - before.keys(), before.keys() - now.keys()

    @property
    def is_possible(self) -> bool:
        """Whether the pages that the navigation may show are still the same ones."""
        moved = self.added | self.removed
        return not self.config.extra_templates and not any(_is_landmark(path) for path in moved)

    def run(self, env: Environment, known_shell: str) -> bool:
        """Write what changed into the site; return False, with nothing written, where all has to be made.

        `known_shell` is what was around each page when the site was made.
        """
        config = self.config
        files = config.plugins.on_files(get_files(config), config=config)
        set_exclusions(files, config)
        # MkDocs makes a page of each file that it is given, and reads none of ours where nothing leads to it.
        leading = set(_paths(config.nav))
        nav = get_navigation(Files([file for file in files if self._is_read(file, leading)]), config)
        kept = self._read(files, {page.file.src_uri for page in nav.pages})
        theming = Theming(config, env, nav, files.documentation_pages())
        if not known_shell or shell(theming).hex() != known_shell:
            return False
        if self._selections and self._selections.problems:
            return False
        for page in kept:
            page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
        self._write(files, theming, {page.file.src_uri for page in nav.pages})
        for page in kept:
            if self._selections and self._selections.has(page):
                _build_page(page, config, theming.files, theming.nav, theming.env)
        return True

    def _is_read(self, file: File, leading: Container[str]) -> bool:
        return file.src_uri in leading or file.src_uri not in self.generated

    def _read(self, files: Files, listed: Container[str]) -> list[MkDocsPage]:
        """Read the pages of the navigation and those written by hand, whose links MkDocs checks."""
        kept = []
        all_are_asked_for = bool(self.added or self.removed) and has_own_sitemap(self.config)
        for file in files.documentation_pages():
            if self._is_read(file, listed):
                page = file.page or MkDocsPage(None, file, self.config)
                _populate_page(page, self.config, files)
                kept.append(page)
            elif all_are_asked_for or file.src_uri in self.changed:
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
        if (self.added or self.removed) and has_own_sitemap(self.config):
            _build_theme_template("sitemap.xml", theming.env, files, self.config, theming.nav)

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
