"""Papers of the list that may be one."""

from papershelf.curate.matching import duplicate_warnings, duplicates
from papershelf.model import Paper
from papershelf.problems import Problem

PAPERS = (
    Paper("a", "On Walruses in Winter", line=3),
    Paper("b", "Else", line=9),
    Paper("c", "On Walrusses in Winter", arxiv="2401.00001", line=20),
    Paper("d", "On Walruses in Winter!", arxiv="2401.00002", line=30),
)


def test_pairs() -> None:
    """Titles that are alike make a pair, unless the arXiv ids say that they are two papers."""
    pairs = [(pair.first.id, pair.second.id) for pair in duplicates(PAPERS)]
    assert pairs == [("a", "d"), ("a", "c")]


def test_warnings() -> None:
    """At the second paper, with the command that would merge it into the first."""
    message = "the title is 98 % similar to that of line 3; if they are one paper: papershelf merge c a"
    assert list(duplicate_warnings("papers.yaml", PAPERS[:3])) == [
        Problem("papers.yaml", 20, message, "warning", "possible-duplicate")
    ]
