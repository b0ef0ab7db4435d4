"""What is where pages are generated: links that lead out, and pipes, which nobody may write to or read."""

import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from papershelf.generated import FOLDERS
from papershelf.problems import Problem
from papershelf.whole_files import is_leftover, leftovers

UNMARKED = ("exports", "api")  # folders of files that cannot carry a mark, such as JSON
LISTED = ".made"  # MkDocs passes over files that begin with a dot


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """What is in the folders of generated pages: Markdown files, what killed builds left, what is wrong."""

    pages: tuple[Path, ...]
    leftovers: tuple[Path, ...]
    problems: tuple[Problem, ...]


def page_places(docs: Path, paths: Sequence[str]) -> PagePlaces:
    """Look at the places of the pages with these paths in `docs`, and at what else is in their folders."""
    problems = list(_links_out(docs, paths))
    if problems:  # what is behind them is not ours to look at
        return PagePlaces((), (), tuple(problems))
    found = [path for folder in FOLDERS for path in sorted((docs / folder).rglob("*.md"))]
    left = [*filter(is_leftover, found), *leftovers(docs), *_in_unmarked(docs)]
    regular = [path for path in found if path.is_file() and not path.is_symlink()]
    strange = [path for path in {*found, *(docs / path for path in paths)} if _is_strange(path)]
    message = "this is a pipe or a device, not a file, and would hold up the build; remove it"
    problems += [Problem(str(path), 1, message) for path in strange]
    return PagePlaces(tuple(regular), tuple(dict.fromkeys(left)), tuple(problems))


def generated_paths(docs: Path, paths: Iterable[str]) -> set[Path]:
    """Return all that a build writes for pages with these paths in `docs`, lists of files among it."""
    return {*(docs / path for path in paths), *(docs / folder / LISTED for folder in UNMARKED)}


def _in_unmarked(docs: Path) -> Iterator[Path]:
    for folder in UNMARKED:
        for path in ((docs / folder), *(docs / folder).rglob("*/")):
            yield from leftovers(path)


def _is_strange(path: Path) -> bool:
    """Whether a path is, or leads to, something that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False  # nothing is there, or a link to nothing, or what cannot be written is told
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _links_out(docs: Path, paths: Iterable[str]) -> Iterator[Problem]:
    """Yield the folders of pages that are links to somewhere outside of `docs`."""
    inside = docs.resolve()
    folders = {*(PurePosixPath(each, LISTED) for each in UNMARKED), *map(PurePosixPath, FOLDERS)}
    for path in paths:
        folders.update(PurePosixPath(path).parents)
    for folder in sorted(folders - {PurePosixPath()}):
        place = docs / folder
        if place.is_symlink() and not place.resolve().is_relative_to(inside):
            message = f"this is a link out of {docs}, where pages are generated; remove the link"
            yield Problem(str(place), 1, message)
