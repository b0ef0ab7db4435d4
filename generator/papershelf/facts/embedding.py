"""The optional part: a model of the curator's choice that turns texts into vectors.

A package offers one as an entry point of the group `papershelf.embedding`: `mkdocs.yml` chooses it by its
name, it takes texts and gives for each a vector of numbers, all of one length.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import TypeAlias

import numpy as np

from papershelf.facts.similarity import Floats
from papershelf.model import Paper
from papershelf.problems import InvalidInputError, Problem
from papershelf.text import shown

GROUP = "papershelf.embedding"
SETTINGS = "mkdocs.yml"

Embed: TypeAlias = Callable[[Sequence[str]], Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Embedding:
    """An installed model and the name by which it is chosen."""

    name: str
    embed: Embed


def installed(name: str) -> Embedding:
    """Load the model of a name; InvalidInputError where there is none."""
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if name not in offered:
        known = f"choose from {', '.join(sorted(offered))}" if offered else "no package here offers one"
        raise _wrong(f"no embedding is called '{name}'; {known}, or leave `embedding` out")
    return Embedding(name, offered[name].load())


def embedded(model: Embedding, papers: Sequence[Paper]) -> Floats:
    """A row of length 1 for each paper, from its title and abstract; zeros stay zeros.

    Raises InvalidInputError where the model gives anything but a finite vector for each.
    """
    texts = [f"{shown(paper.title)}\n{shown(paper.abstract or '')}" for paper in papers]
    try:
        rows = np.array(model.embed(texts), dtype=np.float32).reshape(len(papers), -1)
    except (TypeError, ValueError):
        rows = np.full((1, 1), np.nan, dtype=np.float32)
    if not np.isfinite(rows).all():
        message = f"the embedding '{model.name}' does not give {len(papers)} vectors of one length"
        raise _wrong(f"{message}; mend the package that offers it, or choose another")
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    normal: Floats = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return normal


def _wrong(message: str) -> InvalidInputError:
    return InvalidInputError([Problem(SETTINGS, 1, message)])
