"""Made-up records, and what a reader should find in them, for every format of bibliographies."""

import datetime as dt
import re
from dataclasses import dataclass

from hypothesis import strategies as st

from papershelf.feeds.markup import plain_text
from papershelf.feeds.person_names import OTHERS, SUFFIX
from papershelf.feeds.record_values import NO_VENUE
from papershelf.model import Candidate

TEXT = (
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and text == plain_text(text))
)
WORD = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=2, max_size=8)
NAME = WORD.filter(lambda word: not (SUFFIX.fullmatch(word) or OTHERS.match(word) or word.lower() == "and"))
DOI = st.from_regex(r"10\.[0-9]{4}/[a-z0-9][a-z0-9._()/-]{0,20}[a-z0-9]", fullmatch=True)


@dataclass(frozen=True)
class Record:
    """What one made-up record says; an author is a given name and a family name."""

    title: str
    abstract: str | None = None
    authors: tuple[tuple[str, str], ...] = ()
    published: dt.date | None = None
    venue: str | None = None
    doi: str | None = None
    address: str | None = None
    pages: str | None = None

    @property
    def family_first(self) -> list[str]:
        """The authors as most formats write them."""
        return [f"{family}, {given}" for given, family in self.authors]


RECORDS = st.builds(
    Record,
    title=TEXT.filter(lambda text: re.search(r"\w", text)),
    abstract=st.none() | TEXT,
    authors=st.lists(st.tuples(NAME, NAME), max_size=4).map(tuple),
    published=st.none() | st.dates(dt.date(1500, 1, 1), dt.date(2999, 12, 31)),
    venue=st.none() | TEXT.filter(lambda text: not NO_VENUE.match(text)),
    doi=st.none() | DOI,
    address=st.none() | st.sampled_from(["https://a.org/x;y?z=1", "http://example.org/~a/p.html"]),
    pages=st.none() | st.from_regex(r"[1-9][0-9]{2,3}-[1-9][0-9]{3}", fullmatch=True),
)
LISTS = st.lists(RECORDS, min_size=1, max_size=4, unique_by=lambda record: record.title)


def as_found(candidate: Candidate) -> Record:
    """The record that a candidate was read as."""
    day = candidate.published
    return Record(
        candidate.title,
        candidate.abstract,
        tuple((given, family) for given, family in (name.split(" ") for name in candidate.authors)),
        dt.date(day.year, day.month, day.day) if day else None,
        candidate.venue,
        candidate.doi,
        candidate.links.get("paper"),
        "; ".join(candidate.unkept.values()) or None,
    )
