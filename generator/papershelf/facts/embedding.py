"""Optional embeddings: a model, chosen by the curator, that turns texts into vectors.

A package provides one as an entry point in the group `papershelf.embedding`; `mkdocs.yml` selects it by name.
It takes a sequence of texts and returns a vector of numbers for each, all of the same length.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import TypeAlias

import numpy as np

from papershelf.facts.sparse_rows import Floats
from papershelf.model import Paper
from papershelf.problems import InvalidInputError, Problem
from papershelf.text import shown

GROUP = "papershelf.embedding"
SETTINGS = "mkdocs.yml"

Embed: TypeAlias = Callable[[Sequence[str]], Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Embedding:
    """An installed model and the name that selects it."""

    name: str
    embed: Embed


def installed(name: str) -> Embedding:
    """Load the model called `name`. Raises InvalidInputError if no installed package provides it."""
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if name not in offered:
        advice = (
            f"choose from {', '.join(sorted(offered))}" if offered else "no installed package provides one"
        )
        raise _error(f"no embedding is called '{name}'; {advice}, or leave `embedding` out")
    return Embedding(name, offered[name].load())


def embedded(model: Embedding, papers: Sequence[Paper]) -> Floats:
    """Return a row of length 1 for each paper, from its title and abstract; zero vectors stay zero.

    Raises InvalidInputError if the model returns anything but a finite vector for each.
    """
    texts = [f"{shown(paper.title)}\n{shown(paper.abstract or '')}" for paper in papers]
    try:
        rows = np.array(model.embed(texts), dtype=np.float32).reshape(len(papers), -1)
    except (TypeError, ValueError):
        rows = np.full((1, 1), np.nan, dtype=np.float32)
    if not np.isfinite(rows).all():
        message = f"the embedding '{model.name}' does not return {len(papers)} vectors of one length"
        raise _error(f"{message}; fix the package that provides it, or choose another")
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    normal: Floats = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return normal


def _error(message: str) -> InvalidInputError:
    return InvalidInputError([Problem(SETTINGS, 1, message)])
