"""A long list in pages: their paths, and which of them a page links to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NEAR = 2  # pages before and after the present one that are linked, beside the first and the last


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands in its list: page `number` of `paths`, counted from 1."""

    number: int
    paths: Sequence[str]

    @property
    def numbers(self) -> list[int | None]:
        """The pages to link to, in order; None stands for a gap of more than one page."""
        last = len(self.paths)
        near = range(self.number - NEAR, self.number + NEAR + 1)
        linked = [number for number in range(1, last + 1) if number in near or number in {1, last}]
        found: list[int | None] = []
        for number in linked:
            before = found[-1] if found else number - 1
            if before is not None and number - before > 1:
                found.append(number - 1 if number - before == 2 else None)  # noqa: PLR2004 - one is no gap
            found.append(number)
        return found


def pager_paths(path: str, count: int) -> list[str]:
    """The paths of a list in so many pages: `x.md`, then `x/2.md`; `index.md`, then `pages/2.md`."""
    first = path.removesuffix(".md")
    rest = f"{path.removesuffix('index.md')}pages" if path.endswith("index.md") else first
    return [path, *(f"{rest}/{number}.md" for number in range(2, count + 1))]
