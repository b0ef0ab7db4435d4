"""What a line of a Daily Papers page may be, and which lines are one text that was wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from papershelf.model import MONTHS

_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS)
DATE = re.compile(rf"(?:Published on )?(?P<month>{_MONTH}) (?P<day>[1-3]?[0-9])(?:, (?P<year>[0-9]{{4}}))?")
_MONTH_DAY = rf"(?:{_MONTH}) [0-9]{{1,2}}"
_SPAN = re.compile(rf"{_MONTH_DAY} [-–] {_MONTH_DAY}(?:, [0-9]{{4}})?|(?:{_MONTH}) [0-9]{{4}}")
_COUNT = re.compile(r"-|[0-9]{1,5}|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+\.?[0-9]*[kK]")
_CLOSING = "\"'”’)]}"
_LETTER = re.compile(r"[^\W\d_]")

COMMUNITY = re.compile(r"(by ?(AK)? ?)?and the research community")
_FURNITURE = frozenset(
    """new|Get trending papers in your email inbox!|Get trending papers in your email inbox once a day!
Subscribe|Daily Papers|Daily Papers - Hugging Face|Trending Papers|Trending Papers - Hugging Face|by|AK
Trending Papers ranked by GitHub stars activity|Daily|Weekly|Monthly|Previous|Next|Hugging Face
Models|Datasets|Spaces|Buckets|Buckets new|Docs|Enterprise|Pricing|Log In|Sign Up|Website|Tasks|HuggingChat
Collections|Languages|Organizations|Community|Blog|Posts|Learn|Discord|Forum|GitHub|Solutions
Team & Enterprise|Hugging Face PRO|Enterprise Support|Inference Providers|Inference Endpoints|Storage Buckets
System theme|Light|Dark|Company|TOS|Privacy|About|Careers""".replace("\n", "|").split("|")
)
_LANDMARKS = frozenset(
    {"·", "Daily Papers", "Trending Papers", "Get trending papers in your email inbox!", "Log In"}
)
QUERY_ROOM = 8  # navigation lines and a search query stand between "… the research community" and the day
LONGEST_QUERY = 100

SHORTEST_TITLE = 6
LONGEST_TITLE = 200  # measured: 175
SHORTEST_ABSTRACT = 165
SHORTEST_SENTENCES = 80  # what is shorter, a sentence or not, is a stray line


def is_day(text: str) -> bool:
    """Tell the page's date widget: "Jul 29", "Jul 29, 2024", a week's span or a month."""
    return bool(DATE.fullmatch(text) or _SPAN.fullmatch(text))


def is_furniture(text: str) -> bool:
    """Tell a line of the page's header, navigation or footer."""
    return text in _FURNITURE or bool(COMMUNITY.fullmatch(text)) or is_day(text)


def is_landmark(text: str) -> bool:
    """Tell a line that no paragraph of text contains, so that the lines around it are pieces of their own."""
    return text in _LANDMARKS or bool(COMMUNITY.fullmatch(text))


def is_count(text: str) -> bool:
    """Tell a number of votes or comments; "-" is none."""
    return bool(_COUNT.fullmatch(text))


def could_be_title(text: str) -> bool:
    """Tell what may be a title from sentences, counts and other stray lines."""
    return SHORTEST_TITLE <= len(text) <= LONGEST_TITLE and not _ends_in_full_stop(text)


def could_be_short_title(text: str) -> bool:
    """Tell what may be a title shorter than any measured, where its place speaks for it."""
    return len(text) < SHORTEST_TITLE and bool(_LETTER.search(text))


def could_be_abstract(text: str) -> bool:
    """Tell what may be an abstract: by its length, or by its full stop where it is a short one."""
    return len(text) >= SHORTEST_ABSTRACT or (len(text) >= SHORTEST_SENTENCES and _ends_in_full_stop(text))


def _ends_in_full_stop(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(".")


def header_length(texts: list[str]) -> int:
    """Count the pieces of the header: navigation up to the day, the search box's query included."""
    length = 0
    while length < len(texts) and is_furniture(texts[length]):
        length += 1
        if is_day(texts[length - 1]):
            break
        if COMMUNITY.fullmatch(texts[length - 1]):
            room = texts[length : length + QUERY_ROOM]
            day = next((index for index, text in enumerate(room) if is_day(text)), 0)
            unknown = [text for text in room[:day] if not is_furniture(text)]
            if len(unknown) == 1 and len(unknown[0]) <= LONGEST_QUERY and not is_count(unknown[0]):
                length += day
    return length


_HEAD = re.compile(r"\S*?[^\W\d]{2}-(?=[^\W\d]{2})")
LONGEST_END = 10  # characters of a line's end that tell how it was broken
_BROKEN_COMPOUND = re.compile(r"[^\W\d]{2}-$")
_COMPOUND_GOES_ON = re.compile(r"[^\W\d]{2}")
_PLAIN_WORD = re.compile(r"[^\W\d_]+[.,;:!?)]*")
_STOPS = ".,;:!?)}"
_BROKEN_DASH = re.compile(r"\w--+$")
# As in "pre- and post-training", "two- or three-dimensional".
_SUSPENDED = frozenset({"and", "or", "to", "nor", "but", "vs", "versus", "through"})


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a capture's lines were broken: at which width (0: not at all), and whether at hyphens too."""

    width: int = 0
    at_hyphens: bool = False

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Wrapping:
        """Measure texts, each given as its lines."""
        width = at_hyphens = before_hyphens = 0
        for lines in texts:
            widest = max(map(len, lines))
            for line, following in pairwise(lines):
                width = max(width, len(line))
                at_hyphens += _is_broken_at_hyphen(line, following)
                before_hyphens += len(line) + 1 + len(_head(following)) <= widest
        return cls(width, at_hyphens > before_hyphens)

    def join(self, lines: Sequence[str]) -> str:
        """Undo the wrapping of one paragraph."""
        parts = [lines[0]]
        for line, following in pairwise(lines):
            parts += ["" if self._is_cut(line, following) else " ", following]
        return "".join(parts)

    def _is_cut(self, line: str, following: str) -> bool:
        if self.at_hyphens and _is_broken_at_hyphen(line, following):
            return True
        rest = _first_word(following)
        if len(line) != self.width or (line[-1] in _STOPS and _PLAIN_WORD.fullmatch(rest)):
            return False  # an address may also end where its line does
        word = line.rsplit(None, 1)[-1] + rest
        return len(word) > self.width and ("://" in word or " " not in line)


def _is_broken_at_hyphen(line: str, following: str) -> bool:
    if following.startswith("--"):
        return line[-1].isalnum() and following.lstrip("-")[:1].isalnum()
    if not line.endswith("-"):
        return False
    before = line[-LONGEST_END:]
    if _BROKEN_DASH.search(before):
        return following[0].isalnum()
    compound = _BROKEN_COMPOUND.search(before) and _COMPOUND_GOES_ON.match(following)
    return bool(compound) and _first_word(following).strip(",;") not in _SUSPENDED


def _head(line: str) -> str:
    head = _HEAD.match(line)
    return head.group() if head else _first_word(line)


def _first_word(line: str) -> str:
    return line.split(None, 1)[0]
