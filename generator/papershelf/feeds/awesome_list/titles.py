"""The title of an entry, and the texts in it that are none: labels, marks, dates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import regex

from papershelf.feeds import record_values as values
from papershelf.feeds.awesome_list import addresses
from papershelf.feeds.awesome_list.around_titles import (
    CUE,
    are_several,
    bare_title,
    is_known_occasion,
    is_whole_occasion,
    without_occasion_in_front,
)
from papershelf.feeds.awesome_list.keys import role_of
from papershelf.feeds.awesome_list.occasions import (
    ARXIV_NUMBER,
    PERIODICAL,
    PREPRINT,
    occasion,
    unknown_venue,
)
from papershelf.feeds.awesome_list.outline import Entry, Run
from papershelf.feeds.awesome_list.persons import authors, has_initials, is_person
from papershelf.feeds.identifiers import arxiv_mention, doi_name

MARKS = regex.compile(
    r"^(?:[\p{So}\p{Sk}\p{Cf}\uFE0F\u200d☆★•·▪◦●○]|:[a-z0-9_+-]+:|\s)+|(?:[\p{So}\p{Sk}\p{Cf}\uFE0F\u200d☆★•·▪◦●○]|:[a-z0-9_+-]+:|\s)+$"
)
NUMBER = re.compile(r"^\s*(?:\[[0-9]{1,4}\]|\(?[0-9]{1,3}[.)](?![0-9]))\s*")
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^】]*)】|\{([^{}]*)\}")
EMPTY = re.compile(r"\(\s*[|,;/·&\s]*\)|\[\s*[|,;/·&\s]*\]|【\s*】|\{\s*\}")
BRACKETS_AT_END = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]$")
QUOTED = re.compile(r"[\"“‘«](?P<title>[^\"“”«»]{5,250}?)[.,]?[\"”’»]")
QUOTES_TWICE = re.compile(r'"[^"]*\S"[^"]*"[^"]*"')  # "When" and "how"
QUOTE_WITHIN = re.compile(r'[^"].*"[^"]*[^"]')
SENTENCE_END = re.compile(r"(?<=[a-z0-9)])\.(?=\s|$)|\s[-–—|]\s")
PUNCTUATION_BEFORE = re.compile(r"^(?:[\s,:;|–—-]|\.\s)+")
DATE_BEFORE = re.compile(r"^\s*[0-9]{1,2}[/.,;][0-9]{1,2}\s*[-–—:]\s+")
PERSONS_END = re.compile(r",\s+(?:and\s+|&\s+)?|\s+and\s+")
LAST_PERSON = re.compile(r"\s(?:and|&)\s[^,;]{1,60}$")
PERSON = regex.compile(
    r"(?:(?:\p{Lu}[\p{L}'’-]*\.?|de|van|von|der|la|del|dos|bin|al)\s+){1,4}\p{Lu}[\p{L}'’-]+(?: et al\.?)?"
)
NICKNAME_BEFORE = re.compile(r"\s*\S+(?: \S+)?\s*[:|–—-]\s+")
QUOTE_BEFORE, QUOTE_BEHIND = re.compile(r".*[\"“]", re.DOTALL), re.compile(r"[.,]?[\"”].*", re.DOTALL)
TITLE_END = re.compile(r"\s*(?:[.,;|(\[]|[-–—]\s)")
BY = re.compile(r"\s*by\s", re.IGNORECASE)
ET_AL_BEFORE = re.compile(r"^et al\.?,?\s*")
IN_VENUE = re.compile(r",? (?:[Ii]n|at) ([A-Z][^,]*)$")
FEWEST_PERSONS = 2
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
LONGEST_TITLE = 300
FEWEST_WORDS, FEWEST_PLAIN = 3, 2  # of a marked title, and of one whose place marks it
ARXIV = re.compile(r"\b(?:arxiv|corr|preprint)\b", re.IGNORECASE)
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
    return _best_title(runs, [at for at, run in enumerate(runs) if not run.quoted])


def _best_title(runs: Sequence[Run], places: Sequence[int]) -> Title | None:
    return (
        _quoted_title(runs, places)
        or _marked_title(runs, places, FEWEST_WORDS)
        or _short_title(runs, places)
        or _plain_title(runs, places)
        or _marked_title(runs, places, 1)
    )


def _marked_title(runs: Sequence[Run], places: Sequence[int], least: int) -> Title | None:
    def titles(wanted: Iterable[int]) -> Iterator[Title]:
        for at in wanted:
            text = _clean_title(runs[at].text)
            if len(text.split()) >= least and not runs[at].image and not is_label(runs[at]):
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


def _quoted_title(runs: Sequence[Run], places: Sequence[int]) -> Title | None:
    """Find a bold title between quotes, also of a single word."""
    for at in places:
        if at + 1 in places and at - 1 in places and runs[at].bold and not runs[at].link:
            before, behind = runs[at - 1].text, runs[at + 1].text
            if QUOTE_BEFORE.fullmatch(before) and QUOTE_BEHIND.fullmatch(behind):
                return Title(_clean_title(runs[at].text), frozenset({at}))
    return None


def _short_title(runs: Sequence[Run], places: Sequence[int]) -> Title | None:
    """Find a linked or bold title of two words that begins a line and has nothing of a title behind it.

    Behind "extended by" a single word is one, too. Authors or a date may begin the line.
    """
    for line in _first_lines(runs, places):
        before = runs[line[0]].text
        is_cue = bool(CUE.match(before.lstrip(" ([")))
        is_before = is_cue or are_several(before) or _says_when(before) or NICKNAME_BEFORE.fullmatch(before)
        first = 1 if len(line) > 1 and is_before else 0
        run, text = runs[line[first]], _clean_title(runs[line[first]].text)
        is_marked = addresses.leads_to_paper(run) or (run.bold and not run.link and not _is_key(run.text))
        if not is_marked or not (len(text.split()) == FEWEST_PLAIN or (is_cue and first and text)):
            continue
        behind = "".join(runs[at].text for at in line[first + 1 :])
        sentence = _first_sentence(behind)
        is_alone = not sentence.strip() or _says_whose(behind) or _says_whose(sentence) or BY.match(behind)
        if is_alone or (run.link and TITLE_END.match(behind) and not _reads_like_title(sentence)):
            return Title(text, frozenset({line[first]}))
    return None


def _says_when(text: str) -> bool:
    """Tell a venue or a date with a number, as "25.12.2019"; "Nature" may be the start of a title."""
    return is_known_occasion(MARKS.sub("", text)) and bool(re.search("[0-9]", text))


def _reads_like_title(text: str) -> bool:
    """Tell a text of which most words have a capital."""
    words = [word for word in text.split() if word[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _plain_title(runs: Sequence[Run], places: Sequence[int]) -> Title | None:
    """Read the title from a text that marks none: at the start of a line, up to a link or the full stop."""
    lines = _first_lines(runs, places)
    most = 1 if any(run.cell for run in runs) and len(places) == len(runs) else None
    first: Title | None = None
    for line in islice(lines, most):
        text = "".join(runs[at].text for at in line)
        title = _clean_title(_first_sentence(text))
        if len(title.split()) < FEWEST_PLAIN or len(title) > LONGEST_TITLE:
            continue
        if are_several(title) or is_known_occasion(title):
            continue
        places_of_it = _places_of(title, runs, line)
        is_whole = [_clean_title(runs[at].text) for at in places_of_it if runs[at].link or runs[at].bold]
        found = Title(title, places_of_it, is_marked=is_whole == [title])
        if first is None or (are_several(text.partition(title)[0]) and not PERIODICAL.search(title)):
            first = found
    return first


def _places_of(title: str, runs: Sequence[Run], line: Sequence[int]) -> frozenset[int]:
    """Return where the title is: one run, or the fewest neighbours that hold it."""

    def holds(first: int, end: int) -> bool:
        return title in values.one_line("".join(runs[at].text for at in line[first:end]))

    first, end = 0, len(line)
    while end > 1 and holds(first, end - 1):
        end -= 1
    while first < end - 1 and holds(first + 1, end):
        first += 1
    return frozenset(line[first:end])


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
        elif run.image or (run.link and is_label(run)) or _is_aside(run):
            ends = bool(MARKS.sub("", "".join(runs[each].text for each in line)).strip(" [(|-"))
        elif not ends:
            line.append(at)


def _is_aside(run: Run) -> bool:
    """Tell a run that is set apart and says where, when or by whom: `NeurIPS 2023`, *Ada Okoro, Bo Lind*."""
    if run.code or run.italic:
        return is_whole_occasion(run.text) or are_several(run.text)
    return run.bold and (is_known_occasion(run.text) or are_several(run.text))


def _first_sentence(text: str) -> str:
    """Return the first sentence without a date or a nickname in front of it and what follows the title."""
    longest = max(text.split(" | "), key=len)  # between bars: a date, a nickname, the title
    start = DATE_BEFORE.sub("", NUMBER.sub("", MARKS.sub("", longest)), count=1)
    start = _without_persons_before_colon(without_occasion_in_front(PUNCTUATION_BEFORE.sub("", start)))
    while (match := BRACKETS.match(start)) and start[match.end() :].strip(" .,:-"):
        start = MARKS.sub("", start[match.end() :].lstrip(" .,:-"))
    end = next((match for match in BRACKETS.finditer(start) if _ends_title(inside(match))), None)
    if end is not None:
        title = start[: end.start()].rstrip()
        return _without_persons(bare_title(title, is_marked=False, is_cut=is_whole_occasion(inside(end))))
    start = bare_title(start, is_marked=False)
    sentences = [bare for part in SENTENCE_END.split(start) if (bare := part.strip(' .,:;|[("'))]
    is_name = len(sentences) > 1 and authors(sentences[0]) and not re.search("[0-9]", sentences[0])
    is_reference = len(sentences) > 1 and has_initials(sentences[0]) and not is_whole_occasion(sentences[1])
    if is_reference or (is_name and not _says_whose(sentences[1])):
        del sentences[0]
    return _without_persons(sentences[0]) if sentences else ""


def _without_persons_before_colon(text: str) -> str:
    """Take several authors off "A. Okoro, B. Lind: Title"; full names only where a venue or date ends it.

    Else these may be a title's own words: "Giant Kelp, Sea Urchin: A Study". The last of more than two names
    may be a nickname of the paper, if no "and" is before it.
    """
    head, _, title = text.partition(": ")
    names, others = authors(head) or ((), None)
    if not title or len(names) < FEWEST_PERSONS:
        return text
    has_occasion = bare_title(title, is_marked=False) != title
    is_whole = len(names) == FEWEST_PERSONS or others or LAST_PERSON.search(head)
    is_sure = has_occasion and is_whole and all(map(is_person, names))
    return title if is_sure or all(map(has_initials, names)) else text


def _says_whose(text: str) -> bool:
    """Tell what follows a title: its authors, a venue or a date."""
    return is_whole_occasion(text) or bool(authors(text))


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


def _clean_title(text: str) -> str:
    bare = values.one_line(NUMBER.sub("", MARKS.sub("", EMPTY.sub("", text))))
    bare = MARKS.sub("", bare).strip("*_ ")
    bare = _unquoted(bare)
    for opening, closing in ("[]", "()"):
        if bare.startswith(opening) and bare.endswith(closing) and bare.count(opening) == 1:
            bare = bare[1:-1].strip()
    behind = BRACKETS_AT_END.search(bare)
    is_cut = bool(behind and _ends_title(behind[1]))
    bare = bare_title(bare[: behind.start()] if behind and is_cut else bare, is_marked=True, is_cut=is_cut)
    return bare.rstrip(",;:| ").removesuffix(".") if not bare.endswith("...") else bare


def _unquoted(text: str) -> str:
    """Take off the quotes around a text, or one that is alone, but none of: Lists "in the Wild"."""
    straight = text.replace("“", '"').replace("”", '"')
    if straight.startswith('"') and straight.endswith('"') and not QUOTES_TWICE.fullmatch(straight):
        return text[1:-1].strip()
    if straight.count('"') % 2 and not QUOTE_WITHIN.fullmatch(straight):
        return text.strip('"“” ')
    return text


def inside(match: re.Match[str]) -> str:
    """Return what is between the brackets of a match of BRACKETS."""
    return next((group for group in match.groups() if group is not None), "")


def is_occasion(text: str) -> bool:
    """Tell a text that holds a venue or a date, or is the name of a preprint server."""
    found = occasion(text)
    return bool(found.venue or found.date) or bool(PREPRINT.fullmatch(text.strip()))


def is_label(run: Run) -> bool:
    """Tell the text of a link that names what it leads to, not the paper: "pdf", "CVPR 2020", an address."""
    words = addresses.label(run)
    text = run.text.strip(" []()")
    if not words or words in addresses.CALLED or text.startswith(("http://", "https://", "www.")):
        return True
    if CUE.fullmatch(text):
        return True
    before, dash, after = text.partition(" - ")  # "official code - caffe"
    if dash and addresses.label(Run(before)) in addresses.CALLED and len(after.split()) == 1:
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
