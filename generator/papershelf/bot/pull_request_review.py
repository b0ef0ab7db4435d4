"""The review of a pull request: what it changes on the list and on the site."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from papershelf.bot.review_shape import LISTED, LONGEST_TEXT, PAGES, REVIEW, ROWS, VERSION, ShapeError
from papershelf.curate.difference import Difference
from papershelf.curate.difference_report import as_data
from papershelf.curate.quoting import cut, printable, text_of
from papershelf.problems import Problem

PullRequestReview = Mapping[str, Any]
"""Has the shape `review_shape.REVIEW`."""


def site_changes(after: Path, before: Path | None = None) -> dict[str, Any]:
    """Measure a site, and compare its pages with an earlier build.

    Pages are URLs relative to the site, such as `papers/x/`. Without an earlier build `bytes_before` is None
    and there are no pages.
    """
    files = _files(after)
    old_files = _files(before) if before else files
    new, old = _pages(files), _pages(old_files)
    both = sorted(new.keys() & old.keys()) if before else []
    return {
        "files": len(files),
        "bytes": _size(files),
        "bytes_before": _size(old_files) if before else None,
        "pages": {
            "added": sorted(new.keys() - old.keys()),
            "removed": sorted(old.keys() - new.keys()),
            "changed": [page for page in both if new[page].read_bytes() != old[page].read_bytes()],
        },
    }


def _files(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}


def _size(files: Mapping[str, Path]) -> int:
    return sum(path.stat().st_size for path in files.values())


def _pages(files: Mapping[str, Path]) -> dict[str, Path]:
    """Return the HTML files by their URL; the home page is `/`."""
    return {
        name.removesuffix("index.html") or "/": path for name, path in files.items() if name.endswith(".html")
    }


def review(
    pull_request: int,
    head_sha: str,
    found: Difference | None,
    problems: Sequence[Problem],
    site: Mapping[str, Any] | None,
) -> PullRequestReview:
    """Make a review; `found` is None if one of the two states can't be read.

    Long lists and texts are cut to what a comment can show; `counts` has the full numbers. Raises ShapeError
    for an impossible number or commit.
    """
    data = None if found is None else _in_words(as_data(found))
    worst_first = sorted(problems, key=lambda problem: (problem.severity != "error", problem))
    made = {
        "version": VERSION,
        "pull_request": pull_request,
        "head_sha": head_sha,
        "counts": {key: len(data[key]) if data else 0 for key in ROWS},
        "difference": {key: _cut(data[key]) for key in ROWS} if data else None,
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
    """Read the one file, of at most `most` bytes, of a folder that a stranger filled. Raises ShapeError."""
    found = sorted(entry.name for entry in folder.iterdir())
    file = folder / name
    if found != [name] or file.is_symlink() or not file.is_file():
        raise ShapeError(str(folder), f"a folder with the file {name} and nothing else")
    with file.open("rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise ShapeError(name, f"at most {most:,} bytes long")
    return content


def _in_words(data: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Replace the values of changed fields by their text."""
    for row in data["changed"]:
        row["fields"] = [
            {key: None if value is None else text_of(value) for key, value in field.items()}
            for field in row["fields"]
        ]
    return data


def _cut(value: Any) -> Any:
    """Cut the lists and texts in a JSON value, and write out invisible characters."""
    if isinstance(value, str):
        return cut(printable(value[: LONGEST_TEXT + 1]), LONGEST_TEXT)
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    return [_cut(item) for item in value[:LISTED]] if isinstance(value, list) else value


def _site(site: Mapping[str, Any]) -> dict[str, Any]:
    pages = site["pages"]
    counts = {key: len(paths) for key, paths in pages.items()}
    shown = {key: [_cut(path) for path in paths[:PAGES]] for key, paths in pages.items()}
    return {**site, "page_counts": counts, "pages": shown}
