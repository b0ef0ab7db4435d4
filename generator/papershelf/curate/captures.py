"""Feeds as they are kept, and what an entry was when it was last imported."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from papershelf.curate.identity import RELATIONS, compare
from papershelf.curate.matching import Base, Keys, RecordIndex
from papershelf.curate.merging import FIELDS, facts
from papershelf.curate.titles import slug_of
from papershelf.feeds import detect
from papershelf.library.fields import ABSENT
from papershelf.model import Candidate, Paper

FEEDS = "feeds"
JOINED = ("keywords", "headings")  # of the entries of one paper, those of all count


def place(data: Path, name: str, source: bytes) -> str:
    """Return where in `data` to keep a capture: under its own name, or with a hash where that is taken."""
    path = data / FEEDS / name
    if not path.exists() or (path.is_file() and path.read_bytes() == source):
        return f"{FEEDS}/{name}"
    stem, dot, suffix = name.partition(".")
    return f"{FEEDS}/{stem}-{hashlib.sha256(source).hexdigest()[:8]}{dot}{suffix}"


def bases(data: Path) -> Base:
    """Return a function from a paper to its candidate in its own capture; each capture is read once.

    It returns None where the capture is gone or lacks the paper, and raises InvalidInputError where the
    capture is there but cannot be read.
    """
    read: dict[str, CaptureIndex] = {}

    def base(paper: Paper) -> Candidate | None:
        if not paper.feed or not _is_kept(paper.feed):
            return None
        if paper.feed not in read:
            path = data / paper.feed
            kept = detect.read(path.read_bytes(), str(path)).candidates if path.is_file() else ()
            read[paper.feed] = CaptureIndex(kept)
        return read[paper.feed].find(paper)

    return base


def _is_kept(feed: str) -> bool:
    parts = PurePosixPath(feed).parts
    return parts[:1] == (FEEDS,) and ".." not in parts


class CaptureIndex:
    """The candidates of one capture by their identifiers, titles and slugs."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = repeats(candidates).together
        self.index: RecordIndex[int] = RecordIndex()
        self.by_slug: defaultdict[str, list[int]] = defaultdict(list)
        for place, candidate in self.candidates.items():
            self.index.add(candidate, place)
            self.by_slug[slug_of(candidate.title)].append(place)

    def find(self, paper: Paper) -> Candidate | None:
        """Find a paper's candidate: by its identifiers, its title, or the title that gave it its id.

        Of several that have no other identifier it is the one that speaks least against.
        """
        slugs = (self.by_slug.get(name, ()) for name in (*paper.formerly, paper.id))
        places = dict.fromkeys(chain(self.index.likely(paper), *slugs))
        keys = Keys.of(paper)
        found = [self.candidates[place] for place in places]
        possible = [candidate for candidate in found if not keys.contradict(Keys.of(candidate))]
        return min(possible, key=lambda candidate: _doubt(candidate, paper), default=None)


def _doubt(candidate: Candidate, paper: Paper) -> tuple[int, int, int]:
    """How little a candidate is like a paper: in what tells works apart first, then in all facts."""
    relation, reasons = compare(candidate, paper)
    said, listed = facts(candidate), facts(paper)
    differing = sum(said.get(key) != listed.get(key) for key in said.keys() | listed.keys())
    return RELATIONS.index(relation), len(reasons), differing


@dataclass(frozen=True, slots=True)
class Repeats:
    """The candidates of a feed that are one paper.

    `first` gives for each candidate the position of the first one of its paper, `together` maps each such
    position to a candidate with what all of them give.
    """

    first: Sequence[int]
    together: dict[int, Candidate]


def repeats(candidates: Sequence[Candidate]) -> Repeats:
    """Find the candidates that are certainly one paper; where they differ, the first one wins."""
    first = list(range(len(candidates)))
    together = dict(enumerate(candidates))
    while joined := _joined(together):  # candidates may also share what was filled in
        first = [joined.get(place, place) for place in first]
    return Repeats(first, together)


def _joined(together: dict[int, Candidate]) -> dict[int, int]:
    """Join each candidate to an earlier one that is the same; return the new places of the joined ones."""
    joined: dict[int, int] = {}
    index: RecordIndex[int] = RecordIndex()
    for position in tuple(together):
        candidate = together[position]
        same = (
            place
            for place in index.likely(candidate)
            if compare(candidate, together[place]).relation == "same"
        )
        place = next(same, position)
        if place != position:
            joined[position] = place
            together[place] = _filled(together[place], together.pop(position))
        index.add(together[place], place)
    return joined


def _filled(first: Candidate, again: Candidate) -> Candidate:
    """Return the first candidate with the fields that it lacks taken from the other."""
    missing: dict[str, Any] = {key: getattr(again, key) for key in FIELDS if getattr(first, key) in ABSENT}
    if first.authors:
        missing.pop("others", None)  # that is said of another list of authors
    both = {key: tuple(dict.fromkeys((*getattr(first, key), *getattr(again, key)))) for key in JOINED}
    return replace(
        first,
        **missing | {"links": {**again.links, **first.links}, "own": {**again.own, **first.own}, **both},
    )
