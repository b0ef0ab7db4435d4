"""A candidate from the fields of a record, whatever their format calls them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from papershelf.feeds import record_values as values
from papershelf.feeds.capture import UnusableRecordError
from papershelf.feeds.identifiers import arxiv_id, arxiv_mention, doi_name, doi_of_page
from papershelf.feeds.markup import plain_text
from papershelf.feeds.person_names import authors_of
from papershelf.feeds.written_dates import doubt_about, written_date
from papershelf.model import Block, Candidate, PartialDate

Value = TypeVar("Value")
LONE_DOI = re.compile(r"(?:doi\s*[:=]?\s*|https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What the fields of a format say, each role with the names of its fields, the best first.

    `publisher` is the venue of a book, `printed_by` the publisher of what has another venue. `links` are web
    addresses by the name of the link; `naming_arxiv` may name an arXiv id beside other words, or be a DOI;
    `note` is what people say of the paper, `tags` are words of another list that may be tags of ours; `own`
    are for keys that a list declares itself; `technical` are about the record, not about the paper, and
    aren't accounted for.
    """

    title: tuple[str, ...]
    authors: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    volume: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    last_page: tuple[str, ...] = ()
    printed_by: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    doi: tuple[str, ...] = ()
    arxiv: tuple[str, ...] = ()
    naming_arxiv: tuple[str, ...] = ()
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    technical: frozenset[str] = frozenset()


class Fields:
    """The fields of one record, in its order, and which of them became facts of the candidate."""

    def __init__(self, given: Iterable[tuple[str, str]]) -> None:
        self._given = [(name, text) for name, raw in given if (text := plain_text(raw))]
        self._places: dict[str, list[int]] = {}
        self._used: set[int] = set()
        for place, (name, _) in enumerate(self._given):
            self._places.setdefault(name, []).append(place)

    def texts(self, *names: str) -> list[str]:
        """Return all texts of these fields, in the record's order."""
        return [self._given[place][1] for place in self._of(names)]

    def take(self, names: Iterable[str], read: Callable[[str], Value | None]) -> Value | None:
        """Return the first value that `read` finds, fields in the order of `names`, and mark its field."""
        for name in names:
            for place in self._places.get(name, ()):
                if (value := read(self._given[place][1])) is not None:
                    self._used.add(place)
                    return value
        return None

    def take_all(self, names: Iterable[str], wanted: Callable[[str], bool] = bool) -> list[str]:
        """Return the wanted texts of these fields, in the record's order, and mark their fields."""
        places = [place for place in self._of(names) if wanted(self._given[place][1])]
        self._used.update(places)
        return [self._given[place][1] for place in places]

    def unused(self) -> dict[str, str]:
        """Return the fields that became no fact; several of one name are joined by semicolons."""
        rest: dict[str, list[str]] = {}
        for place, (name, text) in enumerate(self._given):
            if place not in self._used:
                rest.setdefault(name, []).append(text)
        return {name: "; ".join(texts) for name, texts in rest.items()}

    def _of(self, names: Iterable[str]) -> list[int]:
        return sorted(place for name in names for place in self._places.get(name, ()))


def candidate_of(fields: Fields, roles: Roles, block: Block, untitled: str) -> Candidate:
    """Make the candidate that the fields describe, and account for those that the list has no place for.

    Raises UnusableRecordError with the message `untitled` where no field has a title.
    """
    title = fields.take(roles.title, str)
    if not title:
        raise UnusableRecordError(untitled)
    addresses = [name for names in roles.links.values() for name in names]
    authors, others = authors_of(_without_copies(fields, roles.authors))
    venue = fields.take(roles.venue, values.venue) or fields.take(roles.publisher, values.publisher)
    candidate = Candidate(
        title,
        " ".join(fields.take_all(_first_given(fields, roles.abstract))) or None,
        block.line,
        arxiv=fields.take(roles.arxiv, arxiv_id)
        or arxiv_mention(*fields.texts(*roles.doi, *addresses, *roles.naming_arxiv)),
        doi=fields.take(roles.doi, doi_name)
        or fields.take(addresses, doi_of_page)
        or fields.take(roles.naming_arxiv, _lone_doi),
        authors=authors,
        others=others,
        published=_published(fields, roles.published),
        venue=venue,
        **_printed(fields, roles, venue),
        links={name: link for name, names in roles.links.items() if (link := fields.take(names, _link))},
        keywords=values.words(word for text in fields.texts(*roles.keywords) for word in _parted(text)),
        note=" ".join(fields.take_all(roles.note)) or None,
        headings=values.words(word for text in fields.take_all(roles.tags) for word in _parted(text)),
        own_texts=_own_texts(fields, {**roles.own, "keywords": roles.keywords}),
        blocks=(block,),
    )
    fields.take_all(addresses, lambda address: _names_it(candidate, address))
    fields.take_all(roles.technical)
    remarks = tuple(_remarks(candidate, fields, roles, addresses))
    accounted = values.with_unkept(candidate, fields.unused(), ())
    return replace(accounted, remarks=remarks) if remarks else accounted


def _printed(fields: Fields, roles: Roles, venue: str | None) -> dict[str, Any]:
    """Return where in a venue the paper is printed, by the keys of the list; nothing without a venue."""
    if not venue:
        return {}
    first = fields.take(roles.pages, values.printed_at)
    last = fields.take(roles.last_page, values.printed_at) if first and "–" not in first else None
    found = {
        "volume": fields.take(roles.volume, values.printed_at),
        "number": fields.take(roles.number, values.printed_at),
        "pages": f"{first}–{last}" if last and last != first else first,
        "publisher": fields.take(roles.printed_by, values.venue),
    }
    if found["publisher"] == venue:
        del found["publisher"]
    return {key: value for key, value in found.items() if value}


def _own_texts(
    fields: Fields, own: Mapping[str, tuple[str, ...]]
) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Return the texts of fields that a list may have a key for; until it has, they aren't kept."""
    found = {
        key: {name: tuple(texts) for name in names if (texts := fields.texts(name))}
        for key, names in own.items()
    }
    return {key: texts for key, texts in found.items() if texts}


def _first_given(fields: Fields, names: tuple[str, ...]) -> tuple[str, ...]:
    return next(((name,) for name in names if fields.texts(name)), ())


def _without_copies(fields: Fields, names: tuple[str, ...]) -> list[str]:
    """Return the authors in the record's order, once where two fields have the same list."""
    lists = [texts for name in names if (texts := fields.texts(name))]
    both = fields.take_all(names)
    return lists[0] if lists[1:] and all(texts == lists[0] for texts in lists) else both


def _published(fields: Fields, names: tuple[str, ...]) -> PartialDate | None:
    """Return the first date, with the month and the day that another field adds to its year."""
    texts = [text for name in names for text in fields.texts(name)]
    dates = [date for text in texts if (date := written_date(text))]
    if not dates:
        return None
    year = str(dates[0].year)
    without_year = (text for text in texts if not written_date(text))
    dates += [date for text in without_year if (date := written_date(f"{text} {year}"))]
    found = max((date for date in dates if _agree(date, dates[0])), key=lambda date: len(str(date)))
    fields.take_all(names, lambda text: _agree(written_date(text) or written_date(f"{text} {year}"), found))
    return found


def _agree(date: PartialDate | None, other: PartialDate) -> bool:
    """Tell whether one of two dates is the other, or the other less precisely."""
    short, long = sorted((str(date), str(other)), key=len)
    return long.startswith(short)


def _lone_doi(text: str) -> str | None:
    """Read a note that is nothing but a DOI: `doi: 10.1000/x`."""
    return doi_name(text) if LONE_DOI.fullmatch(text) else None


def _link(text: str) -> str | None:
    return None if values.is_own_page(text) else values.links(link=text).get("link")


def _names_it(candidate: Candidate, address: str) -> bool:
    """Tell an address that only repeats the candidate's id."""
    named = arxiv_mention(address) or doi_of_page(address)
    return named is not None and named in {candidate.arxiv, candidate.doi}


def _remarks(candidate: Candidate, fields: Fields, roles: Roles, addresses: list[str]) -> Iterator[str]:
    """Yield the fields of which nothing could be read, though they should give an id, a link or a date.

    So are dates of which only a part could be read: the paper has their month or year.
    """
    known = candidate.arxiv or candidate.doi
    for names, read in (
        (roles.published, candidate.published),
        (roles.doi, known),
        (roles.arxiv, candidate.arxiv),
        (addresses, known or candidate.links),
    ):
        if not read:
            yield from (f"{name} '{text}'" for name in names for text in fields.texts(name))
    read_as = str(candidate.published or "")
    dates = ((name, text) for name in roles.published for text in fields.texts(name) if read_as)
    for name, text in dates:
        is_refined = len(read_as) > len(str(written_date(text)))  # by another field
        if not is_refined and (doubt := doubt_about(text)):
            yield f"{name} '{text}': {doubt}"


def _parted(text: str) -> list[str]:
    return re.split("[,;]", text)
