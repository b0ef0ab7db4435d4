"""What the tagger says of the list: tags to add, and a vocabulary that may be better."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from papershelf.library import Library
from papershelf.library.load import TAGS
from papershelf.library.rules import unused_tag
from papershelf.model import Candidate, Paper, Tag
from papershelf.problems import Problem
from papershelf.tagging import TagSuggestion, Vocabulary, reasons, strongest, suggested
from papershelf.tagging.phrases import words


@dataclass(frozen=True, slots=True)
class TagReview:
    """What the text of a paper says to its tags.

    `suggestions` are all that the text suggests. Of a paper with tags, `unsupported` are those that its
    text does not suggest, each with what little speaks for it, and `missing` are suggestions that it lacks.
    """

    paper: Paper
    suggestions: tuple[TagSuggestion, ...]
    unsupported: Mapping[str, TagSuggestion | None]
    missing: tuple[TagSuggestion, ...]


def review_tags(paper: Paper, vocabulary: Vocabulary) -> TagReview:
    """Compare a paper's tags with its text, which suggests a group where it suggests a tag below it."""
    found = reasons(paper, vocabulary)
    proposals = strongest(vocabulary, found.values())
    fitting = {
        slug
        for each in found.values()
        if each.strong
        for slug in (each.slug, *vocabulary.ancestors(each.slug))
    }
    carried = {each for slug in paper.tags for each in (slug, *vocabulary.ancestors(slug))}
    return TagReview(
        paper,
        proposals,
        {slug: found.get(slug) for slug in paper.tags if slug not in fitting},
        tuple(each for each in proposals if paper.tags and each.slug not in carried),
    )


def tags_to_write(reviews: Iterable[TagReview]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The fields that writing would set, by paper: suggested tags for those that have none."""
    return {
        each.paper.id: {"tags": tuple(suggestion.slug for suggestion in each.suggestions)}
        for each in reviews
        if each.suggestions and not each.paper.tags
    }


def tagger(library: Library) -> Callable[[Candidate], tuple[str, ...]]:
    """Give the function by which an import fills `tags` of a new paper, for review in its diff."""
    vocabulary = Vocabulary.of_library(library)
    return lambda candidate: tuple(each.slug for each in suggested(candidate, vocabulary))


BROADEST = 0.4  # share of the papers
FEWEST_PAPERS = 10  # below that any tag is on a large share of them
ALIKE_NAMES = 90  # of 100; GNN and GCN are at 67
ALIKE_CARRIERS = 0.8  # share of the papers with one of two tags that have both
FEWEST_CARRIERS = 3
STRONG = 3.5  # twice what is enough for a suggestion

Lint = Callable[[Library], Iterator[Problem]]


def unused(library: Library) -> Iterator[Problem]:
    """A tag below a group is on a paper."""
    below = {tag.line for tag in library.tags if tag.parent}
    for line, message in unused_tag(library.tags, library.papers):
        if line in below:
            yield _problem(library, line, message, "unused-tag")


def childless_parent(library: Library) -> Iterator[Problem]:
    """A tag without parent has tags below it, or papers."""
    below = {tag.line for tag in library.tags if tag.parent}
    for line, _ in unused_tag(library.tags, library.papers):
        if line not in below:
            slug = next(tag.slug for tag in library.tags if tag.line == line)
            message = f"the group '{slug}' has neither tags nor papers; give it some, a parent, or remove it"
            yield _problem(library, line, message, "childless-parent")


def over_broad(library: Library) -> Iterator[Problem]:
    """A tag tells papers apart: not nearly half of them carry it themselves."""
    total = len(library.papers)
    uses = Counter(slug for paper in library.papers for slug in paper.tags)
    for tag in library.tags:
        if total >= FEWEST_PAPERS and uses[tag.slug] > BROADEST * total:
            share = f"{uses[tag.slug]} of {total} papers ({uses[tag.slug] / total:.0%})"
            message = f"'{tag.slug}' is on {share}; split it into more specific tags"
            yield _problem(library, tag.line, message, "over-broad-tag")


def near_synonyms(library: Library) -> Iterator[Problem]:
    """No two tags have nearly the same names, or are nearly always on the same papers.

    A tag may lengthen a name of its parent, as "LLM inference serving" does with "inference serving".
    """
    vocabulary = Vocabulary.of(library.tags)
    names = {tag.slug: _names(tag) for tag in library.tags}
    carriers: defaultdict[str, set[str]] = defaultdict(set)
    for paper in library.papers:
        for slug in paper.tags:
            carriers[slug].add(paper.id)
    for first, second in combinations(library.tags, 2):
        related = first.slug in vocabulary.ancestors(second.slug) or second.slug in vocabulary.ancestors(
            first.slug
        )
        alike = _alike_names(names[first.slug], names[second.slug], 100 if related else ALIKE_NAMES)
        reason = alike or _same_carriers(carriers[first.slug], carriers[second.slug])
        if reason:
            message = f"'{second.slug}' may be '{first.slug}' of line {first.line}: {reason}"
            message += "; merge them or tell them apart"
            yield _problem(library, second.line, message, "near-synonyms")


def missing_tag(library: Library) -> Iterator[Problem]:
    """A paper with tags carries those that its text names as its own subject."""
    vocabulary = Vocabulary.of_library(library)
    for paper in library.papers:
        for each in review_tags(paper, vocabulary).missing:
            if each.score >= STRONG:
                message = (
                    f"the text fits a tag that the paper lacks, {each}; add it, or leave it as you see it"
                )
                line = paper.lines.get("tags", paper.line)
                yield Problem(library.path, line, message, "warning", "missing-tag")


LINTS: tuple[Lint, ...] = (unused, childless_parent, over_broad, near_synonyms, missing_tag)


def vocabulary_lints(library: Library) -> list[Problem]:
    """All findings, by file and line. Raises InvalidInputError for a pattern that takes too long."""
    return sorted(problem for lint in LINTS for problem in lint(library))


def _problem(library: Library, line: int, message: str, rule: str) -> Problem:
    return Problem(str(Path(library.path).with_name(TAGS)), line, message, "warning", rule)


def _names(tag: Tag) -> dict[str, str]:
    """What a tag is called, by joined stems."""
    return {"".join(words(name).stems): name for name in (tag.label, *tag.aliases)}


def _alike_names(first: dict[str, str], second: dict[str, str], least: float) -> str:
    for one, name in first.items():
        for other, other_name in second.items():
            if fuzz.ratio(one, other) >= least:
                return f"'{other_name}' is nearly '{name}'"
    return ""


def _same_carriers(first: set[str], second: set[str]) -> str:
    both, either = first & second, first | second
    if min(len(first), len(second)) >= FEWEST_CARRIERS and len(both) >= ALIKE_CARRIERS * len(either):
        return f"{len(both)} of {len(either)} papers with one have both"
    return ""
