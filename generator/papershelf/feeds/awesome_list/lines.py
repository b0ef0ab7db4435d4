"""What the lines of an entry say of its paper, beside its title and its links."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from papershelf.feeds import record_values as values
from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.keys import KEYED, role_of
from papershelf.feeds.awesome_list.occasions import PREPRINT, TRACKS, Occasion, occasion, unknown_venue
from papershelf.feeds.awesome_list.outline import Run
from papershelf.feeds.awesome_list.persons import authors
from papershelf.feeds.awesome_list.titles import BRACKETS, EMPTY, MARKS, NUMBER, Title, inside, is_occasion
from papershelf.model import PartialDate

ET_AL = re.compile(r"\bet[ .]*al\b\.?|\band others\b|(?<=\w)\s*(?:\.\.\.|…)", re.IGNORECASE)
BETWEEN = re.compile(r"(?<=[\w)]{2})[.;,]\s+|(?<=\w)\s[-–—|]\s")
GOES_ON = re.compile(r"[^:：]*\b(?:is|are|the|a|an|of|for|with|we)\b")
TITLE = "\0"  # stands for the title among the lines
REFERENCE = re.compile(r"(?:In\b|CoRR\b|arXiv\b|Proc)|\babs/|\bpp?\. ?[0-9]")
DEEPEST_BRACKETS = 4  # within each other, of which nothing is left
LONGEST_KEY, LONGEST_OCCASION, SHORTEST_SENTENCE = 2, 12, 5  # words


@dataclass(slots=True)
class Said:
    """What the lines of an entry say, collected while they are read.

    `unkept` has what is of no kind that the list keeps, by the words of this one.
    """

    authors: tuple[str, ...] = ()
    others: bool | None = None
    venue: str | None = None
    year: PartialDate | None = None
    date: PartialDate | None = None
    abstract: str | None = None
    notes: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    unkept: dict[str, str] = field(default_factory=dict)
    is_after_title: bool = False

    def take(self, found: Occasion) -> None:
        """Take the first venue and the first date."""
        if found.venue and not self.venue:
            self.venue, self.year = found.venue, found.year
        self.date = self.date or found.date

    def keep(self, key: str, text: str) -> None:
        """Keep a text that the list has no place for, to be told by its key."""
        name = " ".join(addresses.WORDS.findall(key.lower())) or "text"
        self.unkept[name] = f"{self.unkept[name]}; {text}" if name in self.unkept else text


def said_of(runs: Sequence[Run], title: Title, columns: Sequence[str]) -> Said:
    """Read the lines beside the title and the links."""
    said = Said()
    for text, column in _lines(runs, title, columns):
        role = role_of(column) if len(columns) > 1 else None
        keyed = KEYED.match(text)
        if text == TITLE:
            said.is_after_title = not any(run.cell for run in runs)  # cells are not lines
        elif keyed and role_of(keyed["key"]) and not role:
            _take(said, role_of(keyed["key"]), keyed["value"], keyed["key"])
        elif keyed and not role and len(keyed["key"].split()) <= LONGEST_KEY and not GOES_ON.match(text):
            said.keep(keyed["key"], keyed["value"])
        elif column and len(columns) > 1 and role is None:
            _take_column(said, column, text)
        else:
            _take(said, role if role not in {"title", "links"} else None, text, column)
    return said


def _lines(runs: Sequence[Run], title: Title, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts between line ends that are neither title nor the text of a link, with their column."""
    lines: list[tuple[str, str]] = []
    text, cell = "", 0
    for at, run in enumerate([*runs, Run("\n")]):
        if run.is_break:
            lines.append((text, columns[cell] if cell < len(columns) else ""))
            text = ""
            continue
        cell = run.cell
        if run.image or (run.link and at not in title.places):
            shield = _badge_text(run)
            text += f" [{shield}] " if shield else " "
        elif at in title.places:
            text += _around_title(run.text, title.text)
        else:
            text += f"\n{run.text}\n" if run.italic else run.text
    for line, column in lines:
        for part in line.split("\n"):
            if text := TITLE if part == TITLE else _tidy(part):
                yield text, column


def _badge_text(run: Run) -> str:
    """Return what a badge or a label says of the venue or the date: "ICLR 2024"."""
    shield = addresses.SHIELD.search(unquote(run.image).replace("_", " "))
    text = shield["text"] if shield else "" if run.image else run.text.strip(" []()")
    return text if text and (is_occasion(text) or unknown_venue(text)) else ""


def _around_title(text: str, title: str) -> str:
    """Return a text with a mark on a line of its own in place of the title, which may be a part of it."""
    before, found, after = " ".join(text.split()).partition(title)
    return f"{before}\n{TITLE}\n{after}" if found else f"\n{TITLE}\n"


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    for _ in range(DEEPEST_BRACKETS):
        text = EMPTY.sub(" ", MARKS.sub("", text)).strip(' ,;|/·•&-–—:!"“”')
    text = re.sub(r"^\.\s*|\s+\.$", "", text.strip())
    if re.fullmatch(r"[\W_]*", text):
        return ""
    if text.count("[") != text.count("]"):
        text = text.strip("[] ")
    if text.count("(") != text.count(")"):
        text = text.strip("() ")
    return NUMBER.sub("", text).strip(" ,;|")


def _take(said: Said, role: str | None, text: str, key: str) -> None:
    """Take a text of which its key or column says what it is."""
    if role == "note":
        said.notes.append(text)
    elif role == "abstract":
        said.abstract = text
    elif role == "authors":
        said.is_after_title = True
        if not _take_authors(said, text):
            said.keep(key, text)
    elif role == "date":
        _take_date(said, text, key)
    elif role == "venue":
        _take_venue(said, text)
    elif role == "links":
        if " " in text:
            said.keep(key, text)
    else:
        _take_line(said, text)


def _take_date(said: Said, text: str, key: str) -> None:
    found = occasion(text)
    said.take(found)
    if not found.date and not found.venue:
        said.keep(key, text)


def _take_venue(said: Said, text: str) -> None:
    found = unknown_venue(text) or occasion(text)
    if found.venue or found.date:
        said.take(found)
    elif not PREPRINT.search(text):
        said.venue = said.venue or values.venue(text)


def _take_column(said: Said, column: str, text: str) -> None:
    """Take a text of a column whose name says nothing."""
    found = occasion(text)
    if (found.venue or found.date) and not re.search(r"\w{3}", found.rest):
        said.take(found)
    else:
        said.keep(column, text)


def _take_line(said: Said, text: str) -> None:
    """Take a line that doesn't say what it is: authors, a venue, a date, a sentence, or several of them."""
    text = _without_names(said, _tidy(_without_brackets(said, text)))
    if text and len(text.split()) <= LONGEST_OCCASION:
        found = occasion(text)
        found = found if found.venue else unknown_venue(text) or found
        if found.venue or found.date:
            said.take(found)
            text = _without_names(said, _tidy(found.rest))
    if text and not _is_preprint(text) and not _is_label(text):
        (said.notes if _is_sentence(text) else said.rest).append(text)


def _is_label(text: str) -> bool:
    """Tell words that only name a link or a kind of presentation."""
    words = " ".join(addresses.WORDS.findall(text.lower()))
    return not words or words in addresses.CALLED or bool(TRACKS.fullmatch(text))


def _is_sentence(text: str) -> bool:
    """Tell a sentence from what is left of a reference: most of its words are in lower case."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    if REFERENCE.match(text):
        return False
    return len(words) >= SHORTEST_SENTENCE and 2 * sum(word.islower() for word in words) > len(words)


def _without_brackets(said: Said, text: str) -> str:
    """Take the brackets with a venue or a date out of a line."""
    for match in BRACKETS.finditer(text):
        within = inside(match)
        known = occasion(within)
        found = known if known.venue or known.date else unknown_venue(within)
        if found or is_occasion(within):
            said.take(found or known)
            text = text.replace(match.group(), " ", 1)
    return text


def _without_names(said: Said, text: str) -> str:
    """Take the authors at the start of a line, up to "et al." or to what is a venue or a date."""
    if said.authors or not text:
        return text
    end = ET_AL.search(text)
    head, tail = (text[: end.end()], text[end.end() :]) if end else _authors_and_occasion(text)
    return _tidy(tail) if _take_authors(said, head) else text


def _authors_and_occasion(text: str) -> tuple[str, str]:
    """Part "Ada Okoro, Bo Lind. NeurIPS 2020" where a venue or a date follows.

    That is at a full stop or a dash; where there is none, at the comma behind the last name.
    """
    commas = [match for match in BETWEEN.finditer(text) if match.group().startswith(",")]
    others = [match for match in BETWEEN.finditer(text) if not match.group().startswith(",")]
    for match in (*others, *commas):
        head, tail = text[: match.start()], text[match.end() :]
        is_name = match.group().startswith(",") and authors(BETWEEN.split(tail)[0])
        if (is_occasion(tail) or unknown_venue(tail) or _is_preprint(tail)) and authors(head) and not is_name:
            return head, tail
    return text, ""


def _is_preprint(text: str) -> bool:
    """Tell the mere name of a preprint server."""
    return not re.search(r"\w", PREPRINT.sub("", text))


def _take_authors(said: Said, text: str) -> bool:
    found = authors(text)
    if found is None or not (said.is_after_title or found[1] or len(found[0]) > 1):
        return False  # one name before the title may be a nickname of the paper
    if not said.authors:
        said.authors, said.others = found
    return True
