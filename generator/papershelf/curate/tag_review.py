"""Reviews of tags: those that papers lack or carry without reason, and those of the vocabulary."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter
from pathlib import Path

from rapidfuzz import fuzz

from papershelf.curate.heading_tags import HeadingTags
from papershelf.library import Library
from papershelf.library.load import TAGS
from papershelf.library.rules import unused_tag
from papershelf.library.values import TAGS_PER_PAPER
from papershelf.model import Candidate, Paper, Tag
from papershelf.problems import Problem
from papershelf.tagging import TagSuggestion, Vocabulary, reasons, strongest, tag_suggestions
from papershelf.tagging.phrases import words

BROADEST = 0.4  # of all papers
FEWEST_PAPERS = 10  # of fewer, any tag is on a large share
ALIKE_NAMES = 90  # out of 100; GNN and GCN get 67
ALIKE_CARRIERS = 0.8  # of the papers with either of two tags, those with both
FEWEST_CARRIERS = 3
STRONG = 3.5  # twice the threshold for a suggestion
Lint = Callable[[Library], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class TagReview:
    """A paper's tags compared with its text.

    `suggestions` are the tags that the text suggests. `unsupported` are the paper's tags that it doesn't,
    each with what weak evidence there is; `missing` are the suggestions that a paper with tags lacks.
    """

    paper: Paper
    suggestions: tuple[TagSuggestion, ...]
    unsupported: Mapping[str, TagSuggestion | None]
    missing: tuple[TagSuggestion, ...]


def review_tags(paper: Paper, vocabulary: Vocabulary) -> TagReview:
    """Compare a paper's tags with its text; a text that suggests a tag supports the groups above it too."""
    found = reasons(paper, vocabulary)
    suggestions = strongest(found.values(), vocabulary)
    supported = _with_ancestors((each.slug for each in found.values() if each.strong), vocabulary)
    carried = _with_ancestors(paper.tags, vocabulary)
    return TagReview(
        paper,
        suggestions,
        {slug: found.get(slug) for slug in paper.tags if slug not in supported},
        tuple(each for each in suggestions if paper.tags and each.slug not in carried),
    )


def _with_ancestors(slugs: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    return {each for slug in slugs for each in (slug, *vocabulary.ancestors(slug))}


def tags_to_write(reviews: Iterable[TagReview]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the fields to set, by paper: suggested tags for papers that have none."""
    return {
        each.paper.id: {"tags": tuple(suggestion.slug for suggestion in each.suggestions)}
        for each in reviews
        if each.suggestions and not each.paper.tags
    }


def tagger(library: Library) -> Callable[[Candidate], tuple[str, ...]]:
    """Return the function that an import fills `tags` of a new paper with, for review in its diff.

    What the headings of another list name comes before what the text suggests.
    """
    vocabulary = Vocabulary.of_library(library)
    headings = HeadingTags(library.tags)

    def tags(candidate: Candidate) -> tuple[str, ...]:
        suggested = (each.slug for each in tag_suggestions(candidate, vocabulary))
        named = dict.fromkeys((*headings.of_candidate(candidate), *suggested))
        general = {above for slug in named for above in vocabulary.ancestors(slug)}
        return tuple(slug for slug in named if slug not in general)[:TAGS_PER_PAPER]

    return tags


def unused(library: Library) -> Iterator[Problem]:
    """A tag below a group is on a paper; one without a parent has tags below it, or papers."""
    by_line = {tag.line: tag for tag in library.tags}
    for line, message in unused_tag(library.tags, library.papers):
        tag = by_line[line]
        if tag.parent:
            yield _problem(library, line, message, "unused-tag")
        else:
            what = f"the group '{tag.slug}' has neither tags nor papers; give it some, a parent, or remove it"
            yield _problem(library, line, what, "childless-parent")


def over_broad(library: Library) -> Iterator[Problem]:
    """A tag distinguishes papers: fewer than nearly half of them carry it."""
    total = len(library.papers)
    uses = Counter(slug for paper in library.papers for slug in paper.tags)
    for tag in library.tags:
        if total >= FEWEST_PAPERS and uses[tag.slug] > BROADEST * total:
            share = f"{uses[tag.slug]} of {total} papers ({uses[tag.slug] / total:.0%})"
            message = f"'{tag.slug}' is on {share}; split it into more specific tags"
            yield _problem(library, tag.line, message, "over-broad-tag")


def near_synonyms(library: Library) -> Iterator[Problem]:
    """No two tags have nearly the same names, or are nearly always on the same papers.

    A tag may extend a name of its parent, as "LLM inference serving" extends "inference serving".
    """
    vocabulary = Vocabulary.of(library.tags)
    names = {tag.slug: _names(tag) for tag in library.tags}
    carriers: defaultdict[str, set[str]] = defaultdict(set)
    for paper in library.papers:
        for slug in paper.tags:
            carriers[slug].add(paper.id)
    for first, second in combinations(library.tags, 2):
        above = {*vocabulary.ancestors(first.slug), *vocabulary.ancestors(second.slug)}
        related = not above.isdisjoint({first.slug, second.slug})
        alike = _alike_names(names[first.slug], names[second.slug], 100 if related else ALIKE_NAMES)
        reason = alike or _same_carriers(carriers[first.slug], carriers[second.slug])
        if reason:
            message = (
                f"'{second.slug}' may be the same as '{first.slug}' of line {first.line}: {reason}; "
                "merge them or make them distinct"
            )
            yield _problem(library, second.line, message, "near-synonyms")


def missing_tag(library: Library) -> Iterator[Problem]:
    """A paper with tags carries those that its text clearly names as its subject."""
    vocabulary = Vocabulary.of_library(library)
    for paper in filter(attrgetter("tags"), library.papers):
        for each in review_tags(paper, vocabulary).missing:
            if each.score >= STRONG:
                message = f"the text suggests a tag that the paper lacks, {each}; add it if you agree"
                line = paper.lines.get("tags", paper.line)
                yield Problem(library.path, line, message, "warning", "missing-tag")


LINTS: tuple[Lint, ...] = (unused, over_broad, near_synonyms, missing_tag)


def vocabulary_lints(library: Library) -> list[Problem]:
    """Return all findings by file and line. Raises InvalidInputError for a pattern that takes too long."""
    return sorted(problem for lint in LINTS for problem in lint(library))


def _problem(library: Library, line: int, message: str, rule: str) -> Problem:
    return Problem(str(Path(library.path).with_name(TAGS)), line, message, "warning", rule)


def _names(tag: Tag) -> dict[str, str]:
    """Return the names of a tag by their joined stems."""
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
