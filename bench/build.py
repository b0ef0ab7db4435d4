"""What a build costs: from nothing, unchanged, and after edits, beside what others make of the same pages."""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.make_papers import papers_text
from bench.other_builders import Builder, floor, hugo, stock
from bench.performance_page import Table, write_page
from bench.served_site import ROOT, copy_project
from papershelf.generated import FOLDERS

MOST_ROUNDS = 3
PAPERS_A_ROUND = 3_000  # of a longer list each round takes minutes
COUNTS = (75, 1_000, 4_730)
SIZE_OF_MEMORY = 1024 if os.uname().sysname == "Linux" else 1024**2
STOCK = "plain MkDocs"
BUDGETS = {"from nothing": 5.5, "nothing changed": 0.2, "a word": 1.1, "a line more": 1.1}
"""The most that a build of the smallest list of the guard may cost, in CPU, as a ratio to plain MkDocs."""
GUARDED = 300
ENTRY = re.compile(r"^- ", re.MULTILINE)
NEW = "- id: paper-that-a-bench-adds\n  title: A paper that a bench adds\n  authors: [Ada Bench]\n\n"
LONGER = "  abstract: >-\n    It is as it was, and so it will be for all of us who have been there before.\n"


class Cost(NamedTuple):
    """Seconds of all processors, seconds on the clock, and megabytes of the largest process."""

    cpu: float
    wall: float
    peak: float


def main(lists: Sequence[Path] = (), counts: Sequence[int] = (), page: Path | None = None) -> int:
    """Print a table for each list, or for made-up ones; write them to a page as well, if asked.

    Lists are cut to each of `counts`, if there are any. The page gets each table as soon as it is measured,
    and keeps those of lists of other lengths.
    """
    for text in _texts(lists, counts):
        table = measured(text, _rounds(_length(text)))
        print(table.markdown, flush=True)
        if page:
            write_page(page, [table])
    return 0


def _texts(lists: Sequence[Path], counts: Sequence[int]) -> Iterator[str]:
    if not lists:
        yield from map(papers_text, counts or COUNTS)
    for path in lists:
        text = path.read_text(encoding="utf-8")
        for count in counts or [_length(text)]:
            yield _first(text, count)


def _first(text: str, count: int) -> str:
    """Return a list cut after so many papers."""
    starts = [found.start() for found in ENTRY.finditer(text)]
    return text[: starts[count]] if count < len(starts) else text


def _length(text: str) -> int:
    return len(ENTRY.findall(text))


def _rounds(papers: int) -> int:
    return MOST_ROUNDS if papers < PAPERS_A_ROUND else 1


def guard() -> int:
    """Return 1 where a build of a small list costs more than its budget, in ratios of one run."""
    ratios = measured(papers_text(GUARDED), 2, with_stages=False).ratios
    over = {name: ratios[name] for name, most in BUDGETS.items() if ratios[name] > most}
    for name, most in BUDGETS.items():
        print(f"{name}: {ratios[name]:.2f} of plain MkDocs; the budget is {most:.2f}")
    return 1 if over else 0


def measured(text: str, rounds: int, *, with_stages: bool = True) -> Table:
    """Build a list in all ways, in turn, and return the medians of the rounds."""
    costs: defaultdict[str, list[Cost]] = defaultdict(list)
    stages: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        ours = Path(folder) / "ours"
        copy_project(ours, text)
        own = Builder([sys.executable, "-m", "mkdocs", "build", "--quiet"], ours, ours / "site")
        _cost(own)
        others: dict[str, Builder | None] = {
            STOCK: stock(Path(folder) / "stock", ours),
            "Hugo": hugo(Path(folder) / "hugo", ours),
            "stamping pages": floor(Path(folder) / "floor", ours),
        }
        for number in range(rounds):
            for name, builder in others.items():
                if builder:
                    builder.clean()
                    costs[name].append(_cost(builder))
            for name, edit in EDITS.items():
                edit(ours, number)
                costs[name].append(_cost(own))
        if with_stages:
            _from_nothing(ours, 0)
            done = subprocess.run(
                [sys.executable, "-m", "bench.stages", str(ours)],
                cwd=ROOT, env=_environment(), capture_output=True, text=True, check=True,
            )  # fmt: skip
            stages = json.loads(done.stdout.splitlines()[-1])
    rows = {name: _median(some) for name, some in costs.items()}
    return Table(
        _length(text), rounds, os.cpu_count() or 1, {name: tuple(cost) for name, cost in rows.items()}, stages
    )


def _median(costs: list[Cost]) -> Cost:
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def _from_nothing(project: Path, _number: int) -> None:
    made = (project / "docs" / folder for folder in FOLDERS)  # a link to what is gone would be warned of
    for path in (project / ".cache", project / "site", *made):
        shutil.rmtree(path, ignore_errors=True)


def _edit_data(name: str, change: Callable[[str, int], str]) -> Callable[[Path, int], None]:
    def edit(project: Path, number: int) -> None:
        path = project / "data" / name
        path.write_text(change(path.read_text(encoding="utf-8"), number), encoding="utf-8")

    return edit


def _in_the_middle(pattern: str, new: Callable[[re.Match[str], int], str]) -> Callable[[str, int], str]:
    def change(text: str, number: int) -> str:
        found = next(re.compile(pattern).finditer(text, len(text) // 2))
        return text[: found.start()] + new(found, number) + text[found.end() :]

    return change


EDITS: Mapping[str, Callable[[Path, int], None]] = {
    "from nothing": _from_nothing,
    "nothing changed": lambda _project, _number: None,
    "a word": _edit_data("papers.yaml", _in_the_middle(r"\bthe\b", lambda _, number: f"this{'s' * number}")),
    "a line more": _edit_data("papers.yaml", _in_the_middle(r"  abstract: >-\n", lambda *_: LONGER)),
    "a paper more": _edit_data(
        "papers.yaml",
        _in_the_middle(r"\n- id: ", lambda _, number: f"\n{NEW.replace('adds', f'adds-{number}', 1)}- id: "),
    ),
    "a label": _edit_data("tags.yaml", _in_the_middle(r"(label: [^\n]*)", lambda found, _: f"{found[1]} X")),
}


def _environment() -> dict[str, str]:
    # An installed package has its bytecode, as MkDocs has here; without it, each build compiles ours again.
    others = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **others,
        "PYTHONPATH": str(ROOT / "generator"),
        "SOURCE_DATE_EPOCH": "1700000000",
        "NO_MKDOCS_2_WARNING": "1",
    }


MEASURE = """\
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[2:])
_, status, used = os.wait4(process.pid, 0)
wall = time.perf_counter() - start
with open(int(sys.argv[1]), "w") as told:
    json.dump([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, wall, used.ru_maxrss], told)
"""
"""Runs a command and tells what it took. A process counts as no smaller than the one that starts it."""


def _cost(builder: Builder) -> Cost:
    told, tell = os.pipe()
    command = [sys.executable, "-S", "-c", MEASURE, str(tell), *builder.command]
    with subprocess.Popen(command, cwd=builder.folder, env=_environment(), pass_fds=[tell]):
        os.close(tell)
        with open(told) as pipe:  # noqa: PTH123 - it has no path
            code, cpu, wall, peak = json.load(pipe)
    if code:
        raise subprocess.CalledProcessError(code, builder.command)
    return Cost(cpu, wall, peak / SIZE_OF_MEMORY)
