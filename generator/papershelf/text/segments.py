"""Segments, which lose nothing of a text, and the rules that repair them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

LONGEST_ENCLOSED = 80  # characters up to which a quotation or a styled phrase is reported as one change


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the text: as it came, as it is shown, and what it links to (an http or https URL).

    `maths` is the TeX of a formula without its delimiters; `shown` is then the formula as plain text.
    """

    raw: str
    shown: str
    href: str | None = None
    maths: str | None = None

    @property
    def tex(self) -> str:
        """The formula for TeX: as it came, or in dollars where it came without any."""
        is_marked = "$" in self.raw or "\\(" in self.raw or "\\[" in self.raw
        return self.raw if is_marked else f"${self.maths}$"

    @property
    def unchanged(self) -> bool:
        """Whether readers see this run as it came, without a link."""
        return self.raw == self.shown and not self.stands_alone

    @property
    def stands_alone(self) -> bool:
        """Whether this is a link or a formula, which is never joined to its neighbours."""
        return self.href is not None or self.maths is not None


def merge(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Join neighbours that are both unchanged or both changed; a link or a formula always stands alone."""
    merged: list[Segment] = []
    key = attrgetter("unchanged", "stands_alone")
    for (_, alone), run in groupby(filter(attrgetter("raw"), segments), key=key):
        together = tuple(run)
        if alone:
            merged += together
        else:
            merged.append(Segment("".join(s.raw for s in together), "".join(s.shown for s in together)))
    return tuple(merged)


def enclose(
    opening: str, inner: tuple[Segment, ...], closing: str, left: str = "", right: str = ""
) -> tuple[Segment, ...]:
    """Show `opening` and `closing` as `left` and `right` around the repaired `inner`."""
    raw = opening + "".join(segment.raw for segment in inner) + closing
    alone = [segment for segment in inner if segment.stands_alone]
    if len(alone) == len(inner) == 1 and not left + right:
        return (replace(alone[0], raw=raw),)
    if not alone and len(raw) <= LONGEST_ENCLOSED:
        return (Segment(raw, left + "".join(segment.shown for segment in inner) + right),)
    return (Segment(opening, left), *inner, Segment(closing, right))


InnerRepair = Callable[[str], tuple[Segment, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it becomes.

    `needs` are literals of which a text must hold one for the pattern to match: most texts hold few of them,
    and looking for literals is many times faster than searching for a pattern.

    `replace` gets the match and a function that repairs text inside it. It returns the text to show for the
    whole match, or segments that start where the match starts and may end before it, or None to keep it.

    Patterns bound their repetitions, so that the time of a scan is proportional to the text.
    """

    name: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    replace: Callable[[re.Match[str], InnerRepair], tuple[Segment, ...] | str | None]
    near: re.Pattern[str] | None = None
    """What each match holds in its first word: the search begins at that word, since a search for a mark that
    begins with a literal is many times faster."""

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Find the first match from `start`."""
        if self.near:
            mark = self.near.search(text, start)
            if not mark:
                return None
            start = next((at for at in range(mark.start(), start, -1) if text[at - 1].isspace()), start)
        return self.pattern.search(text, start)


class Rules:
    """Rules in their order, with the rules that each literal calls for."""

    def __init__(self, ordered: Sequence[Rule]) -> None:
        self.ordered = tuple(ordered)
        called: dict[str, list[int]] = {}
        for order, rule in enumerate(self.ordered):
            for literal in rule.needs:
                called.setdefault(literal, []).append(order)
        self._called = [(literal, tuple(orders)) for literal, orders in called.items()]

    def called_for(self, text: str) -> set[int]:
        """Return the places of the rules whose pattern may match in a text."""
        orders: set[int] = set()
        for literal, called in self._called:
            if literal in text:
                orders.update(called)
        return orders


def scan(text: str, rules: Rules) -> tuple[Segment, ...]:
    """Repair `text`; the raws of the segments join to it."""
    found: dict[int, re.Match[str]] = {}
    for order in rules.called_for(text):
        if match := rules.ordered[order].search(text):
            found[order] = match
    if not found:
        return (Segment(text, text),) if text else ()
    segments: list[Segment] = []
    done = 0
    while found:
        order = min(found, key=lambda each: (found[each].start(), each))
        start = found[order].start()
        replaced = _replace(rules.ordered[order], found[order], rules)
        if replaced:
            segments += [Segment(text[done:start], text[done:start]), *replaced]
            done = start + sum(len(segment.raw) for segment in replaced)
        _search_on(text, rules, found, done if replaced else start + 1, only=None if replaced else order)
    return merge([*segments, Segment(text[done:], text[done:])])


def _replace(rule: Rule, match: re.Match[str], rules: Rules) -> tuple[Segment, ...]:
    replaced = rule.replace(match, lambda inner: scan(inner, rules))
    if isinstance(replaced, str):
        return (Segment(match.group(), replaced),)
    return replaced or ()


def _search_on(
    text: str, rules: Rules, found: dict[int, re.Match[str]], start: int, only: int | None
) -> None:
    """Find the next match from `start` for the rule `only`, or for each rule whose match begins before it."""
    for order in [only] if only is not None else list(found):
        if found[order].start() < start:
            match = rules.ordered[order].search(text, start)
            if match:
                found[order] = match
            else:
                del found[order]
