"""The search index of a site that is brought up to date, made by a process beside the rest of the build."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from papershelf.build_cache import BuildCache
from papershelf.generated import END
from papershelf.made_pages import MadePage, MadePages
from papershelf.processes import begun
from papershelf.search_index import index_of
from papershelf.search_input import paper_input, paper_places, tag_inputs

BegunIndex = Callable[[], Mapping[str, str] | None]
"""Waits for the files of an index; None where it is not that of the site as it is now."""


def begun_index(site: Path, cache: BuildCache, made: MadePages, pages: Sequence[MadePage]) -> BegunIndex:
    """Begin with the index of papers when their `pages` are made: those that are the same are in the site.

    What the site puts around its pages must have nothing in it that the search reads.
    """
    papers = [page for page in pages if _is_of_paper(PurePosixPath(page.path))]
    texts = made.bodies(page for page in papers if not page.is_same)
    places = {page.path: site / page.path.removesuffix(".md") / "index.html" for page in papers}
    tags = tag_inputs(site)

    def files() -> dict[str, str]:
        read = (
            texts[path].partition(END)[2] if path in texts else place.read_text(encoding="utf-8")
            for path, place in places.items()
        )
        return index_of([found for page in read if (found := paper_input(page))], tags, cache)

    result = begun(files)

    def files_of_site() -> Mapping[str, str] | None:
        if [*paper_places(site)] != sorted(places.values()) or tag_inputs(site) != tags:
            return None
        try:
            return result()
        except OSError:  # a page that was there has gone, and may be there again
            return None

    return files_of_site


def _is_of_paper(path: PurePosixPath) -> bool:
    return str(path.parent) == "papers" and path.name != "index.md"
