"""The MkDocs plugin: `plugins: [papershelf]` makes the pages, the theme and the search of a reading list."""

from __future__ import annotations

import atexit
import gc
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from pathspec.gitignore import GitIgnoreSpec

from papershelf.generated import DIGESTS, FOLDERS
from papershelf.guest_pages import GuestPage, GuestPages
from papershelf.guest_site import add_assets, advise_on_navigation, set_up_guest, without_ours
from papershelf.page_frames import GeneratedPage
from papershelf.page_places import generated_paths, unreadable_name
from papershelf.page_selections import PageSelections
from papershelf.plugin_options import Options
from papershelf.served_address import check_address
from papershelf.site_build import NAME, Command, SiteBuild, cache_of, data_of
from papershelf.sitemap import SITEMAP, has_own_sitemap, leave_out_sitemap
from papershelf.theme_settings import navigation, set_up
from papershelf.up_to_date import go_on_when_up_to_date

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

YOUNG = 50_000
"""Objects until Python looks for cycles among them: with its own 700, a tenth of a build's time and more."""
log = logging.getLogger("mkdocs.plugins.papershelf")


class PapershelfPlugin(BasePlugin[Options]):
    """Makes the pages of a reading list before MkDocs looks for them, and its search afterwards.

    One instance lives as long as the command, through every rebuild of `mkdocs serve`.
    """

    def __init__(self) -> None:
        self._build: SiteBuild | None = None  # the one that goes on, or has ended last
        self._command = Command()
        self._shows_life = False  # on the pages; `mkdocs serve --clean` serves them as they are published

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what MkDocs is to do: the policy of published pages forbids a server's script."""
        gc.set_threshold(YOUNG)
        atexit.register(gc.freeze)  # else Python looks for cycles in all that goes: a tenth of an edit
        self._command = Command(may_build_on_the_last=command != "gh-deploy", is_dirty=dirty)
        if command == "serve":
            self._begin_to_serve()
        self._shows_life = bool(self._command.live)

    def _begin_to_serve(self) -> None:
        from papershelf.live_site import LiveSite  # noqa: PLC0415 - a build that serves nothing needs none of it
        from papershelf.watched_files import WatchedFiles  # noqa: PLC0415 - the same

        live = None if self.config.prefix else LiveSite()
        self._command = self._command._replace(live=live, watched=live.watched if live else WatchedFiles())

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme between the list's own `custom_dir` and Material, and set what it leaves open."""
        if config.theme.name != "material":
            raise PluginError(
                "papershelf: its pages need Material; set 'theme: {name: material}' in mkdocs.yml"
            )
        config.watch.append(str(data_of(config)))
        if self.config.prefix:
            set_up_guest(config, self.config.prefix)
            return config
        set_up(config.theme)
        config.extra["live"] = self._shows_life
        if (live := self._command.live) and self._shows_life:
            config.site_dir = live.place(cache_of(config).folder, config.site_dir)
        own = config.extra.get(NAME)
        config.extra[NAME] = {**(own if isinstance(own, dict) else {}), "accent": self.config.accent}
        config.extra.setdefault("generator", False)
        unlisted = ("/offline.md", "/todo.md", *(f"/{folder}/*" for folder in (*FOLDERS, DIGESTS)))
        made = GitIgnoreSpec.from_lines(unlisted)
        config.not_in_nav = made + config.not_in_nav if config.not_in_nav else made
        if not has_own_sitemap(config):
            config.theme.static_templates.discard(SITEMAP)
        if config.theme.custom_dir:
            config.watch.append(config.theme.custom_dir)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin a build, which may find that there is nothing left for MkDocs to do."""
        if live := self._command.live:
            live.begin(Path(config.site_dir), cache_of(config).folder)
        if name := unreadable_name(config.docs_dir):
            log.error("%s: this locale cannot read the name; set PYTHONUTF8=1 and build again", name)
            raise Abort("a file name cannot be read in this locale")
        before, self._build = self._build, SiteBuild(config, self.config, self._command)
        if before:
            before.leave()  # it may have been interrupted
            self._build.go_on_from(before)
        self._build.begin()
        if live:
            live.clean()

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
        if not self._command.watched:  # with `mkdocs serve --clean`
            self._begin_to_serve()
        live, watched = self._command.live, self._command.watched
        if watched and self._build and not watched.generated:
            docs = Path(config.docs_dir, self.config.prefix)
            watched.generated = generated_paths(docs, self._build.digests)
        if live:
            live.serve(server)
        elif watched:
            watched.limit(server)
            go_on_when_up_to_date()
        return server

    def on_shutdown(self) -> None:
        """End what a server has begun."""
        if self._command.live:
            self._command.live.close()

    def on_nav(self, nav: Navigation, *, files: Files, **_event: object) -> Navigation:
        """Take over the generated pages."""
        if self._build:
            self._build.take_over(nav, files)
        return nav

    def on_env(self, env: Environment, *, files: Files, **_event: object) -> Environment:
        """Render the generated pages."""
        if self._build:
            self._build.render(env, files)
        return env

    def on_post_template(self, output: str, *, template_name: str, **_event: object) -> str:
        """Keep MkDocs from rendering our pages once more."""
        if self._build:
            self._build.template_is_made(template_name)
        return output

    def on_page_read_source(self, *, page: Page, **_event: object) -> str | None:
        """Give the rich body of a page whose file in docs/ has the same as Markdown."""
        return self._build.files.bodies.get(page.file.src_uri) if self._build else None

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
        selections = self._selections
        return markdown if is_generated or not selections else selections.take_out(markdown, page)

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

    def on_post_build(self, **_event: object) -> None:
        """Make what is made from a site whose pages are there."""
        if self._build:
            self._build.end()

    def on_build_error(self, *, error: Exception, **_event: object) -> None:
        """Let another build begin; name what could not be read or written, without a traceback."""
        if self._build:
            self._build.leave()
        if isinstance(error, OSError) and error.filename and error.strerror:
            log.debug("The build ended here:", exc_info=error)
            raise Abort(
                f"{error.filename}: cannot be used: {error.strerror}; fix that and build again"
            ) from None

    @property
    def _guest(self) -> GuestPages | None:
        return self._build.guest if self._build else None

    @property
    def _selections(self) -> PageSelections | None:
        return self._build.selections if self._build else None
