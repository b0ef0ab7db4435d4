"""The files that a site has beside its pages: Markdown of the pages, and what names them to programs."""

from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from papershelf.sitemap import write_crawler_files, write_sitemap_below


class SiteFiles(NamedTuple):
    """What goes into a site past the files in `docs/`, by path: bodies of pages, files, and dates of pages.

    `bodies` are the heads and bodies that MkDocs gets, `beside` are the files that are written as they are.
    """

    bodies: Mapping[str, str]
    beside: Mapping[str, str]
    dates: Mapping[str, str]

    def below(self, folder: str) -> "SiteFiles":
        """Return the same in a folder."""
        if not folder:
            return self
        return SiteFiles(*({f"{folder}/{path}": value for path, value in each.items()} for each in self))


NO_FILES = SiteFiles({}, {}, {})


def publish(
    config: MkDocsConfig,
    pages: Sequence[File],
    made: SiteFiles,
    changed: Container[str] | None = None,
    *,
    prefix: str = "",
) -> None:
    """Write into the site what is beside its `pages`, the sitemap among it.

    A list inside another site has its pages below a `prefix`, and a sitemap of its own there. Of files that
    are written as they are, only the `changed` ones are, if these are named, and no Markdown of a page that
    mkdocs.yml excludes.
    """
    shown = {page.src_uri for page in pages}
    for path, text in made.beside.items():
        if (changed is None or path in changed) and (path in shown or not path.endswith(".md")):
            place = Path(config.site_dir, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
    if prefix:
        write_sitemap_below(prefix, config, pages, made.dates)
    else:
        write_crawler_files(config, pages, made.dates)
