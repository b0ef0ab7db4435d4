"""The pages of papers that changed, served before all that is made from the whole list is made again."""

from collections.abc import Iterator, Mapping, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, set_exclusions

from papershelf.generated_pages import write_pages
from papershelf.last_build import LastBuild
from papershelf.live_site import LiveSite
from papershelf.made_pages import MadePage, MadePages
from papershelf.page_frames import GeneratedPage
from papershelf.published import NO_FILES
from papershelf.site_update import SiteUpdate

MOST = 100
"""Pages that are worth a look before the others: after an edit of one entry a dozen change."""


class FirstPages:
    """Puts such pages into a served site."""

    def __init__(self, config: MkDocsConfig, last: LastBuild, live: LiveSite) -> None:
        self._config, self._last, self._live = config, last, live

    def show(self, made: MadePages, pages: Sequence[MadePage]) -> None:
        """Serve those that are new or different, if they are not many: lists may lead to the new ones."""
        record = self._last.record
        if not record or self._config.draft_docs:
            return
        before = record.pages
        changed = [page for page in pages if page.digest != before.get(page.path)]
        if not changed or len(changed) > MOST:
            return
        if not self._live.theming:
            update = SiteUpdate(self._last, before, NO_FILES)
            self._live.theming = update.theming(self._config.theme.get_env())
        if self._live.theming:
            self._live.keep(None)
            write_pages([*self._generated(made.bodies(changed))], self._live.theming)
            self._live.show()
            self._last.site_was_changed()

    def _generated(self, bodies: Mapping[str, str]) -> Iterator[GeneratedPage]:
        config = self._config
        place = config.docs_dir, config.site_dir
        files = [File(path, *place, use_directory_urls=config.use_directory_urls) for path in bodies]
        set_exclusions(files, config)
        for file in files:
            if file.inclusion.is_included():
                page = GeneratedPage(file, config, bodies[file.src_uri])
                page.read_source(config)
                page.render(config, Files([]))
                yield page
