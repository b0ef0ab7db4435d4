"""What holds for every text: nothing is lost, nothing raises, each change is a span of its own."""

import re
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from papershelf.text import RULES, Segment, repair, shown
from papershelf.text.lost_tex import OPERATORS

PIECES = [
    *"\\{}$^_~`'\"%().,;:-/<> \n2a",
    *("``", "''", "times", "\\times", "sim", "12", "--", "e.g.~", "é", "lceil", "rceil", "H_2O", "^{-1}"),
    *("\\textbf{", "{\\em ", "\\'", "{\\footnotesizeblue{", "\\alpha", "\\frac{", "\\href{", "\\url{"),
    *("https://a.org/b", "https: //", "http", "}{", "x@y.org", "www."),
]  # fmt: skip
TEXTS = st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
UNCLOSED = [
    *("\\", "{", "}{", "[(", "{a}", "``a", "`a", '"a', "\\textbf{", "{\\em a ", "\\'{", "\\mathbb{", "\\href{https://a.b}{"),
    *("a--", "a--b c ", "**a", "*a ", "hello.MoCam is ", "ab.The ", "abcd,", "abcd,we "),
    *("a} ", "{sim", "{Ab", "big(", "cre- a "),
    *("a~", "loglog ", "red{", "a x_{b", "_{ab}^{c", '<a href="', "https://a.b/}{"),
    *("1", "1,", "--1", "sim", "e.g.", "lceil", "a_", "H_", "x^{", "http://", "https://a.b/(", "a.", "a@"),
]  # fmt: skip
SPOKEN = [
    *("models", "We", "the", "costs", "often", "MoCam", "GPU", "train", "test", "However", "a", "x", "2"),
    *("3.5", "e.g.", "(MLLMs)", "Capital", "process", "ing", "high", "quality", "V", "Node.js"),
]  # fmt: skip
PROSE_JOINTS = [" ", "--", ". ", ", ", ": ", "---", " -- ", ".", ",", ":", " .", " ,", "- "]
JOINTS = [*PROSE_JOINTS, "~", "**", " *", "* ", "''", "``", "%", "$", "\\,"]
# Names of commands that may stand in a text without their backslashes
LOST = re.compile(
    "|".join(["ceil", "floor", "angle", "ell", "times", "approx", "log", "[Bb]ig", "wide", *OPERATORS])
)
SAFE_HREF = re.compile(r"https?://[^\s<>\"'`{}\\]+\Z")


@given(TEXTS)
def test_nothing_is_lost(raw: str) -> None:
    """The raws of the segments join to the text, whatever it is."""
    assert "".join(segment.raw for segment in repair(raw)) == raw


@given(TEXTS)
def test_what_is_shown_is_what_the_segments_show(raw: str) -> None:
    """A text without any mark is shown as it is without being split: that must be the same."""
    assert shown(raw) == "".join(segment.shown for segment in repair(raw))


@given(TEXTS)
def test_hrefs_are_safe(raw: str) -> None:
    """A link is http or https without blanks, quotes, braces and angle brackets."""
    assert all(SAFE_HREF.match(segment.href) for segment in repair(raw) if segment.href)


@given(TEXTS)
def test_runs_are_merged(raw: str) -> None:
    """No segment is empty, and no two neighbours could be one."""
    segments = repair(raw)
    assert all(segment.raw for segment in segments)
    assert not any(a.unchanged and b.unchanged for a, b in pairwise(segments))


@given(st.text(alphabet=st.characters(exclude_characters="\\{}^_~`'-:/%@\".,*!$", exclude_categories=["Nd"])))
def test_text_without_tex_is_one_run(raw: str) -> None:
    """Text without a mark of TeX and without digits is untouched, unless commands lost their backslashes."""
    assume(not LOST.search(raw))
    assert repair(raw) == ((Segment(raw, raw),) if raw else ())


@given(TEXTS)
def test_rules_know_what_they_need(raw: str) -> None:
    """A rule matches only texts that hold one of the literals it says it needs."""
    for rule in RULES:
        assert not rule.pattern.search(raw) or any(literal in raw for literal in rule.needs), rule.name


@given(st.lists(st.sampled_from(SPOKEN) | st.sampled_from(JOINTS), max_size=30).map("".join))
def test_no_letter_is_lost_between_words(raw: str) -> None:
    """Whatever marks and blanks are between words, each letter and digit is shown, in its order."""
    assert re.sub(r"[\W_]", "", shown(raw)) == re.sub(r"[\W_]", "", raw)


@given(st.lists(st.tuples(st.sampled_from(SPOKEN), st.sampled_from(PROSE_JOINTS)), max_size=20))
def test_prose_is_repaired_at_once(pairs: list[tuple[str, str]]) -> None:
    """What is shown of words, however they are joined, is left alone when repaired again."""
    readable = shown("".join(word + joint for word, joint in pairs))
    assert shown(readable) == readable


def test_segments_of_a_sentence() -> None:
    """Unchanged runs, changes and links alternate, each with its own raw text."""
    assert repair(r"H_2O is 29times faster: https://a.org.") == (
        Segment("H_2O", "H₂O"),
        Segment(" is ", " is "),
        Segment("29times", "29×"),
        Segment(" faster: ", " faster: "),
        Segment("https://a.org", "https://a.org", "https://a.org"),
        Segment(".", "."),
    )


def test_a_long_quotation_is_two_changes() -> None:
    """Around a long phrase only the marks are reported, so that a report stays short."""
    phrase = "word " * 30 + "end"
    assert [segment.raw for segment in repair(f"``{phrase}''")] == ["``", phrase, "''"]


def test_long_hostile_text_is_walked_once() -> None:
    """Openings that never close, 200 kB of each, come through as they are."""
    for piece in UNCLOSED:
        raw = piece * (200_000 // len(piece))
        assert "".join(segment.raw for segment in repair(raw)) == raw, piece
    assert shown("{" * 200_000) == "{" * 200_000
