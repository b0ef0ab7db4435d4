"""What a build costs: from nothing, unchanged, and after edits, beside plain MkDocs on the same pages."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from bench.make_papers import papers_text
from bench.served_site import ROOT, copy_project

ROUNDS = 3
PAPERS = 1_000
SIZE_OF_MEMORY = 1024 if os.uname().sysname == "Linux" else 1024**2
STOCK = """\
site_name: Stock
site_url: https://stock.example/
theme: {name: material}
plugins: [search]
markdown_extensions: [admonition, attr_list, tables, {toc: {permalink: true}}]
nav: [index.md]
not_in_nav: /papers/
"""
TEMPLATE = re.compile(r"^template: .*\n", re.MULTILINE)
NEW = "- id: paper-that-a-bench-adds\n  title: A paper that a bench adds\n  authors: [Ada Bench]\n\n"
LONGER = "  abstract: >-\n    It is as it was, and so it will be for all of us who have been there before.\n"


class Cost(NamedTuple):
    """Seconds of all processors, seconds on the clock, and megabytes of the largest process.

    A process begins as a copy of this one, so none is told to be smaller.
    """

    cpu: float
    wall: float
    peak: float


def main(papers: Path | None = None, count: int = PAPERS) -> int:
    """Print a table for a list, or a made-up one: medians of rounds, and ratios to plain MkDocs."""
    text = papers.read_text(encoding="utf-8") if papers else papers_text(count)
    costs: defaultdict[str, list[Cost]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = Path(folder) / "ours", Path(folder) / "stock"
        copy_project(ours, text)
        _build(ours)
        _make_stock(stock, ours)
        for number in range(ROUNDS):
            costs["plain MkDocs"].append(_build(stock))
            for name, edit in EDITS.items():
                edit(ours, number)
                costs[name].append(_build(ours))
    number = len(re.findall(r"^- ", text, re.MULTILINE))
    print(f"{number:,} papers, {os.cpu_count()} processors, medians of {ROUNDS} interleaved rounds\n")
    print("| build | CPU s | ratio | wall s | ratio | peak MB |\n| --- | ---: | ---: | ---: | ---: | ---: |")
    base = _median(costs["plain MkDocs"])
    for name, some in costs.items():
        cost = _median(some)
        cpu, wall = (f"{value:.2f} | {value / of:.2f}" for value, of in zip(cost[:2], base[:2], strict=True))
        print(f"| {name} | {cpu} | {wall} | {cost.peak:.0f} |")
    return 0


def _median(costs: list[Cost]) -> Cost:
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def _from_nothing(project: Path, _number: int) -> None:
    for path in (project / ".cache", project / "site"):
        shutil.rmtree(path, ignore_errors=True)
    for path in (project / "docs").iterdir():
        if path.is_dir():
            shutil.rmtree(path)


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


def _make_stock(stock: Path, ours: Path) -> None:
    """Make a project of the same paper pages, without our theme, and a home page."""
    folder = stock / "docs" / "papers"
    folder.mkdir(parents=True)
    for path in (ours / "docs" / "papers").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(TEMPLATE.sub("", text, count=1), encoding="utf-8")
    (folder / "index.md").unlink()
    (stock / "docs" / "index.md").write_text("# Stock\n")
    (stock / "mkdocs.yml").write_text(STOCK)


def _build(project: Path) -> Cost:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "generator"),
        "SOURCE_DATE_EPOCH": "1700000000",
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=project, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    wall = time.perf_counter() - start
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / SIZE_OF_MEMORY)
