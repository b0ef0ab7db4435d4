"""The page of the guide that says what builds cost: tables, and a plot of each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from papershelf.problems import InvalidInputError, Problem

START, END = "<!-- measured: -->\n", "<!-- :measured -->\n"
BASE = "plain MkDocs"
HEAD = "| build | CPU s | ratio | wall s | ratio | peak MB |\n| --- | ---: | ---: | ---: | ---: | ---: |"
SECTION = re.compile(r"^### ([\d,]+) papers$.*?(?=^### |\Z)", re.MULTILINE | re.DOTALL)
ROW, LEFT, WIDTH = 22, 150, 420  # of a bar of the plot


@dataclass(frozen=True)
class Table:
    """Costs by name: seconds of CPU, seconds on the clock, megabytes; and seconds of CPU by stage."""

    papers: int
    rounds: int
    processors: int
    costs: Mapping[str, tuple[float, ...]]
    stages: Mapping[str, float]

    @property
    def ratios(self) -> Mapping[str, float]:
        """CPU time as a ratio to that of plain MkDocs."""
        return {name: cost[0] / self.costs[BASE][0] for name, cost in self.costs.items()}

    @property
    def markdown(self) -> str:
        """The table, with a heading."""
        base = self.costs[BASE]
        rows = [
            f"| {name} | {cpu:.2f} | {cpu / base[0]:.2f} | {wall:.2f} | {wall / base[1]:.2f} | {peak:.0f} |"
            for name, (cpu, wall, peak) in self.costs.items()
        ]
        about = f"{self.processors} processors, {_rounds(self.rounds)}"
        parts = [f"### {self.papers:,} papers", f"{about}.", "\n".join([HEAD, *rows])]
        if self.stages:
            stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in self.stages.items())
            parts.append(f"Stages of a build from nothing, each with nothing kept, seconds of CPU: {stages}.")
        return "\n\n".join(parts) + "\n"

    @property
    def plot(self) -> str:
        """The ratios as bars, in SVG."""
        most = max(self.ratios.values())
        bars = "".join(
            f'<text x="{LEFT - 8}" y="{place * ROW + 15}" text-anchor="end">{name}</text>'
            f'<rect x="{LEFT}" y="{place * ROW + 4}" width="{ratio / most * WIDTH:.1f}" height="14"/>'
            f'<text x="{LEFT + ratio / most * WIDTH + 6:.1f}" y="{place * ROW + 15}">{ratio:.2f}</text>'
            for place, (name, ratio) in enumerate(self.ratios.items())
        )
        size = f'width="{LEFT + WIDTH + 60}" height="{len(self.ratios) * ROW + 4}"'
        label = f"CPU time as a ratio to plain MkDocs, {self.papers:,} papers"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}" '
            f'fill="#1b5e58" font-family="sans-serif" font-size="12"><title>{label}</title>{bars}</svg>\n'
        )


def _rounds(rounds: int) -> str:
    return f"medians of {rounds} interleaved rounds" if rounds > 1 else "one round, all builds in turn"


def write_page(page: Path, tables: Sequence[Table]) -> None:
    """Put tables into a page, between its two marks, and plots beside it; those of other lists stay."""
    text = page.read_text(encoding="utf-8")
    before, start, rest = text.partition(START)
    measured, end, after = rest.partition(END)
    if not start or not end:
        raise InvalidInputError(
            [Problem(str(page), 1, f"has no {START.strip()} … {END.strip()}; put it there")]
        )
    parts = {int(found[1].replace(",", "")): found[0].strip() for found in SECTION.finditer(measured)}
    for table in tables:
        plot = page.with_name(f"{page.stem}-{table.papers}.svg")
        plot.write_text(table.plot, encoding="utf-8")
        alt = f"Bars: CPU time as a ratio to plain MkDocs, {table.papers:,} papers"
        parts[table.papers] = f"{table.markdown}\n![{alt}]({plot.name})"
    body = "\n\n".join(parts[papers] for papers in sorted(parts))
    page.write_text(f"{before}{start}\n{body}\n\n{end}{after}", encoding="utf-8")
