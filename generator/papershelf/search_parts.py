"""Words, names and results cut into parts, so that a search loads few of them.

A part of an alphabetical list holds all that begins with the same letters; the first words of all parts say
where a word is. A row of numbers says which papers have a word, as steps from one to the next.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from papershelf.search_input import SearchedPaper
from papershelf.search_terms import IN_TITLE, Term

CODES = 2 * IN_TITLE  # a step and a code are one number
PART = 30_000  # bytes: a third of that, packed
FEW = 400_000  # bytes of results in a few parts, or of words that a browser can load to correct one
BEGINNING = 4  # letters of words that stay together
FEW_PARTS = 4  # of the results of a small list
TOGETHER = 4  # results in a part of a larger one
RESULT_FACTS = ("year", "added", "links", "shown", "columns")
OFTEN = 3  # papers that have a word which is a likely correction


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(value: Any) -> str:
    """Return JSON without spaces."""
    return _encode(value)


def _numbers(row: "array[int]") -> str:
    return str(row.tolist()).replace(" ", "")  # a fifth of the time that JSON takes


def coded(found: Mapping[str, Term]) -> dict[str, list[int]]:
    """Return for each word of a paper its code, then steps from place to place: doubled, the last one odd."""
    rows = {}
    for word, (code, places) in found.items():
        before, row = 0, [code]
        for place in places:
            row.append((place - before) * 2)
            before = place
        if places:
            row[-1] += 1
        rows[word] = row
    return rows


class WordRows:
    """The rows of all words, which grow paper by paper."""

    def __init__(self) -> None:
        self.papers: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self.places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._last: dict[str, int] = {}

    def add(self, number: int, rows: Mapping[str, list[int]]) -> None:
        """Add the coded words of the paper with the next number."""
        for word, row in rows.items():
            self.papers[word].append((number - self._last.get(word, -1)) * CODES + row[0])
            self._last[word] = number
            if len(row) > 1:
                self.places[word].extend(row[1:])

    def parts(self) -> tuple[list[str], dict[str, str]]:
        """Return the first word of each part, and the files: words, and the places of the same words."""
        texts = {word: _numbers(self.papers[word]) for word in sorted(self.papers)}
        firsts, files = [], {}
        for number, words in enumerate(cut(texts)):
            firsts.append(words[0])
            files[f"words-{number}"] = _object({word: texts[word] for word in words})
            places = {word: _numbers(self.places[word]) for word in words if word in self.places}
            files[f"places-{number}"] = _object(places)
        return firsts, files

    def spellings(self) -> dict[str, str]:
        """Return the files that correct words: by first letter, those of several papers first.

        A list whose words are few has none.
        """
        if sum(len(word) + 4 * len(row) for word, row in self.papers.items()) <= FEW:
            return {}
        lists: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self.papers, key=lambda word: (len(self.papers[word]) < OFTEN, word)):
            lists[word[0] if "a" <= word[0] <= "z" else "other"].append(word)
        return {f"spelling-{initial}": dump(words) for initial, words in sorted(lists.items())}


def name_parts(rows: Mapping[str, Sequence[Any]]) -> tuple[list[str], dict[str, str]]:
    """Return the first word of each part, and the files: authors by each word of their names."""
    texts = {word: dump(found) for word, found in rows.items()}
    parts = list(cut(texts))
    files = {f"names-{at}": _object({word: texts[word] for word in words}) for at, words in enumerate(parts)}
    return [words[0] for words in parts], files


def result_parts(papers: Sequence[SearchedPaper]) -> tuple[int, dict[str, str]]:
    """Return how many results are in a part, and the files."""
    rows = [dump(_shown(paper)) for paper in papers]
    few = sum(map(len, rows)) <= FEW
    together = -(-len(rows) // FEW_PARTS) if few else TOGETHER
    parts = [rows[at : at + together] for at in range(0, len(rows), together)]
    return together, {f"results-{at}": f"[{','.join(part)}]" for at, part in enumerate(parts)}


def cut(texts: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the words of each part; `texts` are what it will hold of them, in alphabetical order."""
    sizes = {word: len(word) + len(text) + 4 for word, text in texts.items()}
    part: list[str] = []
    size = 0
    for _, group in groupby(texts, lambda word: word[:BEGINNING]):
        words = list(group)
        own = sum(sizes[word] for word in words)
        if part and size + own > PART:
            yield part
            part, size = [], 0
        part += words
        size += own
    if part:
        yield part


def _shown(paper: SearchedPaper) -> list[Any]:
    more = paper.more
    facts = {name: more[name] for name in RESULT_FACTS if name in more}
    if paper.note and not paper.abstract:
        facts["note"] = paper.note
    authors = [label for label, _ in paper.authors]
    return [
        paper.id,
        paper.title,
        authors,
        more.get("facts", ""),
        more.get("tags", []),
        paper.abstract,
        facts,
    ]


def _object(texts: Mapping[str, str]) -> str:
    return "{" + ",".join(f"{dump(name)}:{text}" for name, text in texts.items()) + "}"
