"""A difference between two states of the list, for people and for machines."""

from __future__ import annotations

from typing import Any

from papershelf.curate.difference_markdown import NOTHING, count, length, markdown
from papershelf.curate.differing import Difference
from papershelf.curate.wording import cut, plain, said
from papershelf.github.literals import printable
from papershelf.model import Paper

SHOWN = 200


def as_data(found: Difference) -> dict[str, Any]:
    """Give the difference as JSON-ready data."""
    return {
        "added": [_added(paper) for paper in found.added],
        "removed": [_paper(paper) for paper in found.removed],
        "moved": [
            {"from": move.before.id, "to": move.after.id, "redirected": move.redirected}
            for move in found.moved
        ],
        "changed": [
            _paper(item.paper)
            | {
                "fields": [
                    {"key": field.key, "before": plain(field.before), "after": plain(field.after)}
                    for field in item.fields
                ]
            }
            for item in found.changed
        ],
        "tags": [{"slug": tag.slug, "before": tag.before, "after": tag.after} for tag in found.tags],
        "collections": [
            {"slug": path.slug, "title": path.title, "before": path.before, "after": path.after}
            for path in found.collections
        ],
        "possible_duplicates": [
            {"first": pair.first.id, "second": pair.second.id, "alike": round(pair.score, 1)}
            for pair in found.duplicates
        ],
        "new_links": [{"id": paper.id, "name": name, "href": href} for paper, name, href in found.links],
    }


def as_text(found: Difference) -> str:
    """Give the difference as lines for a terminal: + added, - removed, > moved, ~ changed, = collections."""
    lines = [f"+ {paper.id}  {paper.title}" for paper in found.added]
    lines += [f"- {paper.id}  {paper.title}" for paper in found.removed]
    lines += [
        f"> {move.before.id} -> {move.after.id}{'' if move.redirected else '  (the old address is lost)'}"
        for move in found.moved
    ]
    for item in found.changed:
        lines.append(f"~ {item.paper.id}")
        lines += [f"    {field.key}: {_said(field.before)} -> {_said(field.after)}" for field in item.fields]
    lines += [f"# {tag.slug}: {count(tag.before)} -> {count(tag.after)} papers" for tag in found.tags]
    lines += [f"= {path.slug}: {length(path.before)} -> {length(path.after)}" for path in found.collections]
    lines += [
        f"? {pair.first.id} and {pair.second.id} may be one ({pair.score:.0f} % alike)"
        for pair in found.duplicates
    ]
    lines += [f"@ {paper.id}  {name}: {href}" for paper, name, href in found.links]
    return "".join(f"{_line(line)}\n" for line in lines) or NOTHING


def as_markdown(found: Difference) -> str:
    """Give the difference as Markdown for a review comment; nothing from the list can act as markup in it."""
    return markdown(as_data(found))


def _line(text: str) -> str:
    line = printable(text)
    return line if len(line) <= 2 * SHOWN else f"{line[: 2 * SHOWN]}…"


def _said(value: Any) -> str:
    return "–" if value is None else cut(said(value), SHOWN)


def _added(paper: Paper) -> dict[str, Any]:
    published = str(paper.published) if paper.published else None
    return _paper(paper) | {"arxiv": paper.arxiv, "published": published, "tags": list(paper.tags)}


def _paper(paper: Paper) -> dict[str, Any]:
    return {"id": paper.id, "title": paper.title, "line": paper.line}
