"""Repair of titles and abstracts copied from a page that stripped `$` and many backslashes from their TeX.

The raw text is kept: a repair is a tuple of segments whose raws join to the input, so every change can be
shown as "raw -> shown". Text that a rule could only guess at stays as typed, and unknown TeX stays visible.
"""

import re
from functools import lru_cache

from papershelf.text import dashes, emphasis, groups, lost_tex, maths, signs, spacing, tex, urls
from papershelf.text.segments import Rule, Rules, Segment, scan

__all__ = ["Segment", "may_change", "repair", "shown"]

# Where two rules match at the same place, the first one wins: formulas, links and text to keep come first.
RULES: tuple[Rule, ...] = (
    *maths.FORMULA_RULES,
    *urls.RULES,
    *tex.MARKUP_RULES,
    *signs.QUOTE_RULES,
    *dashes.DASH_RULES,
    *emphasis.EMPHASIS_RULES,
    *tex.ACCENT_RULES,
    *tex.BRACKET_RULES,
    *signs.NUMBER_RULES,
    *maths.SCRIPT_RULES,
    *lost_tex.LOST_RULES,
    *tex.SYMBOL_RULES,
    *groups.GROUP_RULES,
    *spacing.SPACING_RULES,
)
_RULES = Rules(RULES)
_NEEDED = {literal for rule in RULES for literal in rule.needs} - spacing.COMMON_MARKS
MARKS = tuple(
    sorted(mark for mark in _NEEDED if not any(other in mark and other != mark for other in _NEEDED))
)
"""What a text must hold one of, or a mark without a blank, for any rule to match; most titles hold none."""
_SIGN = re.compile(f"[{re.escape(''.join(mark for mark in MARKS if len(mark) == 1))}]")
_WORDS = tuple(mark for mark in MARKS if len(mark) > 1)


@lru_cache(maxsize=32_768)
def repair(raw: str) -> tuple[Segment, ...]:
    """Split `raw` into unchanged runs, changed spans, links and formulas, without losing a character of it.

    Cached, because a title is repaired for each page that names it, and `serve` builds again and again.
    """
    return scan(raw, _RULES)


def shown(raw: str) -> str:
    """Return the plain text that readers see."""
    return "".join([segment.shown for segment in repair(raw)]) if may_change(raw) else raw


@lru_cache(maxsize=32_768)
def may_change(raw: str) -> bool:
    """Tell whether a text holds what any rule needs; one that does not is shown as it is."""
    return (
        bool(_SIGN.search(raw)) or any(map(raw.__contains__, _WORDS)) or bool(spacing.GLUED_MARK.search(raw))
    )
