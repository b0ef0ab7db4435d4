"""A difference of the list as Markdown for a review comment.

Takes the data of `difference_report.as_data`, whoever wrote it: all text from it is shown in code spans, and
in lists rather than tables, in which a `|` would end a span.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from papershelf.curate.wording import counted, said
from papershelf.github.literals import literal

Row = Mapping[str, Any]
NOTHING = "The list says the same as before.\n"
LOST = " ⚠ the old address is lost: add it to `formerly`"


def markdown(difference: Row) -> str:
    """Give a section for each kind of change, or say that nothing changed; ended by a line break."""
    sections = "\n\n".join(filter(None, _sections(difference)))
    return f"{sections}\n" if sections else NOTHING


def _sections(found: Row) -> Iterator[str]:
    yield _section("Added", (f"{_title(row)}: {_facts(row)}" for row in found["added"]))
    yield _section("Removed", map(_title, found["removed"]))
    yield _section("Moved", map(_move, found["moved"]))
    yield _section("Changed", map(_change, found["changed"]))
    yield _section("Collections", map(_path, found["collections"]))
    yield _section("Possible duplicates", map(_pair, found["possible_duplicates"]))
    yield _section(
        "New links",
        (
            f"{literal(row['id'])} {literal(row['name'])}: {literal(row['href'])}"
            for row in found["new_links"]
        ),
    )
    yield _section("Papers per tag", map(_drift, found["tags"]))


def _section(heading: str, items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    return f"#### {heading} ({len(lines)})\n\n" + "\n".join(lines) if lines else ""


def _title(row: Row) -> str:
    return f"{literal(row['title'])} ({literal(row['id'])})"


def _facts(row: Row) -> str:
    tags = ", ".join(map(literal, row["tags"]))
    arxiv = f"arXiv {literal(row['arxiv'])}" if row["arxiv"] else ""
    published = literal(row["published"]) if row["published"] else ""
    return " · ".join(filter(None, (arxiv, published, tags))) or "no facts yet"


def _move(row: Row) -> str:
    return f"{literal(row['from'])} → {literal(row['to'])}{'' if row['redirected'] else LOST}"


def _change(row: Row) -> str:
    fields = (
        f"\n  - {literal(field['key'])}: {_value(field['before'])} → {_value(field['after'])}"
        for field in row["fields"]
    )
    return _title(row) + "".join(fields)


def _pair(row: Row) -> str:
    return f"{literal(row['first'])} and {literal(row['second'])}: {row['alike']:.0f} % alike"


def _drift(row: Row) -> str:
    return f"{literal(row['slug'])}: {count(row['before'])} → {count(row['after'])}"


def _path(row: Row) -> str:
    return (
        f"{literal(row['title'])} ({literal(row['slug'])}): {length(row['before'])} → {length(row['after'])}"
    )


def _value(value: Any) -> str:
    return "not given" if value is None else literal(said(value))


def count(papers: int | None) -> str:
    """Say how many papers carry a tag; None is a tag that does not exist."""
    return "not in the vocabulary" if papers is None else str(papers)


def length(steps: int | None) -> str:
    """Say how long a collection is; None is one that does not exist."""
    return "not there" if steps is None else counted(steps, "step")
