"""The pages in `docs/`: written only when changed, removed when their source is gone."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from papershelf.build_cache import NO_CACHE, BuildCache
from papershelf.folder_listing import listing
from papershelf.generated import START
from papershelf.last_pages import NO_PAGES, LastPages
from papershelf.library import Library, load
from papershelf.library.citation_keys import with_keys
from papershelf.made_pages import MadePage, MadePages
from papershelf.page_places import LISTED, UNMARKED, generated_paths, page_places, place
from papershelf.problems import InvalidInputError, Problem, did_you_mean
from papershelf.processes import mapped
from papershelf.published import SiteFiles
from papershelf.render.page import Page, is_source
from papershelf.render.pages import changed_pages
from papershelf.render.shelf import Shelf
from papershelf.settings import FILE, THEME, Settings
from papershelf.whole_files import replace_file

MARK = START.encode()
FILLED_IN = "colours.css"
SCRIPTS_AND_STYLES = (".css", ".js")
REPLACEABLE = ("index.md", "offline.md")  # pages that a list may write by hand instead
ATTEMPTS = 3
NOBODY: Mapping[str, "Told"] = MappingProxyType({})
Told = Callable[[MadePages, Sequence[MadePage]], None]
"""Is told of all that has been made so far."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did to `docs/`: the paths written and removed, and the number of pages unchanged."""

    written: tuple[Path, ...]
    removed: tuple[Path, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of generated pages in `docs/`: the pages as they should be, and what to remove.

    `changed` are the pages that are not in `docs/` as they should be;
    `beside` are files that go into the root of the site, past `docs/`. All of them wait in `made`.
    """

    docs: Path
    made: MadePages
    pages: Sequence[MadePage]
    changed: Sequence[MadePage]
    beside: Sequence[MadePage]
    html_bodies: bool
    stale: tuple[Path, ...]
    leftovers: tuple[Path, ...]  # of builds that were killed
    unmarked: AbstractSet[str]  # places of what earlier builds listed as theirs
    shelf: Shelf  # that the pages are made from

    @property
    def paths(self) -> AbstractSet[Path]:
        """Every path that `write` may write or remove."""
        return generated_paths(self.docs, (page.path for page in self.pages)) | {*self.stale}

    @property
    def site_files(self) -> SiteFiles:
        """What of it goes into the site past `docs/`."""
        pages = [page for page in self.pages if page.path.endswith(".md")]
        return SiteFiles(
            self.made.bodies(pages),
            self.made.published([*self.beside, *(page for page in pages if page.has_markdown)]),
            {page.path: page.updated for page in pages if page.updated},
            frozenset(page.path for page in pages if page.is_unlisted),
        )

    def write(self) -> BuildResult:
        """Write what differs, remove what is stale. Raises InvalidInputError where that is impossible."""
        try:
            _remove((*self.leftovers, *self.stale), self.docs)
            for folder in UNMARKED:
                _list(self.docs, folder, self.unmarked, self.pages)
            mapped(self._put, self.changed)
        except OSError as error:
            message = f"cannot be written: {error.strerror}; fix that and build again"
            raise InvalidInputError([Problem(str(error.filename or self.docs), 1, message)]) from None
        written = tuple(self.docs / page.path for page in self.changed)
        return BuildResult(written, self.stale, len(self.pages) - len(written))

    def _put(self, page: MadePage) -> None:
        _put(self.docs / page.path, _content(self.made.read(page), html_bodies=self.html_bodies))


def build(data: Path, docs: Path, settings: Settings, cache: BuildCache = NO_CACHE) -> BuildResult:
    """Bring the generated pages in `docs` up to date with `data`; raise InvalidInputError as `plan` does."""
    return plan(data, docs, settings, cache).write()


def plan(  # noqa: PLR0913 - what is made, of what, and who is told
    data: Path,
    docs: Path,
    settings: Settings,
    cache: BuildCache = NO_CACHE,
    last: LastPages = NO_PAGES,
    *,
    told: Mapping[str, Told] = NOBODY,
) -> Plan:
    """Find out what a build has to write; of the `last` pages, what would be the same is not looked at.

    Who is `told` of a folder knows as soon as all that is in it has been made.

    Only files that carry the generator's mark are changed or removed, and those without one that an earlier
    build listed as its own. A hand-written `docs/index.md` or `docs/offline.md` stays and takes the place of
    ours; any other hand-written file in the way is an error, and so is a link that leads out of `docs`: what
    is there is not ours. Raises InvalidInputError with all that is wrong.
    """
    library = _loaded(data)
    project = docs.parents[settings.prefix.count("/") + 1 if settings.prefix else 0]
    trees = [tag.slug for tag in library.tags if tag.facet]
    if settings.tree and settings.tree not in trees:
        message = f"plugins: papershelf: tree: '{settings.tree}' is not a tag with 'facet: true'"
        hint = did_you_mean(settings.tree, trees)
        raise InvalidInputError([Problem(str(project / FILE), 1, message + hint)])
    library = with_keys(library)
    library = replace(library, path=_in_project(Path(library.path), project))
    shelf = Shelf(library, settings, cache, last)
    aside, made, beside = (
        MadePages(cache.spool(), html_bodies=settings.html_bodies),
        list[MadePage](),
        list[MadePage](),
    )
    folder, waiting = "", dict(told)
    for page in changed_pages(shelf, _assets(docs)):
        before, folder = folder, page.path.partition("/")[0]
        if folder != before and (tell := waiting.pop(before, None)):
            tell(aside, [*made, *beside])
        if is_source(page.path):
            made.append(aside.add(page))
        elif not (docs / page.path).exists():
            beside.append(aside.add(page))
    places = page_places(docs, [page.path for page in made])
    if places.problems:
        raise InvalidInputError(places.problems)
    ours = {path for folder in UNMARKED for path in _listed_earlier(docs, folder)}
    theirs, changed = _compared(docs, aside, made, ours, html_bodies=settings.html_bodies)
    if in_the_way := sorted(theirs - {*REPLACEABLE}):
        message = "this hand-written file is where a page is generated; move or remove it"
        raise InvalidInputError(Problem(str(docs / path), 1, message) for path in in_the_way)
    made = [page for page in made if page.path not in theirs]
    stale = _stale(places.pages, {place(docs, page.path) for page in made}, ours)
    return Plan(
        docs, aside, made, changed, beside, settings.html_bodies, stale, places.leftovers, ours, shelf
    )


def _loaded(data: Path) -> Library:
    """Load a list, again if it was saved meanwhile: the first half of a file may be a list, too."""
    for _ in range(ATTEMPTS - 1):
        before = listing(str(data))
        try:
            library = load(data)
        except InvalidInputError:
            if before == listing(str(data)):
                raise
        else:
            if before == listing(str(data)):
                return library
    return load(data)


def _assets(docs: Path) -> dict[str, str]:
    """Return the scripts and styles, the theme's and the list's own, by their addresses from the site's root.

    What MkDocs fills in is not among them.
    """
    found = (path for folder in (THEME, docs) for path in folder.glob("assets/*"))
    return {
        f"assets/{path.name}": path.read_text(encoding="utf-8", errors="replace")
        for path in found
        if path.suffix in SCRIPTS_AND_STYLES and path.name != FILLED_IN and path.is_file()
    }


def _in_project(path: Path, root: Path) -> str:
    """The path from the project's root, so that pages are the same wherever they are made."""
    inside = path.resolve().is_relative_to(root.resolve())
    return path.resolve().relative_to(root.resolve()).as_posix() if inside else str(path)


def _compared(
    docs: Path, aside: MadePages, made: Sequence[MadePage], ours: AbstractSet[str], *, html_bodies: bool
) -> tuple[AbstractSet[str], Sequence[MadePage]]:
    """Return the paths at which there is a hand-written file, and the other pages that have to be written."""
    theirs, changed = set[str](), list[MadePage]()
    for page in made:
        if page.is_same:
            continue
        there = place(docs, page.path)
        content = _content_of(there)
        if _is_hand_written(there, content, ours):
            theirs.add(page.path)
        elif content is None or content != _content(aside.read(page), html_bodies=html_bodies):
            changed.append(page)
    return theirs, changed


def _content(page: Page, *, html_bodies: bool) -> bytes:
    """Return what a page is to be in `docs/`."""
    return (page.text if html_bodies else page.plain).encode()


def _content_of(file: str) -> bytes | None:
    """Return the content of a file; None if it does not exist, or is a link."""
    if os.path.islink(file):  # noqa: PTH114 - a list has tens of thousands, and a Path of each takes as long as to read it
        return None
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 - as above
            return opened.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None  # nothing is there, or what cannot be replaced and will be told then
    except OSError as error:
        message = f"cannot be read: {error.strerror}; fix that and build again"
        raise InvalidInputError([Problem(file, 1, message)]) from None


def _is_hand_written(file: str, content: bytes | None, unmarked: AbstractSet[str]) -> bool:
    if content is None:
        return os.path.islink(file)  # noqa: PTH114 - as above
    # A build that was killed may have left less than the mark.
    return file not in unmarked and not MARK.startswith(content[: len(MARK)])


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(MARK))


def _listed(docs: Path, folder: str) -> Path:
    return docs / folder / LISTED


def _listed_earlier(docs: Path, folder: str) -> Iterator[str]:
    """Yield the files of earlier builds that cannot carry a mark; none that is outside of the folder."""
    listed = _listed(docs, folder)
    for name in listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else []:
        if ".." not in name.split("/") and not name.startswith("/"):
            yield place(docs, f"{folder}/{name}")


def _list(docs: Path, folder: str, earlier: AbstractSet[str], made: Sequence[MadePage]) -> None:
    """List such files before they are written, so that an interrupted build leaves none unknown."""
    start = f"{folder}/"
    names = {page.path.removeprefix(start) for page in made if page.path.startswith(start)}
    current = sorted(name for name in names if not name.endswith(".md"))
    listed = _listed(docs, folder)
    known = {path for path in earlier if path.startswith(place(docs, start))}
    if {place(docs, start + name) for name in current} != known or not listed.is_file():
        _put(listed, "".join(f"{name}\n" for name in current).encode())


def _put(path: Path, content: bytes) -> None:
    """Write a file; another build may remove its folder while that is empty, or take it for a leftover."""
    for _ in range(ATTEMPTS):
        with suppress(FileNotFoundError):
            return replace_file(path, content, lasting=False)
        path.parent.mkdir(parents=True, exist_ok=True)
    return replace_file(path, content, lasting=False)


def _stale(found: Sequence[str], current: AbstractSet[str], unmarked: AbstractSet[str]) -> tuple[Path, ...]:
    pages = [path for each in found if each not in current and _start(path := Path(each)) == MARK]
    gone = map(Path, sorted(unmarked - current))
    return (*pages, *(path for path in gone if path.is_file()))


def _remove(stale: Sequence[Path], docs: Path) -> None:
    """Remove files, and the folders in `docs` that they leave empty."""
    for path in stale:
        path.unlink(missing_ok=True)
    parents = {parent for path in stale for parent in path.parents if docs in parent.parents}
    for parent in sorted(parents, reverse=True):
        with suppress(OSError):  # one that is not empty
            parent.rmdir()
