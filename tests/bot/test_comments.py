"""Comments: one of ours, kept up to date."""

import pytest

from papershelf.bot.comments import LIMIT, length, upsert_comment, within_limit
from tests.bot.conftest import Connect
from tests.bot.fake_github import FakeGitHub
from tests.bot.fake_state import BOT

MARKER = "<!-- papershelf: review -->"
READER = {"login": "reader", "type": "User"}


def test_a_comment_is_written_once_and_then_changed(fake: FakeGitHub, connect: Connect) -> None:
    """Runs after the first change the text of the same comment."""
    number = fake.repository.add_issue("Suggest")["number"]
    github = connect({"issues": "write"})
    first = upsert_comment(github, number, MARKER, "One")
    assert upsert_comment(github, number, MARKER, "Two") == first
    assert fake.repository.comments_of(number) == [f"{MARKER}\nTwo"]


def test_the_same_text_is_not_written_again(fake: FakeGitHub, connect: Connect) -> None:
    """A comment that says so already is left alone."""
    number = fake.repository.add_issue("Suggest")["number"]
    for _ in range(2):
        upsert_comment(connect({"issues": "write"}), number, MARKER, "One")
    assert len(fake.writes()) == 1


def test_comments_of_others_are_left_alone(fake: FakeGitHub, connect: Connect) -> None:
    """Neither a person with the marker, nor another bot, nor our other comments are changed."""
    number = fake.repository.add_issue("Suggest")["number"]
    others = [
        (f"{MARKER}\nMine", READER),
        (f"{MARKER}\nMine", {"login": "other[bot]", "type": "Bot"}),
        (f"{MARKER}\nMine", {"login": BOT["login"], "type": "User"}),
        (f"{MARKER}\nMine", None),
        (f"Quoting {MARKER}\n", BOT),
        ("<!-- papershelf: links -->\nOurs", BOT),
    ]
    for body, user in others:
        fake.repository.add_comment(number, body, user)
    upsert_comment(connect({"issues": "write"}), number, MARKER, "Review")
    assert fake.repository.comments_of(number) == [*(body for body, _ in others), f"{MARKER}\nReview"]


def test_surplus_comments_are_removed(fake: FakeGitHub, connect: Connect) -> None:
    """Of several of ours, as two runs at once may leave, the oldest stays; page two is looked at as well."""
    number = fake.repository.add_issue("Suggest")["number"]
    for index in range(120):
        ours = index in {3, 110}
        fake.repository.add_comment(number, f"{MARKER}\nOld" if ours else "Chat", BOT if ours else READER)
    upsert_comment(connect({"issues": "write"}), number, MARKER, "New")
    texts = fake.repository.comments_of(number)
    assert len(texts) == 119
    assert texts.index(f"{MARKER}\nNew") == 3


def test_pull_requests_need_no_right_to_issues(fake: FakeGitHub, connect: Connect) -> None:
    """`pull-requests: write` is enough to comment on one."""
    number = fake.repository.add_pull("main", "main", "Theirs")["number"]
    upsert_comment(connect({"pull_requests": "write"}), number, MARKER, "Review")
    assert fake.repository.comments_of(number) == [f"{MARKER}\nReview"]


@pytest.mark.parametrize("text", ["a line\n" * 800_000, f"{'🙂' * 10}\n" * 100_000, "x" * LIMIT])
def test_a_text_beyond_the_limit_is_cut(fake: FakeGitHub, connect: Connect, text: str) -> None:
    """5 MB are posted as far as GitHub takes them, below a note."""
    number = fake.repository.add_issue("Suggest")["number"]
    upsert_comment(connect({"issues": "write"}), number, MARKER, text)
    (posted,) = fake.repository.comments_of(number)
    assert length(posted) <= LIMIT
    assert posted.startswith(f"{MARKER}\n> **Cut off**: ")


def test_only_whole_lines_are_kept_and_the_others_counted() -> None:
    """The note says how many lines are missing, and every line that is there is whole."""
    cut = within_limit("".join(f"line {number}\n" for number in range(50)), 200)
    note, _, kept = cut.partition("\n\n")
    lines = kept.splitlines()
    assert lines == [f"line {number}" for number in range(len(lines))]
    assert (
        note == f"> **Cut off**: GitHub takes 200 characters; the last {50 - len(lines)} lines are left out."
    )
    assert length(cut) <= 200


@pytest.mark.parametrize("marker", ["", "review", "<!-- a -->\n<!-- b -->"])
def test_a_marker_must_be_an_html_comment(connect: Connect, marker: str) -> None:
    """Anything else would be seen by readers, or found in other comments."""
    with pytest.raises(ValueError, match="not an HTML comment"):
        upsert_comment(connect(), 1, marker, "Review")
