"""A reading list of any size, the same each time, each text made from the words of two real papers.

So a word is in about as many of them as on the real list: "large" in 65 % and 73 %, "graph" in 23 % and 16 %.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from papershelf.library import Library, load
from papershelf.library.write import MODELINE, entry_text
from papershelf.model import Paper, PartialDate

SEED = 20_240_229
REAL = Path(__file__).parents[1] / "tests" / "fixtures" / "list"
FIRST_YEAR, LAST_YEAR = 2015, 2025


def make_papers(count: int, real: Library | None = None) -> Iterator[Paper]:
    """Make papers up: each has the keys and lengths of a real one, and words drawn from it and another."""
    library = real or load(REAL)
    dice = random.Random(SEED)
    words = [paper.abstract.split() for paper in library.papers if paper.abstract]
    names = [name.split() for paper in library.papers for name in paper.authors]
    for number in range(count):
        model = dice.choice(library.papers)
        bag = [*(model.abstract or "").split(), *dice.choice(words)]
        year, month = dice.randint(FIRST_YEAR, LAST_YEAR), dice.randint(1, 12)
        yield replace(
            model,
            id=f"made-up-{number}",
            title=_text(dice, bag, model.title).rstrip(",.:;").capitalize(),
            authors=_names(dice, names, len(model.authors)),
            published=PartialDate(year, month, dice.randint(1, 28)),
            arxiv=f"{year % 100:02}{month:02}.{number:05}",
            doi=f"10.9999/{number}" if model.doi else None,
            abstract=_text(dice, bag, model.abstract or ""),
            formerly=(),
        )


def papers_text(count: int) -> str:
    """The text of a `papers.yaml` with so many papers."""
    return MODELINE + "".join(f"\n{entry_text(paper)}" for paper in make_papers(count))


def _text(dice: random.Random, words: Sequence[str], model: str) -> str:
    return " ".join(dice.choices(words, k=len(model.split())))


def _names(dice: random.Random, names: Sequence[Sequence[str]], count: int) -> tuple[str, ...]:
    made = [f"{dice.choice(names)[0]} {dice.choice(names)[-1]}" for _ in range(count)]
    return tuple(dict.fromkeys(made))
