"""The pages in `docs/`: written only when changed, removed when their source is gone."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from papershelf.build_cache import NO_CACHE, BuildCache
from papershelf.generated import FOLDERS, MADE
from papershelf.library import load
from papershelf.library.citation_keys import with_keys
from papershelf.problems import InvalidInputError, Problem
from papershelf.render.page import Page
from papershelf.render.pages import pages
from papershelf.settings import THEME, Settings

MARK = f"---\n{MADE}\n".encode()
EXPORTS = "exports"
SCRIPTS_AND_STYLES = (".css", ".js")
REPLACEABLE = ("index.md", "offline.md")  # pages that a list may write by hand instead
LISTED = ".made"  # MkDocs passes over files that begin with a dot


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did to `docs/`: the paths written and removed, and the number of pages unchanged."""

    written: tuple[Path, ...]
    removed: tuple[Path, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of generated pages in `docs/`: the pages as they should be, and what to remove."""

    docs: Path
    pages: Sequence[Page]
    stale: tuple[Path, ...]
    exports: AbstractSet[Path]  # what earlier builds listed as theirs

    @property
    def paths(self) -> AbstractSet[Path]:
        """Every path that `write` may write or remove."""
        return {*(self.docs / page.path for page in self.pages), *self.stale, _listed(self.docs)}

    def write(self) -> BuildResult:
        """Write what differs, remove what is stale. Raises InvalidInputError where that is impossible."""
        try:
            _remove(self.stale)
            _list_exports(self.docs, self.exports, self.pages)
            written = tuple(
                self.docs / page.path for page in self.pages if _write(self.docs / page.path, page)
            )
        except OSError as error:
            message = f"cannot be written: {error.strerror}; fix that and build again"
            raise InvalidInputError([Problem(str(error.filename), 1, message)]) from None
        return BuildResult(written, self.stale, len(self.pages) - len(written))


def build(data: Path, docs: Path, settings: Settings, cache: BuildCache = NO_CACHE) -> BuildResult:
    """Bring the generated pages in `docs` up to date with `data`; raise InvalidInputError as `plan` does."""
    return plan(data, docs, settings, cache).write()


def plan(data: Path, docs: Path, settings: Settings, cache: BuildCache = NO_CACHE) -> Plan:
    """Find out what a build has to write.

    Only files that carry the generator's mark are changed or removed, and exports that an earlier build
    listed as its own. A hand-written `docs/index.md` or `docs/offline.md` stays and takes the place of ours;
    any other hand-written file in the way is an error. Raises InvalidInputError with all that is wrong.
    """
    library = load(data)
    library = with_keys(library)
    library = replace(library, path=_in_project(Path(library.path), docs.parent))
    made = list(pages(library, settings, _assets(docs), cache))
    ours = _earlier_exports(docs)
    theirs = [page.path for page in made if _hand_written(docs / page.path, ours)]
    if in_the_way := [path for path in theirs if path not in REPLACEABLE]:
        message = "this hand-written file is where a page is generated; move or remove it"
        raise InvalidInputError(Problem(str(docs / path), 1, message) for path in in_the_way)
    made = [page for page in made if page.path not in theirs]
    return Plan(docs, made, _stale(docs, {docs / page.path for page in made}, ours), ours)


def _assets(docs: Path) -> list[str]:
    """Addresses of the scripts and styles, the theme's and the list's own, from the site's root."""
    found = (path for folder in (THEME, docs) for path in folder.glob("assets/*"))
    return sorted({f"assets/{path.name}" for path in found if path.suffix in SCRIPTS_AND_STYLES})


def _in_project(path: Path, root: Path) -> str:
    """The path from the project's root, so that pages are the same wherever they are made."""
    inside = path.resolve().is_relative_to(root.resolve())
    return path.resolve().relative_to(root.resolve()).as_posix() if inside else str(path)


def _hand_written(path: Path, exports: AbstractSet[Path]) -> bool:
    # A build that was killed may have left less than the mark.
    return path.is_file() and path not in exports and not MARK.startswith(_start(path))


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(MARK))


def _listed(docs: Path) -> Path:
    return docs / EXPORTS / LISTED


def _earlier_exports(docs: Path) -> AbstractSet[Path]:
    """Return the files of earlier builds that cannot carry a mark, such as JSON."""
    listed = _listed(docs)
    names = listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else []
    # A list that was tampered with must not lead out of the folder
    return {
        docs / EXPORTS / name for name in names if name and ".." not in Path(name).parts and name[0] != "/"
    }


def _list_exports(docs: Path, earlier: AbstractSet[Path], made: Sequence[Page]) -> None:
    """List the exports before they are written, so that an interrupted build leaves none unknown."""
    current = {docs / page.path for page in made if page.path.startswith(f"{EXPORTS}/")}
    listed = _listed(docs)
    if current != earlier or not listed.is_file():
        listed.parent.mkdir(parents=True, exist_ok=True)
        names = (path.relative_to(listed.parent).as_posix() for path in sorted(current))
        listed.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


def _write(path: Path, page: Page) -> bool:
    text = page.text.encode()
    if path.is_file() and path.read_bytes() == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return True


def _stale(docs: Path, current: AbstractSet[Path], exports: AbstractSet[Path]) -> tuple[Path, ...]:
    found = (path for folder in FOLDERS for path in sorted((docs / folder).rglob("*.md")))
    pages = [path for path in found if path not in current and _start(path) == MARK]
    return (*pages, *(path for path in sorted(exports) if path not in current and path.is_file()))


def _remove(stale: Sequence[Path]) -> None:
    for path in stale:
        path.unlink()
    for parent in sorted({path.parent for path in stale}, reverse=True):
        if not any(parent.iterdir()):
            parent.rmdir()
