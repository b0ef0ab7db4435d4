"""The pages in `docs/`: written only when changed, removed when they have no source any more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from generator.library import load
from generator.problems import InvalidInputError, Problem
from generator.render.page import MADE, Page
from generator.render.pages import FOLDERS, pages
from generator.settings import read_settings

MARK = f"---\n{MADE}\n".encode()


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build did to `docs/`: paths written and removed, and the number of pages that stayed."""

    written: tuple[Path, ...]
    removed: tuple[Path, ...]
    unchanged: int


def build(data: Path, docs: Path) -> Changes:
    """Bring the generated pages in `docs` up to date with `data`.

    Only files that carry the generator's mark are changed or removed. A hand-written `docs/index.md`
    stays and is the home page; any other hand-written file in the way is an error. Raises
    InvalidInputError before anything is written.
    """
    library = load(data)
    library = replace(library, path=_in_project(Path(library.path), docs.parent))
    made = list(pages(library, read_settings(docs.parent / "mkdocs.yml")))
    made = [page for page in made if page.path != "index.md" or not _hand_written(docs / "index.md")]
    in_the_way = [docs / page.path for page in made if _hand_written(docs / page.path)]
    if in_the_way:
        message = "this hand-written file stands where a page is generated; move or remove it"
        raise InvalidInputError(Problem(str(path), 1, message) for path in in_the_way)
    try:
        removed = _remove_stale(docs, {docs / page.path for page in made})
        written = tuple(docs / page.path for page in made if _write(docs / page.path, page))
    except OSError as error:
        message = f"cannot be written: {error.strerror}; mend that and build again"
        raise InvalidInputError([Problem(str(error.filename), 1, message)]) from None
    return Changes(written, removed, len(made) - len(written))


def _in_project(path: Path, root: Path) -> str:
    """The path from the project's root, so that pages are the same wherever they are made."""
    inside = path.resolve().is_relative_to(root.resolve())
    return path.resolve().relative_to(root.resolve()).as_posix() if inside else str(path)


def _hand_written(path: Path) -> bool:
    return path.is_file() and not _is_made(path)


def _is_made(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK


def _write(path: Path, page: Page) -> bool:
    text = page.text.encode()
    if path.is_file() and path.read_bytes() == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return True


def _remove_stale(docs: Path, current: set[Path]) -> tuple[Path, ...]:
    found = [path for folder in FOLDERS for path in sorted((docs / folder).rglob("*.md"))]
    stale = tuple(path for path in found if path not in current and _is_made(path))
    for path in stale:
        path.unlink()
    for parent in sorted({path.parent for path in stale}, reverse=True):
        if not any(parent.iterdir()):
            parent.rmdir()
    return stale
