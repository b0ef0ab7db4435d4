"""The review of a pull request: what it does to the list and to the site."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from papershelf.bot.review_shape import LISTED, PAGES, REVIEW, ROWS, SAID, VERSION, ShapeError
from papershelf.curate.difference import Difference
from papershelf.curate.difference_report import as_data
from papershelf.curate.quoting import printable, text_of
from papershelf.problems import Problem

ENTRY_LINE = re.compile(rb"(#L|[?&;]line=|</code> line )[0-9]+")
"""Where a page names the line of its entry, which moves when another entry comes in above."""


@dataclass(frozen=True, slots=True)
class SiteChanges:
    """The size of a build, and against another one its pages by address, such as `papers/x/`.

    Without another build `bytes_before` is None and there are no pages.
    """

    files: int
    bytes: int
    bytes_before: int | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def site_changes(after: Path, before: Path | None = None) -> SiteChanges:
    """Measure a site, and compare its pages with an earlier build: all but the lines of their entries."""
    files = _files(after)
    size = sum(path.stat().st_size for path in files.values())
    if before is None:
        return SiteChanges(len(files), size)
    old = _files(before)
    new_pages, old_pages = _pages(files), _pages(old)
    return SiteChanges(
        len(files),
        size,
        sum(path.stat().st_size for path in old.values()),
        tuple(sorted(new_pages.keys() - old_pages.keys())),
        tuple(sorted(old_pages.keys() - new_pages.keys())),
        tuple(
            page
            for page in sorted(new_pages.keys() & old_pages.keys())
            if _said(new_pages[page]) != _said(old_pages[page])
        ),
    )


def _files(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}


def _pages(files: dict[str, Path]) -> dict[str, Path]:
    """The HTML files by their address on the site; the home page is `/`."""
    return {
        name.removesuffix("index.html") or "/": path for name, path in files.items() if name.endswith(".html")
    }


def _said(page: Path) -> bytes:
    return ENTRY_LINE.sub(b"", page.read_bytes())


PullRequestReview = Mapping[str, Any]
"""Of the shape `review_shape.REVIEW`."""


def review(
    pull_request: int,
    head_sha: str,
    found: Difference | None,
    problems: Sequence[Problem],
    site: SiteChanges | None,
) -> PullRequestReview:
    """Put a review together; `found` is None where one of the two states cannot be read.

    Long lists and texts are cut to what a comment can show; `counts` keeps how many there were. Raises
    ShapeError where the number or the commit cannot be one.
    """
    told = None if found is None else _told(found)
    worst_first = sorted(problems, key=lambda problem: (problem.severity != "error", problem))
    made = {
        "version": VERSION,
        "pull_request": pull_request,
        "head_sha": head_sha,
        "counts": {key: len(told[key]) if told else 0 for key in ROWS},
        "difference": {key: _cut(told[key]) for key in ROWS} if told else None,
        "problem_counts": {
            severity: sum(problem.severity == severity for problem in problems)
            for severity in ("error", "warning")
        },
        "problems": _cut([asdict(problem) for problem in worst_first]),
        "site": _site(site) if site else None,
    }
    REVIEW(made, "")
    return made


def as_json(made: PullRequestReview) -> str:
    """Write a review."""
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def parsed(content: bytes, path: str) -> PullRequestReview:
    """Read a review that anybody may have written. Raises ShapeError."""
    try:
        read = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise ShapeError(path, "JSON in UTF-8") from None
    REVIEW(read, "")
    return dict(read)


def only_file(folder: Path, name: str, most: int) -> bytes:
    """Give the one file of a folder that a stranger filled; anything else in it is refused by ShapeError."""
    found = sorted(entry.name for entry in folder.iterdir())
    file = folder / name
    if found != [name] or file.is_symlink() or not file.is_file():
        raise ShapeError(str(folder), f"a folder with the file {name} and nothing else")
    with file.open("rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise ShapeError(name, f"at most {most:,} bytes long")
    return content


def _told(found: Difference) -> dict[str, Any]:
    """The difference as data, the values of fields in words."""
    told = as_data(found)
    for row in told["changed"]:
        row["fields"] = [
            {key: None if value is None else text_of(value) for key, value in field.items()}
            for field in row["fields"]
        ]
    return told


def _cut(value: Any) -> Any:
    """JSON with its texts made visible and cut, and its lists cut."""
    if isinstance(value, str):
        plain = printable(value[:SAID])
        return plain if len(plain) < SAID else f"{plain[: SAID - 1]}…"
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    return [_cut(item) for item in value[:LISTED]] if isinstance(value, list) else value


def _site(site: SiteChanges) -> dict[str, Any]:
    pages = {"added": site.added, "removed": site.removed, "changed": site.changed}
    return {
        "files": site.files,
        "bytes": site.bytes,
        "bytes_before": site.bytes_before,
        "page_counts": {key: len(paths) for key, paths in pages.items()},
        "pages": {key: [_cut(path) for path in paths[:PAGES]] for key, paths in pages.items()},
    }
