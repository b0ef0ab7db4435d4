"""Dates as people and databases write them: `2019-05-03`, `May 3, 2019`, `03.05.2019`, `Spring 2019`."""

import re
from functools import lru_cache
from typing import Any

from papershelf.feeds.record_values import ISO_START, partial_date
from papershelf.model import MONTHS, PartialDate

OF_MONTHS = {month[:3].lower(): number for number, month in enumerate(MONTHS, start=1)}
_NAMES = "|".join(OF_MONTHS)
OF_MONTHS |= {"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12}
_NAMES += r"|(?:märz?|mrz|mai|okt(?:ober)?|dez(?:ember)?)(?![a-z])"  # German ones that differ
# May, Sept., "May-Jun" and "May/June", of which the first counts
MONTH = rf"(?P<month>{_NAMES})[a-z]*\.?(?:\s*[-–/]\s*(?:{_NAMES})[a-z]*\.?)?"
DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
DAYS = r"[0-9]{1,2}\s*[-–]\s*[0-9]{1,2}"  # those of a conference: no day of publication
YEAR = r"(?P<year>[12][0-9]{3})(?![0-9])"
WITH_MONTH = tuple(
    re.compile(rf"(?<![^\W_]){form}", re.IGNORECASE)
    for form in (
        rf"(?:{DAY}|{DAYS})[\s.-]+{MONTH},?[\s-]*{YEAR}",
        rf"{MONTH}(?:\s*{DAY}|\s+{DAYS})?\s*[,.]?\s+{YEAR}",
        rf"{YEAR}[\s,.-]+{MONTH}(?:[\s,-]+{DAY}(?![0-9]))?",
    )
)
COMPACT = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
OF_NUMBERS = re.compile(rf"(?:([0-9]{{1,2}})\s*([./-])\s*)?([0-9]{{1,2}})\s*[./-]\s*{YEAR}")  # the year last
BESIDE_YEAR = re.compile(
    r"(?:[^\w?]|0)*|\s*[-–/]+\s*(?:[0-9]{2}|[0-9]{4})\s*"
)  # unknown parts, or the end of a span
LONE_YEAR = re.compile(rf"(?<![0-9]){YEAR}")


@lru_cache(maxsize=4096)  # a library has few days and many papers
def written_date(text: str) -> PartialDate | None:
    """Read a date as precise as it is certain; of a span, its start; of a season, the year."""
    lone = LONE_YEAR.search(text)
    return partial_date(*_parts(text)) or (partial_date(lone["year"]) if lone else None)


@lru_cache(maxsize=4096)
def doubt_about(text: str) -> str:
    """Return why `written_date` reads less than a text says; empty where it reads all.

    That is a date that the calendar lacks, such as 2023-02-30, one that can be read in two ways, such as
    3/5/2019, and words beside a year, such as "Spring 2019". A zero is a part that isn't known, and 2019-20
    a span of years.
    """
    year, month, day = (int(part or 0) for part in _parts(text))
    is_span = not day and month > year % 100
    found = partial_date(year, month, day or 1)
    if year and month and not is_span and not (found and found.day):
        return "the calendar has no such date"
    if _is_ambiguous(text):
        return "day and month could be either way round"
    lone = LONE_YEAR.search(text)
    rest = text.replace(lone["year"], "", 1) if lone and not month else ""
    if re.search(r"[^\W_]{2}|\?", rest) and not BESIDE_YEAR.fullmatch(rest):
        return "only the year is read"
    return ""


def _parts(text: str) -> tuple[Any, Any, Any]:
    """Return year, month and day as far as they are written, whether or not there is such a day."""
    if compact := COMPACT.fullmatch(text.strip()):
        return compact[1], compact[2], compact[3]
    if (numbers := OF_NUMBERS.fullmatch(text.strip())) and not _is_ambiguous(text):
        first, sign, second, year = numbers.groups()
        is_american = sign in ("/", "-") and int(second) > len(MONTHS)
        return (year, first, second) if is_american else (year, second, first)
    for form in WITH_MONTH:
        if match := form.search(text):
            given = match.groupdict()
            return given["year"], OF_MONTHS[given["month"].lower()[:3]], given.get("day")
    iso = ISO_START.match(text)
    return (iso[1], iso[2], iso[3]) if iso else (None, None, None)


def _is_ambiguous(text: str) -> bool:
    """Tell a date whose first two numbers may each be the month; before a dot it is the day."""
    numbers = OF_NUMBERS.fullmatch(text.strip())
    if not numbers or numbers[2] not in ("/", "-"):
        return False
    first, second = int(numbers[1]), int(numbers[3])
    return first != second and max(first, second) <= len(MONTHS)
