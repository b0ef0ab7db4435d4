"""The MkDocs plugin: `plugins: [papershelf]` makes the pages, the theme and the search of a reading list."""

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, NoReturn

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from pathspec.gitignore import GitIgnoreSpec

from papershelf import search_index
from papershelf.build_cache import BuildCache
from papershelf.generated import FOLDERS
from papershelf.generated_pages import adopt, shell, write_pages
from papershelf.last_build import LastBuild, Record, RecordFile
from papershelf.page_frames import GeneratedPage, Theming
from papershelf.plugin_options import Options
from papershelf.problems import InvalidInputError
from papershelf.settings import THEME, settings_of
from papershelf.site_size import advice, is_too_large, sizes
from papershelf.site_update import SiteUpdate
from papershelf.watched_files import WatchedFiles

NAME = "papershelf"
log = logging.getLogger("mkdocs.plugins.papershelf")

THEME_SETTINGS = {
    "font": False,
    "logo": "assets/mark.svg",
    "favicon": "assets/mark.svg",
    "palette": {"scheme": "default"},  # until a script sees what the reader or the system prefers
}
NAVIGATION = {
    "Home": "index.md",
    "Papers": "papers/index.md",
    "Tags": "tags/index.md",
    "Collections": "collections/index.md",
    "Map": "map/index.md",
    "Statistics": "statistics/index.md",
    "Reading": "reading/index.md",
}


class UpToDateError(Exception):
    """The site is up to date, and MkDocs has nothing left to do."""


class PapershelfPlugin(BasePlugin[Options]):
    """Makes the pages of a reading list before MkDocs looks for them, and its search afterwards.

    One instance lives as long as the command, through every rebuild of `mkdocs serve`.
    """

    def __init__(self) -> None:
        self._last: LastBuild | None = None  # where a build may find that there is little to do
        self._record: Record | None = None  # of a server's site
        self._live = False  # a server, whose pages get a script from MkDocs that reloads them
        self._serving = False  # readers already see a site, which a broken edit must not take away
        self._watched = WatchedFiles()
        self._builds_on_the_last = self._dirty = False
        self._generated: list[GeneratedPage] = []
        self._templates: set[str] = set()
        self._shell = b""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what MkDocs is to do: the policy of published pages forbids a server's script."""
        self._live = command == "serve"
        self._builds_on_the_last = command != "gh-deploy"
        self._dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme between the list's own `custom_dir` and Material, and set what it leaves open."""
        if config.theme.name != "material":
            raise PluginError(
                "papershelf: its pages need Material; set 'theme: {name: material}' in mkdocs.yml"
            )
        _set_up_theme(config.theme)
        config.extra["live"] = self._live
        config.extra["papershelf"] = {"accent": self.config.accent}
        config.extra.setdefault("generator", False)
        made = GitIgnoreSpec.from_lines(["/offline.md", *(f"/{folder}/*" for folder in FOLDERS)])
        config.not_in_nav = made + config.not_in_nav if config.not_in_nav else made
        config.watch.append(str(_data(config)))
        if config.theme.custom_dir:
            config.watch.append(config.theme.custom_dir)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Bring docs/ up to date with data/; while serving, a broken edit keeps the pages as they were.

        Where little has changed since the last build, all is done here, and MkDocs goes no further.
        """
        _refuse_unreadable_names(config.docs_dir)
        self._last = self._last_build(config)
        if self._last and self._last.is_current():
            self._stop("Nothing has changed since the last build, and the site is as that left it.")
        pages = self._make_pages(config)
        if self._last:
            self._update(config, self._last, pages)

    def _last_build(self, config: MkDocsConfig) -> LastBuild | None:
        """Look at the last build, if there is one whose site is still there."""
        if not self._builds_on_the_last or not self._is_alone(config) or self.config.embedding:
            return None
        record = self._record if self._live else self._record_file(config).read()
        return LastBuild(config, _data(config), self.config, record)

    def _make_pages(self, config: MkDocsConfig) -> Sequence[tuple[str, str]]:
        """Write the generated pages into docs/ and return them; none where errors in the data forbid it."""
        from papershelf import site  # noqa: PLC0415 - takes 1 s to load

        try:
            settings = settings_of(config, self.config)
            plan = site.plan(_data(config), Path(config.docs_dir), settings, self._cache(config))
            self._watched.generated = plan.paths
            plan.write()
        except InvalidInputError as error:
            for problem in error.problems:
                log.error(str(problem))  # noqa: TRY400 - a user needs the line, not a traceback
            if not self._serving:
                raise Abort("the data has errors; fix them and build again") from None
            log.warning("The site stays as it was until this is fixed.")
            if self._last and self._last.may_be_updated():
                self._stop("None of its pages was made again.")
            self._last = None
            return ()
        return plan.pages

    def _update(self, config: MkDocsConfig, last: LastBuild, pages: Sequence[tuple[str, str]]) -> None:
        """Change in the site what changed in its pages; stop MkDocs, if that is all that there is to do."""
        is_right = last.may_be_updated(path for path, _ in pages)
        last.begin(pages)
        self._keep(config, None)
        if not last.record or not is_right:
            return
        env = config.theme.get_env()
        _keep_templates(env, self._cache(config).folder / "templates")
        update = SiteUpdate(config, last.record.pages, last.pages)
        if update.is_possible and update.run(env, last.record.shell):
            self._write_index(config)
            if not last.has_warned:
                self._keep(config, last.end(bytes.fromhex(last.record.shell)))
                self._stop(f"{len(update.changed):,} pages changed; the rest of the site is as it was.")

    def _stop(self, message: str) -> NoReturn:
        log.info(message)
        raise UpToDateError if self._live else SystemExit(0)

    def _keep(self, config: MkDocsConfig, record: Record | None) -> None:
        """Keep a record: a server's site goes with the server, and so does its record."""
        if self._live:
            self._record = record
        else:
            self._record_file(config).write(record)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Without a `nav` in mkdocs.yml, lead to what a list has, then to what its people wrote."""
        if config.nav is None:
            present = {file.src_uri for file in files.documentation_pages()}
            ours = [{title: path} for title, path in NAVIGATION.items() if path in present]
            own = sorted(
                path for path in present if "/" not in path and path not in {"index.md", "offline.md"}
            )
            config.nav = [*ours, *own]
        return files

    def on_serve(self, server: LiveReloadServer, **_event: object) -> LiveReloadServer:
        """Remember that a first site is there, and watch the files from which the next is made."""
        self._serving = True
        self._watched.limit(server)
        build = server.builder

        def rebuild() -> None:
            with suppress(UpToDateError):
                build()

        server.builder = rebuild
        return server

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Take over the generated pages; another plugin may need them to come the usual way."""
        self._nav = nav
        self._generated = adopt(files, nav, config) if self._is_alone(config) else []
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render the generated pages, which are read by now."""
        _keep_templates(env, self._cache(config).folder / "templates")
        theming = Theming(config, env, self._nav, files.documentation_pages())
        self._shell = shell(theming)
        write_pages(self._generated, theming, self._shell, self._cache(config))
        self._templates = {*config.theme.static_templates, *config.extra_templates}
        self._files = files
        return env

    def on_post_template(self, output: str, *, template_name: str, **_event: object) -> str:
        """After the last template, the sitemap among them, keep MkDocs from rendering our pages once more."""
        self._templates.discard(template_name)
        if not self._templates:
            for page in self._generated:
                self._files.remove(page.file)
            self._generated = []
        return output

    def on_page_markdown(self, markdown: str, *, page: Page, **_event: object) -> str:
        """Spare generated pages the way through Markdown, 2 ms each: their body is HTML already."""
        if not page.meta.get("html"):
            return markdown
        page.meta["html"] = markdown.strip()
        return ""

    def on_page_content(self, html: str, *, page: Page, **_event: object) -> str:
        """Put the body of a generated page where MkDocs would have put what Markdown makes of it."""
        return page.meta.get("html") or html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the papers searchable, and remember how the site was left."""
        self._write_index(config)
        folders = sizes(Path(config.site_dir))
        if message := advice(folders):
            log.log(logging.WARNING if is_too_large(folders) else logging.INFO, message)
        if self._last:
            self._keep(config, self._last.end(self._shell))

    def _write_index(self, config: MkDocsConfig) -> None:
        """Make the index; a site without its search is worth a look, but not for `--strict`."""
        try:
            search_index.write_index(Path(config.site_dir), self._cache(config))
        except InvalidInputError as error:
            for problem in error.problems:
                log.warning(str(problem))

    def _record_file(self, config: MkDocsConfig) -> RecordFile:
        return RecordFile(self._cache(config).folder)

    def _cache(self, config: MkDocsConfig) -> BuildCache:
        return BuildCache(Path(config.config_file_path).parent / ".cache")

    def _is_alone(self, config: MkDocsConfig) -> bool:
        """Whether nobody else, and no comparison of times, has a say in what becomes of pages."""
        return list(config.plugins) == [NAME] and not config.hooks and not self._dirty


def _data(config: MkDocsConfig) -> Path:
    """The data directory beside mkdocs.yml, by the shortest path from here: problems are told with it."""
    root = Path(config.config_file_path).parent
    return Path("data") if root == Path.cwd() else root / "data"


def _refuse_unreadable_names(docs: str) -> None:
    """Say what to do where the locale knows ASCII only, and MkDocs could make no address of a file's name."""
    if sys.getfilesystemencoding() == "utf-8":
        return
    for folder, _, names in os.walk(docs):
        for name in names:
            if any("\ud800" <= letter <= "\udfff" for letter in name):
                place = ascii(str(Path(folder, name)))
                log.error("%s: this locale cannot read the name; set PYTHONUTF8=1 and build again", place)
                raise Abort("a file name cannot be read in this locale")


def _keep_templates(env: Environment, folder: Path) -> None:
    """Compile the theme's templates once for all builds: 0.15 s less for each."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.joinpath(".writable").touch()
    except OSError:
        return  # a project that cannot be written builds all the same
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def _set_up_theme(theme: Theme) -> None:
    """Add our folder, and our values for settings that mkdocs.yml leaves as Material has them."""
    ours = str(THEME)
    if ours not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, ours)
    theme.static_templates.add("assets/colours.css")
    stock = Theme(name=theme.name)
    for name, value in THEME_SETTINGS.items():
        if theme.get(name) == stock.get(name):
            theme[name] = value
