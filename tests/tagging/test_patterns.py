"""Patterns of the vocabulary are found as Python would find them, and cannot run for ever."""

import pytest

from papershelf.model import Tag
from papershelf.problems import InvalidInputError
from papershelf.tagging import patterns
from papershelf.tagging.patterns import Patterns

ENDLESS = "(?:a|aa)+$"
LONG_TEXT = "a" * 100 + "!"


def found(pattern: str, text: str) -> list[str]:
    """What one pattern finds in a text."""
    tag = Tag("tag", "Tag", patterns=(pattern,))
    return [text[span.start : span.end] for span in Patterns.of([tag], "tags.yaml").find(text)]


def test_case_and_boundaries() -> None:
    """Case makes no difference, a word boundary does."""
    assert found(r"\bkv[- ]?caches?\b", "KV-cache, kvcaches, kvcached") == ["KV-cache", "kvcaches"]


def test_an_empty_match_is_none() -> None:
    """A pattern that is content with nothing speaks only where it finds something."""
    assert found("x*", "axxb") == ["xx"]


def test_an_endless_pattern_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that backtracks for ever is an error at its line, with its tag and what to do."""
    monkeypatch.setattr(patterns, "BUDGET", 0.05)
    tag = Tag("tag", "Tag", patterns=("sound", ENDLESS), line=3, lines={"patterns": 7})
    with pytest.raises(InvalidInputError) as caught:
        list(Patterns.of([tag], "data/tags.yaml").find(LONG_TEXT))
    assert [str(problem) for problem in caught.value.problems] == [
        (
            f"data/tags.yaml:7: the pattern '{ENDLESS}' of 'tag' is not through with a text after 0.05 s;"
            " write it without a repetition inside a repetition"
        )
    ]


def test_all_that_are_no_patterns() -> None:
    """Every pattern that is none is told, each with the line of its tag's patterns."""
    tags = [
        Tag("a", "A", patterns=("(", "fine"), lines={"patterns": 4}),
        Tag("b", "B", patterns=("[z-a]",), line=6),
    ]
    with pytest.raises(InvalidInputError) as caught:
        Patterns.of(tags, "tags.yaml")
    assert [(problem.line, problem.message.partition(":")[0]) for problem in caught.value.problems] == [
        (4, "'(' is not a valid regular expression"),
        (6, "'[z-a]' is not a valid regular expression"),
    ]
