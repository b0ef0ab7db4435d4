"""Dates as people and databases write them: `2019-05-03`, `2019 May 3`, `May 3, 2019`, `Spring 2019`."""

import re
from functools import lru_cache

from papershelf.feeds.record_values import iso_date, partial_date
from papershelf.model import MONTHS, PartialDate

_NAMES = "|".join(month[:3] for month in MONTHS)
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
LONE_YEAR = re.compile(rf"(?<![0-9]){YEAR}")
MONTH_NUMBERS = {month[:3].lower(): number for number, month in enumerate(MONTHS, start=1)}


@lru_cache(maxsize=4096)  # a library has few days and many papers
def written_date(text: str) -> PartialDate | None:
    """Read a date as precise as it is certain; of a span, its start; of a season, the year."""
    if compact := COMPACT.fullmatch(text.strip()):
        return partial_date(*compact.groups())
    for form in WITH_MONTH:
        if match := form.search(text):
            given = match.groupdict()
            return partial_date(given["year"], MONTH_NUMBERS[given["month"].lower()], given.get("day"))
    lone = LONE_YEAR.search(text)
    return iso_date(text) or (partial_date(lone["year"]) if lone else None)
