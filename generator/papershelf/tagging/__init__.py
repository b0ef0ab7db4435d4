"""Suggests tags for a text and says why: a pure function of the text and the vocabulary.

It stands below what proposes tags to the curator (`curate`) and what explains them to readers (`facts`).
"""

from papershelf.tagging.patterns import Vocabulary
from papershelf.tagging.scoring import Evidence, TagSuggestion, reasons, strongest, suggested, suggestions

__all__ = ["Evidence", "TagSuggestion", "Vocabulary", "reasons", "strongest", "suggested", "suggestions"]
