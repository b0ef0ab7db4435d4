"""What the small lines of a Daily Papers page are: navigation, dates, counts; and what titles look like.

The limits were measured on 9,872 papers of 580 days: titles have 6 to 175 characters and none ends in a
full stop; no abstract is shorter than 165.
"""

from __future__ import annotations

import re

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
