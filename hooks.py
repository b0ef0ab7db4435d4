"""MkDocs hook: makes the pages from data/ before each build, so that plain `mkdocs serve` follows edits.

The site is complete without it: `papershelf build` writes the same pages.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort

from generator import site
from generator.problems import InvalidInputError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.hooks.papershelf")
serving = False


def on_serve(server: LiveReloadServer, **_event: object) -> None:
    """Remember that readers already see a site, which a broken edit must not take away."""
    global serving  # noqa: PLW0603 - MkDocs keeps no other state between a hook's events
    serving = True


def on_pre_build(config: MkDocsConfig) -> None:
    """Bring docs/ up to date with data/; while serving, a broken edit keeps the pages as they were."""
    root = Path(config.config_file_path).parent
    try:
        site.build(Path("data") if root == Path.cwd() else root / "data", Path(config.docs_dir))
    except InvalidInputError as error:
        for problem in error.problems:
            log.error(str(problem))
        if not serving:
            raise Abort("the data has errors: mend them and build again") from None
        log.error("The site stays as it was until this is mended.")
