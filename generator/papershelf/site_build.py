"""One build of the site: decides what to do, and works before and after MkDocs makes its pages."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from papershelf.build_cache import BuildCache
from papershelf.generated_pages import adopt, copy_files, generated_files, shell, write_pages
from papershelf.guest_pages import GuestPage, GuestPages
from papershelf.kept_templates import KeptTemplates, keep_templates
from papershelf.last_build import LastBuild, Record, RecordFile
from papershelf.last_pages import NO_PAGES, LastPages
from papershelf.page_frames import GeneratedPage, Theming, has_own_templates
from papershelf.page_places import generated_paths
from papershelf.page_selections import PageSelections
from papershelf.plugin_options import Options
from papershelf.problems import InvalidInputError
from papershelf.published import NO_FILES, SiteFiles, publish
from papershelf.settings import settings_of
from papershelf.site_size import advice, is_too_large, sizes
from papershelf.site_update import SiteUpdate
from papershelf.up_to_date import UpToDateError

if TYPE_CHECKING:
    from papershelf.build_lock import BuildLock
    from papershelf.live_site import LiveSite
    from papershelf.render.social_cards import SocialCard
    from papershelf.site import Told
    from papershelf.watched_files import WatchedFiles
    from papershelf.work_beside import WorkBeside

NAME = "papershelf"
READS_FILES = {"markdown_include.include", "mdx_include", "pymdownx.snippets"}
"""Extensions by which a page may show what is in files anywhere."""
log = logging.getLogger("mkdocs.plugins.papershelf")


class Command(NamedTuple):
    """What MkDocs was told to do; a server has `watched` files, and a `live` site if the list is all."""

    live: LiveSite | None = None
    watched: WatchedFiles | None = None
    may_build_on_the_last: bool = False
    is_dirty: bool = False


class SiteBuild:
    """What becomes of a list in one build.

    `files` are made of the list for the site, past `docs/`; `digests` are those of all generated files, by
    path; `guest` is there where the list is inside another site; `selections` are of papers on pages written
    by hand.
    """

    def __init__(self, config: MkDocsConfig, options: Options, command: Command) -> None:
        self.files: SiteFiles = NO_FILES
        self.digests: Mapping[str, str] = {}
        self.guest: GuestPages | None = None
        self.selections: PageSelections | None = None
        self._config, self._options = config, options
        self._live, self._watched = command.live, command.watched
        self._may_build_on_the_last = command.may_build_on_the_last
        # Whether nobody else, and no comparison of times, has a say in what becomes of pages.
        self._is_alone = not (config.hooks or command.is_dirty or options.prefix) and list(
            config.plugins
        ) == [NAME]
        self._lock: BuildLock | None = None
        self._last: LastBuild | None = None  # where there may be little to do
        self._cards: Sequence[SocialCard] = ()
        self._beside: WorkBeside | None = None
        self._generated: list[GeneratedPage] = []
        self._templates: set[str] = set()
        self._compiled: KeptTemplates | None = None
        self._shell = b""

    def go_on_from(self, before: SiteBuild) -> None:
        """Take over the pages of a server's last build, which are shown again where the data are wrong."""
        self.files, self.digests = before.files, before.digests

    def begin(self) -> None:
        """Bring docs/ up to date with data/; while serving, a broken edit keeps the pages as they were.

        Where little has changed since the last build, all is done here, and MkDocs goes no further.
        """
        self._look_at_the_last()
        from papershelf.build_lock import BuildLock  # noqa: PLC0415 - a build with nothing to do needs none

        self._lock = BuildLock(cache_of(self._config).folder, log.info)
        try:
            has_waited = self._lock.take()
        except InvalidInputError as error:
            raise Abort(str(error)) from None
        if has_waited:
            self._look_at_the_last()
        pages = self._make_pages()
        if self._last:
            self._update(self._last, pages)

    def _look_at_the_last(self) -> None:
        self._last = self._last_build()
        if self._last and self._last.record and self._last.is_current():
            if self._watched:
                docs = Path(self._config.docs_dir)
                self._watched.generated = generated_paths(docs, self._last.record.pages)
            self._stop("Nothing has changed since the last build, and the site is as that left it.")

    def _last_build(self) -> LastBuild | None:
        """Look at the last build, if there is one whose site is still there."""
        if not self._may_build_on_the_last or not self._is_alone or self._options.embedding:
            return None
        if READS_FILES & {*self._config.markdown_extensions}:
            return None
        config, data, live = self._config, data_of(self._config), self._live
        if not live:
            return LastBuild(config, data, self._options, self._record_file().read())
        last = LastBuild(config, data, self._options, live.record, live.follows)
        if live.is_as_recorded:
            last.trust_record()
        return last

    def _make_pages(self) -> LastPages:
        """Write the generated pages into docs/ and say what they are; nothing after errors in the data."""
        from papershelf import site  # noqa: PLC0415 - takes 1 s to load
        from papershelf.render.social_cards import social_cards, wanted_cards  # noqa: PLC0415 - the same

        config = self._config
        try:
            settings = settings_of(config, self._options)
            docs = Path(config.docs_dir, settings.prefix)
            last = self._last.pages_in_place() if self._last else NO_PAGES
            told = self._told() if last.digests else {}
            plan = site.plan(data_of(config), docs, settings, cache_of(config), last, told=told)
            shelf = plan.shelf
            if self._watched:
                self._watched.generated = plan.paths
            if not self._live:
                wanted = wanted_cards(self._options.cards, len(shelf.library.papers))
                config.extra.setdefault("papershelf", {})["cards"] = wanted
                self._cards = list(social_cards(shelf, wanted))
                if settings.prefix:
                    self.guest = GuestPages(settings, wanted, len(shelf.library.papers))
            self.selections = PageSelections(shelf, settings.prefix)
            if self._live:
                self._live.hold()
            plan.write()
        except InvalidInputError as error:
            self._tell(error)
            return NO_PAGES
        self.files = plan.site_files.below(settings.prefix)
        every = (*plan.pages, *plan.beside)
        self.digests = {page.path: page.digest for page in every}
        return LastPages(self.digests, {page.path: page.key for page in every if page.key})

    def _tell(self, error: InvalidInputError) -> None:
        """Log what is wrong with the data, and end the build; go on where a server's pages are to be made."""
        for problem in error.problems:
            log.error(str(problem))
        if self._watched and self._watched.is_seen and not self._live:
            log.warning("The site stays as it was until this is fixed.")
            raise UpToDateError from None
        if not self._live or not self._live.is_seen:
            raise Abort("the data has errors; fix them and build again") from None
        self._live.broken(error.problems)
        log.warning("The site stays as it was until this is fixed.")
        if not self.files.bodies or (self._last and self._last.may_be_updated()):
            self._stop("None of its pages was made again.")
        self._last = None

    def _told(self) -> dict[str, Told]:
        """Return who is told of pages before others are made: a served site, or search and database."""
        from papershelf.first_pages import FirstPages  # noqa: PLC0415 - takes 1 s to load
        from papershelf.work_beside import WorkBeside  # noqa: PLC0415 - the same

        config = self._config
        if self._live:
            if self._last and self._live.is_seen:
                return {"papers": FirstPages(config, self._last, self._live).show}
            return {}
        self._beside = WorkBeside(Path(config.site_dir), cache_of(config))
        told: dict[str, Told] = {"api": self._beside.begin_database}
        return told if has_own_templates(config.theme) else told | {"papers": self._beside.begin_index}

    def _update(self, last: LastBuild, pages: LastPages) -> None:
        """Change in the site what changed in its pages; stop MkDocs, if that is all that there is to do."""
        is_right = last.begin(pages)
        self._keep(None)
        if not last.record or not is_right:
            return
        env = self._config.theme.get_env()
        compiled = keep_templates(env, cache_of(self._config), "the theme")
        update = SiteUpdate(last, pages.digests, self.files, self.selections)
        if update.is_possible and update.run(env):
            compiled.save()
            self._complete(self._beside)
            if not last.has_warned:
                self._keep(last.end(bytes.fromhex(last.record.shell)))
                many = "" if len(update.changed) == 1 else "s"
                message = f"{len(update.changed):,} page{many} changed; the rest of the site is as it was."
                self._stop(message, has_changed=True)

    def _stop(self, message: str, *, has_changed: bool = False) -> NoReturn:
        log.info(message)
        self.leave()
        if self._live:
            self._live.end(has_changed=has_changed)
            raise UpToDateError
        raise SystemExit(0)

    def take_over(self, nav: Navigation, files: Files) -> None:
        """Make the generated pages, which MkDocs is about to read; another plugin may need them as usual."""
        self._nav = nav
        if self.guest:
            for file in generated_files(files, nav, self.files.bodies):
                GuestPage(file, self._config)
        if self._is_alone:
            self._generated = adopt(files, nav, self._config, self.files.bodies)

    def render(self, env: Environment, files: Files) -> None:
        """Render the generated pages, which are read by now."""
        config = self._config
        if self.selections and self.selections.tell() and not self._watched:
            raise Abort("pages ask for papers in ways that are not understood; fix them and build again")
        if self._options.prefix:
            publish(config, files.documentation_pages(), self.files, prefix=self._options.prefix)
            return
        self._compiled = keep_templates(env, cache_of(config), "the theme")
        theming = Theming(config, env, self._nav, files.documentation_pages())
        if self._live:
            self._live.theming = theming
        self._shell = shell(theming)
        write_pages(self._generated, theming)
        publish(config, theming.files, self.files)
        if self._is_alone:
            copy_files(files, self.digests)
        self._templates = {*config.theme.static_templates, *config.extra_templates}
        self._files = files

    def template_is_made(self, name: str) -> None:
        """After the last template, which may ask for all pages, keep MkDocs from rendering ours once more."""
        self._templates.discard(name)
        if not self._templates:
            for page in self._generated:
                self._files.remove(page.file)
            self._generated = []

    def end(self) -> None:
        """Make the papers searchable, and remember how the site was left."""
        if self._compiled:
            self._compiled.save()
        self._complete()
        folders = sizes(self._site)
        if message := advice(folders):
            log.log(logging.WARNING if is_too_large(folders) else logging.INFO, message)
        if self._last:
            self._keep(self._last.end(self._shell))
        if self._live:
            self._live.end()
        self.leave()

    def leave(self) -> None:
        """Let another build begin, however this one has ended."""
        if self._lock:
            self._lock.leave()

    def _complete(self, beside: WorkBeside | None = None) -> None:
        """Make what is made from a site. The search and the database of a served one follow its pages."""
        if self._live:
            return
        from papershelf.site_completion import complete  # noqa: PLC0415 - a build with nothing to do needs none

        complete(self._site, self._cards, self._options.accent.light, cache_of(self._config), beside)

    def _keep(self, record: Record | None) -> None:
        """Keep a record of the site, beside it."""
        if self._live:
            self._live.keep(record)
        else:
            self._record_file().write(record)

    def _record_file(self) -> RecordFile:
        return RecordFile(cache_of(self._config).folder)

    @property
    def _site(self) -> Path:
        return Path(self._config.site_dir, self._options.prefix)


def data_of(config: MkDocsConfig) -> Path:
    """Return the data directory beside mkdocs.yml, by the shortest path: problems are told with it."""
    root = Path(config.config_file_path).parent
    return Path("data") if root == Path.cwd() else root / "data"


def cache_of(config: MkDocsConfig) -> BuildCache:
    """Return what earlier builds have made, beside mkdocs.yml."""
    return BuildCache(Path(config.config_file_path).parent / ".cache")
