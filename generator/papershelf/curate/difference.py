"""What changed between two states of the list, told as a curator would: by paper and field, not by line."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from papershelf.curate.matching import Keys, Pair, duplicates
from papershelf.library import Library
from papershelf.library.write import given
from papershelf.model import Collection, Paper


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field of a paper that is in both states, before and after; None where it is not given."""

    key: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """A paper of both states whose entry says something else now."""

    paper: Paper
    fields: tuple[FieldDifference, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A paper whose id, and so its address, is another now; `redirected`: the old address leads on."""

    before: Paper
    after: Paper
    redirected: bool


@dataclass(frozen=True, slots=True)
class TagDrift:
    """How many papers carry a tag, before and after; None where the vocabulary lacks it."""

    slug: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class CollectionChange:
    """A collection that says something else now: its steps before and after, None where it is not there."""

    slug: str
    title: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed from one state of the list to the next."""

    added: tuple[Paper, ...]
    removed: tuple[Paper, ...]
    moved: tuple[Moved, ...]
    changed: tuple[Changed, ...]
    tags: tuple[TagDrift, ...]
    collections: tuple[CollectionChange, ...]
    duplicates: tuple[Pair, ...]
    links: tuple[tuple[Paper, str, str], ...]

    def __bool__(self) -> bool:
        """Whether anything changed that readers would see."""
        return bool(self.added or self.removed or self.moved or self.changed or self.tags or self.collections)


def difference(before: Library, after: Library) -> Difference:
    """Compare two states of a list; papers are the same by id, former id, arXiv id, DOI or title."""
    gone = [paper for paper in before.papers if paper.id not in after.by_id]
    come = [paper for paper in after.papers if paper.id not in before.by_id]
    moved = tuple(_moved(gone, come))
    left, arrived = {move.before.id for move in moved}, {move.after.id for move in moved}
    added = tuple(paper for paper in come if paper.id not in arrived)
    pairs = [(before.by_id[paper.id], paper) for paper in after.papers if paper.id in before.by_id]
    pairs += [(move.before, move.after) for move in moved]
    news = {paper.id for paper in added}
    return Difference(
        added,
        tuple(paper for paper in gone if paper.id not in left),
        moved,
        tuple(_changed(pairs)),
        tuple(_tag_drift(before, after)),
        tuple(_collection_changes(before, after, {move.before.id: move.after.id for move in moved})),
        tuple(pair for pair in duplicates(after.papers) if news & {pair.first.id, pair.second.id}),
        tuple(_new_links(pairs, added)),
    )


def _moved(gone: Sequence[Paper], come: Sequence[Paper]) -> Iterator[Moved]:
    by_former = {former: paper for paper in come for former in paper.formerly}
    by_key = {key: paper for paper in come for key in Keys.of(paper).known}
    taken: set[str] = set()
    for old in gone:
        keys = [key for key in Keys.of(old).known if key in by_key]
        new = by_former.get(old.id) or (by_key[keys[0]] if keys else None)
        if new and new.id not in taken and not Keys.of(old).contradict(Keys.of(new)):
            taken.add(new.id)
            yield Moved(old, new, old.id in new.formerly)


def _changed(pairs: Sequence[tuple[Paper, Paper]]) -> Iterator[Changed]:
    for old, new in pairs:
        fields = tuple(_fields(given(old), given(new)))
        if fields:
            yield Changed(new, fields)


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldDifference]:
    for key in dict.fromkeys((*before, *after)):
        if key != "id" and before.get(key) != after.get(key):
            yield FieldDifference(key, before.get(key), after.get(key))


def _tag_drift(before: Library, after: Library) -> Iterator[TagDrift]:
    counts = [Counter(tag for paper in library.papers for tag in paper.tags) for library in (before, after)]
    for slug in dict.fromkeys((*before.by_slug, *after.by_slug)):
        was = counts[0][slug] if slug in before.by_slug else None
        now = counts[1][slug] if slug in after.by_slug else None
        if was != now:
            yield TagDrift(slug, was, now)


def _collection_changes(
    before: Library, after: Library, moved: Mapping[str, str]
) -> Iterator[CollectionChange]:
    """The collections that differ in more than the new ids of papers that moved."""
    old = {path.slug: _followed(path, moved) for path in before.collections}
    new = {path.slug: path for path in after.collections}
    for slug in dict.fromkeys((*old, *new)):
        was, now = old.get(slug), new.get(slug)
        if was != now:
            title = (now or old[slug]).title
            yield CollectionChange(
                slug, title, len(was.steps) if was else None, len(now.steps) if now else None
            )


def _followed(path: Collection, moved: Mapping[str, str]) -> Collection:
    steps = tuple(replace(step, paper=moved.get(step.paper, step.paper)) for step in path.steps)
    return replace(path, steps=steps)


def _new_links(
    pairs: Sequence[tuple[Paper, Paper]], added: Sequence[Paper]
) -> Iterator[tuple[Paper, str, str]]:
    for old, new in [*pairs, *((None, paper) for paper in added)]:
        known = set(old.links.values()) if old else set()
        for name, address in new.links.items():
            if address not in known:
                yield new, name, address
