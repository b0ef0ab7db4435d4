"""A list inside another MkDocs site: where it is, what is added to the site, and what is left as it was."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from pathspec.gitignore import GitIgnoreSpec

from papershelf.guest_styles import guest_styles
from papershelf.settings import THEME
from papershelf.sitemap import SITEMAP

TEMPLATES = Path(__file__).parent / "guest" / "templates"
NEEDED = ("*.js", "embed.css", "card.png")
log = logging.getLogger("mkdocs.plugins.papershelf")


def set_up_guest(config: MkDocsConfig, prefix: str) -> None:
    """Let pages below a prefix be in no navigation but where mkdocs.yml names them, and find their templates.

    Where mkdocs.yml has no navigation, the one that MkDocs makes gets the first of them.
    """
    _refuse_what_leaves_no_place_for_a_list(config)
    config.theme.dirs.insert(len(config.theme.dirs) - 1, str(TEMPLATES))
    ours = [f"/{prefix}/**", *([] if config.nav else [f"!/{prefix}/index.md"])]
    made = GitIgnoreSpec.from_lines(ours)
    config.not_in_nav = config.not_in_nav + made if config.not_in_nav else made


def _refuse_what_leaves_no_place_for_a_list(config: MkDocsConfig) -> None:
    obstacles = []
    if not config.use_directory_urls:
        obstacles.append("its addresses are folders; remove 'use_directory_urls: false' from mkdocs.yml")
    if "i18n" in config.plugins:
        obstacles.append(
            "static-i18n takes pages only from files in docs/, and those of a list are in none; "
            "make the list a site of its own, and link to it"
        )
    for obstacle in obstacles:
        log.error("papershelf: %s", obstacle)
    if obstacles:
        raise Abort("this site cannot have a list inside it")


def add_assets(files: Files, config: MkDocsConfig, prefix: str) -> None:
    """Put scripts and styles beside the pages; a file of the same name in `docs/` takes their place."""
    made: dict[str, dict[str, Any]] = {name: {"content": text} for name, text in guest_styles().items()}
    found = (path for pattern in NEEDED for path in sorted((THEME / "assets").glob(pattern)))
    made |= {path.name: {"abs_src_path": str(path)} for path in found}
    for name, source in made.items():
        place = f"{prefix}/assets/{name}"
        if not files.get_file_from_path(place):
            files.append(File.generated(config, place, **source))


def advise_on_navigation(config: MkDocsConfig, prefix: str) -> None:
    """Say how readers can get to the list, where no entry of the navigation leads there."""
    if config.nav is not None and f"{prefix}/" not in repr(config.nav):
        log.info("For a way to the list, add to 'nav' in mkdocs.yml: - Reading list: %s/index.md", prefix)


def without_ours(template: str, pages: Sequence[File], prefix: str) -> Sequence[File]:
    """Return the pages for a template of the site around; our own are in a sitemap of their own.

    So the site's stays as it is, and its scripts, which put pages that it names in place of others, do not
    do so with ours.
    """
    if template != SITEMAP:
        return pages
    return [page for page in pages if not page.src_uri.startswith(f"{prefix}/")]
