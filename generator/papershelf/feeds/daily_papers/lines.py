"""What a line of a Daily Papers page can be: title, abstract, date, count or furniture."""

import datetime as dt
import re
from collections.abc import Iterable

from papershelf.model import MONTHS, PartialDate

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
QUERY_ROOM = 8  # pieces between "… the research community" and the day: navigation and a search query
LONGEST_QUERY = 100

SHORTEST_TITLE = 6
LONGEST_TITLE = 200  # measured: 175
SHORTEST_ABSTRACT = 165  # measured
SHORTEST_SENTENCES = 80  # a shorter line, sentence or not, is a stray one
_DAY_LINK = re.compile(
    r"https?://(?:www\.)?huggingface\.co/papers(?:/date/|\?date=)([0-9]{4}-[0-9]{2}-[0-9]{2})"
)
_DAYS_AROUND = 7  # the arrows beside the day lead over a weekend or holidays at most


def is_day(text: str) -> bool:
    """Recognise the page's date widget: "Jul 29", "Jul 29, 2024", a week's span or a month."""
    return bool(DATE.fullmatch(text) or _SPAN.fullmatch(text))


def is_furniture(text: str) -> bool:
    """Recognise a line of the page's header, navigation or footer."""
    return text in _FURNITURE or bool(COMMUNITY.fullmatch(text)) or is_day(text)


def is_landmark(text: str) -> bool:
    """Recognise a line that no paragraph contains, so that the lines around it are pieces of their own."""
    return text in _LANDMARKS or bool(COMMUNITY.fullmatch(text))


def is_count(text: str) -> bool:
    """Recognise a number of votes or comments; "-" means none."""
    return bool(_COUNT.fullmatch(text))


def could_be_title(text: str) -> bool:
    """Tell a possible title from sentences, counts and other stray lines."""
    return SHORTEST_TITLE <= len(text) <= LONGEST_TITLE and not _ends_in_full_stop(text)


def could_be_short_title(text: str) -> bool:
    """Recognise a possible title shorter than any measured, for use where its place suggests one."""
    return len(text) < SHORTEST_TITLE and bool(_LETTER.search(text))


def could_be_abstract(text: str) -> bool:
    """Recognise a possible abstract by its length, or a short one by its full stop."""
    return len(text) >= SHORTEST_ABSTRACT or (len(text) >= SHORTEST_SENTENCES and _ends_in_full_stop(text))


def _ends_in_full_stop(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(".")


def header_length(texts: list[str]) -> int:
    """Count the pieces of the header: navigation up to the day, including the query in the search box."""
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


def page_day(header: Iterable[str], links: Iterable[str]) -> str | None:
    """Find the day that the page shows: in ISO form where a link shows its year, else as printed.

    `header` holds the texts of the page's header, `links` the addresses of the whole page.
    """
    printed = next(filter(is_day, header), None)
    match = DATE.fullmatch(printed or "")
    if not match:
        return printed
    for link in filter(None, map(_DAY_LINK.match, links)):
        if day := _near(match, link[1]):
            return str(day)
    return printed


def published(text: str, day: str | None) -> PartialDate | None:
    """Read a paper's date; None where its year is not certain.

    The page omits the year in which it was captured. No paper is younger than its page, so a date without a
    year that isn't after the page's day is in the same year.
    """
    match = DATE.fullmatch(text)
    if not match:
        return None
    if match["year"]:
        return _partial(_date(int(match["year"]), match))
    try:
        page = dt.date.fromisoformat(day or "")
    except ValueError:
        return None
    date = _date(page.year, match)
    return _partial(date) if date and date <= page else None


def _near(match: re.Match[str], linked: str) -> dt.date | None:
    try:
        other = dt.date.fromisoformat(linked)
    except ValueError:
        return None
    years = [int(match["year"])] if match["year"] else [other.year - 1, other.year, other.year + 1]
    dates = filter(None, (_date(year, match) for year in years))
    return next((date for date in dates if abs((date - other).days) <= _DAYS_AROUND), None)


def _date(year: int, match: re.Match[str]) -> dt.date | None:
    month = 1 + next(index for index, name in enumerate(MONTHS) if name.startswith(match["month"]))
    try:
        return dt.date(year, month, int(match["day"]))
    except ValueError:
        return None


def _partial(date: dt.date | None) -> PartialDate | None:
    return PartialDate(date.year, date.month, date.day) if date else None
