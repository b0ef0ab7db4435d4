"""What a dry-run import costs as feed and list grow: no step may take the square of the papers."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.make_papers import REAL, make_papers
from papershelf.library.write import MODELINE, entry_text

SIZES = (1_000, 10_000)
ROUNDS = 3
MOST = 15.0
"""Ten times the papers may take so many times as long; a square would take a hundred times."""


def main() -> int:
    """Print seconds and memory of the whole command by size, and the growth; 1 where it is above MOST."""
    with tempfile.TemporaryDirectory() as folder:
        seconds = [_measure(Path(folder) / str(size), size) for size in SIZES]
    growth = seconds[-1] / seconds[0]
    print(
        f"growth         {growth:.1f} times for {SIZES[-1] // SIZES[0]} times the papers; allowed {MOST:.0f}"
    )
    return int(growth > MOST)


def _measure(data: Path, size: int) -> float:
    """The median seconds of importing `size` papers into a list that has half of them already."""
    data.mkdir()
    shutil.copy(REAL / "tags.yaml", data)
    papers = list(make_papers(size))
    known = papers[: size // 2]
    (data / "papers.yaml").write_text(MODELINE + "".join(f"\n{entry_text(paper)}" for paper in known))
    feed = data / "feed.txt"
    blocks = [
        block for paper in papers for block in (f"{paper.title} {paper.id}"[-170:], paper.abstract or "")
    ]
    feed.write_text("\n\n".join(["Daily Papers", *blocks]))
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        command = [sys.executable, "-m", "papershelf", "import", str(feed), "--data", str(data)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    unit = 1024 if os.uname().sysname == "Linux" else 1024**2
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    spread = f"of {ROUNDS}: {min(times):.2f} to {max(times):.2f}"
    print(f"{size:>6,} papers   {statistics.median(times):.2f} s ({spread}), peak {peak:.0f} MB")
    return statistics.median(times)
