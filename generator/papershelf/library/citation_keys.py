"""Citation keys as people write them: family name, year, first significant word of the title.

`malkov2020efficient` is the key of "Efficient and robust approximate nearest neighbor search …" by Malkov and
others, which appeared in 2020. Once in the data a key stays, whatever is corrected in the entry (ADR 35).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count, islice

from papershelf.library.load import Library
from papershelf.library.venues import date_of_record
from papershelf.model import Paper
from papershelf.text import shown
from papershelf.text.slugs import slug_of
from papershelf.text.split_names import split_name

LONGEST_PART = 20  # letters of a name or a word
WORDS = 3  # of the title, before letters are added
SMALL_WORDS = frozenset(
    ("a", "about", "all", "an", "and", "any", "are", "as", "at", "be", "been", "between", "beyond",
     "but", "by", "can", "do", "does", "for", "from", "has", "have", "how", "i", "in", "into", "is",
     "it", "its", "my", "new", "no", "not", "of", "on", "one", "or", "our", "out", "over", "so", "some",
     "than", "that", "the", "their", "there", "this", "through", "to", "toward", "towards", "two",
     "under", "up", "upon", "via", "vs", "was", "we", "what", "when", "where", "which", "who", "why",
     "will", "with", "without", "you")
)  # fmt: skip
WORD = re.compile(r"[^\s:;,.!?()\[\]{}/&+=–—]+")


def new_key(paper: Paper, taken: Iterable[str]) -> str:
    """Make the key of a paper: the shortest of its forms that no other paper has, in any case."""
    used = {key.lower() for key in taken}
    return next(form for form in _forms(paper) if form not in used)


def keys(papers: Iterable[Paper]) -> Mapping[str, str]:
    """Return the key of each paper by its id: the entry's own, else one made now.

    Those that are made do not depend on the order of the entries: an older paper of the list chooses first.
    """
    everything = list(papers)
    found = {paper.id: paper.key for paper in everything if paper.key}
    used = {key.lower() for key in found.values()}
    for paper in sorted((each for each in everything if not each.key), key=_seniority):
        found[paper.id] = next(form for form in _forms(paper) if form not in used)
        used.add(found[paper.id])
    return found


def with_keys(library: Library) -> Library:
    """Return the library with a key for each paper."""
    if all(paper.key for paper in library.papers):
        return library
    found = keys(library.papers)
    papers = tuple(replace(paper, key=found[paper.id]) for paper in library.papers)
    return replace(library, papers=papers, by_id={paper.id: paper for paper in papers})


def _seniority(paper: Paper) -> tuple[str, str]:
    return str(paper.added or "9999"), paper.id


def _forms(paper: Paper) -> Iterator[str]:
    """Yield the key of a paper, then longer ones: with the next words of its title, then with a letter."""
    name, words = _name(paper), list(islice(_words(paper.title), WORDS))
    date = date_of_record(paper)
    year = f"{date.year:04}" if date else ""
    for length in range(1, len(words) + 1):
        title = "".join(words[:length])
        yield f"{name}{year}{title}" if name else f"{title}{year}"
    start = f"{name}{year}{words[0]}" if name else f"{words[0]}{year}"
    yield from (f"{start}{_letters(number)}" for number in count(2))


def _letters(number: int) -> str:
    """Count with letters, so that a key never ends in another year: 2 is "b", 27 is "aa"."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def _name(paper: Paper) -> str:
    """Return the first author's family name in ASCII letters; of one that is not split, the first word."""
    for printed in paper.authors:
        family = split_name(printed).family
        words = [slug_of(word) for word in family.split()]
        telling = [word for word in words if word and word not in SMALL_WORDS] or words
        if telling and telling[0]:
            return _part(telling[0])
    return ""


def _words(title: str) -> Iterator[str]:
    """Yield the significant words of a title in ASCII letters and digits; "paper" if it has none."""
    folded = [_part(slug_of(word)) for word in WORD.findall(shown(title))]
    telling = [word for word in folded if word and word not in SMALL_WORDS]
    letters = [word for word in telling if not word.isdigit()]
    yield from letters or telling or [word for word in folded if word] or ["paper"]


def _part(slug: str) -> str:
    return slug.replace("-", "")[:LONGEST_PART]
