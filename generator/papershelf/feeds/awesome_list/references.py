"""References that begin with authors and year: "Okoro, A., & Lind, B. (2021). Title. *Journal*, 3(2)."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import regex

from papershelf.feeds import record_values as values
from papershelf.feeds.author_lists import read_authors
from papershelf.feeds.awesome_list.occasions import NAMES_ONE, PREPRINT, occasion
from papershelf.feeds.awesome_list.outline import Entry, Run
from papershelf.feeds.awesome_list.titles import LONGEST_TITLE, Title, is_label, is_occasion
from papershelf.model import PartialDate
from papershelf.text.names import PARTICLES

_FAMILY = (
    rf"(?:(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))})\s)*+"
    r"\p{Lu}[\p{L}\p{M}'’-]*+(?:\s\p{Lu}[\p{L}\p{M}'’-]++){0,2}"
)
# Nothing is given back: with spaces before and behind initials there are 2**n ways to read n names.
_PERSON = rf"(?>{_FAMILY},\s(?:-?\p{{Lu}}\p{{Ll}}?\.\s?)+(?:,?\s?(?:Jr|Sr)\.)?)"
_BETWEEN = r"\s?(?:,\s?)?(?:(?:&|and|…|\.\s?\.\s?\.)\s?)?"
_NAMES = rf"{_PERSON}(?:{_BETWEEN}{_PERSON}){{0,200}}+(?:,?\s?(?:&\s)?et al\.)?"
NAMES = regex.compile(_NAMES)
BEGIN = regex.compile(
    rf"[^\p{{L}}]{{0,20}}+(?P<names>{_NAMES})\s?"
    r"(?:\((?P<date>(?:19|20)[0-9]{2}[a-z]?(?:,\s[^()]{1,30})?|n\.\s?d\.|in press)\)[.,:]?\s?"
    r"|,?\s?(?P<year>(?:19|20)[0-9]{2}[a-z]?)[.:]\s)"
)
# Of styles that are not read: "Okoro, Ada (2021). …", "Okoro A, Lind B. …"
FULL_NAME = regex.compile(rf"{_FAMILY},\s\p{{Lu}}\p{{Ll}}+(?:\s\p{{Lu}}\.?)*")
BARE_INITIALS = regex.compile(
    rf"{_FAMILY}\s\p{{Lu}}{{1,3}}(?:,\s{_FAMILY}\s\p{{Lu}}{{1,3}})+(?:,\set al)?\.\s"
)
YEAR_BEHIND = re.compile(r"\s*\((?:19|20)[0-9]{2}")
LEFT_OUT = re.compile(r"[,\s]*(?:…|\.\s?\.\s?\.)")  # "Okoro, A., … Moss, C."
QUOTED = re.compile(r"[\"“](?P<title>[^\"“”]+?)(?P<end>[.,?!]?)[\"”](?P<behind>\s?[.,]|\s?$)?")
SENTENCE_END = re.compile(r"[.?!](?=\s|$)")
ABBREVIATED = regex.compile(r"(?:\b\p{Lu}|\b(?:vs|cf|St|Dr|Mr|Mrs|No|Vol|al|etc))$")
EDITION = re.compile(
    r"\s*[(\[](?:[0-9]+\w* ed\b|Vol\b|Report|Technical|Doctoral|Master|PhD|Data ?set|Preprint|Paper"
    r"|Conference)[^()\[\]]*[)\]]$",
    re.IGNORECASE,
)
VOLUME = re.compile(r",\s*[0-9].*", re.DOTALL)
BEFORE_VENUE = re.compile(r"\W*(?P<in>In\s+(?:[^()]{1,200}\(Eds?\.\),?\s*)?)?")
YEAR = re.compile(r"(?P<year>[0-9]{4})[a-z]?")
LONGEST, LONGEST_ABBREVIATION = 20_000, 9  # characters


class Reference(NamedTuple):
    """A reference as read; its runs are the title, then what follows it."""

    title: str
    authors: tuple[str, ...]
    others: bool | None
    date: PartialDate | None
    venue: str | None
    runs: list[Run]


def reference_of(entry: Entry) -> Reference | None:
    """Read an entry that begins as the APA has it, with family names, initials and the year in brackets."""
    if entry.kind not in {"item", "paragraph"}:
        return None
    runs = [replace(run, text=" ") if run.is_break or run.image else run for run in entry.runs]
    text = "".join(run.text for run in runs)
    begin = BEGIN.match(text) if len(text) <= LONGEST else None
    span = _title_span(text, begin.end(), runs) if begin else None
    if begin is None or span is None:
        return None
    title = values.one_line(text[slice(*span)]).strip()
    listed = read_authors(LEFT_OUT.split(begin["names"])[0])
    venue, rest = _venue(list(_after(entry.runs, runs, span[1])))
    head = [run for run, first, end in _placed(runs) if first < span[1] and end > begin.end()]
    marked = replace(head[0], text=title, bold=True, italic=False)
    before = [replace(run, text="") for run, _, end in _placed(runs) if run.link and end <= begin.end()]
    links = [Run("\n"), *before, *(run for run in entry.runs if run.image)]
    others = True if listed.others or LEFT_OUT.search(begin["names"]) else None
    return Reference(
        title, listed.names, others, _date(begin["date"] or begin["year"]), venue, [marked, *rest, *links]
    )


def is_names(title: Title, behind: str) -> bool:
    """Tell what stands for a title, but is the authors of a reference, or begins with them."""
    if NAMES.fullmatch(f"{title.text}."):
        return True
    is_name = FULL_NAME.fullmatch(title.text) and YEAR_BEHIND.match(behind)
    return not title.is_marked and bool(is_name or BARE_INITIALS.match(title.text))


def _date(text: str) -> PartialDate | None:
    return occasion(YEAR.sub(r"\g<year>", text, count=1)).date


def _placed(runs: Sequence[Run]) -> Iterator[tuple[Run, int, int]]:
    """Yield the runs, each with where it begins and ends in the text of all."""
    end = 0
    for run in runs:
        first, end = end, end + len(run.text)
        yield run, first, end


def _title_span(text: str, start: int, runs: Sequence[Run]) -> tuple[int, int] | None:
    """Return where the title begins and ends: a link, a bold text, a quotation, or a sentence."""
    placed = [each for each in _placed(runs) if each[2] > start]
    if not placed:
        return None
    run, first, end = placed[0]
    is_whole = not text[first:start].strip()
    if is_whole and run.link and is_label(run):
        return None
    limit = next((first for each, first, _ in placed[1:] if each.link and first >= start), len(text))
    if is_whole and (run.link or run.bold):
        span = (start, end)
    elif (quoted := QUOTED.match(text, start, limit)) and (quoted["end"] or quoted["behind"] is not None):
        kept = quoted.end("end") if quoted["end"] in {"?", "!"} else quoted.end("title")
        span = (quoted.start("title"), kept)
    else:
        italics = {first for each, first, _ in placed if each.italic}
        span = (start, _sentence_end(text, start, limit, italics))
    return _trimmed(text, span)


def _sentence_end(text: str, start: int, limit: int, italics: set[int]) -> int:
    for match in SENTENCE_END.finditer(text, start, limit):
        behind = text[match.end() :].lstrip()
        next_at = len(text) - len(behind)
        goes_on = behind[:1].islower() and next_at < limit and not PREPRINT.match(behind)
        before = text[max(start, match.start() - LONGEST_ABBREVIATION) : match.start()]
        is_short = match.group() == "." and ABBREVIATED.search(before)
        if next_at in italics or not (goes_on or is_short):
            return match.end() if match.group() != "." else match.start()
    return limit


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Take an edition or a kind off the end of a title; None for one without a word, or too long."""
    title = text[slice(*span)].rstrip().rstrip(".,")
    if edition := EDITION.search(title):
        title = title[: edition.start()]
    is_title = re.search(r"[^\W\d_]", title) and len(title) <= LONGEST_TITLE
    return (span[0], span[0] + len(title)) if is_title else None


def _after(given: Sequence[Run], runs: Sequence[Run], start: int) -> Iterator[Run]:
    """Yield what follows the title, with the ends of its lines."""
    for original, (run, first, end) in zip(given, _placed(runs), strict=True):
        if end > start and not run.image:
            cut = max(0, start - first)
            rest = replace(run, text=run.text[cut:], link="" if cut else run.link, bold=False)
            yield original if original.is_break else rest


def _venue(runs: list[Run]) -> tuple[str | None, list[Run]]:
    """Take the venue off what follows a title: in italics, known by its words, or with a volume or pages."""
    before = ""
    for at, run in enumerate(runs):
        if not run.italic:
            before += run.text
            continue
        name = VOLUME.sub("", run.text).strip(" .,")
        behind = run.text[len(name) :] + "".join(each.text for each in runs[at + 1 : at + 3])
        follows = BEFORE_VENUE.fullmatch(before)
        is_venue = follows and (follows["in"] or NAMES_ONE.search(name) or re.match(r"\W*[0-9]", behind))
        is_read = is_occasion(name) or PREPRINT.search(name) or run.link
        if is_venue and not is_read:
            rest = replace(run, text=run.text[len(name) :].lstrip(" ,"), italic=False)
            return values.venue(name), [*runs[:at], rest, *runs[at + 1 :]]
        break
    return None, runs
