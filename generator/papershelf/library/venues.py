"""The year at the end of a venue: that of its issue in "NeurIPS 2023", but not in "Lives, 1870–1973".

It is a year if it stands alone, not at the end of a span or of a phrase ("the crisis of 1929"), and is no
earlier than the first journal ("IEEE 1588"). A series goes by that alone: all its papers are together.
How the paper was presented may follow, as in "ICLR 2025 (Oral)"; it is not part of the series either.
As the year of issue it counts only if it fits what is known of the paper: no earlier than the year before the
first submission, and at most five years after that or, for a paper without a date, after it was added.
"""

import re

from papershelf.model import Paper, PartialDate

SEPARATE = r"(?:[\s,]+|(?<=[^\W\d_])[-–—]|\s*\((?=[0-9]+\)$))"
AT_END = re.compile(rf"(?P<series>.*[^\s,]){SEPARATE}(?P<year>[12][0-9]{{3}})\)?$", re.DOTALL)
# Without a year before it only in brackets: "IEEE Spotlight" may be a name
PRESENTED = r"(?:(?:Best Paper|Highlight|Oral|Poster|Spotlight)(?: Presentation| Award)?)"
PRESENTATION = re.compile(
    rf"(?<=\S)(?:\s*[\[(]{PRESENTED}[\])]|(?:(?<=\b[12][0-9]{{3}})|(?<=\b[12][0-9]{{3}}\)))[\s,:–—-]+{PRESENTED})$",
    re.IGNORECASE,
)
# Of a span, or of a phrase
GOES_ON = re.compile(
    r"(?:[-–—−/&~]|\b[12][0-9]{3}|\b(?:of|in|to|and|until|through|from|since|before|after|bis|und|à|et))$",
    re.IGNORECASE,
)
# The presses of societies print proceedings
PUBLISHER = re.compile(
    r"^(?!(?:AAAI|ACM|IEEE|USENIX)\b)(?:.*\b(?:Press|Publishers|Publishing|Books|Verlag)$"
    r"|(?:Addison[-– ]Wesley(?: Professional)?|Birkhäuser|Chapman (?:&|and) Hall|de Gruyter|Elsevier"
    r"|Manning|McGraw[-– ]Hill|Morgan Kaufmann|O['’]Reilly(?: Media)?|Pearson|Prentice[-– ]Hall|Routledge"
    r"|Springer(?: Nature)?|Wiley|World Scientific)$)"
)
FIRST_JOURNAL, LAST_YEAR = 1665, 2099
YEARS_BEFORE, YEARS_AFTER = 1, 5
"""Between a first submission and the year of issue: a preprint may follow in the next January."""


def is_publisher(venue: str) -> bool:
    """Whether a venue without its year is a publisher, as that of a book: "MIT Press"."""
    return bool(PUBLISHER.search(venue))


def venue_series(venue: str) -> str:
    """Return the series of a venue: its name without the year and the kind of presentation at its end."""
    found = _year_at_end(venue)
    return found["series"] if found else _without_presentation(venue)


def year_of_issue(paper: Paper) -> int | None:
    """Return the year at the end of a paper's venue if it is that in which the paper appeared."""
    found = _year_at_end(paper.venue or "")
    if not found:
        return None
    year = int(found["year"])
    earliest = paper.published.year - YEARS_BEFORE if paper.published else FIRST_JOURNAL
    known = paper.published or paper.added
    latest = known.year + YEARS_AFTER if known else LAST_YEAR
    return year if earliest <= year <= latest else None


def first_date(paper: Paper) -> PartialDate | None:
    """Return when a paper came out: its first submission, else the year of the version of record."""
    return paper.published or date_of_record(paper)


def date_of_record(paper: Paper) -> PartialDate | None:
    """Return the year of record: the entry's, else the venue's unless the paper was submitted that year.

    Without either it is the first submission, to the day.
    """
    year = year_of_issue(paper)
    if paper.issued or not year or (paper.published and paper.published.year == year):
        return paper.issued or paper.published
    return PartialDate(year)


def _without_presentation(venue: str) -> str:
    found = PRESENTATION.search(venue.rstrip())
    return venue[: found.start()] if found else venue


def _year_at_end(venue: str) -> re.Match[str] | None:
    found = AT_END.match(_without_presentation(venue).rstrip())
    if not found or GOES_ON.search(found["series"]):
        return None
    return found if FIRST_JOURNAL <= int(found["year"]) <= LAST_YEAR else None
