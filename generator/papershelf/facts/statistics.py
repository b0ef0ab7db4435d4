"""Figures of the list as a whole: which tags come together, and how the list grew."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, combinations

from papershelf.facts.groups import Group, newest_first
from papershelf.model import MONTHS, Paper, Tag

TAGS_IN_MATRIX = 40


@dataclass(frozen=True, slots=True)
class Growth:
    """Papers that came onto the list in one period, and how many there were at its end."""

    added: Group
    total: int


def together(papers: Iterable[Paper]) -> Mapping[str, Mapping[str, tuple[Paper, ...]]]:
    """For each tag the other tags that papers carry beside it, with these papers, the newest first.

    Only what papers carry themselves counts, not the tags above; the relation is symmetric.
    """
    found: defaultdict[str, defaultdict[str, list[Paper]]] = defaultdict(lambda: defaultdict(list))
    for paper in newest_first(papers):
        for one, other in combinations(dict.fromkeys(paper.tags), 2):
            found[one][other].append(paper)
            found[other][one].append(paper)
    return {
        one: {other: tuple(members) for other, members in others.items()} for one, others in found.items()
    }


def matrix_tags(paired: Iterable[str], papers: Iterable[Paper], tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """The tags worth a row in a table of pairs: of those that are `paired`, the 40 most used at most.

    In the vocabulary's order, in which related tags stand side by side.
    """
    uses = Counter(slug for paper in papers for slug in paper.tags)
    chosen = set(sorted(paired, key=lambda slug: (-uses[slug], slug))[:TAGS_IN_MATRIX])
    return tuple(tag for tag in tags if tag.slug in chosen)


def growth(papers: Iterable[Paper]) -> tuple[Growth, ...]:
    """How the list grew month by month, the oldest first; papers without a day of adding come before all.

    A group's slug is its month, `2026-11`; that of the papers without a day is `before`.
    """
    months: defaultdict[tuple[int, int], list[Paper]] = defaultdict(list)
    for paper in papers:
        months[(paper.added.year, paper.added.month) if paper.added else (0, 0)].append(paper)
    ordered = sorted(months)
    totals = accumulate(len(months[month]) for month in ordered)
    return tuple(
        Growth(Group(*_names(month), newest_first(months[month])), total)
        for month, total in zip(ordered, totals, strict=True)
    )


def _names(month: tuple[int, int]) -> tuple[str, str]:
    year, number = month
    return (f"{year:04}-{number:02}", f"{MONTHS[number - 1]} {year}") if year else ("before", "Day not known")
