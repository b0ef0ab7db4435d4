"""The names by which a text speaks of a paper: those its entry gives, those its title gives, its title.

A false link is worse than none, so a title gives a name only where nothing else can be meant by it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from papershelf.model import Paper, Tag
from papershelf.text import shown

SHORTEST_NAME = 4  # letters and digits; of three there are too few, such as "CO2", for each to mean one thing
SHORTEST_TITLE = 5  # words; fewer, such as "Large Language Models", may be a phrase
HEAD = re.compile(r"([^\s:]+)(?::\s| [-–—]{1,3} | technical report\b|$)", re.IGNORECASE)
BRACKETED = re.compile(r"\(([^\s()]+)\)")
ABOUT_OTHERS = re.compile(
    r"\b(?:survey|review|overview|tutorial|primer|introduction|study|evaluation|analysis|comparison)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a text may call a paper; `curated` where its entry says so."""

    text: str
    paper: Paper
    curated: bool = False


def names(papers: Iterable[Paper], tags: Iterable[Tag] = ()) -> dict[str, tuple[Name, ...]]:
    """All names by their text; with more than one owner a name stands for none of them.

    A curated name takes its text from titles. What the vocabulary `tags` calls a subject is no paper's name
    unless curated.
    """
    subjects = {word.casefold() for tag in tags for word in (tag.label, *tag.aliases)}
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for paper in papers:
        for text in dict.fromkeys(paper.names):
            found[text].append(Name(text, paper, curated=True))
        for text in dict.fromkeys(title_names(shown(paper.title))):
            if text not in paper.names and text.casefold() not in subjects:
                found[text].append(Name(text, paper))
    return {text: tuple(_strongest(owners)) for text, owners in found.items()}


def ambiguous(found: Mapping[str, tuple[Name, ...]]) -> dict[str, tuple[Name, ...]]:
    """The names that stand for more than one paper, and so for none."""
    return {text: owners for text, owners in found.items() if len(owners) > 1}


def title_names(title: str) -> Iterator[str]:
    """The names that a title gives: "X: …", "X Technical Report", "… (X)", and a title long enough itself."""
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
    """Tell by its form whether a word is no ordinary one: capitals or digits where prose has none.

    Such are "NanoTool", "X2Text", "STOVE" and "Cold-LLM", not "Query", "Fine-Tuning" or "K-Means".
    """
    letters = [character for character in word if character.isalnum()]
    return len(letters) >= SHORTEST_NAME and any(map(_is_marked, re.split("[-‐‑–]", word)))


def _is_marked(part: str) -> bool:
    """Tell whether a part between hyphens has a capital after its first letter, or a digit and letters."""
    letters = [character for character in part if character.isalpha()]
    has_digit = any(map(str.isdigit, part))
    return any(map(str.isupper, letters[1:])) or (has_digit and len(letters) > 1 and letters[0].isupper())


def abbreviates(short: str, long: str) -> bool:
    """Tell whether the letters of an abbreviation stand in the text in order, the first at a word's start."""
    words = re.findall(r"\w+", long.casefold())
    wanted = [character for character in short.casefold() if character.isalpha()]
    for first, word in enumerate(words):
        if wanted and word[0] == wanted[0]:
            rest = iter("".join(words[first:]))
            if all(letter in rest for letter in wanted):
                return True
    return False


def _strongest(owners: list[Name]) -> list[Name]:
    return [name for name in owners if name.curated] or owners
