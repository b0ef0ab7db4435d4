"""What the map costs as the list grows, and how much of the likeness of papers it shows."""

import gzip
import os
import random
import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bench.make_papers import REAL, SEED, make_papers
from papershelf.facts.map_layout import Ints, Layout, layout
from papershelf.facts.similarity import nearest, vectors
from papershelf.library import Library, load
from papershelf.model import Paper
from papershelf.render.map_page import FLOOR, NEIGHBOURS, map_page
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings

SIZES = (75, 1_000, 10_000)
ROUNDS = 3
MOST_SECONDS, MOST_GROWTH, MOST_MEMORY = 20.0, 15.0, 1024
"""For the layout of 10,000 papers, against 1,000, and for the whole page in MB."""
NEAREST, AROUND = 5, 10
RUN = 3


def main() -> int:
    """Print seconds, bytes and likeness kept by size; 1 where the layout or the memory is over its budget."""
    real = load(REAL)
    seconds = [_measure(real, size) for size in SIZES]
    growth = seconds[-1] / seconds[-2]
    unit = 1024 if os.uname().sysname == "Linux" else 1024**2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(f"growth         {growth:.1f} times for ten times the papers; allowed {MOST_GROWTH:.0f}")
    print(f"memory         {peak:.0f} MB at most; allowed {MOST_MEMORY}")
    return int(seconds[-1] > MOST_SECONDS or growth > MOST_GROWTH or peak > MOST_MEMORY)


def _measure(real: Library, size: int) -> float:
    """The median seconds of processor time of the layout alone, where the likeness of papers is known."""
    papers = real.papers if size == len(real.papers) else tuple(_mixed(real, size))
    roots = [tag.slug for tag in real.tags if not tag.parent]
    firsts = [real.by_slug[paper.tags[0]] for paper in papers]
    groups = [roots.index(tag.parent or tag.slug) for tag in firsts]
    order = sorted(range(len(papers)), key=lambda row: (groups[row], firsts[row].slug, row))
    close = nearest(vectors(papers), NEIGHBOURS, FLOOR)
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        layout(close, groups, order)
        times.append(time.process_time() - start)
    sheet = layout(close, groups, order)
    shelf = Shelf(replace(real, papers=papers, by_id={paper.id: paper for paper in papers}), Settings())
    text = next(iter(map_page(shelf))).text.encode()
    spread = f"of {ROUNDS}: {min(times):.2f} to {max(times):.2f}"
    print(
        f"{size:>6,} papers  {statistics.median(times):.2f} s ({spread}); page {len(text) / 1000:,.0f} KB, "
        f"{len(gzip.compress(text)) / 1000:,.0f} KB gzipped; {_kept(close, sheet):.0%} of the {NEAREST} most "
        f"alike are among the {AROUND} nearest, by chance {AROUND / (size - 1):.1%}"
    )
    return statistics.median(times)


def _mixed(real: Library, size: int) -> Iterator[Paper]:
    """Made-up papers in which runs of words come from a real one with the same tags, and from another."""
    dice = random.Random(SEED)
    models = {paper.tags: (paper.abstract or "").split() for paper in real.papers}
    for paper in make_papers(size, real):
        sources = (models[paper.tags], models[dice.choice(real.papers).tags], (paper.abstract or "").split())
        words: list[str] = []
        while len(words) < len(sources[2]):
            own = dice.choices(sources, weights=(4, 2, 5))[0]
            start = dice.randrange(len(own))
            words += own[start : start + RUN]
        yield replace(paper, abstract=" ".join(words))


def _kept(close: Sequence[tuple[Ints, NDArray[np.floating]]], sheet: Layout) -> float:
    """The share of the papers most like each paper that are among those nearest to it on the map."""
    places = np.stack([sheet.x, sheet.y], axis=1)
    near = [np.argpartition(((places - place) ** 2).sum(axis=1), AROUND)[: AROUND + 1] for place in places]
    kept = [row in near[number] for number, (rows, _) in enumerate(close) for row in rows[:NEAREST]]
    return float(np.mean(kept))
