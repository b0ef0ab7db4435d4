"""Figures about the whole list: which tags appear together, and how the list grew."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, combinations

from papershelf.facts.groups import UNDATED, Group, newest_first
from papershelf.model import Paper, PartialDate, Tag

TAGS_IN_MATRIX = 40


@dataclass(frozen=True, slots=True)
class Growth:
    """Papers added in one month, and how many there were at its end."""

    added: Group
    total: int


def together(papers: Iterable[Paper]) -> Mapping[str, Mapping[str, tuple[Paper, ...]]]:
    """Return, by two tags, the papers that carry both, the newest first; each pair is there both ways round.

    Only the tags that papers carry themselves count, not their ancestors.
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
    """Return the tags that get a row in the table of pairs: at most the 40 most used of those `paired`.

    They are in the vocabulary's order, which puts related tags side by side.
    """
    uses = Counter(slug for paper in papers for slug in paper.tags)
    chosen = set(sorted(paired, key=lambda slug: (-uses[slug], slug))[:TAGS_IN_MATRIX])
    return tuple(tag for tag in tags if tag.slug in chosen)


def growth(papers: Iterable[Paper]) -> tuple[Growth, ...]:
    """Return how the list grew month by month, the oldest first; papers with no recorded date come first.

    A group's slug is its month, such as `2026-11`; the slug of the papers with no recorded date is `before`.
    """
    months: defaultdict[PartialDate, list[Paper]] = defaultdict(list)
    for paper in papers:
        months[PartialDate(paper.added.year, paper.added.month) if paper.added else UNDATED].append(paper)
    ordered = sorted(months)
    totals = accumulate(len(months[month]) for month in ordered)
    return tuple(
        Growth(_month_group(month, months[month]), total)
        for month, total in zip(ordered, totals, strict=True)
    )


def _month_group(month: PartialDate, papers: Iterable[Paper]) -> Group:
    names = ("before", "No recorded date") if month == UNDATED else (str(month), month.spoken)
    return Group(*names, newest_first(papers))
