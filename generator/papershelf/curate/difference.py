"""What changed between two states of the list: by paper and field, not by line."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from papershelf.curate.matching import Keys, Pair, duplicates
from papershelf.library import Library
from papershelf.library.fields import given
from papershelf.model import Collection, Paper


@dataclass(frozen=True, slots=True)
class Change:
    """What is before and after: a field's value, the papers of a tag, steps, or what a paper builds on.

    None is none. `former` is the slug that a tag or a collection had before it was renamed.
    """

    name: str
    before: Any
    after: Any
    title: str = ""
    former: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A paper of both states with a changed entry, as it is now."""

    paper: Paper
    fields: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A paper whose id, and so its URL, changed; `redirected` if the old URL leads to the new one."""

    before: Paper
    after: Paper
    redirected: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed from one state of the list to the next.

    `duplicates` are pairs with a new paper, `links` new links as paper, name and URL.
    """

    added: tuple[Paper, ...]
    removed: tuple[Paper, ...]
    moved: tuple[Moved, ...]
    changed: tuple[Changed, ...]
    tags: tuple[Change, ...]
    collections: tuple[Change, ...]
    citations: tuple[Change, ...]
    duplicates: tuple[Pair, ...]
    links: tuple[tuple[Paper, str, str], ...]

    def __bool__(self) -> bool:
        """Check whether anything changed that readers would see."""
        lists = (
            self.added,
            self.removed,
            self.moved,
            self.changed,
            self.tags,
            self.collections,
            self.citations,
        )
        return any(lists)


class PaperChanges(NamedTuple):
    """The papers that came, went, have another id, and whose entries changed."""

    added: tuple[Paper, ...]
    removed: tuple[Paper, ...]
    moved: tuple[Moved, ...]
    changed: tuple[Changed, ...]


def paper_changes(before: Library, after: Library) -> PaperChanges:
    """Compare the papers of two states; one is the same by its id, former ids, arXiv id, DOI or title."""
    gone = [paper for paper in before.papers if paper.id not in after.by_id]
    come = [paper for paper in after.papers if paper.id not in before.by_id]
    moved = tuple(_moved(gone, come))
    tags = _renamed("tags/", before.by_slug, after.by_slug, after)
    left, reached = {move.before.id for move in moved}, {move.after.id for move in moved}
    return PaperChanges(
        tuple(paper for paper in come if paper.id not in reached),
        tuple(paper for paper in gone if paper.id not in left),
        moved,
        tuple(_changed(_pairs(before, after, moved), tags)),
    )


def _pairs(before: Library, after: Library, moved: Sequence[Moved]) -> list[tuple[Paper, Paper]]:
    """Return the papers of both states, as they were and as they are."""
    pairs = [(before.by_id[paper.id], paper) for paper in after.papers if paper.id in before.by_id]
    return pairs + [(move.before, move.after) for move in moved]


def difference(before: Library, after: Library) -> Difference:
    """Compare two states of a list, as `paper_changes` does, and what else readers see of them."""
    papers = paper_changes(before, after)
    new_ids = {move.before.id: move.after.id for move in papers.moved}
    added_ids = {paper.id for paper in papers.added}
    return Difference(
        *papers,
        tuple(_tag_changes(before, after)),
        tuple(_collection_changes(before, after, new_ids)),
        tuple(_citation_changes(before, after, new_ids)),
        tuple(pair for pair in duplicates(after.papers) if added_ids & {pair.first.id, pair.second.id}),
        tuple(_new_links(_pairs(before, after, papers.moved), papers.added)),
    )


def _moved(gone: Sequence[Paper], come: Sequence[Paper]) -> Iterator[Moved]:
    by_former = {former: paper for paper in come for former in paper.formerly}
    by_key = {key: paper for paper in come for key in Keys.of(paper).known}
    taken: set[str] = set()
    for old in gone:
        same = (by_key[key] for key in Keys.of(old).known if key in by_key)
        new = by_former.get(old.id) or next(same, None)
        if new and new.id not in taken and not Keys.of(old).contradict(Keys.of(new)):
            taken.add(new.id)
            yield Moved(old, new, old.id in new.formerly)


def _changed(pairs: Sequence[tuple[Paper, Paper]], renamed: Mapping[str, str]) -> Iterator[Changed]:
    """Yield the papers that differ in more than their id and the new slugs of tags."""
    for old, new in pairs:
        was = replace(old, tags=tuple(renamed.get(tag, tag) for tag in old.tags)) if renamed else old
        if fields := tuple(change for change in _changes(given(was), given(new)) if change.name != "id"):
            yield Changed(new, fields)


def _renamed(kind: str, before: Container[str], after: Container[str], now: Library) -> Mapping[str, str]:
    """Return the new slugs by the old ones where `moved.yaml` says that a tag or a collection has another."""
    pairs = ((each.address, each.to or "") for each in now.moved if each.address.startswith(kind))
    slugs = ((old[len(kind) : -1], new[len(kind) : -1]) for old, new in pairs)
    return {old: new for old, new in slugs if old in before and new in after and new not in before}


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Change(name, before.get(name), after.get(name))


def _tag_changes(before: Library, after: Library) -> Iterator[Change]:
    """Yield the tags whose number of papers or whose slug changed."""
    renamed = _renamed("tags/", before.by_slug, after.by_slug, after)
    former = {new: old for old, new in renamed.items()}
    was, now = _papers_by_tag(before), _papers_by_tag(after)
    same = {new: was.pop(old) for old, new in renamed.items()}
    for new, old in former.items():
        yield Change(new, same[new], now.pop(new), former=old)
    yield from _changes(was, now)


def _papers_by_tag(library: Library) -> dict[str, int]:
    uses = Counter(tag for paper in library.papers for tag in paper.tags)
    return {slug: uses[slug] for slug in library.by_slug}


def _collection_changes(before: Library, after: Library, new_ids: Mapping[str, str]) -> Iterator[Change]:
    """Yield the collections that differ in more than the new ids of papers that moved."""
    old = {each.slug: _with_new_ids(each, new_ids) for each in before.collections}
    new = {each.slug: each for each in after.collections}
    renamed = _renamed("collections/", old, new, after)
    former = {now: was for was, now in renamed.items()}
    for change in _changes({renamed.get(slug, slug): each for slug, each in old.items()}, new):
        was, now = (each and len(each.steps) for each in (change.before, change.after))
        title = (change.after or change.before).title
        yield Change(change.name, was, now, title, former.get(change.name))


def _citation_changes(before: Library, after: Library, new_ids: Mapping[str, str]) -> Iterator[Change]:
    """Yield, by the id of a paper, what it builds on, where that differs for papers that are on the list."""
    old, new = (_citations(state, after, new_ids) for state in (before, after))
    for paper in sorted(old.keys() | new.keys()):
        was, now = old.get(paper, ()), new.get(paper, ())
        if was != now:
            yield Change(paper, was, now)


def _citations(state: Library, after: Library, new_ids: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of what each paper builds on, in order, with the new ids of papers that moved."""
    found: dict[str, tuple[str, ...]] = {}
    for basis in state.citations:
        ids = {new_ids.get(each, each) for each in basis.builds_on}
        paper = new_ids.get(basis.paper, basis.paper)
        if paper in after.by_id and (known := ids & after.by_id.keys()):
            found[paper] = tuple(sorted(known))
    return found


def _with_new_ids(collection: Collection, new_ids: Mapping[str, str]) -> Collection:
    steps = (replace(step, paper=new_ids.get(step.paper, step.paper)) for step in collection.steps)
    return replace(collection, steps=tuple(steps))


def _new_links(
    pairs: Sequence[tuple[Paper, Paper]], added: Sequence[Paper]
) -> Iterator[tuple[Paper, str, str]]:
    for old, new in [*pairs, *((None, paper) for paper in added)]:
        present = old.links.values() if old else ()
        for name, address in new.links.items():
            if address not in present:
                yield new, name, address
