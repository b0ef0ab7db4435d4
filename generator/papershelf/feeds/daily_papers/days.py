"""The day of a page, and the years that its dates leave out."""

import datetime as dt
import re
from collections.abc import Iterable

from papershelf.feeds.daily_papers.items import Item
from papershelf.feeds.daily_papers.lines import DATE, is_day
from papershelf.model import MONTHS, PartialDate

_DAY_LINK = re.compile(r"https?://(?:www\.)?huggingface\.co/papers/date/([0-9]{4}-[0-9]{2}-[0-9]{2})")
_DAYS_AROUND = 7
"""The arrows beside the day lead to the page before and after it, over a weekend or holidays at most."""


def page_day(header: Iterable[Item], items: Iterable[Item]) -> str | None:
    """Find the day that the page shows, in ISO form where a link says its year, else as printed."""
    printed = next((item.text for item in header if is_day(item.text)), None)
    match = DATE.fullmatch(printed or "")
    if not match:
        return printed
    linked = (_DAY_LINK.match(link) for item in items for link in item.links)
    for link in linked:
        if link and (day := _near(match, link.group(1))):
            return str(day)
    return printed


def published(text: str, day: str | None) -> PartialDate | None:
    """Read a paper's date, if its year is certain.

    The page leaves out the year that it was captured in. No paper is younger than the page it is on, so a
    date without a year that is not after the page's day is of the same year.
    """
    match = DATE.fullmatch(text)
    if not match:
        return None
    if match["year"]:
        return _date(int(match["year"]), match)
    try:
        page = PartialDate.parse(day or "")
    except ValueError:
        return None
    date = _date(page.year, match)
    return date if date and date <= page else None


def _near(match: re.Match[str], linked: str) -> PartialDate | None:
    try:
        other = PartialDate.parse(linked)
    except ValueError:
        return None
    years = [int(match["year"])] if match["year"] else [other.year - 1, other.year, other.year + 1]
    dates = (_date(year, match) for year in years)
    near = (date for date in dates if date and abs(_number(date) - _number(other)) <= _DAYS_AROUND)
    return next(near, None)


def _number(date: PartialDate) -> int:
    return dt.date(date.year, date.month, date.day).toordinal()


def _date(year: int, match: re.Match[str]) -> PartialDate | None:
    month = 1 + next(index for index, name in enumerate(MONTHS) if name.startswith(match["month"]))
    try:
        return PartialDate.parse(f"{year:04}-{month:02}-{int(match['day']):02}")
    except ValueError:
        return None
