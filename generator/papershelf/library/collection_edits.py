"""Makes `collections.yaml` follow changes of the list; all other bytes stay."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from papershelf.library.entries import (
    Entry,
    Splice,
    applied,
    complete,
    content_end,
    entries,
    line_start,
    listed,
    next_line,
    whole_entry,
)
from papershelf.library.write import field_text

# Takes the papers of a collection; returns, by place, the new id of those that change, or None to remove
CollectionEdit = Callable[[Sequence[str]], dict[int, str | None]]


def with_paper_renamed(text: str, old: str, new: str) -> str:
    """Give a paper another id in every step; a step is removed if the other id has one already.

    Raises UneditableError for a step that cannot be changed as it is written.
    """

    def change(papers: Sequence[str]) -> dict[int, str | None]:
        return {papers.index(old): None if new in papers else new} if old in papers else {}

    return _changed(text, change)


def without_papers(text: str, ids: Collection[str]) -> str:
    """Remove the steps of papers, with the comment lines right above them.

    Raises UneditableError for a step that cannot be removed as it is written.
    """
    return _changed(text, lambda papers: {place: None for place, paper in enumerate(papers) if paper in ids})


def _changed(text: str, change: CollectionEdit) -> str:
    whole = complete(text)
    splices: list[Splice] = []
    meant: list[dict[str, Any]] = []
    for entry in entries(whole):
        values = entry.values
        changes = change([step["paper"] for step in values["steps"]])
        splices += [_splice(whole, entry, place, changes) for place in changes]
        kept = [
            step | {"paper": changes.get(place, step["paper"])}
            for place, step in enumerate(values["steps"])
            if changes.get(place, "") is not None
        ]
        meant.append(values | {"steps": tuple(kept)})
    return applied(text, splices, meant) if splices else text


def _splice(text: str, entry: Entry, place: int, changes: Mapping[int, str | None]) -> Splice:
    steps = next(value for key, value in entry.node.value if key.value == "steps")
    paper = changes[place]
    if paper is None:
        gone = [each for each in changes if changes[each] is None]
        return _taken_out(text, listed(text, steps), place, gone)
    value = next(value for key, value in steps.value[place].value if key.value == "paper")
    written = field_text("id", paper).removeprefix("id: ").removesuffix("\n")
    return Splice(value.start_mark.index, content_end(text, value), written)


def _taken_out(text: str, steps: Sequence[Entry], place: int, gone: Collection[int]) -> Splice:
    """Return the removal of a step; a blank line below stays, unless there is one above."""
    step = whole_entry(text, steps, place, gone)
    above = text[line_start(text, max(0, step.start - 1)) : step.start]
    if not above.strip():
        return step
    content = text[step.start : step.end].rstrip()
    return Splice(step.start, next_line(text, step.start + len(content)))
