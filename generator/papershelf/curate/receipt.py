"""The receipt of an import, for people and for machines: every block of the feed in one row."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from papershelf.curate.importing import Receipt, Row
from papershelf.curate.merging import FieldChange
from papershelf.curate.quoting import cut, json_of, plural, printable, text_of
from papershelf.feeds.capture import Capture
from papershelf.model import Block

OUTCOME_WIDTH = len("possible duplicate")
SHOWN = 60


def as_data(capture: Capture, receipt: Receipt, path: str) -> dict[str, Any]:
    """Return the receipt as data for JSON: feed, grammar, day, rows, and a summary (outcome to count).

    `tags` of a new paper are those that it would get, `tags_from_text` those that no heading names.
    `lines` of a row are the first lines of all its blocks. `headings` are those of another list, with
    the tags of ours that they name, the number of their papers and the line of the first. `not_kept` has the
    fields of records for which the list has no place, with the same, and the text of the first.
    """
    rows: list[dict[str, Any]] = [_row_data(row, receipt) for row in receipt.rows]
    rows += [{"outcome": "repeat", "lines": [block.line]} for block in capture.repeats]
    for item in capture.unplaced:
        lines, text = [item.block.line], item.block.text
        rows.append({"outcome": "not understood", "lines": lines, "reason": item.reason, "text": text})
    for item in capture.others:
        lines, text = [item.block.line], item.block.text
        rows.append({"outcome": "no paper", "lines": lines, "reason": item.reason, "text": text})
    if capture.furniture:
        rows.append({"outcome": "skipped", "lines": _lines(capture.furniture)})
    return {
        "feed": path,
        "grammar": capture.grammar,
        "day": capture.day,
        "rows": rows,
        "headings": [asdict(use) for use in receipt.headings],
        "not_kept": [
            {"field": name, "papers": count, "line": line, "text": text}
            for name, count, line, text in _not_kept(receipt)
        ],
        "summary": dict(Counter(row["outcome"] for row in rows)),
    }


def as_text(capture: Capture, receipt: Receipt, path: str) -> Iterator[str]:
    """Yield the receipt as aligned lines: outcome, place in the feed, paper, and each field that differs."""
    for row in receipt.rows:
        reason = f"  ({row.reason})" if row.outcome == "possible duplicate" else ""
        yield f"{row.outcome:{OUTCOME_WIDTH}}  {path}:{row.candidate.line}  {row.paper.id}{reason}"
        found = _tags_from_text(row, receipt)
        details = [f"tags from its text: {', '.join(found)}"] if found else []
        details += [_difference(change) for change in row.changes]
        details += [f"conflict in {_difference(change)}" for change in row.conflicts]
        details += [f"not taken, {_difference(change)}" for change in row.passed_over]
        details += [f"not understood: {_short(remark)}" for remark in row.candidate.remarks]
        for detail in details:
            yield f"{'':{OUTCOME_WIDTH}}    {detail}"
    for item in capture.unplaced:
        text = _short(item.block.text)
        yield f"{'not understood':{OUTCOME_WIDTH}}  {path}:{item.block.line}  {text}"
    for item in capture.others:
        text = _short(item.block.text)
        yield f"{'no paper':{OUTCOME_WIDTH}}  {path}:{item.block.line}  {text}  ({item.reason})"
    for use in receipt.headings:
        tags = f"tags: {', '.join(use.tags)}" if use.tags else "no tag has this name"
        of = f"'{printable(use.heading)}' above {plural(use.papers, 'paper')}"
        yield f"{'heading':{OUTCOME_WIDTH}}  {path}:{use.line}  {of}, {tags}"
    for name, blocks in (("repeat", capture.repeats), ("skipped", capture.furniture)):
        if blocks:
            places = ", ".join(str(line) for line in _lines(blocks)[:8])
            more = ", …" if len(blocks) > 8 else ""  # noqa: PLR2004 - as many as fit a line
            yield f"{name:{OUTCOME_WIDTH}}  {path}: {plural(len(blocks), 'block')}, lines {places}{more}"
    for name, count, line, text in _not_kept(receipt):
        of = f"{printable(name)} of {plural(count, 'paper')}"
        yield f"{'not kept':{OUTCOME_WIDTH}}  {path}:{line}  {of}, such as: {_short(text)}"


def summary(capture: Capture, receipt: Receipt) -> str:
    """Count the outcomes in one line."""
    counts = Counter(row.outcome for row in receipt.rows)
    parts = [
        f"{counts[outcome]} {outcome}"
        for outcome in ("new", "already there", "changed", "conflict", "possible duplicate")
        if counts[outcome] or outcome in {"new", "already there"}
    ]
    disputed = sum(bool(row.changes and row.conflicts) for row in receipt.rows)
    if disputed:
        parts.append(f"{disputed} of the changed with conflicts")
    if capture.unplaced:
        parts.append(f"{len(capture.unplaced)} not understood")
    if values := sum(len(row.candidate.remarks) for row in receipt.rows):
        parts.append(f"{plural(values, 'value')} not understood")
    if capture.others:
        parts.append(f"{len(capture.others)} no papers")
    day = f", {capture.day}" if capture.day else ""
    papers = plural(len(receipt.rows), "paper")
    return f"{papers} in the feed ({capture.grammar}{day}): {', '.join(parts)}"


def advice(receipt: Receipt) -> Iterator[str]:
    """Yield what to do about rows that writing leaves alone."""
    if any(row.conflicts for row in receipt.rows):
        yield "a field in conflict stays as it is; take the feed's value with --theirs FIELD"
    if likely := sum(bool(_tags_from_text(row, receipt)) for row in receipt.rows):
        yield f"{plural(likely, 'new paper')} would get tags that their words suggest; check them"
    if any(not use.tags for use in receipt.headings):
        yield "to make a heading a tag, add a tag of this name, or an alias to one, in tags.yaml; then import"
    if any(row.outcome == "possible duplicate" for row in receipt.rows):
        yield "a possible duplicate is not added; add it as a paper of its own with --accept-duplicates"


def _not_kept(receipt: Receipt) -> Iterator[tuple[str, int, int, str]]:
    """Yield each field of records that the list does not keep: its count, the first line and text."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, str]] = {}
    for candidate in (row.candidate for row in receipt.rows):
        counts.update(candidate.unkept.keys())
        for name, text in candidate.unkept.items():
            first.setdefault(name, (candidate.line, text))
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield name, count, *first[name]


def _tags_from_text(row: Row, receipt: Receipt) -> list[str]:
    """Return the tags of a new paper that its text made likely, not a heading above it."""
    above = row.candidate.headings
    named = {slug for use in receipt.headings if use.heading in above for slug in use.tags}
    return [slug for slug in row.paper.tags if row.outcome == "new" and slug not in named]


def _row_data(row: Row, receipt: Receipt) -> dict[str, Any]:
    new = {"tags": list(row.paper.tags), "tags_from_text": _tags_from_text(row, receipt)}
    return {
        "outcome": row.outcome,
        "id": row.paper.id,
        "title": row.candidate.title,
        "line": row.candidate.line,
        "lines": _lines(row.candidate.blocks),
        "reason": row.reason,
        "remarks": list(row.candidate.remarks),
        "changes": [_change_data(change) for change in row.changes],
        "conflicts": [_change_data(change) for change in row.conflicts],
        "passed_over": [_change_data(change) for change in row.passed_over],
        **(new if row.outcome == "new" else {}),
    }


def _change_data(change: FieldChange) -> dict[str, Any]:
    return {"key": change.key, "mine": json_of(change.mine), "theirs": json_of(change.theirs)}


def _lines(blocks: tuple[Block, ...]) -> list[int]:
    return sorted(block.line for block in blocks)


def _difference(change: FieldChange) -> str:
    if change.mine is None:
        return f"{change.key}: {_short(change.theirs)}"
    mine, theirs = _line(change.mine), _line(change.theirs)
    pairs = enumerate(zip(mine, theirs, strict=False))
    common = next((place for place, (one, other) in pairs if one != other), 0)
    skipped = mine.rfind(" ", 0, common) + 1 if common > SHOWN // 2 else 0
    start = "…" if skipped else ""
    return f"{change.key}: {start}{cut(mine[skipped:], SHOWN)} -> {start}{cut(theirs[skipped:], SHOWN)}"


def _short(value: Any) -> str:
    return cut(_line(value), SHOWN)


def _line(value: Any) -> str:
    """Put a value on one line, without control characters that a terminal would obey."""
    return printable(" ".join(text_of(value).split()))
