"""Titles of papers: the form in which two are the same, those nearly the same, and the id made of one."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import combinations, count

from rapidfuzz import fuzz
from slugify import slugify

from papershelf.library.rules import RESERVED
from papershelf.library.values import DEVICES, LONGEST_SLUG
from papershelf.text import may_change, shown

NEAR = 90.0
"""Per cent, as `rapidfuzz.fuzz.ratio` counts: titles at least so similar may belong to one paper."""
RAREST = 5
SHORT = 4


GENERIC = re.compile(
    r"(?:guest )?(?:editorials?|introductions?|preface|foreword|afterword|interview|conclusions?|obituary"
    r"|in memoriam|book reviews?|letters?(?: to the editors?)?|errat(?:um|a)|corrigend(?:um|a)|corrections?"
    r"|summary|abstracts?|index|contents|news|discussion|comments?|repl(?:y|ies)|response|proceedings"
    r"|acknowledge?ments?|message|welcome|program(?:me)?|tutorial|panel|keynote|overview)"
    r"(?: to| from| by| of| on| for| the| this| special| issue| section| volume| comments?| editors?| guest"
    r"| general| program(?:me)?| chairs?| authors?| readers?)*"
)
SIGNS = re.compile(r"[<{}$\u00ad+#&]")
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
ROMAN = {name: str(number) for number, name in enumerate(ROMANS, start=1)}
_WORD = re.compile(r"\w+")
_FOLDED = bytes(ord(chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)).ljust(256)
_WORD_OR_VERSION = re.compile(r"[^\W_]+(?:\.(?=\d)[^\W_]+)?")
_FIRST_WORD = re.compile(r"[A-Za-z0-9]+")
_SUBTITLE = re.compile(r"[:?!] | [-–—] ")
_OUR = re.compile(r"our(?=s?$|ed$|ing$|al$)")
_IS = re.compile(r"is(?=e[sdr]?$|ing$|ation)")


@lru_cache(maxsize=65_536)
def fold_title(title: str) -> str:
    """Return the words of a title in the form in which two titles are the same."""
    text = shown(title)
    if text.isascii():
        return " ".join(_ascii_words(text))
    text = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(char for char in text if not unicodedata.combining(char))
    # The dotless i has the capital of the dotted one, but no case folding says so.
    return " ".join(_WORD.findall(letters.replace("_", " ").replace("\u0131", "i")))


def _ascii_words(text: str) -> list[str]:
    return text.encode().translate(_FOLDED).decode().split()


def title_key(title: str) -> str:
    """Return the letters and digits of a title, by which spellings of one title are equal.

    Case, accents, hyphens, spaces and TeX do not count, nor British against American endings; "&" is "and",
    "Part II" is "Part 2", and C++ is not C#.
    """
    return "".join(title_words(title)) or " ".join(title.split())


def main_title(title: str) -> str:
    """Return a title without its subtitle."""
    return _SUBTITLE.split(title, maxsplit=1)[0]


def beginning_of_key(title: str) -> str:
    """Return letters with which `title_key` of a title begins, and that of its main title.

    Empty where it would take as long to tell as to make the keys.
    """
    word = _FIRST_WORD.match(title)
    if not word or not title.isascii() or SIGNS.search(title) or may_change(title):
        return ""
    letters = word[0].lower()
    return "" if letters in ROMAN or "our" in letters or "is" in letters else letters


def is_generic(words: Iterable[str]) -> bool:
    """Tell whether many works have a title of these words, such as "Editorial"."""
    return bool(GENERIC.fullmatch(" ".join(words)))


@lru_cache(maxsize=65_536)
def title_words(title: str) -> tuple[str, ...]:
    """Return the words of a title in the form in which those of `title_key` are joined."""
    text = shown(title)
    if SIGNS.search(text):
        text = re.sub(r"</?[a-z]+>|[{}$\u00ad]", "", text, flags=re.IGNORECASE)
        text = re.sub(r"(?<=\w)\+\+", " plus plus ", text)
        text = re.sub(r"(?<=\w)#", " sharp ", text).replace("&amp;", "&").replace("&", " and ")
    words = _split(text)
    if not ROMAN.keys().isdisjoint(words):
        for at, word in enumerate(words):
            if word in ROMAN and (at == len(words) - 1 or (at and words[at - 1] == "part")):
                words[at] = ROMAN[word]
    return tuple([_american(word) if "our" in word or "is" in word else word for word in words])


def _split(text: str) -> list[str]:
    if text.isascii() and "." not in text:
        return _ascii_words(text)
    found = _WORD_OR_VERSION.findall(text.casefold())
    return [word if word.isascii() else slugify(word, separator="") for word in found]


def _american(word: str) -> str:
    return _OUR.sub("or", _IS.sub("iz", word))


class TitleIndex:
    """Finds titles that are nearly the same, without comparing each with each.

    `corpus` holds the titles whose words are counted: all that will be looked up or added. Two titles are
    compared only where they share two of the RAREST rarest words of either, or one word where both have at
    most SHORT words. (One shared word would do for all, and find 1 % more of the titles with typing errors,
    but a word is rare only in a short list: the work would grow with the square of the titles.)

    `sought` are the titles that will be looked up, where they are known: no others' words are kept then.
    """

    def __init__(self, corpus: Iterable[str], sought: Iterable[str] | None = None) -> None:
        self.frequency = Counter(word for title in corpus for word in set(fold_title(title).split()))
        keys = {key for title in sought or () for key in self._keys(fold_title(title))}
        self.sought = None if sought is None else {word for key in keys for word in key.split()}
        self.folded: list[str] = []
        self.by_key: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, title: str) -> None:
        """Add a title; its position is the number of titles before it."""
        self.folded.append(fold_title(title))
        if self.sought is not None:
            words = set(self.folded[-1].split())
            if len(self.sought & words) < (1 if len(words) <= SHORT else 2):
                return
        for key in self._keys(self.folded[-1]):
            self.by_key[key].append(len(self.folded) - 1)

    def near(self, title: str) -> list[tuple[int, float]]:
        """Return the positions and scores of the titles at least NEAR like this one, the nearest first."""
        folded = fold_title(title)
        positions = {position for key in self._keys(folded) for position in self.by_key.get(key, ())}
        scored = [
            (position, score)
            for position in positions
            if (score := fuzz.ratio(folded, self.folded[position], score_cutoff=NEAR))
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """Yield the positions of each two titles at least NEAR alike, in order, with their score."""
        for position, title in enumerate(self.folded):
            for other, score in self.near(title):
                if other > position:
                    yield position, other, score

    def _keys(self, folded: str) -> list[str]:
        words = sorted(set(folded.split()), key=lambda word: (self.frequency[word], word))
        pairs = [f"{first} {second}" for first, second in combinations(sorted(words[:RAREST]), 2)]
        return pairs + words if len(words) <= SHORT else pairs


def new_id(title: str, taken: Collection[str]) -> str:
    """Make the id of a new paper: the slug of its title, with `-2`, `-3` … where that is taken."""
    slug = slug_of(title)
    if slug not in taken and slug not in RESERVED and not re.fullmatch(DEVICES, slug):
        return slug
    numbered = (_numbered(slug, f"-{number}") for number in count(2))
    return next(candidate for candidate in numbered if candidate not in taken)


def gives_id(title: str, paper_id: str) -> bool:
    """Tell whether an id was made from this title, with or without a number at its end."""
    slug = slug_of(title)
    number = re.search(r"-[0-9]+$", paper_id)
    return paper_id == slug or bool(number and paper_id == _numbered(slug, number[0]))


def slug_of(title: str) -> str:
    """Return the slug of a title, cut at a word; "paper" where the title has no letter or digit."""
    return _cut(slugify(shown(title)), LONGEST_SLUG) or "paper"


def _numbered(slug: str, number: str) -> str:
    return _cut(slug, LONGEST_SLUG - len(number)) + number


def _cut(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    whole_words, _, _ = slug[: length + 1].rpartition("-")
    return whole_words or slug[:length]
