"""What is where pages are generated: links that lead out, and pipes, which nobody may write to or read."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path, PurePosixPath

from papershelf.generated import FOLDERS
from papershelf.problems import Problem
from papershelf.whole_files import is_leftover, leftovers

UNMARKED = ("exports", "api")  # folders of files that cannot carry a mark, such as JSON
LISTED = ".made"  # MkDocs passes over files that begin with a dot


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """What is in the folders of generated pages: Markdown files, what killed builds left, what is wrong.

    Markdown files are given by their places, as `place` writes them: a list has tens of thousands.
    """

    pages: tuple[str, ...]
    leftovers: tuple[Path, ...]
    problems: tuple[Problem, ...]


def place(docs: Path, path: str) -> str:
    """Return where in `docs` a page with a path is."""
    return f"{docs}{os.sep}{path.replace('/', os.sep)}"


def page_places(docs: Path, paths: Sequence[str]) -> PagePlaces:
    """Look at the places of the pages with these paths in `docs`, and at what else is in their folders."""
    problems = list(_links_out(docs, paths))
    if problems:  # what is behind them is not ours to look at
        return PagePlaces((), (), tuple(problems))
    found = [entry for folder in FOLDERS for entry in _files(place(docs, folder))]
    left = [Path(entry.path) for entry in found if is_leftover(entry.name) and _is_regular(entry)]
    pages = [entry.path for entry in found if entry.name.endswith(".md") and not is_leftover(entry.name)]
    regular = {entry.path for entry in found if _is_regular(entry)}
    wanted = {*pages, *(place(docs, path) for path in paths)}
    strange = [path for path in sorted(wanted - regular) if _is_strange(Path(path))]
    message = "this is a pipe or a device, not a file, and would hold up the build; remove it"
    problems += [Problem(path, 1, message) for path in strange]
    return PagePlaces(
        tuple(path for path in pages if path in regular), (*leftovers(docs), *left), tuple(problems)
    )


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield what is below a folder but is not a folder; nothing if it does not exist."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=attrgetter("name"))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        else:
            yield entry


def _is_regular(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)


def generated_paths(docs: Path, paths: Iterable[str]) -> set[Path]:
    """Return all that a build writes for pages with these paths in `docs`, lists of files among it."""
    return {*(docs / path for path in paths), *(docs / folder / LISTED for folder in UNMARKED)}


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
    for folder in {path.rpartition("/")[0] for path in paths}:
        folders |= {PurePosixPath(folder), *PurePosixPath(folder).parents}
    for inner in sorted(folders - {PurePosixPath()}):
        way = docs / inner
        if way.is_symlink() and not way.resolve().is_relative_to(inside):
            message = f"this is a link out of {docs}, where pages are generated; remove the link"
            yield Problem(str(way), 1, message)


def unreadable_name(docs: str) -> str | None:
    """Return the place of a file, in ASCII, of whose name MkDocs could make no address in this locale."""
    if sys.getfilesystemencoding() == "utf-8":
        return None
    for folder, _, names in os.walk(docs):
        for name in names:
            if any("\ud800" <= letter <= "\udfff" for letter in name):
                return ascii(str(Path(folder, name)))
    return None
