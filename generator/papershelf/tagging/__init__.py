"""Suggests tags for a text, with reasons: a pure function of the text and the vocabulary.

A layer below both `curate`, which proposes tags to the curator, and `facts`, which explains them to readers.
"""

from papershelf.tagging.patterns import Vocabulary
from papershelf.tagging.scoring import TagSuggestion, reasons, strongest, tag_suggestions

__all__ = ["TagSuggestion", "Vocabulary", "reasons", "strongest", "tag_suggestions"]
