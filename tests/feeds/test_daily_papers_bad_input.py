"""A capture that cannot be understood says where and what to do; nothing is guessed, merged or dropped."""

from collections.abc import Sequence

import pytest

from papershelf.feeds.capture import Capture
from papershelf.problems import InvalidInputError
from tests.feeds.page_makers import Maker, Printed, links, plain, refs, saved_page, search, wrapped
from tests.feeds.readers import read_daily_papers_page as read

FIRST = Printed("First Title", "One sentence follows another. " * 9 + "The first ends.", arxiv="2607.10001")
SECOND = Printed("Second Title", "Something else is said here. " * 9 + "The second ends.", arxiv="2607.10002")
THIRD = Printed("Third Title", "A third thing is said here. " * 9 + "The third ends.", arxiv="2607.10003")
PAPERS = (FIRST, SECOND, THIRD)


TEXT_MAKERS: Sequence[Maker] = (plain, search, links, refs)


def read_text(text: str) -> Capture:
    return read(text.encode(), "capture.txt")


def titles(capture: Capture) -> list[str]:
    return [paper.title for paper in capture.candidates]


def problems(capture: Capture) -> dict[int, str]:
    return {unplaced.block.line: unplaced.reason for unplaced in capture.unplaced}


def line_of(text: str, page: str) -> int:
    return 1 + next(index for index, line in enumerate(page.split("\n")) if text in line)


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (b"", 1, "no papers found in this feed"),
        (b" \r\n\r\n", 1, "no papers found in this feed"),
        (b"Daily Papers\n\nJul 29\n", 1, "no papers found in this feed"),
        (b"First Title\n\n\xff\xfe\x00", 3, "UTF-8"),
        (b"First Title\n\nAbst\x00ract", 3, "binary file"),
        (
            b"<!DOCTYPE html>\n<html><body><p>Log in</p></body></html>",
            1,
            "no papers found in this web page",
        ),
        (
            b'<html>\n<div data-target="DailyPapers" data-props="{&quot;dailyPapers&quot;: [">',
            2,
            "isn't valid JSON",
        ),
        (b"<html>\n<article><![nonsense[", 2, "this HTML cannot be read"),
    ],
    ids=[
        "empty",
        "blank",
        "only a header",
        "no UTF-8",
        "binary",
        "another page",
        "cut data",
        "broken markup",
    ],
)
def test_what_is_no_capture_is_refused(source: bytes, line: int, message: str) -> None:
    """An input without a paper to read is one error, with its line."""
    with pytest.raises(InvalidInputError) as refused:
        read(source, "capture.txt")
    (problem,) = refused.value.problems
    assert (problem.path, problem.line) == ("capture.txt", line)
    assert message in problem.message


@pytest.mark.parametrize("maker", TEXT_MAKERS)
def test_a_title_without_an_abstract_is_told(maker: Maker) -> None:
    """The paper is not made up of its neighbours: they are read, it is left with its line."""
    page = maker(PAPERS)
    page = page.replace(wrapped(SECOND.abstract, 120) if maker is refs else SECOND.abstract, "")
    capture = read_text(page)
    assert titles(capture) == ["First Title", "Third Title"]
    assert "without an abstract" in problems(capture)[line_of("Second Title", page)]


def test_a_long_title_is_not_taken_for_the_abstract_of_the_one_before() -> None:
    """Of two titles in a row the second has the abstract, even where it is as long as an abstract."""
    long = Printed("A Title " * 21 + "Goes On", SECOND.abstract)
    page = plain([FIRST, long, THIRD]).replace(FIRST.abstract, "")
    capture = read_text(page)
    assert titles(capture) == [long.title, "Third Title"]
    assert "without an abstract" in problems(capture)[line_of("First Title", page)]


@pytest.mark.parametrize("maker", TEXT_MAKERS)
def test_an_abstract_without_a_title_is_told(maker: Maker) -> None:
    """The abstract of a paper that lost its title is not given to another one."""
    page = maker(PAPERS)
    page = "\n".join(line for line in page.split("\n") if "Second Title" not in line)
    capture = read_text(page)
    assert titles(capture) == ["First Title", "Third Title"]
    line = line_of("Something else", page) - (2 if maker is refs else 0)  # the link around it begins earlier
    assert "an abstract without a title" in problems(capture)[line]


@pytest.mark.parametrize("maker", TEXT_MAKERS)
def test_one_title_with_two_abstracts_is_told(maker: Maker) -> None:
    """The first paper stays, the other is left with the line of the first: a person has to choose."""
    page = maker([FIRST, Printed("First Title", SECOND.abstract, arxiv="2607.10001"), THIRD])
    capture = read_text(page)
    assert titles(capture) == ["First Title", "Third Title"]
    first = line_of("First Title", page)
    assert f"the same title as in line {first}" in " ".join(problems(capture).values())
    assert not capture.repeats


@pytest.mark.parametrize(
    "stray",
    [
        "72",
        "·",
        "A stray line that is a sentence.",
        "Tencent and Others",
        "$",
        "x",
        "A second paragraph. " * 20,
    ],
)
@pytest.mark.parametrize("before", ["First Title", FIRST.abstract, "Third Title", THIRD.abstract])
def test_a_stray_block_is_told(stray: str, before: str) -> None:
    """Whatever is between titles and abstracts and is neither is an error, never dropped or merged."""
    page = plain(PAPERS).replace(before, f"{before}\n\n{stray.strip()}")
    capture = read_text(page)
    assert capture.unplaced
    assert {paper.title for paper in capture.candidates} <= {
        *(paper.title for paper in PAPERS),
        stray.strip(),
    }
    assert {paper.abstract for paper in capture.candidates} <= {
        *(paper.abstract for paper in PAPERS),
        stray.strip(),
    }


@pytest.mark.parametrize("maker", [search, links])
@pytest.mark.parametrize("stray", ["A stray line that is a sentence.", "Sponsored"])
def test_a_stray_block_between_entries_is_told(maker: Maker, stray: str) -> None:
    """Between two entries there may be nothing but their own marks."""
    page = maker(PAPERS).replace("Jul 28", f"Jul 28\n\n{stray}", 1)
    capture = read_text(page)
    assert titles(capture) == [paper.title for paper in PAPERS]
    assert problems(capture) == {
        line_of(stray, page): "neither header, title nor abstract; remove or complete it"
    }


def test_all_problems_are_told_at_once() -> None:
    """Each is a finding of its own, in the order of the page."""
    page = plain(PAPERS).replace(FIRST.abstract, "").replace("Third Title", "")
    found = problems(read_text(page))
    assert list(found) == [line_of("First Title", page), line_of("A third thing", page)]


def test_wrapped_lines_without_blank_ones_are_refused() -> None:
    """Where neither blank lines nor long lines tell a title's end, nothing is guessed."""
    page = "\n".join(wrapped(line, 60) for line in search(PAPERS).split("\n") if line)
    with pytest.raises(InvalidInputError, match="wrapped lines without blank lines"):
        read_text(page)


def test_links_of_two_papers_in_one_entry_are_told() -> None:
    """A paper never gets the id of another one."""
    page = (
        links(PAPERS)
        .replace("papers/2607.10002#community", "")
        .replace(
            "Second Title\n\nhttps://huggingface.co/papers/2607.10002",
            "Second Title\n\nhttps://huggingface.co/papers/2607.99999",
        )
    )
    capture = read_text(page)
    assert titles(capture) == ["First Title", "Third Title"]
    assert "links to more than one paper" in problems(capture)[line_of("Second Title", page)]


def test_a_dump_that_was_cut_off_is_told() -> None:
    """The last paper's abstract has no end: it is not taken for a whole one."""
    page = refs(PAPERS)
    page = page[: page.index("The third ends.")]
    capture = read_text(page)
    assert titles(capture) == ["First Title", "Second Title"]
    assert line_of("Third Title", page) in problems(capture)


def test_a_search_page_that_was_cut_off_is_told() -> None:
    """A paper whose date is missing is left out with its lines, not lost."""
    page = search(PAPERS)
    page = page[: page.index("The third ends.")]
    capture = read_text(page)
    assert titles(capture) == ["First Title", "Second Title"]
    assert {line_of("Third Title", page), line_of("A third thing", page)} <= problems(capture).keys()


def test_a_card_of_which_the_page_has_no_data_is_told() -> None:
    """A saved page that shows another day than its data holds is not half read in silence."""
    page = saved_page([FIRST]).replace(
        "</article>", '</article>\n<article><h3><a href="/papers/2607.10009">Later Title</a></h3></article>'
    )
    capture = read(page.encode(), "page.html")
    assert titles(capture) == ["First Title"]
    assert problems(capture).keys() == {line_of("Later Title", page)}


def test_a_saved_page_may_begin_with_a_comment() -> None:
    """Browsers write where a page was saved from above it, or below its doctype."""
    page = "<!-- saved from url=(0034)https://huggingface.co/papers -->\n" + saved_page([FIRST])
    assert titles(read(page.encode(), "page.html")) == ["First Title"]
