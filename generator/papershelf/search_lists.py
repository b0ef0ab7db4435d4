"""The lists of the search index: what papers are filtered and sorted by, and the names that readers look for.

Papers go by their number, the newest first, so that papers of a year are neighbours. In a list of numbers
each is the step from the one before it, which packs well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from papershelf.library.own_fields import MANY_VALUES
from papershelf.search_input import SearchedPaper
from papershelf.search_words import words_in_order
from papershelf.sort_orders import SORT_ORDERS

MANY_AUTHORS = 1000  # the most frequent, which a browser loads to count them
HASH_START, HASH_STEP, BITS = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


def steps(numbers: Iterable[int]) -> list[int]:
    """Return numbers in ascending order as the steps from each to the next, the first from -1."""
    return [after - before for before, after in pairwise([-1, *numbers])]


def lists(
    papers: Sequence[SearchedPaper], tags: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Any]]:
    """Yield each list by its name; `papers` are in the order of their numbers."""
    facets = _facets(papers)
    large = large_facets(papers)
    yield "facets", {facet: values for facet, values in facets.items() if facet not in large}
    for facet in large:
        yield f"facet-{facet}", facets[facet]
    if pages := _value_pages(papers, facets):
        yield "values", pages
    yield "topics", _topics(papers, tags)
    yield "authors", authors(papers)[:MANY_AUTHORS]
    yield "ids", [paper.id for paper in papers]
    yield "keys", _keys([paper.id for paper in papers])
    for name, order in SORT_ORDERS.items():
        if order.key and name != "newest":
            keys = [order.key(paper.more, {"title": paper.title}) for paper in papers]
            yield name, _first(sorted(range(len(papers)), key=keys.__getitem__, reverse=order.descending))


def large_facets(papers: Iterable[SearchedPaper]) -> list[str]:
    """Return the facets of the list's own whose values are too many to load before somebody asks for them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for facet, (_, values) in paper.more.get("own", {}).items():
            found[facet].update(word for word, _ in values)
    return sorted(facet for facet, words in found.items() if len(words) > MANY_VALUES)


def _first(order: Sequence[int]) -> Sequence[int]:
    """Return an order without the papers at its end that go by number: `search.js` adds those itself.

    Papers that nobody mentions or voted for then cost nothing.
    """
    rest = len(order)
    while rest and (rest == len(order) or order[rest - 1] < order[rest]):
        rest -= 1
    return order[:rest]


def _facets(papers: Sequence[SearchedPaper]) -> dict[str, dict[str, list[int]]]:
    """Return the papers of each value of each facet."""
    found: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, paper in enumerate(papers):
        more = paper.more
        for slug in [*(slug for slug, _ in more.get("tags", ())), *more.get("within", ())]:
            found["tag"][slug].append(number)
        for slug in more.get("collections", ()):
            found["collection"][slug].append(number)
        for facet, value in (("year", more.get("year")), ("venue", more.get("venue", [None])[0])):
            if value:
                found[facet][str(value)].append(number)
        if more.get("code"):
            found["code"]["yes"].append(number)
        for facet, (_, values) in more.get("own", {}).items():
            for word, _ in values:
                found[facet][word].append(number)
    return {
        facet: {value: steps(numbers) for value, numbers in sorted(values.items())}
        for facet, values in sorted(found.items())
    }


def _value_pages(
    papers: Iterable[SearchedPaper], facets: Mapping[str, Mapping[str, list[int]]]
) -> list[list[Any]]:
    """Return the values of the list's own facets that have pages: name, address, facet, papers in steps."""
    found = {
        (facet, word): [word, address, label, *facets[facet][word]]
        for paper in papers
        for facet, (label, values) in paper.more.get("own", {}).items()
        for word, address in values
        if address
    }
    return [found[key] for key in sorted(found)]


def _topics(
    papers: Sequence[SearchedPaper], tags: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[list[Any]]]:
    """Return what readers look for by name: tags and venues that papers have, each with its other names."""
    labels = {slug: label for paper in papers for slug, label in paper.more.get("tags", ())}
    labels |= {
        slug: tags[slug]["label"] for paper in papers for slug in paper.more.get("within", ()) if slug in tags
    }
    venues = dict(paper.more["venue"] for paper in papers if "venue" in paper.more)
    return {
        "tag": [
            [slug, label, *tags.get(slug, {}).get("aliases", [])] for slug, label in sorted(labels.items())
        ],
        "venue": [[slug, label] for slug, label in sorted(venues.items())],
    }


def authors(papers: Sequence[SearchedPaper]) -> list[list[Any]]:
    """Return each author's name, the address of the entry, and papers in steps; the most frequent first."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, paper in enumerate(papers):
        for author in dict.fromkeys(paper.authors):
            found[author].append(number)
    ordered = sorted(found, key=lambda author: (-len(found[author]), author))
    return [[*author, *steps(found[author])] for author in ordered]


def by_name_word(rows: Iterable[Sequence[Any]]) -> dict[str, list[Sequence[Any]]]:
    """Return authors by each word of their names."""
    found: defaultdict[str, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        for word in dict.fromkeys(word for here in words_in_order(row[0]) for word in here):
            found[word].append(row)
    return {word: found[word] for word in sorted(found)}


def _keys(ids: Sequence[str]) -> list[int | str]:
    """Return a number for each id, as `search-index.js` makes it: by it a browser finds its reader's papers.

    Numbers take a fifth of the room; ids that share one stay as they are.
    """
    numbers = [_key(each) for each in ids]
    seen: defaultdict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(numbers):
        seen[number].append(place)
    return [ids[place] if len(seen[number]) > 1 else number for place, number in enumerate(numbers)]


def _key(text: str) -> int:
    """Return the FNV-1a hash of a text in ASCII."""
    value = HASH_START
    for byte in text.encode():
        value = (value ^ byte) * HASH_STEP & BITS
    return value
