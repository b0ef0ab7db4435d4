"""Patterns that take too long for a text of the list are errors of the check, not a surprise of the build."""

from pathlib import Path

import pytest

from papershelf.cli.findings import checked
from papershelf.library.repetitions import may_be_slow
from papershelf.model import PartialDate
from papershelf.tagging import patterns

TAGS = r"""
- slug: sound
  label: Sound
  patterns: ['sound\b', 'a{3}']
- slug: endless
  label: Endless
  patterns: ['(?:a|aa)+$', '(?:x|xx)+$']
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list with a paper whose text has long runs of two letters."""
    monkeypatch.setattr(patterns, "BUDGET", 0.1)
    (tmp_path / "tags.yaml").write_text(TAGS.lstrip())
    (tmp_path / "papers.yaml").write_text(
        f"- id: a\n  title: A title\n  abstract: {'a' * 60}! {'x' * 60}z\n  tags: [sound]\n"
    )
    return tmp_path


def test_check_finds_what_a_build_gives_up_on(data: Path) -> None:
    """Each pattern that takes too long is an error on the line of its tag's patterns, all of them at once."""
    _, problems = checked(data, PartialDate(2026, 1, 1))
    slow = [problem for problem in problems if "takes more than 0.1 s" in problem.message]
    assert [(problem.line, problem.severity) for problem in slow] == [(6, "error")] * 2
    assert ["(?:a|aa)+$" in slow[0].message, "(?:x|xx)+$" in slow[1].message] == [True, True]


def test_check_finds_what_only_a_build_would_refuse(data: Path) -> None:
    """A pattern that Python's re takes and `regex` does not is an error of the check too."""
    (data / "tags.yaml").write_text("- slug: sound\n  label: Sound\n  patterns: ['a{e']\n")
    _, problems = checked(data, PartialDate(2026, 1, 1))
    assert [problem.line for problem in problems if problem.severity == "error"] == [3]


@pytest.mark.parametrize(
    ("pattern", "slow"),
    [
        (r"\bkv[- ]?caches?\b", False),
        ("one|two(?:three)?", False),
        ("a+", True),
        ("(a|b)*", True),
        ("(?:x(?:y{2,30}))", True),
        ("(?=a*)b", True),
        ("(?>a{1,9})", True),
        ("a?" * 20 + "a" * 20, True),
        ("(?:word){e<=2}", True),
    ],
)
def test_what_may_be_slow(pattern: str, slow: bool) -> None:
    """Patterns without repetition cost no check anything; all others are tried."""
    assert may_be_slow(pattern) is slow
