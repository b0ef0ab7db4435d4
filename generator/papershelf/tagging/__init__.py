"""Suggests tags for a text and says why: a pure function of the text and the vocabulary.

It stands below what proposes tags to the curator (`curate`) and what explains them to readers (`facts`).
"""

from papershelf.tagging.evidence import Evidence
from papershelf.tagging.papers import reasons, suggested
from papershelf.tagging.scoring import Suggestion, strongest, suggestions
from papershelf.tagging.vocabulary import Vocabulary

__all__ = ["Evidence", "Suggestion", "Vocabulary", "reasons", "strongest", "suggested", "suggestions"]
