"""What the lines of an entry say of its paper, beside its title and its links."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import unquote

import regex

from papershelf.feeds import record_values as values
from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.around_titles import are_several, is_whole_occasion
from papershelf.feeds.awesome_list.keys import KEYED, role_of
from papershelf.feeds.awesome_list.occasions import (
    ARXIV_NUMBER,
    PERIODICAL,
    PREPRINT,
    TRACKS,
    Occasion,
    occasion,
    unknown_venue,
)
from papershelf.feeds.awesome_list.outline import Run
from papershelf.feeds.awesome_list.persons import authors, has_initials, is_person
from papershelf.feeds.awesome_list.titles import (
    BRACKETS,
    EMPTY,
    MARKS,
    NUMBER,
    Title,
    inside,
    is_label,
    is_occasion,
)
from papershelf.model import PartialDate
from papershelf.text.names import PARTICLES

ET_AL = re.compile(r"\bet[ .]*al\b\.?|\band others\b|(?<=\w)\s*(?:\.\.\.|…)", re.IGNORECASE)
BETWEEN = re.compile(r"(?<=[\w)]{2})[.;,]\s+|(?<=\w)\s[-–—|]\s")
DOI = re.compile(r"(?:\bdoi\s*:?\s*)?\b10\.[0-9]{4,9}/\S+", re.IGNORECASE)
# A key for which there is nothing yet: "Code: coming soon"
NOTHING = re.compile(
    r"[^:：]{1,40}[:：]\s*(?:none|null|n/?a|to ?do|tbd|tba|(?:coming )?soon|暂无|待更新)\W*", re.IGNORECASE
)
IN_NAMES = frozenset({*PARTICLES, "a", "an", "and", "for", "in", "of", "on", "the"})  # of persons and venues
GOES_ON = re.compile(r"[^:：]*\b(?:is|are|the|a|an|of|for|with|we)\b")
TITLE, LABEL = "\0", "\1"  # stand for the title among the lines, and before what is in the style of code
DASH = regex.compile(r"(?:^|\s)[-–—]+\s+(?=\p{Lu}.*[.!?]\s*$)")
REFERENCE = re.compile(
    r"(?:In\b(?!.*\b(?:we|this|is|are|was|were)\b)|CoRR\b|arXiv\b|Proc)|\babs/|\bpp?\. ?[0-9]"
)
BEFORE_VENUE = re.compile(r"In(?: Proc(?:\.|eedings)(?: of(?: the)?)?)?")
LONGEST_REFERENCE = 300  # characters of what follows the authors
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
        """Take the first venue and the first date, or another one that says more of the same year."""
        if found.venue and not self.venue:
            self.venue, self.year = found.venue, found.year
        if found.date and (not self.date or str(found.date).startswith(f"{self.date}-")):
            self.date = found.date

    def keep(self, key: str, text: str) -> None:
        """Keep a text that the list has no place for, to be told by its key."""
        name = " ".join(addresses.WORDS.findall(key.lower())) or "text"
        self.unkept[name] = f"{self.unkept[name]}; {text}" if name in self.unkept else text


class Line(NamedTuple):
    """A text beside the title, with its column; `kind`: "title", "label" (as `Survey`), "quote", "remark"."""

    text: str
    column: str = ""
    kind: str = ""


def said_of(runs: Sequence[Run], title: Title, columns: Sequence[str], known: Said | None = None) -> Said:
    """Read the lines beside the title and the links, and add what they say to what is known."""
    said = known or Said()
    lines = list(_lines(runs, title, columns))
    for text, column, kind in lines:
        role = role_of(column) if len(columns) > 1 else None
        keyed = KEYED.match(text)
        if kind == "title":
            said.is_after_title = not any(run.cell for run in runs)  # cells are not lines
        elif NOTHING.fullmatch(text):
            continue
        elif kind == "remark" or (kind == "quote" and _is_said_of_it(text)):
            said.notes.append(text)
        elif kind == "label" and not _says_whose_or_where(text):
            said.rest.append(text)
        elif keyed and role_of(keyed["key"]) and not role:
            _take(said, role_of(keyed["key"]), keyed["value"], keyed["key"])
        elif keyed and not role and len(keyed["key"].split()) <= LONGEST_KEY and not GOES_ON.match(text):
            _take_or_keep(said, keyed["key"], keyed["value"])
        elif column and len(columns) > 1 and role is None:
            _take_column(said, column, text)
        else:
            _take(said, role if role not in {"title", "links"} else None, text, column)
    _settle_names(said, title, _name_in_front(lines))
    return said


def _name_in_front(lines: Sequence[Line]) -> str:
    """Return the one name with a full stop in front of the title, as a reference has its author."""
    before = takewhile(lambda line: line.kind != "title", lines)
    return next((line.text for line in before if line.text.endswith(".") and is_person(line.text)), "")


def _settle_names(said: Said, title: Title, in_front: str) -> None:
    """Make the name in front of a title the author where there is no other; a nickname is none."""
    is_reference = said.venue or said.date or has_initials(in_front)
    if in_front in said.rest and not said.authors and is_reference:
        said.rest.remove(in_front)
        said.authors = (in_front.removesuffix("."),)
    if said.authors == (title.text,):  # a nickname of the paper, as "Mask R-CNN"
        said.authors = ()
        said.rest.append(title.text)


def _lines(runs: Sequence[Run], title: Title, columns: Sequence[str]) -> Iterator[Line]:
    """Yield the texts between line ends that are neither title nor the text of a link."""
    text, cell, first, quoted = "", 0, min(title.places), False
    for at, run in enumerate([*runs, Run("\n")]):
        if run.is_break:
            column = columns[cell] if cell < len(columns) else ""
            if quoted and _tidy(text):
                yield Line(_tidy(text), column, "quote")
            else:
                yield from (Line(each.text, column, each.kind) for each in _parts(text))
            text, quoted = "", False
            continue
        cell, quoted = run.cell, quoted or run.quoted
        if run.quoted and not run.image and not (run.link and is_label(run)):
            text += run.text
        elif run.image or (run.link and at not in title.places):
            shield = _badge_text(run)
            text += f" [{shield}] " if shield else " "
        elif at == first:
            text += _around_title("".join(runs[each].text for each in sorted(title.places)), title.text)
        elif at not in title.places:
            is_apart = (run.code and _is_apart(runs, at)) or _is_above_links(runs, at)
            text += f"\n{LABEL if is_apart else ''}{run.text}\n" if run.italic or is_apart else run.text


def _parts(line: str) -> Iterator[Line]:
    """Yield the parts of a line of an entry that are set apart."""
    for part in line.split("\n"):
        before, remark = _before_and_remark(part)
        if part == TITLE:
            yield Line(part, kind="title")
        elif remark:
            yield from _parts(before)
            yield Line(_tidy(remark), kind="remark")
        elif text := _tidy(part.removeprefix(LABEL)):
            yield Line(text, kind="label" if part.startswith(LABEL) else "")


def _is_apart(runs: Sequence[Run], at: int) -> bool:
    """Tell a word in the style of code that stands alone, and not within a sentence."""
    before = runs[at - 1].text.rstrip() if at and not runs[at - 1].link else ""
    behind = runs[at + 1].text.lstrip() if at + 1 < len(runs) and not runs[at + 1].link else ""
    in_sentence = before[-1:].isalnum() or behind[:1].isalnum()
    return not in_sentence or is_whole_occasion(runs[at].text)


def _is_above_links(runs: Sequence[Run], at: int) -> bool:
    """Tell a bold text that begins a line and has only links behind it: a name with links of its own."""
    if not (runs[at].bold and at and runs[at - 1].is_break):
        return False
    behind = (runs[each] for each in range(at + 1, len(runs)))
    line = list(takewhile(lambda run: not run.is_break, behind))
    beside = "".join(run.text for run in line if not run.link)
    is_key = runs[at].text.rstrip().endswith((":", "：")) or beside.lstrip().startswith((":", "："))
    return any(run.link for run in line) and not is_key and not re.search(r"\w", beside)


def _says_whose_or_where(text: str) -> bool:
    return is_occasion(text) or bool(unknown_venue(text)) or are_several(text) or bool(ET_AL.search(text))


def _is_said_of_it(text: str) -> bool:
    """Tell a quotation that says something of the paper from one that has its authors, venue or date."""
    keyed = KEYED.match(text)
    is_reference = is_whole_occasion(text) or are_several(text) or bool(_authors_and_occasion(text)[1])
    return not (is_reference or (keyed and role_of(keyed["key"])))


def _before_and_remark(text: str) -> tuple[str, str]:
    """Part a text at the dash before a sentence, which follows the title or its authors, venue and date."""
    for match in DASH.finditer(text):
        before, remark = text[: match.start()], text[match.end() :]
        bare = _tidy(BRACKETS.sub("", before))
        if bare and not is_whole_occasion(bare) and not are_several(bare):
            break
        has_verb = any(word.islower() and word not in IN_NAMES for word in remark.split())
        goes_on = are_several(DASH.split(remark)[0])
        if has_verb and not goes_on and not REFERENCE.match(remark):
            return before, remark
    return text, ""


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


def _take_or_keep(said: Said, key: str, text: str) -> None:
    """Take a venue or a date whose key says nothing of it, as in "intro: CVPR 2017"."""
    if is_whole_occasion(text):
        said.take(unknown_venue(text) or occasion(text))
    else:
        said.keep(key, text)


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
            text = _without_names(said, _without_in(_tidy(found.rest)))
    if text and not _is_preprint(text) and not is_label_text(text):
        (said.notes if _is_sentence(text) else said.rest).append(text)


def _without_in(text: str) -> str:
    """Empty what is left in front of a venue: "In", "In Proc. of"."""
    return "" if BEFORE_VENUE.fullmatch(text) else text


def is_label_text(text: str) -> bool:
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

    That is at a full stop or a dash; where there is none, at the comma behind the last name. Behind a dash
    may also be a remark.
    """
    commas = [match for match in BETWEEN.finditer(text) if match.group().startswith(",")]
    others = [match for match in BETWEEN.finditer(text) if not match.group().startswith(",")]
    for match in (*others, *commas):
        head, tail = text[: match.start()], text[match.end() :]
        says = tail[:LONGEST_REFERENCE]
        is_name = match.group().startswith(",") and authors(BETWEEN.split(says)[0])
        says_where = is_occasion(says) or unknown_venue(says) or _is_preprint(says) or PERIODICAL.search(says)
        if says_where and authors(head) and not is_name:
            return head, tail
        if match.group().startswith(" ") and are_several(head):
            return head, tail
    return text, ""


def _is_preprint(text: str) -> bool:
    """Tell the mere name of a preprint server, the number that a paper has there, or a DOI."""
    return not re.search(r"\w", PREPRINT.sub("", DOI.sub("", ARXIV_NUMBER.sub("", text))))


def _take_authors(said: Said, text: str) -> bool:
    found = authors(text)
    if found is None or not (said.is_after_title or found[1] or len(found[0]) > 1):
        return False  # one name before the title may be a nickname of the paper
    if not said.authors:
        said.authors, said.others = found
    return True
