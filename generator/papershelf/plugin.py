"""The MkDocs plugin: `plugins: [papershelf]` makes the pages, the theme and the search of a reading list."""

import gc
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from pathspec.gitignore import GitIgnoreSpec

from papershelf.build_cache import BuildCache
from papershelf.generated import DIGESTS, FOLDERS
from papershelf.generated_pages import adopt, copy_files, generated_files, shell, write_pages
from papershelf.guest_pages import GuestPage, GuestPages
from papershelf.guest_site import add_assets, advise_on_navigation, set_up_guest, without_ours
from papershelf.kept_templates import KeptTemplates, keep_templates
from papershelf.last_build import LastBuild, Record, RecordFile
from papershelf.live_site import LiveSite, UpToDateError, follows, go_on_when_up_to_date
from papershelf.page_frames import GeneratedPage, Theming
from papershelf.page_places import generated_paths, unreadable_name
from papershelf.page_selections import PageSelections
from papershelf.plugin_options import Options
from papershelf.problems import InvalidInputError
from papershelf.published import NO_FILES, publish
from papershelf.served_address import check_address
from papershelf.settings import settings_of
from papershelf.site_size import advice, is_too_large, sizes
from papershelf.site_update import SiteUpdate
from papershelf.sitemap import SITEMAP, has_own_sitemap, leave_out_sitemap
from papershelf.theme_settings import navigation, set_up
from papershelf.watched_files import WatchedFiles

if TYPE_CHECKING:
    from papershelf.render.social_cards import SocialCard

NAME = "papershelf"
YOUNG = 50_000
"""Objects until Python looks for cycles among them: with its own 700, a tenth of a build's time and more."""
log = logging.getLogger("mkdocs.plugins.papershelf")


class PapershelfPlugin(BasePlugin[Options]):
    """Makes the pages of a reading list before MkDocs looks for them, and its search afterwards.

    One instance lives as long as the command, through every rebuild of `mkdocs serve`.
    """

    def __init__(self) -> None:
        self._last: LastBuild | None = None  # where a build may find that there is little to do
        self._live: LiveSite | None = None  # with `mkdocs serve`
        self._shows_life = False  # on the pages; `mkdocs serve --clean` serves them as they are published
        self._builds_on_the_last = self._dirty = self._serves = False
        self._generated: list[GeneratedPage] = []
        self._cards: Sequence[SocialCard] = ()
        self._templates: set[str] = set()
        self._compiled: KeptTemplates | None = None
        self._shell = b""
        self._made = NO_FILES
        self._digests: Mapping[str, str] = {}  # of generated pages
        self._guest: GuestPages | None = None  # where the list is inside another site
        self._watched = WatchedFiles()  # by a server of such a site
        self._selections: PageSelections | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what MkDocs is to do: the policy of published pages forbids a server's script."""
        gc.set_threshold(YOUNG)
        self._shows_life = command == "serve" and not self.config.prefix
        self._live = LiveSite() if self._shows_life else None
        self._serves, self._watched = command == "serve", WatchedFiles()
        self._builds_on_the_last = command != "gh-deploy"
        self._dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme between the list's own `custom_dir` and Material, and set what it leaves open."""
        if config.theme.name != "material":
            raise PluginError(
                "papershelf: its pages need Material; set 'theme: {name: material}' in mkdocs.yml"
            )
        config.watch.append(str(_data(config)))
        self._guest = self._selections = None  # what an earlier build of a server has left
        if self.config.prefix:
            set_up_guest(config, self.config.prefix)
            return config
        set_up(config.theme)
        config.extra["live"] = self._shows_life
        if self._live and self._shows_life:
            config.site_dir = self._live.place(self._cache(config).folder, config.site_dir)
        own = config.extra.get(NAME)
        config.extra[NAME] = {**(own if isinstance(own, dict) else {}), "accent": self.config.accent}
        config.extra.setdefault("generator", False)
        made = GitIgnoreSpec.from_lines(["/offline.md", *(f"/{folder}/*" for folder in (*FOLDERS, DIGESTS))])
        config.not_in_nav = made + config.not_in_nav if config.not_in_nav else made
        if not has_own_sitemap(config):
            config.theme.static_templates.discard(SITEMAP)
        if config.theme.custom_dir:
            config.watch.append(config.theme.custom_dir)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Bring docs/ up to date with data/; while serving, a broken edit keeps the pages as they were.

        Where little has changed since the last build, all is done here, and MkDocs goes no further.
        """
        if self._live:
            self._live.begin(Path(config.site_dir), self._cache(config).folder)
        if name := unreadable_name(config.docs_dir):
            log.error("%s: this locale cannot read the name; set PYTHONUTF8=1 and build again", name)
            raise Abort("a file name cannot be read in this locale")
        self._last = self._last_build(config)
        if self._last and self._last.record and self._last.is_current():
            if self._live:
                self._live.watched.generated = generated_paths(Path(config.docs_dir), self._last.record.pages)
            self._stop("Nothing has changed since the last build, and the site is as that left it.")
        pages = self._make_pages(config)
        if self._last:
            self._update(config, self._last, pages)
        if self._live:
            self._live.clean()

    def _last_build(self, config: MkDocsConfig) -> LastBuild | None:
        """Look at the last build, if there is one whose site is still there."""
        if not self._builds_on_the_last or not self._is_alone(config) or self.config.embedding:
            return None
        record = self._live.record if self._live else self._record_file(config).read()
        passed_over = (follows,) if self._live else ()
        return LastBuild(config, _data(config), self.config, record, *passed_over)

    def _make_pages(self, config: MkDocsConfig) -> Mapping[str, str]:
        """Write the generated pages into docs/ and return their digests; none after errors in the data."""
        from papershelf import site  # noqa: PLC0415 - takes 1 s to load
        from papershelf.render.shelf import Shelf  # noqa: PLC0415 - the same
        from papershelf.render.social_cards import social_cards, wanted_cards  # noqa: PLC0415 - the same

        try:
            settings = settings_of(config, self.config)
            docs = Path(config.docs_dir, self.config.prefix)
            plan = site.plan(_data(config), docs, settings, self._cache(config))
            shelf = Shelf(plan.library, settings)
            (self._live.watched if self._live else self._watched).generated = plan.paths
            if not self._live:
                wanted = wanted_cards(self.config.cards, len(plan.library.papers))
                config.extra.setdefault("papershelf", {})["cards"] = wanted
                self._cards = list(social_cards(shelf, wanted))
                if settings.prefix:
                    self._guest = GuestPages(settings, wanted, len(plan.library.papers))
            self._selections = PageSelections(shelf, settings.prefix)
            plan.write()
        except InvalidInputError as error:
            for problem in error.problems:
                log.error(str(problem))  # noqa: TRY400 - a user needs the line, not a traceback
            if self._watched.is_seen:
                log.warning("The site stays as it was until this is fixed.")
                raise UpToDateError from None
            if not self._live or not self._live.is_seen:
                raise Abort("the data has errors; fix them and build again") from None
            self._live.broken(error.problems)
            log.warning("The site stays as it was until this is fixed.")
            if not self._made.bodies or (self._last and self._last.may_be_updated()):
                self._stop("None of its pages was made again.")
            self._last = None
            return {}
        self._made = plan.site_files.below(settings.prefix)
        self._digests = {page.path: page.digest for page in (*plan.pages, *plan.beside)}
        return self._digests

    def _update(self, config: MkDocsConfig, last: LastBuild, pages: Mapping[str, str]) -> None:
        """Change in the site what changed in its pages; stop MkDocs, if that is all that there is to do."""
        is_right = last.may_be_updated(pages)
        last.begin(pages)
        self._keep(config, None)
        if not last.record or not is_right:
            return
        env = config.theme.get_env()
        compiled = keep_templates(env, self._cache(config), "the theme")
        update = SiteUpdate(config, last.record.pages, last.pages, self._made, self._selections)
        if update.is_possible and update.run(env, last.record.shell):
            compiled.save()
            self._complete(config)
            if not last.has_warned:
                self._keep(config, last.end(bytes.fromhex(last.record.shell)))
                message = f"{len(update.changed):,} pages changed; the rest of the site is as it was."
                self._stop(message, has_changed=True)

    def _stop(self, message: str, *, has_changed: bool = False) -> NoReturn:
        log.info(message)
        if self._live:
            self._live.end(has_changed=has_changed)
            raise UpToDateError
        raise SystemExit(0)

    def _keep(self, config: MkDocsConfig, record: Record | None) -> None:
        """Keep a record of the site, beside it."""
        if self._live:
            self._live.keep(record)
        else:
            self._record_file(config).write(record)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Without a `nav` in mkdocs.yml, lead to what a list has, then to what its people wrote.

        Another site around the list keeps its navigation, and gets our scripts and styles.
        """
        if self.config.prefix:
            add_assets(files, config, self.config.prefix)
            advise_on_navigation(config, self.config.prefix)
            return files
        if not has_own_sitemap(config):
            leave_out_sitemap(files)
        if config.nav is None:
            config.nav = navigation(files)
        return files

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, **_event: object
    ) -> LiveReloadServer:
        """Watch the files from which the site is made."""
        check_address(server)
        if self.config.prefix:
            self._watched.limit(server)
            go_on_when_up_to_date()
            return server
        if not self._live:  # with `mkdocs serve --clean`
            self._live = LiveSite()
            self._live.watched.generated = generated_paths(Path(config.docs_dir), self._digests)
        self._live.serve(server)
        return server

    def on_shutdown(self) -> None:
        """End what a server has begun."""
        if self._live:
            self._live.close()

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Take over the generated pages; another plugin may need them to come the usual way."""
        self._nav = nav
        if self._guest:
            for file in generated_files(files, nav, self._made.bodies):
                GuestPage(file, config)
        self._generated = adopt(files, nav, config, self._made.bodies) if self._is_alone(config) else []
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render the generated pages, which are read by now."""
        if self._selections and self._selections.tell() and not self._serves:
            raise Abort("pages ask for papers in ways that are not understood; fix them and build again")
        if self.config.prefix:
            publish(config, files.documentation_pages(), self._made, prefix=self.config.prefix)
            return env
        self._compiled = keep_templates(env, self._cache(config), "the theme")
        theming = Theming(config, env, self._nav, files.documentation_pages())
        self._shell = shell(theming)
        write_pages(self._generated, theming)
        publish(config, theming.files, self._made)
        if self._is_alone(config):
            copy_files(files, self._digests)
        self._templates = {*config.theme.static_templates, *config.extra_templates}
        self._files = files
        return env

    def on_post_template(self, output: str, *, template_name: str, **_event: object) -> str:
        """After the last template, which may ask for all pages, keep MkDocs from rendering ours once more."""
        self._templates.discard(template_name)
        if not self._templates:
            for page in self._generated:
                self._files.remove(page.file)
            self._generated = []
        return output

    def on_page_read_source(self, *, page: Page, **_event: object) -> str | None:
        """Give the rich body of a page whose file in docs/ has the same as Markdown."""
        return self._made.bodies.get(page.file.src_uri)

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, **_event: object) -> str:
        """Spare generated pages the way through Markdown, 2 ms each: their body is HTML already.

        This comes before other plugins, which may take what is in papers for something of theirs.
        """
        is_generated = isinstance(page, GeneratedPage | GuestPage) or page.meta.get("html")
        if self._guest and is_generated:
            self._guest.take_over(page)
        if not isinstance(page, GeneratedPage) and page.meta.get("html"):
            page.meta["html"] = markdown.strip()
            return ""
        return markdown if is_generated or not self._selections else self._selections.take_out(markdown, page)

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, **_event: object) -> str:
        """Put the body of a generated page where MkDocs would have put what Markdown makes of it."""
        if isinstance(page, GeneratedPage):
            page.forget()
            return html
        body = page.meta.pop("html", "") if self._guest else page.meta.get("html")
        if self._guest and "papershelf_kind" in page.meta:
            return self._guest.body(page, body or html)
        return body or (self._selections.put_in(html, page) if self._selections else html)

    @event_priority(100)
    def _on_page_context_first(
        self, context: Any, *, page: Page, config: MkDocsConfig, **_event: object
    ) -> Any:
        """Let other plugins, such as the search of the site around, find in a page what it is about."""
        if self._guest and "papershelf_kind" in page.meta:
            context["papershelf"] = self._guest.context(page, config)
            self._whole, page.content = page.content or "", self._guest.found_by(page.content or "")
        return context

    @event_priority(-100)
    def _on_page_context_last(self, context: Any, *, page: Page, **_event: object) -> Any:
        """Let the page be shown whole."""
        if self._guest and "papershelf_kind" in page.meta:
            page.content = self._whole
        return context

    on_page_context = CombinedEvent(_on_page_context_first, _on_page_context_last)

    def on_template_context(self, context: Any, *, template_name: str, **_event: object) -> Any:
        """Leave the sitemap of the site around as it is."""
        if self.config.prefix:
            context["pages"] = without_ours(template_name, context["pages"], self.config.prefix)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the papers searchable, and remember how the site was left."""
        if self._compiled:
            self._compiled.save()
        self._complete(config)
        folders = sizes(Path(config.site_dir, self.config.prefix))
        if message := advice(folders):
            log.log(logging.WARNING if is_too_large(folders) else logging.INFO, message)
        if self._last:
            self._keep(config, self._last.end(self._shell))
        if self._live:
            self._live.end()

    def _complete(self, config: MkDocsConfig) -> None:
        """Make what is made from a site. The search and the database of a served one follow its pages."""
        if self._live:
            return
        from papershelf.site_completion import complete  # noqa: PLC0415 - a build with nothing to do needs none

        site = Path(config.site_dir, self.config.prefix)
        complete(site, self._cards, self.config.accent.light, self._cache(config))

    def _record_file(self, config: MkDocsConfig) -> RecordFile:
        return RecordFile(self._cache(config).folder)

    def _cache(self, config: MkDocsConfig) -> BuildCache:
        return BuildCache(Path(config.config_file_path).parent / ".cache")

    def _is_alone(self, config: MkDocsConfig) -> bool:
        """Whether nobody else, and no comparison of times, has a say in what becomes of pages."""
        return (
            list(config.plugins) == [NAME] and not config.hooks and not self._dirty and not self.config.prefix
        )


def _data(config: MkDocsConfig) -> Path:
    """The data directory beside mkdocs.yml, by the shortest path from here: problems are told with it."""
    root = Path(config.config_file_path).parent
    return Path("data") if root == Path.cwd() else root / "data"
