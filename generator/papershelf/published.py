"""The files that a site has beside its pages: Markdown of the pages, and what names them to programs."""

from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from papershelf.sitemap import write_crawler_files


class SiteFiles(NamedTuple):
    """What goes into a site past the files in `docs/`, by path: bodies of pages, files, and dates of pages.

    `bodies` are the heads and bodies that MkDocs gets, `beside` are the files that are written as they are.
    """

    bodies: Mapping[str, str]
    beside: Mapping[str, bytes]
    dates: Mapping[str, str]


NO_FILES = SiteFiles({}, {}, {})


def publish(
    config: MkDocsConfig, pages: Sequence[File], made: SiteFiles, changed: Container[str] | None = None
) -> None:
    """Write into the site what is beside its `pages`, the sitemap among it.

    Of files that are written as they are, only the `changed` ones are, if these are named, and no Markdown of
    a page that mkdocs.yml excludes.
    """
    shown = {page.src_uri for page in pages}
    for path in made.beside:
        if (changed is None or path in changed) and (path in shown or not path.endswith(".md")):
            place = Path(config.site_dir, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(made.beside[path])
    write_crawler_files(config, pages, made.dates)
