"""Where papers stand in collections, said to who is about to change them."""

from __future__ import annotations

from collections.abc import Collection as Container
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from papershelf.library import Library
from papershelf.library.load import COLLECTIONS
from papershelf.model import Collection, Step


class Place(NamedTuple):
    """A step of a collection; as text the line of its file and its number."""

    path: Path
    collection: Collection
    step: Step

    def __str__(self) -> str:
        number = self.collection.steps.index(self.step) + 1
        return f"{self.path}:{self.step.line}: step {number} of '{self.collection.slug}'"


def places(library: Library, ids: Container[str]) -> Iterator[Place]:
    """The steps that are papers of `ids`."""
    path = Path(library.path).with_name(COLLECTIONS)
    for collection in library.collections:
        for step in collection.steps:
            if step.paper in ids:
                yield Place(path, collection, step)
