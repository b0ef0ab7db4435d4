"""The value objects that both pipelines share; no input or output here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import quote

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
# https://info.arxiv.org/help/arxiv_identifier.html: five digits from 2015 on, so `2503.1000` has lost one
NEW_ARXIV_ID = (
    r"(?:(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.[0-9]{4}|(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{5})"
)
# With the subject class that people often add: `math.GT/0309136` is `math/0309136`
OLD_ARXIV_ID = r"[A-Za-z]+(?:-[A-Za-z]+)?(?:\.[A-Za-z]+(?:-[A-Za-z]+)?)?/[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3}"
ARXIV_ID = rf"(?:{NEW_ARXIV_ID}|{OLD_ARXIV_ID})"  # without its version: `2503.10000`, `hep-th/9901001`


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as its record: `2016`, `2016-01`, `2016-01-14`; it sorts before those it contains."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the ISO form. Raises ValueError if it is malformed or not a day of the calendar."""
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
            raise ValueError(text)
        year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
        dt.date(year, month if len(text) > len("YYYY") else 1, day if len(text) > len("YYYY-MM") else 1)
        return cls(year, month, day)

    def __str__(self) -> str:
        """Return the ISO form, as precise as the date is."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    @property
    def number(self) -> int:
        """The date as digits, `20160114`, `20160100`, by which many are sorted in a fraction of the time."""
        return (self.year * 100 + self.month) * 100 + self.day

    @property
    def spoken(self) -> str:
        """The date for readers: `2016`, `January 2016`, `14 January 2016`."""
        month = MONTHS[self.month - 1] if self.month else ""
        return " ".join(part for part in (str(self.day or ""), month, str(self.year)) if part)


def canonical_arxiv(identifier: str) -> str:
    """Return an arXiv id as arXiv writes it: an old one in lower case, without its subject class."""
    archive, slash, number = identifier.lower().rpartition("/")
    return f"{archive.partition('.')[0]}{slash}{number}"


@lru_cache(maxsize=65_536)  # those of a list are compared again and again
def bare_arxiv(identifier: str) -> str:
    """Return an arXiv id without its version: "2503.10000v2" and "2503.10000" are one paper."""
    return re.sub(r"v[0-9]+$", "", canonical_arxiv(identifier))


def arxiv_url(identifier: str) -> str:
    """Return the address of a paper's page at arXiv."""
    return f"https://arxiv.org/abs/{identifier}"


def arxiv_pdf_url(identifier: str) -> str:
    """Return the address of a paper's PDF at arXiv."""
    return f"https://arxiv.org/pdf/{identifier}"


def doi_url(doi: str) -> str:
    """Return the address of a DOI, with the characters percent-encoded that an address cannot have."""
    return f"https://doi.org/{quote(doi, safe='/:;()')}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A curated item: one entry of `papers.yaml`, checked.

    `title` and `abstract` are raw, as the feed had them; `papershelf.text` repairs them for readers.
    `others` says that there are more authors than are listed. `published` is the first submission, `issued`
    the year of the version of record; `volume`, `number`, `pages` and `publisher` are of that, too. `key` is
    how references cite it. `formerly` are previous ids, whose addresses redirect here; `sources` maps a field
    to the service that filled it.
    `own` has the values of the keys that the list declares in `fields.yaml`, in their order there.
    `lines` maps each given key to its line in `papers.yaml`, `line` is the entry's first.
    """

    id: str
    title: str
    key: str | None = None
    names: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    others: bool | None = None
    published: PartialDate | None = None
    issued: PartialDate | None = None
    arxiv: str | None = None
    doi: str | None = None
    venue: str | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    publisher: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    note: str | None = None
    added: PartialDate | None = None
    feed: str | None = None
    votes: int | None = None
    organisation: str | None = None
    formerly: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    abstract: str | None = None
    own: Mapping[str, Any] = field(default_factory=dict)
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Tag:
    """A word of the vocabulary: one entry of `tags.yaml`, checked.

    `facet` says that the tags below it are a tree that readers filter by on its own.
    """

    slug: str
    label: str
    description: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    single: str | None = None
    facet: bool | None = None
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A paper of a collection, by its id, and why to read it next."""

    paper: str
    why: str
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Collection:
    """A curated reading path: one entry of `collections.yaml`, checked; `steps` are in reading order."""

    slug: str
    title: str
    description: str
    steps: tuple[Step, ...]
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a paper builds on: one entry of `citations.yaml`, checked.

    `builds_on` are the ids of the papers of the list that it cites, `wrong` those that a service names by
    mistake. `asked` is the day on which services were last asked, `sources` are those that knew the paper.
    """

    paper: str
    builds_on: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    asked: PartialDate | None = None
    sources: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Moved:
    """An address without a page of its own any more: one entry of `moved.yaml`, checked.

    `address` and `to` are from the site's root, such as `tags/benchmarks/`. Without `to` the page is gone:
    `why` says why, `title` what it was called.
    """

    address: str
    to: str | None = None
    title: str | None = None
    why: str | None = None
    line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class KeptChange:
    """What happened to a paper on a day: one line of `changes.jsonl`, checked.

    `what` is "added", "changed", "removed" or "moved"; `fields` are the keys of the entry that changed, `to`
    is the id that a paper has since it was moved.
    """

    day: str
    paper: str
    what: str
    fields: tuple[str, ...] = ()
    to: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """The changes of the list from the day `since` on, up to and with a commit; none where none is kept."""

    since: str | None = None
    commit: str | None = None
    changes: tuple[KeptChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of a feed, from `line` (from 1) on: the lines of a page up to a blank one, or a record."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A parsed item of a feed, not yet curated: what the feed says about one paper, in its own words.

    `line` is that of its title in the feed, `blocks` are all the blocks that it was read from. `votes` and
    `organisation` come from Hugging Face, `keywords` from any feed; `note` is what the curators of another
    list say of it, `headings` are those of that list above it. `remarks` name what could not be read.
    `citation_key` is what a bibliography calls it, which papers that cite it may use already.
    `unkept` has what else the record says, by the feed's own names for it: the list has no place for that.
    `own_texts` has what it says for keys that a list may declare: by key, the texts of each of its fields;
    `own` has the values that a list made of them.
    """

    title: str
    abstract: str | None = None
    line: int = 1
    arxiv: str | None = None
    doi: str | None = None
    authors: tuple[str, ...] = ()
    others: bool | None = None
    published: PartialDate | None = None
    issued: PartialDate | None = None
    venue: str | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    publisher: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    votes: int | None = None
    organisation: str | None = None
    note: str | None = None
    headings: tuple[str, ...] = ()
    own: Mapping[str, Any] = field(default_factory=dict)
    own_texts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict, compare=False)
    citation_key: str | None = field(default=None, compare=False)
    remarks: tuple[str, ...] = field(default=(), compare=False)
    unkept: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
