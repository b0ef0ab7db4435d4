"""The title of an entry, and the texts in it that are none: labels, marks, dates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import regex

from papershelf.feeds import record_values as values
from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.keys import role_of
from papershelf.feeds.awesome_list.occasions import PREPRINT, occasion, unknown_venue
from papershelf.feeds.awesome_list.outline import Entry, Run
from papershelf.feeds.awesome_list.persons import authors
from papershelf.feeds.identifiers import arxiv_mention, doi_name

MARKS = regex.compile(
    r"^(?:[\p{So}\p{Sk}\p{Cf}\uFE0F\u200d☆★•·▪◦●○]|:[a-z0-9_+-]+:|\s)+|(?:[\p{So}\p{Sk}\p{Cf}\uFE0F\u200d☆★•·▪◦●○]|:[a-z0-9_+-]+:|\s)+$"
)
NUMBER = re.compile(r"^\s*(?:\[[0-9]{1,4}\]|\(?[0-9]{1,3}[.)](?![0-9]))\s*")
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^】]*)】|\{([^{}]*)\}")
EMPTY = re.compile(r"\(\s*[|,;/·&\s]*\)|\[\s*[|,;/·&\s]*\]|【\s*】|\{\s*\}")
BRACKETS_AT_END = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]$")
QUOTED = re.compile(r"[\"“‘«](?P<title>[^\"“”«»]{5,250}?)[.,]?[\"”’»]")
SENTENCE_END = re.compile(r"(?<=[a-z0-9)])\.(?=\s|$)|\s[-–—|]\s")
DATE_BEFORE = re.compile(r"\s*[0-9]{1,2}[/.,;][0-9]{1,2}\s*[-–—:]\s+")
PERSONS_END = re.compile(r",\s+(?:and\s+|&\s+)?|\s+and\s+")
PERSON = regex.compile(
    r"(?:(?:\p{Lu}[\p{L}'’-]*\.?|de|van|von|der|la|del|dos|bin|al)\s+){1,4}\p{Lu}[\p{L}'’-]+(?: et al\.?)?"
)
ET_AL_BEFORE = re.compile(r"^et al\.?,?\s*")
IN_VENUE = re.compile(r",? (?:[Ii]n|at) ([A-Z][^,]*)$")
FEWEST_PERSONS = 2
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
LONGEST_TITLE = 300
FEWEST_WORDS, FEWEST_PLAIN = 3, 2  # of a marked title, and of one whose place marks it
ARXIV = re.compile(r"\b(?:arxiv|corr|preprint)\b", re.IGNORECASE)
ARXIV_NUMBER = re.compile(r"[0-9]{4}\.[0-9]{4,5}(?:v[0-9])?")
BESIDE_LABELS = frozenset({"amazon", "and", "book", "in", "of", "our", "the", "unofficial", "v1", "v2"})
SHORT_LABEL, LONG_LABEL = 4, 6  # words


class Title(NamedTuple):
    """A title as readers see it, and where it is among the runs of its entry.

    `is_marked` says that it is a link, bold or quoted; `column` is that of a table which holds titles.
    """

    text: str
    places: frozenset[int]
    is_marked: bool = True
    column: int | None = None


def title_of(runs: Sequence[Run], entry: Entry) -> Title | None:
    """Find the title: the text of a link to the paper, a bold or quoted one, that of another link, a line."""
    column = next((at for at, name in enumerate(entry.columns) if role_of(name) == "title"), None)
    if column is not None and len(entry.columns) > 1:
        within = [at for at, run in enumerate(runs) if run.cell == column]
        if found := _best_title(runs, within):
            return found._replace(column=column)
    return _best_title(runs, range(len(runs)))


def _best_title(runs: Sequence[Run], places: Sequence[int]) -> Title | None:
    return (
        _marked_title(runs, places, FEWEST_WORDS)
        or _plain_title(runs, places)
        or _marked_title(runs, places, 1)
    )


def _marked_title(runs: Sequence[Run], places: Sequence[int], least: int) -> Title | None:
    def titles(wanted: Iterable[int]) -> Iterator[Title]:
        for at in wanted:
            text = _clean_title(runs[at].text)
            if len(text.split()) >= least and not runs[at].image and not _is_label(runs[at]):
                yield Title(text, frozenset({at}))

    linked = [at for at in places if runs[at].link.startswith("http")]
    to_paper = [at for at in linked if addresses.leads_to_paper(runs[at])]
    bold = [at for at in places if runs[at].bold and not runs[at].link and not _is_key(runs[at].text)]
    found = next(titles(to_paper), None) or next(titles(bold), None)
    if found:
        return found
    for at in places:
        match = None if runs[at].link or runs[at].image else QUOTED.search(runs[at].text)
        if match and len(match["title"].split()) >= min(least, FEWEST_PLAIN):
            return Title(_clean_title(match["title"]), frozenset({at}))
    return next(titles(linked), None)


def _plain_title(runs: Sequence[Run], places: Sequence[int]) -> Title | None:
    """Read the title from a text that marks none: at the start of a line, up to a link or the full stop."""
    lines = _first_lines(runs, places)
    most = 1 if any(run.cell for run in runs) and len(places) == len(runs) else None
    first: Title | None = None
    for line in islice(lines, most):
        text = "".join(runs[at].text for at in line)
        title = _clean_title(_first_sentence(text))
        if len(title.split()) < FEWEST_PLAIN or len(title) > LONGEST_TITLE or _are_several(title):
            continue
        whole = [at for at in line if title in values.one_line(runs[at].text)]
        found = Title(title, frozenset(whole[:1] or line), is_marked=False)
        if first is None or _are_several(text.partition(title)[0]):
            first = found
    return first


def _first_lines(runs: Sequence[Run], places: Sequence[int]) -> Iterator[list[int]]:
    """Yield where the texts of the first lines are, each up to its first label or picture."""
    line: list[int] = []
    ends = False
    for at in [*places, None]:
        run = Run("\n") if at is None else runs[at]
        if run.is_break or at is None:
            if line:
                yield line
            line, ends = [], False
        elif run.image or (run.link and _is_label(run)):
            ends = bool(MARKS.sub("", "".join(runs[each].text for each in line)).strip(" [(|-"))
        elif not ends:
            line.append(at)


def _first_sentence(text: str) -> str:
    """Return the first sentence without a date or a nickname in front of it and what follows the title."""
    longest = max(text.split(" | "), key=len)  # between bars: a date, a nickname, the title
    start = DATE_BEFORE.sub("", NUMBER.sub("", MARKS.sub("", longest)), count=1)
    while (match := BRACKETS.match(start)) and start[match.end() :].strip(" .,:-"):
        start = MARKS.sub("", start[match.end() :].lstrip(" .,:-"))
    end = next((match.start() for match in BRACKETS.finditer(start) if _ends_title(inside(match))), None)
    if end is not None:
        return _without_persons(start[:end])
    sentences = [bare for part in SENTENCE_END.split(start) if (bare := part.strip(' .,:;|[("'))]
    if len(sentences) > 1 and authors(sentences[0]):
        del sentences[0]
    return _without_persons(sentences[0]) if sentences else ""


def _without_persons(text: str) -> str:
    """Take the authors off a reference that begins with several, and the venue behind the title."""
    if behind := IN_VENUE.search(text):
        text = text[: behind.start()] if is_occasion(behind[1]) or YEAR.search(behind[1]) else text
    parts = PERSONS_END.split(text)
    count = next((at for at, part in enumerate(parts) if not PERSON.fullmatch(part)), len(parts))
    if not FEWEST_PERSONS <= count < len(parts):
        return text
    title = text[text.index(parts[count], len(", ".join(parts[:count]))) :]
    bits = ET_AL_BEFORE.sub("", title).split(", ")
    while len(bits) > 1 and (is_occasion(bits[-1]) or YEAR.fullmatch(bits[-1].strip())):
        del bits[-1]
    return ", ".join(bits)


def _ends_title(within: str) -> bool:
    """Tell brackets that follow a title: with a venue, a date, or an affiliation."""
    return is_occasion(within) or within.startswith("@") or bool(unknown_venue(within))


def _are_several(text: str) -> bool:
    """Tell a list of several authors; one name may be a title, as "Wasserstein GAN"."""
    found = authors(text)
    return bool(found and (len(found[0]) > 1 or found[1]))


def _clean_title(text: str) -> str:
    bare = values.one_line(NUMBER.sub("", MARKS.sub("", EMPTY.sub("", text))))
    bare = MARKS.sub("", bare).strip('"“”*_ ')
    for opening, closing in ("[]", "()"):
        if bare.startswith(opening) and bare.endswith(closing) and bare.count(opening) == 1:
            bare = bare[1:-1].strip()
    if (behind := BRACKETS_AT_END.search(bare)) and _ends_title(behind[1]):
        bare = bare[: behind.start()]
    return bare.rstrip(",;:| ").removesuffix(".") if not bare.endswith("...") else bare


def inside(match: re.Match[str]) -> str:
    """Return what is between the brackets of a match of BRACKETS."""
    return next((group for group in match.groups() if group is not None), "")


def is_occasion(text: str) -> bool:
    """Tell a text that holds a venue or a date, or is the name of a preprint server."""
    found = occasion(text)
    return bool(found.venue or found.date) or bool(PREPRINT.fullmatch(text.strip()))


def _is_label(run: Run) -> bool:
    """Tell the text of a link that names what it leads to, not the paper: "pdf", "CVPR 2020", an address."""
    words = addresses.label(run)
    text = run.text.strip(" []()")
    if not words or words in addresses.CALLED or text.startswith(("http://", "https://", "www.")):
        return True
    parts = words.split()
    names_it = bool(arxiv_mention(text) or doi_name(text) or ARXIV_NUMBER.fullmatch(text))
    if len(parts) <= SHORT_LABEL:
        calls_it = all(part in addresses.CALLED or part in BESIDE_LABELS for part in parts)
        dates_it = bool(unknown_venue(text) or (ARXIV.search(text) and re.search("[0-9]", text)))
        names_it = names_it or calls_it or dates_it
    says_when = is_occasion(text) and not re.search(r"\w{3}", occasion(text).rest)
    return names_it or (len(parts) <= LONG_LABEL and says_when)


def _is_key(text: str) -> bool:
    """Tell the bold text of a key: "Authors:"."""
    return text.rstrip().endswith((":", "：")) and len(text.split()) <= FEWEST_WORDS
