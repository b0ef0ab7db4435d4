"""What holds for every capture, whichever papers it has: parse(make(papers)) == papers."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papershelf.feeds.capture import Capture
from papershelf.model import Block
from papershelf.problems import InvalidInputError
from tests.feeds.page_makers import (
    MAKERS,
    Maker,
    Printed,
    links,
    plain,
    refs,
    saved_page,
    search,
    wrapped,
    wrapped_at_hyphens,
)
from tests.feeds.readers import read_daily_papers_page as read

NASTY_TITLES = (
    "Mar 12", "Datasets", "Tencent", "3 authors", "1984 2048", "Upvote", "Submitted by", "Daily Papers",
    "GPT-4 or Not?", "A · B · C", "[1] Is Not a Citation", "* Starred * Title", "# Hash, #2", "- Dash First",
    "Attention](https://huggingface.co/papers/2607.25895)", "Prompt][3] Injection", "### Heading",
    "[Bracketed]", "<think> in a Title", "100,000 Papers", "Previous", "arXiv Page", "GitHub 1.2k",
    "naïve 模型 Ω", "Very " * 34 + "Long",
)  # fmt: skip
NASTY_STARTS = (
    "- ",
    "* ",
    "[1] ",
    "1. ",
    "# ",
    "### [",
    "[",
    "](https://x.org) ",
    "Abstract: ",
    "<html> ",
    "· ",
    "72 ",
)
NASTY_ENDS = (
    ".", "", "?", "!", ".)", " [1]", " https://github.com/someone/some-thing.", " https://github.com/x/y",
    " Jul 28",    " ][3]", " new", " · Jul 28", " ]", " [", " 72",
)  # fmt: skip
WORDS = (
    "we", "the", "model", "state-of-the-art", "real-time", "48times", "$1M", "65.8\\%", "<think>", "``x''",
    "H_2O", "(i)", "accuracy--efficiency", "naïve", "模型", "C++", "-", "—", "e.g.,", "[32]", "https://x.org/a-b/c.",
    "2,000", "Moravec's", "*bold*", "{\\footnotesize{url}}", "low- and", "·", "1984",
)  # fmt: skip
ORGANISATIONS = (
    "3 authors",
    "1 authors",
    "Tencent",
    "Mistral AI_",
    "muset.ai",
    "Datasets",
    "Mar 12",
    "X (Twitter) [AI]",
)
LONGEST_UNSURE = 200  # up to here a text without a full stop could be a title or an abstract

few = settings(max_examples=40, deadline=None)  # each example is a page; what is nasty in it is sampled often

words = st.sampled_from(WORDS)
titles = st.sampled_from(NASTY_TITLES) | st.lists(words, min_size=6, max_size=25).map(" ".join).map(
    lambda text: text[:160].strip(" .") + "?"
)


@st.composite
def abstracts(draw: st.DrawFn) -> str:
    body = " ".join(draw(st.lists(words, min_size=20, max_size=120)))
    text = draw(st.sampled_from(NASTY_STARTS)) + body + draw(st.sampled_from(NASTY_ENDS))
    return text if len(text) > LONGEST_UNSURE else f"{text}{' word' * LONGEST_UNSURE}"[:LONGEST_UNSURE] + "."


@st.composite
def pages(draw: st.DrawFn) -> list[Printed]:
    days = st.dates(date(2010, 1, 1), date(2026, 7, 29))
    chosen = draw(st.lists(titles, min_size=1, max_size=6, unique=True))
    return [
        Printed(
            title,
            draw(abstracts()),
            arxiv=f"2607.{10000 + index}",
            votes=draw(st.integers(0, 12000)),
            byline=draw(st.sampled_from(ORGANISATIONS)),
            published=draw(days),
            comments=draw(st.integers(0, 99)),
        )
        for index, title in enumerate(chosen)
    ]


def fold(text: str) -> str:
    return " ".join(text.split())


def texts(capture: Capture) -> list[tuple[str, str]]:
    return [(paper.title, paper.abstract or "") for paper in capture.candidates]


def blocks(capture: Capture) -> Iterator[Block]:
    for paper in capture.candidates:
        yield from paper.blocks
    yield from capture.furniture
    yield from capture.repeats
    for unplaced in capture.unplaced:
        yield unplaced.block


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
@few
@given(papers=pages())
def test_what_a_grammar_prints_is_read_back(maker: Maker, line_end: str, papers: list[Printed]) -> None:
    """Titles and abstracts come back as they were, whatever they look like, and no block is left over."""
    capture = read(maker(papers).replace("\n", line_end).encode(), "capture")
    assert texts(capture) == [(fold(paper.title), fold(paper.abstract)) for paper in papers]
    assert not capture.unplaced


@pytest.mark.parametrize("maker", [search, links, refs, saved_page])
@few
@given(papers=pages())
def test_votes_dates_and_ids_are_read_back(maker: Maker, papers: list[Printed]) -> None:
    """What else a grammar prints of a paper comes back too; a date only where its year is certain."""
    capture = read(maker(papers).encode(), "capture")
    for found, paper in zip(capture.candidates, papers, strict=True):
        assert found.votes == paper.votes
        assert found.arxiv == (None if maker is search else paper.arxiv)
        if maker in (links, saved_page) or paper.published.year != 2026:
            assert str(found.published) == str(paper.published)


@pytest.mark.parametrize("wrap", [wrapped, wrapped_at_hyphens])
@pytest.mark.parametrize("maker", [plain, search, links])
@few
@given(papers=pages(), width=st.integers(40, 140))
def test_wrapping_loses_no_paper(
    maker: Callable[..., str], wrap: Callable[[str, int], str], papers: list[Printed], width: int
) -> None:
    """A hard-wrapped capture has the same papers; where a line ends in a hyphen a space may be left over."""
    page = maker(papers, wrap=lambda text: wrap(text, width))
    capture = read(page.encode(), "capture.txt")
    assert [_solid(*text) for text in texts(capture)] == [
        _solid(paper.title, paper.abstract) for paper in papers
    ]


def _solid(*text: str) -> str:
    return "".join("".join(text).split())


lines = st.one_of(
    st.sampled_from(
        ("", "", "·", "72", "-", "Jul 28", "[", "][3]", "[-] 7", "new", "Subscribe", "Daily Papers", "[32]")
    ),
    st.sampled_from(("### [Heading", "### [", "### ][3]", "### [A Title][3]", "[3]: https://x.org")),
    st.sampled_from(("https://huggingface.co/papers/2607.1", "Mar 8 [ 123456 ][39]", "Submitted by")),
    st.sampled_from(
        ("https://huggingface.co/papers/2607.10000", "Tencent](https://huggingface.co/x)", "Upvote")
    ),
    st.sampled_from(("<article>", "and the research community", "Mar 8, 2024 [ 6][39]")),
    titles,
    abstracts(),
)


@few
@given(st.lists(lines, max_size=40).map("\n".join))
@example("][3]\n[")
@example("[\n3\n][2]\nUpvote\nMar 8 [ 123456 ][39]\n")
@example("[\n3\n][2]\n### [One title that is wrapped\n### ][32]\n")
def test_every_block_is_in_exactly_one_place(page: str) -> None:
    """Whatever the input, all its text is accounted for, once and in order, or the whole is refused."""
    try:
        capture = read(page.encode(), "capture.txt")
    except InvalidInputError:
        return
    if capture.grammar == "saved web page":
        return
    accounted = sorted(blocks(capture), key=lambda block: block.line)
    assert fold(" ".join(block.text for block in accounted)) == fold(page)


@pytest.mark.parametrize("maker", [*list(MAKERS.values())[:-1]], ids=list(MAKERS)[:-1])
@few
@given(papers=pages())
def test_every_block_of_a_capture_is_in_exactly_one_place(maker: Maker, papers: list[Printed]) -> None:
    """So it is with real-looking captures, those with repeats included."""
    page = maker([*papers, *papers])
    capture = read(page.encode(), "capture.txt")
    accounted = sorted(blocks(capture), key=lambda block: block.line)
    assert fold(" ".join(block.text for block in accounted)) == fold(page)
    assert len(capture.candidates) == len(papers)


@few
@given(papers=pages())
def test_a_saved_page_accounts_for_each_row_and_each_card(papers: list[Printed]) -> None:
    """A row of the data and a card are a block each; the cards show again what the data has."""
    capture = read(saved_page(papers).encode(), "page.html")
    assert len(list(blocks(capture))) == 2 * len(papers)
    assert len(capture.repeats) == len(papers)
