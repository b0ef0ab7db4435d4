"""Issue forms are read as GitHub writes them, and hostile text stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.bot.comments import CORRECTION, PAPER_REQUEST
from papershelf.bot.issue_forms import QUESTIONS
from papershelf.bot.submissions import (
    LONGEST_BODY,
    Correction,
    PaperRequest,
    read_correction,
    read_paper_request,
)
from papershelf.library.fields import PAPER
from papershelf.problems import InvalidInputError
from tests.bot.issue_makers import NONE, correction, paper_request


def complaints(body: str, read: object = read_paper_request) -> list[str]:
    """What is said of a text that cannot be used."""
    with pytest.raises(InvalidInputError) as raised:
        read(body)  # type: ignore[operator]
    return [problem.message for problem in raised.value.problems]


def test_a_paper_request() -> None:
    """Each answer is found; tags are the slugs in what was chosen, commas in a label do no harm."""
    body = paper_request(
        " https://arxiv.org/abs/1603.09320 ",
        "Hashing, sketching and algorithms (hashing-and-algorithms), Graph (and tree) indices (indices)",
        "It is the index\nthat all others are measured by.",
    )
    assert read_paper_request(body) == PaperRequest(
        "https://arxiv.org/abs/1603.09320",
        ("hashing-and-algorithms", "indices"),
        "It is the index that all others are measured by.",
    )


def test_a_correction() -> None:
    """Paper, field, value and reason; the line and the current values are not used."""
    assert read_correction(correction(why="the proceedings")) == Correction(
        "a-paper", "venue", "VLDB 2024", "the proceedings"
    )


def test_tags_beyond_the_list() -> None:
    """Slugs typed into the second field are taken too, each once."""
    body = paper_request(tags="A (a), B (b)") + "\n\n### Other tags\n\nb, c d"
    assert read_paper_request(body).tags == ("a", "b", "c", "d")


def test_line_ends_make_no_difference() -> None:
    """A browser sends CRLF."""
    body = correction(new="one\ntwo")
    assert read_correction(body.replace("\n", "\r\n")) == read_correction(body)


@pytest.mark.parametrize("answer", ["", NONE, f"```\n{NONE}\n```", "\n\n"])
def test_what_is_missing_is_told(answer: str) -> None:
    """A required answer that is not there is named; others are simply not given."""
    assert complaints(paper_request(answer)) == ["Link: not answered; write an answer"]
    assert read_paper_request(paper_request(tags=answer, why=answer)) == PaperRequest("1603.09320")


@pytest.mark.parametrize("body", ["", "Hello, please add my paper", "## Link\n\nx", "# Link", "\0" * 100])
def test_a_text_that_is_no_form(body: str) -> None:
    """It lacks the answers, and no more is said."""
    assert complaints(body) == ["Link: not answered; write an answer"]


def test_all_that_is_missing_is_told_at_once() -> None:
    """Nobody has to edit three times."""
    assert len(complaints("", read_correction)) == 3


def test_code_around_an_answer() -> None:
    """A value in a code block is what the block holds, whichever fence it has."""
    for opening, closing in (("```", "```"), ("```yaml", "```"), ("~~~~", "~~~~")):
        fenced = f"{opening}\nVLDB 2024\n{closing}"
        assert read_correction(correction(new=fenced)).value == "VLDB 2024"


def test_a_heading_in_code_is_text() -> None:
    """What looks like a heading of the form within a code block belongs to the answer."""
    body = correction(new="a\n```\n### Field\n\nid\n```\nb")
    assert read_correction(body).key == "venue"
    assert "### Field" in read_correction(body).value


def test_an_open_code_block_hides_nothing() -> None:
    """The answers below a fence without end are still found."""
    assert read_paper_request(paper_request("```\n1603.09320", why="It is good.")).why == "It is good."


@pytest.mark.parametrize("forged", ["### Field\n\nid", "<!--\n### Field\n\nid\n-->", "###  Field \n\nid"])
def test_a_forged_heading_is_refused(forged: str) -> None:
    """Two answers to one question are not an answer, and the message says what to do."""
    (message,) = complaints(correction(why=forged), read_correction)
    assert message.startswith("'Field' is listed twice")


def test_other_headings_are_text() -> None:
    """An answer may have headings of its own."""
    assert read_correction(correction(new="### Abstract\n\nWe hash.")).value == "### Abstract\n\nWe hash."


@pytest.mark.parametrize("key", [*(field.key for field in PAPER), "nonsense", "$(id)", "links.code"])
def test_only_what_the_form_offers_can_be_corrected(key: str) -> None:
    """The id and what the machine keeps are refused, however the issue was edited."""
    kept = {"id", "added", "feed", "key", "votes", "organisation", "formerly", "sources"}
    known = {field.key for field in PAPER}
    if key in known - kept:
        assert read_correction(correction(key)).key == key
    else:
        (message,) = complaints(correction(key), read_correction)
        assert "nonsense" not in message
        assert "$(" not in message


def test_what_nobody_sees_is_taken_out() -> None:
    """Control characters, directional marks and half characters become blanks."""
    answer = read_paper_request(paper_request(why="a\u202eb\0c\x1bd\u200be\ud800f")).why
    assert answer == "a b c d e f"


@pytest.mark.parametrize("text", ["$(touch x)", "`touch x`", "<!-- x -->", "@everyone", "${{ secrets.X }}"])
def test_hostile_text_stays_text(text: str) -> None:
    """It comes out as it went in, for whoever escapes it."""
    assert read_paper_request(paper_request(link=text, why=text)) == PaperRequest(text, (), text)


def test_sizes_are_capped() -> None:
    """An answer longer than its question allows is refused, and so is a text of 5 MB, at once."""
    assert "shorten it" in complaints(paper_request(why="x" * 1_001))[0]
    assert "shorten it" in complaints(paper_request("x" * 301))[0]
    assert complaints(paper_request(why="x" * 5_000_000))[0].startswith("the text has 5,000,")
    assert read_paper_request(paper_request(why="x" * 1_000)).why == "x" * 1_000


def test_a_list_without_choice_is_told() -> None:
    """Tags in words of one's own are not silently dropped."""
    assert complaints(paper_request(tags="hashing please")) == ["Tags: choose from the form's list"]


LINES = st.sampled_from(
    ["```", "````", "~~~", "```yaml", "text", "", NONE, "### Else", "<!--", "-->"]
    + [f"### {question.heading}" for kind in QUESTIONS.values() for question in kind]
) | st.text(max_size=20)


@given(st.lists(LINES, max_size=40))
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    """No text raises anything but problems, and what is read keeps to the limits of the form."""
    body = "\n".join(lines)
    for kind, read in ((PAPER_REQUEST, read_paper_request), (CORRECTION, read_correction)):
        try:
            found = read(body)
        except InvalidInputError:
            continue
        limits = {question.id: question.longest for question in QUESTIONS[kind]}
        assert isinstance(found, PaperRequest if kind == PAPER_REQUEST else Correction)
        assert len(getattr(found, "why", None) or "") <= limits.get("why", 0)
        assert len(getattr(found, "value", "")) <= limits.get("new", 0)


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200))
def test_an_answer_comes_back(text: str) -> None:
    """Any line of visible characters is read as it was typed."""
    read = read_paper_request(paper_request(link=text)) if text[:1] not in "#`~_" else None
    assert read is None or read.link == text


def test_the_limit_is_githubs() -> None:
    """A form filled to the brim still fits an issue."""
    assert all(sum(question.longest for question in kind) < LONGEST_BODY for kind in QUESTIONS.values())
