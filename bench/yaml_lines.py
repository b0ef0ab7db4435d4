"""What it costs to know the line of every value: our reader against PyYAML's C loader alone."""

import gc
import statistics
import time
from collections.abc import Callable

import yaml

from bench.make_papers import papers_text
from papershelf.library.located_yaml import parse

PAPERS = 2_000
ROUNDS = 15
MOST = 1.5


def main() -> int:
    """Print times and their ratio; 1 where the median ratio is above MOST."""
    source = papers_text(PAPERS).encode()
    ours, theirs = _alternately(lambda: _located(source), lambda: yaml.load(source, Loader=yaml.CSafeLoader))
    ratios = sorted(own / other for own, other in zip(ours, theirs, strict=True))
    median = statistics.median(ratios)
    low, _, high = statistics.quantiles(ratios, n=4)
    print(f"{PAPERS:,} papers, {len(source) / 1e6:.1f} MB, {ROUNDS} rounds")
    print(f"with lines     {statistics.median(ours):.3f} s (best {min(ours):.3f})")
    print(f"yaml.load      {statistics.median(theirs):.3f} s (best {min(theirs):.3f})")
    print(
        f"ratio          {median:.2f} (half of the rounds {low:.2f} to {high:.2f}, "
        f"all {ratios[0]:.2f} to {ratios[-1]:.2f}); allowed {MOST}"
    )
    return int(median > MOST)


def _located(source: bytes) -> None:
    problems: list[str] = []
    tree = parse(source, lambda _line, message: problems.append(message))
    if tree is None or problems or len(tree.entries()) != PAPERS:
        raise AssertionError(problems)


def _alternately(*actions: Callable[[], object]) -> list[list[float]]:
    """The seconds that each action takes, in rounds of one after the other, so that they share the noise."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(ROUNDS):
        for action, spent in zip(actions, times, strict=True):
            gc.collect()
            start = time.perf_counter()
            action()
            spent.append(time.perf_counter() - start)
    return times
