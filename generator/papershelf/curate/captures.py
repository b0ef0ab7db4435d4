"""Captures kept in `data/feeds/`, as received: where an entry came from, and the base of later merges."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from papershelf.curate.duplicates import repeats
from papershelf.curate.matching import Keys, slug_of
from papershelf.feeds import detect
from papershelf.model import Candidate, Paper

FEEDS = "feeds"


def place(data: Path, name: str, source: bytes) -> str:
    """Where in `data` a capture is kept: under its own name, or with a hash where that is taken."""
    if _is_at(data / FEEDS / name, source):
        return f"{FEEDS}/{name}"
    stem, dot, suffix = name.partition(".")
    return f"{FEEDS}/{stem}-{hashlib.sha256(source).hexdigest()[:8]}{dot}{suffix}"


def _is_kept(feed: str) -> bool:
    parts = PurePosixPath(feed).parts
    return parts[:1] == (FEEDS,) and ".." not in parts


def _is_at(path: Path, source: bytes) -> bool:
    return not path.exists() or (path.is_file() and path.read_bytes() == source)


def bases(data: Path) -> Callable[[Paper], Candidate | None]:
    """Give a function from a paper to what its own capture said of it; each capture is read once.

    A capture that is gone says nothing. One that is there but cannot be read raises InvalidInputError.
    """
    read: dict[str, Indexed] = {}

    def base(paper: Paper) -> Candidate | None:
        if not paper.feed or not _is_kept(paper.feed):
            return None
        if paper.feed not in read:
            read[paper.feed] = Indexed.of(data / paper.feed)
        return read[paper.feed].find(paper)

    return base


class Indexed:
    """The candidates of one capture by what identifies them."""

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        self.by_key: dict[str, Candidate] = {}
        for candidate in repeats(candidates).together.values():
            keys = Keys.of(candidate)
            for key in (keys.arxiv, keys.doi, keys.title, slug_of(candidate.title)):
                if key:
                    self.by_key.setdefault(key, candidate)

    @classmethod
    def of(cls, path: Path) -> Indexed:
        """Read a capture; one that is gone has no candidates."""
        if not path.is_file():
            return cls(())
        return cls(detect.read(path.read_bytes(), str(path)).candidates)

    def find(self, paper: Paper) -> Candidate | None:
        """What the capture says of a paper: by its ids, its title, or the title that gave it its id."""
        keys = Keys.of(paper)
        names = (keys.arxiv, keys.doi, keys.title, *paper.formerly, paper.id)
        found = (self.by_key[key] for key in names if key and key in self.by_key)
        return next((candidate for candidate in found if not keys.contradict(Keys.of(candidate))), None)
