"""What a text speaks of: its words and pairs of words, by stems, without those that every text has."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from papershelf.facts.stopwords import STOP_COMPOUNDS, STOP_WORDS
from papershelf.tagging.words import stem
from papershelf.text import repair

COMPOUND = re.compile(r"[^\W_]+(?:['’]s\b)?(?:[-‐‑–][^\W_]+(?:['’]s\b)?)*")
HYPHEN = re.compile("[-‐‑–]")
BASED = "based"
LONG = 3
NUMBER = re.compile(r"[0-9]+(?!d$)")  # "128" and "70B" say nothing alone, "3D" does


class Unit(NamedTuple):
    """A word that can stand in a term, or a compound such as "out-of-core" whose sense is in the whole.

    `key` is its stem, or its stems parted by blanks; `parts` are those words of a compound that are terms
    as well, `terms` the keys of all. `glue` is what parts it from the word before it: a blank, or a hyphen.
    """

    key: str
    written: str
    terms: tuple[str, ...]
    glue: str = " "
    parts: tuple[Unit, ...] = ()


Run: TypeAlias = tuple[Unit, ...]


@lru_cache(maxsize=32_768)
def runs(raw: str) -> tuple[Run, ...]:
    """The units of a text in order, parted where punctuation or a word without sense stands between.

    The text is repaired first, and links are left out. Remembered, since a server builds again and again.
    """
    text = "".join(";" if segment.href else segment.shown for segment in repair(" ".join(raw.split())))
    found: list[Run] = []
    run: Run = ()
    for chunk in text.split():
        begins, pieces, ends = _pieces(chunk)
        if run and not begins:
            found.append(run)
            run = ()
        for parts in pieces[:-1]:
            found.append(run + parts)
            run = ()
        if pieces:
            run = run + pieces[-1] if run else pieces[-1]
            if not ends:
                found.append(run)
                run = ()
    return (*found, run) if run else tuple(found)


def terms(raw: str) -> list[str]:
    """Each occurrence of a term: single words, compounds and pairs of units that adjoin."""
    found: list[str] = []
    for run in runs(raw):
        for unit in run:
            found.extend(unit.terms)
        if len(run) > 1:
            found.extend([f"{one.key} {other.key}" for one, other in pairwise(run)])
    return found


@lru_cache(maxsize=262_144)
def _pieces(chunk: str) -> tuple[bool, tuple[Run, ...], bool]:
    """What stands between two blanks, parted by punctuation, and whether it joins what is before and after.

    Pieces without sense are left out, and part the others.
    """
    compounds = list(COMPOUND.finditer(chunk))
    pieces = [units(compound[0]) for compound in compounds]
    begins = bool(pieces and pieces[0]) and compounds[0].start() == 0
    ends = bool(pieces and pieces[-1]) and compounds[-1].end() == len(chunk)
    return begins, tuple(piece for piece in pieces if piece), ends


def units(compound: str) -> tuple[Unit, ...]:
    """The words that hyphens join, or the whole where one of them has no sense alone; "X-based" is X.

    A compound of words without sense has one only where it is long, such as "all-to-all".
    """
    words = HYPHEN.split(compound)
    glues = [" ", *HYPHEN.findall(compound)]
    stems = map(stem, words)
    known = [Unit(key, word, (key,), glue) for key, word, glue in zip(stems, words, glues, strict=True)]
    bare = known[:-1] if known[-1].key == BASED else known
    key = " ".join(unit.key for unit in bare)
    parts = tuple(unit for unit in bare if has_sense(unit.key))
    if key in STOP_COMPOUNDS or not (parts or len(bare) >= LONG):
        return ()
    if len(parts) == len(known):
        return parts
    within = parts if len(bare) > 1 else ()
    return (Unit(key, compound, (key, *(part.key for part in within)), parts=within),)


def has_sense(word: str) -> bool:
    """Tell whether a stem can be a term by itself."""
    return len(word) > 1 and word not in STOP_WORDS and not NUMBER.match(word)
