"""What changed in the list, as text, as data and as Markdown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from papershelf.curate.difference import Change, Difference
from papershelf.curate.quoting import cut, json_of, literal, plural, printable, text_of
from papershelf.model import Paper

SHOWN = 200
NAMED = 3  # ids that a line of a review names
NOTHING = "The list says the same as before.\n"
LOST = " ⚠ the old URL is lost: add it to `formerly`"

Row = Mapping[str, Any]


def as_data(found: Difference) -> dict[str, list[dict[str, Any]]]:
    """Return the difference as JSON-ready data: a list of objects for each kind of change."""
    return {
        "added": [
            _paper(paper)
            | {"arxiv": paper.arxiv, "published": json_of(paper.published), "tags": list(paper.tags)}
            for paper in found.added
        ],
        "removed": [_paper(paper) for paper in found.removed],
        "moved": [
            {"from": move.before.id, "to": move.after.id, "redirected": move.redirected}
            for move in found.moved
        ],
        "changed": [
            _paper(item.paper)
            | {"fields": [{"key": field.name, **_before_and_after(field)} for field in item.fields]}
            for item in found.changed
        ],
        "tags": [{"slug": tag.name, "former": tag.former, **_before_and_after(tag)} for tag in found.tags],
        "collections": [
            {
                "slug": change.name,
                "former": change.former,
                "title": change.title,
                **_before_and_after(change),
            }
            for change in found.collections
        ],
        "citations": [
            {
                "id": change.name,
                "added": [each for each in change.after if each not in change.before],
                "removed": [each for each in change.before if each not in change.after],
            }
            for change in found.citations
        ],
        "possible_duplicates": [
            {"first": pair.first.id, "second": pair.second.id, "alike": round(pair.score, 1)}
            for pair in found.duplicates
        ],
        "new_links": [{"id": paper.id, "name": name, "href": href} for paper, name, href in found.links],
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {"id": paper.id, "title": paper.title, "line": paper.line}


def _before_and_after(change: Change) -> dict[str, Any]:
    return {"before": json_of(change.before), "after": json_of(change.after)}


def as_text(found: Difference) -> str:
    """Return the difference as terminal lines.

    + is added, - removed, > moved, ~ changed, # a tag, = a collection, ^ what a paper builds on.
    """
    data = as_data(found)
    lines = [f"+ {row['id']}  {row['title']}" for row in data["added"]]
    lines += [f"- {row['id']}  {row['title']}" for row in data["removed"]]
    lines += [
        f"> {row['from']} -> {row['to']}{'' if row['redirected'] else '  (the old URL is lost)'}"
        for row in data["moved"]
    ]
    for row in data["changed"]:
        lines.append(f"~ {row['id']}")
        for field in row["fields"]:
            before, after = (
                "–" if field[key] is None else cut(text_of(field[key]), SHOWN) for key in ("before", "after")
            )
            lines.append(f"    {field['key']}: {before} -> {after}")
    for row in data["tags"]:
        lines.append(f"# {_slugs(row, '->')}: {_numbers(row, '->', 'paper')}")
    for row in data["collections"]:
        lines.append(f"= {_slugs(row, '->')}: {_numbers(row, '->', 'step')}")
    for row in data["citations"]:
        ids = [*(f"+{each}" for each in row["added"]), *(f"-{each}" for each in row["removed"])]
        lines.append(f"^ {row['id']} builds on {' '.join(ids)}")
    lines += [
        f"? {row['first']} and {row['second']} may be the same ({row['alike']:.0f} % alike)"
        for row in data["possible_duplicates"]
    ]
    lines += [f"@ {row['id']}  {row['name']}: {row['href']}" for row in data["new_links"]]
    return "".join(f"{cut(printable(line), 2 * SHOWN)}\n" for line in lines) or NOTHING


def as_markdown(found: Difference) -> str:
    """Return the difference as Markdown for a review; nothing from the list can act as markup in it."""
    return markdown(as_data(found))


def markdown(difference: Mapping[str, Sequence[Row]]) -> str:
    """Return a section for each kind of change in the data, or a sentence if nothing changed."""
    sections = [
        f"#### {heading} ({len(rows)})\n\n" + "".join(f"- {line(row)}\n" for row in rows)
        for key, (heading, line) in SECTIONS.items()
        if (rows := difference[key])
    ]
    return "\n".join(sections) or NOTHING


def _title(row: Row) -> str:
    return f"{literal(row['title'])} ({literal(row['id'])})"


def _facts(row: Row) -> str:
    tags = ", ".join(map(literal, row["tags"]))
    arxiv = f"arXiv {literal(row['arxiv'])}" if row["arxiv"] else ""
    published = literal(row["published"]) if row["published"] else ""
    return " · ".join(filter(None, (arxiv, published, tags))) or "no details yet"


def _move(row: Row) -> str:
    return f"{literal(row['from'])} → {literal(row['to'])}{'' if row['redirected'] else LOST}"


def _change(row: Row) -> str:
    fields = (
        f"\n  - {literal(field['key'])}: {_value(field['before'])} → {_value(field['after'])}"
        for field in row["fields"]
    )
    return _title(row) + "".join(fields)


def _collection(row: Row) -> str:
    former = f"{literal(row['former'])} → " if row["former"] else ""
    return f"{literal(row['title'])} ({former}{literal(row['slug'])}): {_numbers(row, '→', 'step')}"


def _citation(row: Row) -> str:
    added, removed = (_some(row[key]) for key in ("added", "removed"))
    parts = [f"builds on {added}"] if added else []
    parts += [f"no longer on {removed}" if added else f"no longer builds on {removed}"] if removed else []
    return f"{literal(row['id'])} {', '.join(parts)}"


def _some(ids: Sequence[str]) -> str:
    """Name a few ids; in a review, there may be more than it has been given."""
    return ", ".join([*map(literal, ids[:NAMED]), *(["more"] if len(ids) > NAMED else [])])


def _pair(row: Row) -> str:
    return f"{literal(row['first'])} and {literal(row['second'])}: {row['alike']:.0f} % alike"


def _link(row: Row) -> str:
    return f"{literal(row['id'])} {literal(row['name'])}: {literal(row['href'])}"


def _tag(row: Row) -> str:
    slugs = " → ".join(literal(slug) for slug in (row["former"], row["slug"]) if slug)
    return f"{slugs}: {_numbers(row, '→', 'paper')}"


SECTIONS: Mapping[str, tuple[str, Callable[[Row], str]]] = {
    "added": ("Added", lambda row: f"{_title(row)}: {_facts(row)}"),
    "removed": ("Removed", _title),
    "moved": ("Moved", _move),
    "changed": ("Changed", _change),
    "collections": ("Collections", _collection),
    "citations": ("What papers build on", _citation),
    "possible_duplicates": ("Possible duplicates", _pair),
    "new_links": ("New links", _link),
    "tags": ("Papers per tag", _tag),
}


def _value(value: Any) -> str:
    return "not given" if value is None else literal(text_of(value))


def _slugs(row: Row, arrow: str) -> str:
    """Return the slug of a tag or a collection, after the one that it had before."""
    return f"{row['former']} {arrow} {row['slug']}" if row["former"] else str(row["slug"])


def _numbers(row: Row, arrow: str, what: str) -> str:
    """Return how many papers or steps there were and are; what is in one state only is new or removed."""
    before, after = row["before"], row["after"]
    if before is None:
        return f"new, {plural(after, what)}"
    if after is None:
        return f"removed, had {plural(before, what)}"
    return plural(after, what) if before == after else f"{before} {arrow} {plural(after, what)}"
