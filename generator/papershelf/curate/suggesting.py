"""Tags proposed to the curator: written where a paper has none, questions where it has some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from papershelf.library import Library
from papershelf.model import Candidate, Paper
from papershelf.tagging import Suggestion, Vocabulary, reasons, strongest, suggested


@dataclass(frozen=True, slots=True)
class Review:
    """What the text of a paper says to its tags.

    `suggestions` are all that the text suggests. Of a paper with tags, `unsupported` are those that its
    text does not suggest, each with what little speaks for it, and `missing` are suggestions that it lacks.
    """

    paper: Paper
    suggestions: tuple[Suggestion, ...]
    unsupported: Mapping[str, Suggestion | None]
    missing: tuple[Suggestion, ...]


def review(paper: Paper, vocabulary: Vocabulary) -> Review:
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
    return Review(
        paper,
        proposals,
        {slug: found.get(slug) for slug in paper.tags if slug not in fitting},
        tuple(each for each in proposals if paper.tags and each.slug not in carried),
    )


def tags_to_write(reviews: Iterable[Review]) -> dict[str, dict[str, tuple[str, ...]]]:
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
