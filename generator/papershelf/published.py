"""The files that a site has beside its pages: Markdown of the pages, and what names them to programs."""

from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple, TypeVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import write_file

from papershelf.processes import mapped
from papershelf.sitemap import write_crawler_files, write_sitemap_below

V = TypeVar("V")


class SiteFiles(NamedTuple):
    """What goes into a site past the files in `docs/`, by path: bodies of pages, files, and dates of pages.

    `bodies` are the heads and bodies that MkDocs gets, `beside` are the files that are written as they are,
    `unlisted` the pages that a sitemap does not name.
    """

    bodies: Mapping[str, str]
    beside: Mapping[str, bytes]
    dates: Mapping[str, str]
    unlisted: AbstractSet[str]

    def below(self, folder: str) -> "SiteFiles":
        """Return the same in a folder."""
        if not folder:
            return self
        return SiteFiles(
            _Below(folder, self.bodies),
            _Below(folder, self.beside),
            _Below(folder, self.dates),
            frozenset(f"{folder}/{path}" for path in self.unlisted),
        )


class _Below(Mapping[str, V]):
    """What is found by paths, as if these were in a folder; the values stay where they are."""

    def __init__(self, folder: str, files: Mapping[str, V]) -> None:
        self._start = f"{folder}/"
        self._files = files

    def __getitem__(self, path: str) -> V:
        if not path.startswith(self._start):
            raise KeyError(path)
        return self._files[path.removeprefix(self._start)]

    def __iter__(self) -> Iterator[str]:
        return (self._start + path for path in self._files)

    def __len__(self) -> int:
        return len(self._files)


NO_FILES = SiteFiles({}, {}, {}, frozenset())


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

    def write(path: str) -> None:
        write_file(made.beside[path], str(Path(config.site_dir, path)))

    wanted = (path for path in made.beside if changed is None or path in changed)
    mapped(write, [path for path in wanted if path in shown or not path.endswith(".md")])
    listed = [page for page in pages if page.src_uri not in made.unlisted]
    if prefix:
        write_sitemap_below(prefix, config, listed, made.dates)
    else:
        write_crawler_files(config, listed, made.dates)
