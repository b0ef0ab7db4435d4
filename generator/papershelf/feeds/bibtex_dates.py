"""The date of a BibTeX entry: BibLaTeX's `date`, or `year`, `month` and `day`."""

import re
from collections.abc import Mapping

from papershelf.feeds import record_values as values
from papershelf.feeds.bibtex_tex import decode_tex
from papershelf.feeds.written_dates import OF_MONTHS, doubt_about, written_date
from papershelf.model import MONTHS, PartialDate

MONTH_NAME = re.compile("|".join(month[:3] for month in MONTHS), re.IGNORECASE)
RANGE = re.compile(
    r"(?<![0-9])([0-9]{4})\s*[-–/]\s*(?:[0-9]{2}|[0-9]{4})(?![0-9])"
)  # `2016/2017`, `1984--85`
ONE_DAY = re.compile(r"[0-9./ -]{4,14}")
YEAR = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2})(?![0-9])")


def published(fields: Mapping[str, str]) -> tuple[PartialDate | None, set[str]]:
    """Return the date of an entry, and the fields that say nothing else."""
    text = {
        name: values.one_line(decode_tex(fields.get(name, ""))) for name in ("date", "year", "month", "day")
    }
    whole = written_date(text["date"])
    parts = _of_parts(text)
    date = max(filter(None, (whole, parts)), key=_precision, default=None) if _agree(whole, parts) else whole
    if not date:
        return None, set()
    said = {
        "date": whole is not None and bool(ONE_DAY.fullmatch(text["date"]) or doubt_about(text["date"])),
        "year": parts is not None and (text["year"] == str(date.year) or _is_whole_date(text, parts)),
        "month": bool(date.month) and parts is not None and parts.month == date.month,
        "day": bool(date.day) and parts is not None and parts.day == date.day,
    }
    return date, {name for name, is_said in said.items() if is_said}


def _is_whole_date(text: Mapping[str, str], parts: PartialDate) -> bool:
    """Tell a year that has its month beside it, or of which it is told that only a part is read."""
    return bool(doubt_about(text["year"]) or (parts.month and not text["month"]))


def _agree(whole: PartialDate | None, parts: PartialDate | None) -> bool:
    return not (whole and parts) or whole.year == parts.year


def _precision(date: PartialDate) -> int:
    return bool(date.month) + bool(date.day)


def _of_parts(text: Mapping[str, str]) -> PartialDate | None:
    years = YEAR.findall(RANGE.sub(r"\1", text["year"]))
    year = years[0] if len(set(years)) == 1 else text["year"]
    month, day = text["month"], text["day"]
    if not month and len(set(years)) == 1:
        return written_date(RANGE.sub(r"\1", text["year"]))
    name = MONTH_NAME.search(month)
    if not name:
        return values.partial_date(year, month, day)
    days = re.findall("[0-9]+", month)
    return values.partial_date(
        year, OF_MONTHS[name.group().lower()], day or (days[0] if len(days) == 1 else None)
    )
