"""What changed in the list, as text, as data and as Markdown."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from papershelf.curate.difference import Difference
from papershelf.curate.quoting import cut, json_of, literal, plural, printable, text_of
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
                    {"key": field.key, "before": json_of(field.before), "after": json_of(field.after)}
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
    return "–" if value is None else cut(text_of(value), SHOWN)


def _added(paper: Paper) -> dict[str, Any]:
    published = str(paper.published) if paper.published else None
    return _paper(paper) | {"arxiv": paper.arxiv, "published": published, "tags": list(paper.tags)}


def _paper(paper: Paper) -> dict[str, Any]:
    return {"id": paper.id, "title": paper.title, "line": paper.line}


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
    return "not given" if value is None else literal(text_of(value))


def count(papers: int | None) -> str:
    """Say how many papers carry a tag; None is a tag that does not exist."""
    return "not in the vocabulary" if papers is None else str(papers)


def length(steps: int | None) -> str:
    """Say how long a collection is; None is one that does not exist."""
    return "not there" if steps is None else plural(steps, "step")
