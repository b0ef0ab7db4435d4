"""Mentions: the papers of the list that other papers name in their abstracts and titles."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from sentencex import get_sentence_boundaries

from papershelf.build_cache import NO_CACHE, BuildCache, digest
from papershelf.library import Library
from papershelf.model import Paper, Tag
from papershelf.processes import mapped
from papershelf.text import repair, shown

SHORTEST_NAME = 4  # letters and digits; shorter ones, such as "CO2", mean too many things
SHORTEST_TITLE = 5  # words; shorter ones, such as "Large Language Models", may be ordinary phrases
HEAD = re.compile(r"([^\s:]+)(?::\s| [-–—]{1,3} | technical report\b|$)", re.IGNORECASE)
BRACKETED = re.compile(r"\(([^\s()]+)\)")
ABOUT_OTHERS = re.compile(
    r"\b(?:survey|review|overview|tutorial|primer|introduction|study|evaluation|analysis|comparison)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
NOT_BEFORE = re.compile(r"[\w\-‐‑/\\@#.+]$")
SUFFIX = r"(?:s|['’]s|[-‐‑](?:based|style|like|inspired|compatible))?"
NEXT_VERSION = r"\s[vV]?[0-9]+(?:\.[0-9]+)*(?![\w%×]|\.\w|\s?(?:times|x)\b)"
NOT_AFTER = rf"(?!\w|[-‐‑_+*^@\\][^\s,.;:)]|[+*^]|/\w+[./]\w|\.[a-z0-9]|{NEXT_VERSION})"
AFTER = re.compile(SUFFIX + NOT_AFTER)
Start: TypeAlias = str | tuple[str, str]  # the first two words of a name, or its only one
LINK = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class PaperName:
    """What a text may call a paper; `curated` if the name is in the paper's entry."""

    text: str
    paper: Paper
    curated: bool = False


def names(papers: Iterable[Paper], tags: Iterable[Tag] = ()) -> dict[str, tuple[PaperName, ...]]:
    """Return all names by their text; a name with more than one owner refers to none of them.

    A curated name takes precedence over names from titles. Labels and aliases of `tags` are not names of
    papers, unless curated.
    """
    subjects = {word.casefold() for tag in tags for word in (tag.label, *tag.aliases)}
    found: defaultdict[str, list[PaperName]] = defaultdict(list)
    for paper in papers:
        for text in dict.fromkeys(paper.names):
            found[text].append(PaperName(text, paper, curated=True))
        for text in dict.fromkeys(title_names(shown(paper.title))):
            if text not in paper.names and text.casefold() not in subjects:
                found[text].append(PaperName(text, paper))
    return {
        text: tuple(owner for owner in owners if owner.curated) or tuple(owners)
        for text, owners in found.items()
    }


def title_names(title: str) -> Iterator[str]:
    """Yield the names in a title: X in "X: …", "X Technical Report" and "… (X)", and a long title itself."""
    if len(title.split()) >= SHORTEST_TITLE:
        yield title
    if ABOUT_OTHERS.search(title):
        return
    head = HEAD.match(title)
    if head and is_distinctive(head[1]):
        yield head[1]
    for bracketed in BRACKETED.finditer(title):
        if is_distinctive(bracketed[1]) and abbreviates(bracketed[1], title[: bracketed.start()]):
            yield bracketed[1]


def is_distinctive(word: str) -> bool:
    """Check whether a word has capitals or digits where ordinary words have none.

    "NanoTool", "X2Text", "STOVE" and "Cold-LLM" do; "Query", "Fine-Tuning" and "K-Means" do not.
    """
    letters = [character for character in word if character.isalnum()]
    return len(letters) >= SHORTEST_NAME and any(map(_is_marked, re.split("[-‐‑–]", word)))


def _is_marked(part: str) -> bool:
    """Check whether a part between hyphens has a capital after its first letter, or a digit and letters."""
    letters = [character for character in part if character.isalpha()]
    has_digit = any(map(str.isdigit, part))
    return any(map(str.isupper, letters[1:])) or (has_digit and len(letters) > 1 and letters[0].isupper())


def abbreviates(short: str, long: str) -> bool:
    """Check whether the letters of an abbreviation occur in a text in order, the first at a word's start."""
    words = re.findall(r"\w+", long.casefold())
    wanted = [character for character in short.casefold() if character.isalpha()]
    for first, word in enumerate(words):
        if wanted and word[0] == wanted[0]:
            rest = iter("".join(words[first:]))
            if all(letter in rest for letter in wanted):
                return True
    return False


class Span(NamedTuple):
    """An occurrence of a name in a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Finder:
    """Finds names in texts by their first two words, so that many names take no longer than a few."""

    names: frozenset[str]

    @cached_property
    def _by_start(self) -> Mapping[Start, list[str]]:
        """The names by their start, whose last word may be in the plural where it is the last of the name."""
        found: defaultdict[Start, list[str]] = defaultdict(list)
        for name in self.names:
            match WORD.findall(name):
                case [only]:
                    starts: list[Start] = [only, f"{only}s"]
                case [first, last]:
                    starts = [(first, last), (first, f"{last}s")]
                case [first, second, *_]:
                    starts = [(first, second)]
                case _:
                    starts = []
            for start in starts:
                found[start].append(name)
        return found

    def find(self, text: str) -> list[Span]:
        """Return the names that occur in a text as separate words; of two that overlap, the longer one."""
        kept: list[Span] = []
        for span in sorted(self._every(text), key=lambda span: (span.start - span.end, span.start)):
            if all(span.end <= other.start or other.end <= span.start for other in kept):
                kept.append(span)
        return sorted(kept)

    def _every(self, text: str) -> Iterator[Span]:
        words = WORD.findall(text)
        present = self._by_start.keys() & {*words, *pairwise(words)}
        for name in {name for start in present for name in self._by_start[start]}:
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                if _is_separate(text, start, end):
                    yield Span(start, end, name)
                start = text.find(name, start + 1)


def _is_separate(text: str, start: int, end: int) -> bool:
    """Check that a name is not part of a longer word, a URL, or a name with a version number."""
    return not NOT_BEFORE.search(text, max(0, start - 1), start) and AFTER.match(text, end) is not None


@dataclass(frozen=True, slots=True)
class Mention:
    """A paper that another one names: both ids, the name, the sentence it is in, and its index there."""

    source: str
    target: str
    name: str
    sentence: str
    start: int


@dataclass(frozen=True)
class Mentions:
    """All mentions, in the order of the list and its texts, and all names in a paper's texts, by its id."""

    pairs: tuple[Mention, ...]
    named: Mapping[str, frozenset[str]]

    @cached_property
    def by_source(self) -> Mapping[str, tuple[Mention, ...]]:
        """The mentions in the texts of each paper, by its id; an empty tuple for other ids."""
        return _by_id(self.pairs, attrgetter("source"))

    @cached_property
    def by_target(self) -> Mapping[str, tuple[Mention, ...]]:
        """The mentions of each paper, by its id; an empty tuple for other ids."""
        return _by_id(self.pairs, attrgetter("target"))


def _by_id(pairs: Iterable[Mention], id_of: Callable[[Mention], str]) -> Mapping[str, tuple[Mention, ...]]:
    found: defaultdict[str, tuple[Mention, ...]] = defaultdict(tuple)
    for mention in pairs:
        found[id_of(mention)] += (mention,)
    return found


class _Found(NamedTuple):
    """A name in a text, the sentence it is in, and its index there."""

    name: str
    sentence: str
    start: int


def mentions(library: Library, cache: BuildCache = NO_CACHE) -> Mentions:
    """Find the papers that name another one in abstract or title, each with the first such sentence.

    No paper names a later one. A name that comes from a title only is dropped if an older paper uses it: it
    is then a term of the field.
    """
    owners = names(library.papers, library.tags)
    sole = {text: each[0] for text, each in owners.items() if len(each) == 1}
    ids = (paper.id for paper in library.papers)
    found = dict(zip(ids, _all_found(library.papers, frozenset(owners), cache), strict=True))
    in_question = [
        (paper, each, sole[each.name])
        for paper in library.papers
        for each in found[paper.id]
        if each.name in sole
    ]
    of_the_field = {
        name.text for paper, _, name in in_question if not name.curated and _precedes(paper, name.paper)
    }
    pairs: dict[tuple[str, str], Mention] = {}
    for paper, each, name in in_question:
        target = name.paper
        if target is not paper and name.text not in of_the_field and not _precedes(paper, target):
            pairs.setdefault((paper.id, target.id), Mention(paper.id, target.id, *each))
    named = {paper: frozenset(each.name for each in every) for paper, every in found.items()}
    return Mentions(tuple(pairs.values()), named)


def _all_found(papers: Sequence[Paper], every: frozenset[str], cache: BuildCache) -> list[list[_Found]]:
    """Return the names in the texts of each paper."""
    finder = Finder(every)
    whole = digest(*sorted(every))
    keys = [digest(whole, paper.abstract or "", paper.title) for paper in papers]

    def make(places: list[int]) -> list[bytes]:
        return mapped(lambda place: json.dumps([*_found(papers[place], finder)]).encode(), places)

    return [[_Found(*row) for row in json.loads(made)] for made in cache.made_together("names", keys, make)]


def _found(paper: Paper, finder: Finder) -> Iterator[_Found]:
    for text, searched in _texts(paper):
        for span in finder.find(searched):
            yield _Found(span.text, *_sentence(text, span))


def _texts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield texts as readers see them, each also with URLs blanked out, in which no name is looked for."""
    for raw in filter(None, (paper.abstract, paper.title)):
        segments = repair(" ".join(raw.split()))
        visible = "".join(segment.shown for segment in segments)
        yield visible, "".join(LINK * len(each.shown) if each.href else each.shown for each in segments)


def _sentence(text: str, span: Span) -> tuple[str, int]:
    """Return the sentence in which a name begins, extended to the end of the name, and its index there."""
    bounds = [(each["start_index"], each["end_index"]) for each in get_sentence_boundaries("en", text)]
    start = max((first for first, _ in bounds if first <= span.start), default=0)
    end = min((last for _, last in bounds if last >= span.end), default=len(text))
    return text[start:end].rstrip(), span.start - start


def _precedes(paper: Paper, other: Paper) -> bool:
    """Check whether a paper is older than another, as far as both dates are known."""
    first, second = str(paper.published or ""), str(other.published or "")
    shared = min(len(first), len(second))
    return first[:shared] < second[:shared]
