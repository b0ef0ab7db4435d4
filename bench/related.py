"""What it costs to find the related papers of a list as it grows, from its texts to the reasons.

The repair of the texts is told by itself: it is remembered, and the pages need it anyway.
"""

import os
import resource
import subprocess
import sys
import time
from dataclasses import replace

from bench.make_papers import REAL, make_papers
from papershelf.facts.related import related
from papershelf.library import load
from papershelf.text import shown

SIZES = (1_000, 10_000)
MOST_SECONDS, MOST_MEGABYTES = 10.0, 1_000
MOST_GROWTH = 30.0
"""Ten times the papers may take so many times as long: the products alone take a hundred times."""


def main() -> int:
    """Print seconds, memory and growth, each size in a process of its own; 1 where one is above its most."""
    results = [_measured(size) for size in SIZES]
    for size, (repair, seconds, megabytes) in zip(SIZES, results, strict=True):
        print(f"{size:>6,} papers   {seconds:.2f} s after {repair:.2f} s of repair, peak {megabytes:.0f} MB")
    growth = results[-1][1] / results[0][1]
    print(f"allowed        {MOST_SECONDS:.0f} s, {MOST_MEGABYTES:,} MB")
    print(f"growth         {growth:.1f} times for ten times the papers; allowed {MOST_GROWTH:.0f}")
    _, seconds, megabytes = results[-1]
    return int(seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES or growth > MOST_GROWTH)


def _measured(size: int) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "bench.related", str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    repair, seconds, megabytes = map(float, done.stdout.split())
    return repair, seconds, megabytes


def _measure(size: int) -> None:
    papers = tuple(make_papers(size))
    library = replace(load(REAL), papers=papers, by_id={paper.id: paper for paper in papers})
    start = time.process_time()  # one thread's work, whatever else the machine does
    for paper in papers:
        shown(paper.title)
        shown(paper.abstract or "")
    repaired = time.process_time()
    found = related(library)
    done = time.process_time()
    if len(found) != size:
        raise AssertionError(len(found))
    unit = 1024 if os.uname().sysname == "Linux" else 1024**2
    print(repaired - start, done - repaired, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


if __name__ == "__main__":
    _measure(int(sys.argv[1]))
