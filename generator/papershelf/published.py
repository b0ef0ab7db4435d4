"""The files that a site has beside its pages: Markdown of the pages, and what names them to programs."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.structure.files import File

from papershelf.problems import InvalidInputError, Problem


def publish(site: Path, files: Mapping[str, str], pages: Iterable[File]) -> None:
    """Write files into a site, by their paths there; no Markdown of a page that is not among the `pages`."""
    shown = {page.src_uri for page in pages}
    for path, text in files.items():
        if path.endswith(".md") and path not in shown:
            continue  # excluded by mkdocs.yml
        place = site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")


def markdown_copy(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the Markdown of each page of a site. Raises InvalidInputError without any."""
    files = sorted(site.rglob("*.md"))
    if not files:
        message = "no page of this site has Markdown; build it with `mkdocs build` and without 'bodies: html'"
        raise InvalidInputError([Problem(str(site), 1, message)])
    return ((path.relative_to(site).as_posix(), path.read_bytes()) for path in files)
