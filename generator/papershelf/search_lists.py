"""Lists beside Pagefind's index, which a browser loads when it needs them: words, orders, permalinks."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from slugify import slugify

WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")


class IndexedPaper(NamedTuple):
    """A paper as the index has it: its name there, its text, and what results show (one value a facet)."""

    name: str
    content: str
    meta: Mapping[str, str]
    facets: Mapping[str, str]

    @property
    def id(self) -> str:
        """The permalink."""
        return self.facets.get("paper", "")


def search_lists(papers: Sequence[IndexedPaper]) -> Iterator[tuple[str, str]]:
    """Each list as a file name and its text."""
    yield "ids.json", _json({paper.name: paper.id for paper in papers})
    for name, order in _orders(papers).items():
        yield f"orders/{name}.json", _json([paper.name for paper in order])
    for initial, words in _words_by_initial(papers).items():
        yield f"words/{initial}.json", _json(words)


def _orders(papers: Sequence[IndexedPaper]) -> dict[str, list[IndexedPaper]]:
    """The papers by date, the newest first, as on the static pages; other orders keep that among equals.

    Pagefind sorts as well, but each of its orders adds to what every search loads: 20 KB at 10,000 papers.
    """
    by_id = sorted(papers, key=lambda paper: paper.id)
    newest = sorted(by_id, key=lambda paper: paper.facets.get("published", ""), reverse=True)
    return {
        "newest": newest,
        "added": sorted(newest, key=lambda paper: paper.facets.get("added", ""), reverse=True),
        "title": sorted(newest, key=lambda paper: slugify(paper.meta.get("title", ""), separator=" ")),
        "votes": sorted(newest, key=lambda paper: int(paper.facets.get("votes", "0")), reverse=True),
    }


def _words_by_initial(papers: Sequence[IndexedPaper]) -> dict[str, list[str]]:
    """The words of all papers by their first letter, the most frequent first; they mend misspelt queries."""
    texts = (" ".join([paper.content, *paper.meta.values()]) for paper in papers)
    papers_with = Counter(word for text in texts for word in set(_words(text)))
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(papers_with, key=lambda word: (-papers_with[word], word)):
        lists[word[0] if "a" <= word[0] <= "z" else "other"].append(word)
    return {initial: lists[initial] for initial in [*map(chr, range(ord("a"), ord("z") + 1)), "other"]}


def _words(text: str) -> list[str]:
    """Words without case and accents, split as `search.js` splits a query."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return WORD.findall(re.sub("['’]", "", bare.lower()))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
