"""Rules that `citations.yaml` keeps: as in `rules`, whose entries and findings have the same form."""

from collections.abc import Iterator, Sequence

from papershelf.library.rules import Rule, shared
from papershelf.model import Basis, Paper
from papershelf.problems import Finding


def repeated_basis(entries: Sequence[Basis], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No paper has two entries."""
    for entry, paper, other in shared(entries, lambda entry: filter(None, [entry.paper])):
        yield entry.lines["paper"], f"'{paper}' already has the entry of line {other.line}; make one of both"


def unknown_in_citations(entries: Sequence[Basis], papers: Sequence[Paper]) -> Iterator[Finding]:
    """Every id of the file is that of a paper of the list; pages leave out any other."""
    present = {paper.id for paper in papers}
    moved = {former: paper.id for paper in papers for former in paper.formerly}
    for entry in entries:
        for key, ids in (("paper", (entry.paper,)), ("builds_on", entry.builds_on)):
            for unknown in filter(None, ids):
                if unknown in present:
                    continue
                line = entry.lines.get(key, entry.line)
                if unknown in moved:
                    yield line, f"'{unknown}' is now called '{moved[unknown]}'; use that id"
                else:
                    yield line, f"unknown paper '{unknown}', so pages leave it out; correct or remove it"


def builds_on_itself(entries: Sequence[Basis], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """No paper builds on itself."""
    for entry in entries:
        if entry.paper in entry.builds_on:
            yield entry.lines["builds_on"], f"'{entry.paper}' cannot build on itself; remove it here"


def both_right_and_wrong(entries: Sequence[Basis], _papers: Sequence[Paper]) -> Iterator[Finding]:
    """What a paper does not build on is not among what it builds on."""
    for entry in entries:
        for each in entry.wrong:
            if each in entry.builds_on:
                yield entry.lines["wrong"], f"'{each}' is listed under 'builds_on' too; remove one of them"


BASIS_ERRORS: tuple[Rule, ...] = (repeated_basis,)
BASIS_WARNINGS: tuple[Rule, ...] = (unknown_in_citations, builds_on_itself, both_right_and_wrong)
