"""The frozen id of a paper: its permalink, made once from the title."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count

from slugify import slugify

from papershelf.library.rules import RESERVED
from papershelf.text import shown

LONGEST = 60


def new_id(title: str, taken: Collection[str]) -> str:
    """Make the slug of a title, cut at a word, that no paper has yet; a clash gets `-2`, `-3` …."""
    slug = slug_of(title)
    if slug not in taken and slug not in RESERVED:
        return slug
    longer = (_cut(slug, LONGEST - len(f"-{number}")) + f"-{number}" for number in count(2))
    return next(candidate for candidate in longer if candidate not in taken)


def gives(title: str, paper_id: str) -> bool:
    """Tell whether an id was made from this title, with or without a number behind it."""
    slug = slug_of(title)
    number = re.search(r"-[0-9]+$", paper_id)
    return paper_id == slug or bool(number and paper_id == _cut(slug, LONGEST - len(number[0])) + number[0])


def slug_of(title: str) -> str:
    """The slug that a title gives, whoever has it; "paper" where the title has no letter or digit."""
    return _cut(slugify(shown(title)), LONGEST) or "paper"


def _cut(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    whole_words, _, _ = slug[: length + 1].rpartition("-")
    return whole_words or slug[:length]
