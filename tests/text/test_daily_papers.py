"""A whole feed, repaired: each change reviewed by eye in a golden file."""

import os
from pathlib import Path

from papershelf.text import shown
from tests.text.changes import changes

FEED = Path(__file__).parents[1] / "fixtures" / "list" / "feeds" / "daily-papers.txt"
GOLDEN = Path(__file__).parent / "goldens" / "daily-papers.repairs.txt"
HEADER_BLOCKS = 6


def _blocks() -> list[tuple[int, str]]:
    """Line number and text of each block after the page's header: title, abstract, title, …."""
    lines = enumerate(FEED.read_text(encoding="utf-8").splitlines(), start=1)
    return [(number, line) for number, line in lines if line.strip()][HEADER_BLOCKS:]


def _changes(number: int, text: str) -> list[str]:
    return [f"{number}:{column}  {line}" for column, line in changes(text)]


def _report() -> str:
    blocks = _blocks()
    lines: list[str] = []
    for title, abstract in zip(blocks[::2], blocks[1::2], strict=True):
        changes = [*_changes(*title), *_changes(*abstract)]
        if changes:
            lines += [title[1], *changes, ""]
    return "\n".join(lines)


def test_every_change_is_the_reviewed_one() -> None:
    """The feed is repaired as in the golden; UPDATE_GOLDENS=1 rewrites it, and fails for a review."""
    expected = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    report = _report()
    if os.environ.get("UPDATE_GOLDENS") and report != expected:
        GOLDEN.write_text(report, encoding="utf-8", newline="\n")
    assert report == expected


def test_the_feed_has_75_papers() -> None:
    """The golden speaks about all of them."""
    assert len(_blocks()) == 2 * 75


def test_a_second_repair_changes_nothing() -> None:
    """What readers see of the feed is left alone when repaired again."""
    for _, text in _blocks():
        assert shown(shown(text)) == shown(text)
