"""Takes the generated pages through MkDocs: they are rendered by all processors.

MkDocs takes each page through YAML, Markdown and the theme's templates, one after another. The head of a
generated page is JSON and its body HTML, and what the theme makes of it depends only on these, the theme and
the settings.
"""

import re
from collections.abc import Container, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import write_file

from papershelf.build_cache import digest, digest_of_files, versions
from papershelf.compared_settings import setting_lines
from papershelf.generated import START
from papershelf.page_frames import Frames, GeneratedPage, Theming, folders_of_the_list
from papershelf.processes import mapped
from papershelf.settings import THEME

ENGINE = ("mkdocs", "mkdocs-material", "jinja2", "markupsafe", "pymdown-extensions")
# Settings that no page shows.
NOT_SHOWN = {
    "config_file_path",
    "dev_addr",
    "docs_dir",
    "hooks",
    "plugins",
    "site_dir",
    "strict",
    "theme",
    "validation",
    "watch",
}
CHANGES_WITH_OTHERS = re.compile(rb"\b(?:pages|build_date_utc|update_date)\b")
# What stands in the folders of templates and is none, by its ending.
ASSETS = {".css", ".gif", ".ico", ".jpg", ".js", ".map", ".png", ".svg", ".ttf", ".webp", ".woff", ".woff2"}


def adopt(files: Files, nav: Navigation, config: MkDocsConfig, known: Container[str]) -> list[GeneratedPage]:
    """Make the pages of generated files outside of the navigation, instead of those that MkDocs made."""
    return [GeneratedPage(file, config) for file in generated_files(files, nav, known)]


def generated_files(files: Files, nav: Navigation, known: Container[str]) -> list[File]:
    """Return the generated files outside of the navigation.

    Those that are not `known` by their paths to be generated are told by their mark.
    """
    listed = {page.file.src_uri for page in nav.pages}
    others = (file for file in files.documentation_pages() if file.src_uri not in listed)
    return [file for file in others if file.src_uri in known or file.content_string.startswith(START)]


def write_pages(pages: Sequence[GeneratedPage], theming: Theming) -> None:
    """Render pages and write them into the site."""
    frames = Frames(theming)

    def write(page: GeneratedPage) -> None:
        html = frames.render(page).encode(errors="xmlcharrefreplace")
        write_file(html, str(page.file.abs_dest_path))
        page.forget()

    mapped(write, pages)


def copy_files(files: Files, generated: Container[str]) -> None:
    """Copy generated files that are no pages into the site; MkDocs would copy one after the other."""
    ours = [file for file in files if file.src_uri in generated and not file.is_documentation_page()]
    copied = [file for file in ours if file.inclusion.is_included()]
    mapped(File.copy_file, copied)
    for file in copied:
        files.remove(file)


def shell(theming: Theming) -> bytes:
    """Return a digest of everything but a page itself that makes its HTML; b"" if nobody can tell.

    That is so where a list's own template asks for other pages, or for the day.
    """
    config, theme = theming.config, theming.config.theme
    settings = setting_lines(config, but=NOT_SHOWN)
    places = [f"{item.title}: {item.url}" for item in theming.nav.pages]
    digests = [
        digest_of_files([Path(__file__)]),
        digest(*versions(ENGINE), *settings, repr(dict(theme)), *places),
    ]
    for folder in [THEME, *folders_of_the_list(theme)]:
        files = [path for path in folder.rglob("*") if path.is_file()]
        if folder != THEME and any(
            CHANGES_WITH_OTHERS.search(path.read_bytes()) for path in files if path.suffix not in ASSETS
        ):
            return b""
        digests.append(digest_of_files(files))
    return digest(*digests)
