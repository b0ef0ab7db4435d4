"""Tags that the text of a paper or candidate suggests, after text repair."""

from __future__ import annotations

from collections.abc import Mapping

from papershelf.model import Candidate, Paper
from papershelf.tagging.scoring import Suggestion, assessed, strongest
from papershelf.tagging.vocabulary import Vocabulary
from papershelf.text import shown


def suggested(item: Paper | Candidate, vocabulary: Vocabulary) -> tuple[Suggestion, ...]:
    """One to five tags for an item, or none; the strongest first."""
    return strongest(vocabulary, reasons(item, vocabulary).values())


def reasons(item: Paper | Candidate, vocabulary: Vocabulary) -> Mapping[str, Suggestion]:
    """All that speaks for any tag, by slug, the strongest first: also what is too weak for a suggestion."""
    keywords = item.keywords if isinstance(item, Candidate) else ()
    found = assessed(vocabulary, shown(item.title), shown(item.abstract or ""), map(shown, keywords))
    return {each.slug: each for each in found}
