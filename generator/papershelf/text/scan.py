"""One walk over a text with a list of rules: the leftmost match is replaced, of two the first rule's."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from papershelf.text.segments import Segment, merge

InnerRepair = Callable[[str], tuple[Segment, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it becomes.

    `needs` are literals of which a text must hold one for the pattern to match: most texts hold few of them,
    and finding none is many times faster than searching for a pattern.

    `replace` gets the match and a function that repairs text inside it. It returns what the whole match is
    shown as, or segments that start where the match starts and may end before it, or None: as typed.

    Patterns bound their repetitions, so that a scan takes time in proportion to the text.
    """

    name: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    replace: Callable[[re.Match[str], InnerRepair], tuple[Segment, ...] | str | None]


def scan(text: str, rules: Sequence[Rule]) -> tuple[Segment, ...]:
    """Repair `text`; the raws of the result join to it."""
    found = {
        order: match
        for order, rule in enumerate(rules)
        if any(literal in text for literal in rule.needs) and (match := rule.pattern.search(text))
    }
    segments: list[Segment] = []
    done = 0
    while found:
        order = min(found, key=lambda each: (found[each].start(), each))
        start = found[order].start()
        replaced = _replace(rules[order], found[order], rules)
        if replaced:
            segments += [Segment(text[done:start], text[done:start]), *replaced]
            done = start + sum(len(segment.raw) for segment in replaced)
        _search_on(text, rules, found, done if replaced else start + 1, only=None if replaced else order)
    return merge([*segments, Segment(text[done:], text[done:])])


def _replace(rule: Rule, match: re.Match[str], rules: Sequence[Rule]) -> tuple[Segment, ...]:
    replaced = rule.replace(match, lambda inner: scan(inner, rules))
    if isinstance(replaced, str):
        return (Segment(match.group(), replaced),)
    return replaced or ()


def _search_on(
    text: str, rules: Sequence[Rule], found: dict[int, re.Match[str]], start: int, only: int | None
) -> None:
    """Find the next match from `start` for the rule `only`, or for each rule whose match begins before it."""
    for order in [only] if only is not None else list(found):
        if found[order].start() < start:
            match = rules[order].pattern.search(text, start)
            if match:
                found[order] = match
            else:
                del found[order]
