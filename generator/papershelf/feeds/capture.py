"""A feed as read: its candidates, and what became of each block of its text."""

import codecs
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import NamedTuple, TypeVar

from papershelf.characters import named, unneeded_in
from papershelf.feeds import unreadable
from papershelf.limits import TooMuchError, excess, keep_within
from papershelf.model import Block, Candidate
from papershelf.problems import InvalidInputError, Problem

Content = TypeVar("Content")
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
UTF_16 = "this is UTF-16 text without a byte order mark; save the file as UTF-8"
HALF_UTF_16 = "this begins like UTF-16 text, but isn't throughout; save the file as UTF-8"
NOT_TEXT = f"this is a binary file, and isn't UTF-8 text; give {unreadable.READABLE}"
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a]")
HALF_EMPTY = re.compile(rb"(?:\0[^\0]){4}|(?:[^\0]\0){4}")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A block that could not be read, and why."""

    block: Block
    reason: str


class Frame(NamedTuple):
    """What makes records a feed again, in formats where they do not stand alone."""

    before: str = ""
    between: str = ""
    after: str = ""


ALONE = Frame()
JSON_LIST = Frame("[\n", ",", "]\n")


@dataclass(frozen=True, slots=True)
class Capture:
    """A feed as read.

    `grammar` names the form in which the feed came, for the receipt; `day` is the day that a page shows,
    as printed ("Jul 29") or in ISO form. Every block of the input is in exactly one of: the blocks of one
    candidate, `furniture` (navigation, header, footer), `repeats` (an entry shown a second time), `unplaced`,
    and `others`, which can be read but are not papers: the tools and courses of a list.
    """

    candidates: tuple[Candidate, ...] = ()
    grammar: str = ""
    day: str | None = None
    furniture: tuple[Block, ...] = ()
    repeats: tuple[Block, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    others: tuple[Unplaced, ...] = ()
    frame: Frame = ALONE


@dataclass(slots=True)
class Account:
    """What became of each block of a feed, collected while the feed is read; candidates by a key of each."""

    candidates: dict[str, Candidate] = field(default_factory=dict)
    furniture: list[Block] = field(default_factory=list)
    repeats: list[Block] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    others: list[Unplaced] = field(default_factory=list)

    def reject(self, blocks: Iterable[Block], reason: str) -> None:
        """Add blocks that could not be read; `reason` says what is wrong and what to do."""
        self.unplaced += [Unplaced(block, reason) for block in blocks]

    def capture(self, grammar: str, day: str | None = None) -> Capture:
        """Return what was collected: the candidates in the order added, all other blocks by line."""
        return Capture(
            candidates=tuple(self.candidates.values()),
            grammar=grammar,
            day=day,
            furniture=tuple(sorted(self.furniture, key=attrgetter("line"))),
            repeats=tuple(sorted(self.repeats, key=attrgetter("line"))),
            unplaced=tuple(sorted(self.unplaced, key=attrgetter("block.line"))),
            others=tuple(sorted(self.others, key=attrgetter("block.line"))),
        )


class UnusableRecordError(Exception):
    """A record that cannot become a candidate; its message says why, and what to do."""


def read_records(
    grammar: str,
    records: Iterable[tuple[Content, Block]],
    candidate_of: Callable[[Content, Block], Candidate],
    *,
    day: str | None = None,
    furniture: Iterable[Block] = (),
) -> Capture:
    """Make each record a candidate, the repeat of an equal record, or unplaced.

    `candidate_of` raises UnusableRecordError for a record that cannot become a candidate. Raises TooMuchError
    where there are more records than the limit.
    """
    account = Account(furniture=list(furniture))
    for number, (content, block) in enumerate(records, start=1):
        keep_within("feed-records", number)
        try:
            candidate = candidate_of(content, block)
        except UnusableRecordError as error:
            account.reject([block], str(error))
            continue
        said = repr((replace(candidate, line=0), sorted(candidate.unkept.items())))
        if account.candidates.setdefault(said, candidate) is not candidate:
            account.repeats.append(block)
    return account.capture(grammar, day)


def usable(read: Callable[[], Capture], path: str) -> Capture:
    """Read a feed, and set candidates aside that the list takes none of.

    Those have characters that no text needs, or are larger than a limit. Raises InvalidInputError where the
    feed as a whole is larger than a limit.
    """
    try:
        capture = read()
        keep_within("feed-records", len(capture.candidates))
    except TooMuchError as error:
        raise invalid(path, 1, str(error)) from None
    return _without(_without(capture, _excess), _needless)


def _without(capture: Capture, what_is_wrong: Callable[[Candidate], str | None]) -> Capture:
    wrong = [(each, reason) for each in capture.candidates if (reason := what_is_wrong(each))]
    if not wrong:
        return capture
    gone = {id(candidate) for candidate, _ in wrong}
    unplaced = [
        Unplaced(block, reason)
        for candidate, reason in wrong
        for block in candidate.blocks or (Block(candidate.line, candidate.title),)
    ]
    return replace(
        capture,
        candidates=tuple(each for each in capture.candidates if id(each) not in gone),
        unplaced=tuple(sorted((*capture.unplaced, *unplaced), key=attrgetter("block.line"))),
    )


def _excess(candidate: Candidate) -> str | None:
    lists = (candidate.authors, candidate.keywords, candidate.links)
    texts = (candidate.title, candidate.abstract, candidate.venue, candidate.organisation)
    longest = max(map(len, filter(None, (*texts, *candidate.authors, *candidate.keywords))), default=0)
    return (
        excess("record-size", sum(len(block.text) for block in candidate.blocks))
        or excess("list-length", max(map(len, lists)))
        or excess("field-size", longest)
    )


def _needless(candidate: Candidate) -> str | None:
    sign = _unneeded(candidate)
    return f"no text needs the character {named(sign)}; remove it" if sign else None


def _unneeded(candidate: Candidate) -> str | None:
    lists = (candidate.authors, candidate.keywords, candidate.headings, candidate.links.values())
    said = (candidate.title, *(text for each in lists for text in each))
    more = (
        candidate.abstract, candidate.note, candidate.venue, candidate.organisation, candidate.doi,
        candidate.arxiv,
    )  # fmt: skip
    return unneeded_in("".join([*said, *filter(None, more)]))


def decode(source: bytes, path: str) -> str:
    """Decode UTF-8, with or without a byte order mark, or UTF-16 with one; all line ends become LF.

    Raises InvalidInputError with the line of the first byte that isn't text, and what the file seems to be.
    """
    if named := unreadable.binary_format(source):
        raise invalid(path, 1, f"this is {named}")
    encoding = next((name for mark, name in MARKS if source.startswith(mark)), "utf-8-sig")
    try:
        text = source.decode(encoding)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        message = _undecoded(source, error) if encoding == "utf-8-sig" else HALF_UTF_16
        raise invalid(path, line, message) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise invalid(path, line, UTF_16 if HALF_EMPTY.match(source) else NOT_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecoded(source: bytes, error: UnicodeDecodeError) -> str:
    """Say what a source is that cannot be decoded, and what to do."""
    if HALF_EMPTY.match(source):
        return UTF_16
    if CONTROL.search(source):
        return NOT_TEXT
    if source.decode("utf-8", "ignore").isascii():
        return "this isn't UTF-8 but Latin-1 (Windows-1252) or another encoding; save the file as UTF-8"
    if error.end == len(source):
        return "this text is cut off within a character; get the whole file again"
    return "this line isn't UTF-8 text, though others are; correct it, and save the file as UTF-8"


def invalid(path: str, line: int, message: str) -> InvalidInputError:
    """Make the error for a feed that cannot be used because of one thing."""
    return InvalidInputError([Problem(path, line, message)])
