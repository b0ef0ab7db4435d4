"""A difference between two states of the list, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.curate.differing import Difference
from generator.model import Paper, PartialDate

SHOWN = 200
NOTHING = "The list says the same as before.\n"


def as_data(found: Difference) -> dict[str, Any]:
    """Give the difference as JSON-ready data."""
    return {
        "added": [_paper(paper) for paper in found.added],
        "removed": [_paper(paper) for paper in found.removed],
        "moved": [
            {"from": move.before.id, "to": move.after.id, "redirected": move.redirected}
            for move in found.moved
        ],
        "changed": [
            _paper(item.paper)
            | {
                "fields": [
                    {"key": field.key, "before": _plain(field.before), "after": _plain(field.after)}
                    for field in item.fields
                ]
            }
            for item in found.changed
        ],
        "tags": [{"slug": tag.slug, "before": tag.before, "after": tag.after} for tag in found.tags],
        "possible_duplicates": [
            {"first": pair.first.id, "second": pair.second.id, "alike": round(pair.score, 1)}
            for pair in found.duplicates
        ],
        "new_links": [{"id": paper.id, "name": name, "href": href} for paper, name, href in found.links],
    }


def as_text(found: Difference) -> str:
    """Give the difference as lines for a terminal: + added, - removed, > moved, ~ changed."""
    lines = [f"+ {paper.id}  {paper.title}" for paper in found.added]
    lines += [f"- {paper.id}  {paper.title}" for paper in found.removed]
    lines += [
        f"> {move.before.id} -> {move.after.id}{'' if move.redirected else '  (the old address is lost)'}"
        for move in found.moved
    ]
    for item in found.changed:
        lines.append(f"~ {item.paper.id}")
        lines += [
            f"    {field.key}: {_short(field.before)} -> {_short(field.after)}" for field in item.fields
        ]
    lines += [f"# {tag.slug}: {_count(tag.before)} -> {_count(tag.after)} papers" for tag in found.tags]
    lines += [
        f"? {pair.first.id} and {pair.second.id} may be one ({pair.score:.0f} % alike)"
        for pair in found.duplicates
    ]
    lines += [f"@ {paper.id}  {name}: {href}" for paper, name, href in found.links]
    return "".join(f"{line}\n" for line in lines) or NOTHING


def as_markdown(found: Difference) -> str:
    """Give the difference as Markdown for a review comment; nothing from the list can act as markup in it."""
    parts = [part for part in _sections(found) if part]
    return "\n\n".join(parts) + "\n" if parts else NOTHING


def _sections(found: Difference) -> Iterator[str]:
    yield _section("Added", (f"{_title(paper)} {_facts(paper)}" for paper in found.added))
    yield _section("Removed", map(_title, found.removed))
    yield _section(
        "Moved",
        (
            f"{_code(move.before.id)} → {_code(move.after.id)}"
            + ("" if move.redirected else " ⚠ the old address is lost: add it to `formerly`")
            for move in found.moved
        ),
    )
    yield "\n\n".join(
        f"#### Changed: {_title(item.paper)}\n\n| field | before | after |\n|---|---|---|\n"
        + "\n".join(
            f"| {field.key} | {_cell(field.before)} | {_cell(field.after)} |" for field in item.fields
        )
        for item in found.changed
    )
    yield _section(
        "Possible duplicates",
        (
            f"{_title(pair.first)} and {_title(pair.second)}: {pair.score:.0f} % alike"
            for pair in found.duplicates
        ),
    )
    yield _section(
        "New links", (f"{_code(paper.id)} {name}: {_code(href)}" for paper, name, href in found.links)
    )
    yield _section(
        "Tags", (f"{_code(tag.slug)} {_count(tag.before)} → {_count(tag.after)}" for tag in found.tags)
    )


def _section(heading: str, items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    return f"#### {heading} ({len(lines)})\n\n" + "\n".join(lines) if lines else ""


def _paper(paper: Paper) -> dict[str, Any]:
    return {"id": paper.id, "title": paper.title, "line": paper.line}


def _title(paper: Paper) -> str:
    return f"{_code(paper.title)} ({_code(paper.id)})"


def _facts(paper: Paper) -> str:
    facts = (f"arXiv {paper.arxiv}" if paper.arxiv else "", str(paper.published or ""), ", ".join(paper.tags))
    return _code(" · ".join(fact for fact in facts if fact) or "no facts yet")


def _code(text: str) -> str:
    """A code span, in which Markdown, mentions and HTML mean nothing."""
    flat = " ".join(text.split())
    fence = "`" * (max((len(run) for run in _runs(flat)), default=0) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def _runs(text: str) -> list[str]:
    runs, run = [], ""
    for char in text + " ":
        if char == "`":
            run += char
        elif run:
            runs.append(run)
            run = ""
    return runs


def _cell(value: Any) -> str:
    return _code(_short(value)).replace("|", "\\|") if value is not None else "–"


def _count(number: int | None) -> str:
    return "not in the vocabulary" if number is None else str(number)


def _short(value: Any) -> str:
    if value is None:
        return "–"
    plain = _plain(value)
    if isinstance(plain, dict):
        text = ", ".join(f"{name}: {part}" for name, part in plain.items())
    else:
        text = ", ".join(plain) if isinstance(plain, list) else str(plain)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
