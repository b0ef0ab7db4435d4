"""Rules about a list's own fields and trees of tags, like those of `rules.py`: each docstring is the rule."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from papershelf.library.fields import PAPER
from papershelf.library.own_fields import RESERVED, WORDS, Declared, OwnField
from papershelf.model import Paper, Tag
from papershelf.problems import Finding

SIGNS = "+#*"
"""What tells names apart, as of C and C++, F and F#, A and A*."""


def unusable_key(some: Sequence[Declared], tags: Sequence[Tag]) -> Iterator[Finding]:
    """No key is declared twice, is one that every paper may have, or a word of addresses."""
    trees = {tag.slug for tag in tags if tag.facet}
    every = {field.key for field in PAPER}
    first: dict[str, int] = {}
    for each in some:
        key, line = each.field.key, each.lines.get("key", each.line)
        if key in every:
            yield line, f"every paper may have the key '{key}' already; remove this, or choose another name"
        elif key in RESERVED:
            yield line, f"the site uses the name '{key}' itself; choose another"
        elif key in trees:
            yield line, f"a tree of tags is called '{key}' already; choose another name"
        elif first.setdefault(key, line) != line:
            yield line, f"the key '{key}' is already declared on line {first[key]}; keep one"


def unusable_tree(tags: Sequence[Tag], _papers: object) -> Iterator[Finding]:
    """A tree of tags begins with an outermost tag, has tags, and a slug that addresses can name."""
    parents = {tag.parent for tag in tags}
    for tag in tags:
        line = tag.lines.get("facet", tag.line)
        if tag.facet and tag.parent:
            yield line, f"'{tag.slug}' is below '{tag.parent}'; only a tag without a parent can be a facet"
        elif tag.facet and tag.slug not in parents:
            yield line, f"no tag has '{tag.slug}' as its parent, so readers have nothing to choose; add some"
        elif tag.facet and tag.slug in RESERVED:
            yield line, f"addresses use the word '{tag.slug}' for something else; choose another slug"


def spelt_in_two_ways(papers: Sequence[Paper], fields: Sequence[OwnField]) -> Iterator[Finding]:
    """A value of a facet is spelt the same in all papers: "MIT" and "M.I.T." would be two."""
    for field in fields:
        if not field.facet or field.type not in WORDS or field.vocabulary:
            continue
        uses = Counter(word for paper in papers for word in field.words(paper.own.get(field.key)))
        usual: dict[str, str] = {}
        for word, _ in uses.most_common():
            usual.setdefault(_folded(word), word)
        for paper in papers:
            for word in field.words(paper.own.get(field.key)):
                if (other := usual[_folded(word)]) != word:
                    line = paper.lines.get(field.key, paper.line)
                    yield line, f"{field.key}: '{word}' is spelt '{other}' elsewhere; spell them the same"


def _folded(word: str) -> str:
    """Return a word without what its spellings differ in: case, accents, punctuation but SIGNS."""
    letters = unicodedata.normalize("NFKD", word).casefold()
    return "".join(char for char in letters if char.isalnum() or char in SIGNS) or word
