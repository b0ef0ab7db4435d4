"""The Daily Papers page as Markdown, in the ways in which crawlers and readers write it."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.feeds.capture import Capture
from papershelf.feeds.detect import read as detect
from papershelf.model import Candidate, PartialDate
from papershelf.problems import InvalidInputError
from tests.feeds.page_makers import HOST, Printed
from tests.feeds.readers import read_daily_papers_api

ABSTRACT = "We show how tests are written, and that it works well on many tasks of many kinds. " * 3
PAPERS = (
    Printed("A first paper: about things", f"{ABSTRACT}The first ends.", "2401.00001", votes=115),
    Printed("Datasets", f"{ABSTRACT}The second ends.", "2401.00002", votes=7),
    Printed("What is [this] *really*?", f"{ABSTRACT}The third ends.", "2401.00003"),
)
HEADER = (
    "# Daily Papers\n\n## by [AK](https://huggingface.co/akhaliq) and the research community\n\nJan 3\n\n"
)


FOOTER = f"\n[Previous]({HOST}/papers?date=2024-01-02)\n\n[TOS]({HOST}/terms)\n\nCompany\n"


def read(text: str) -> Capture:
    return detect(text.encode(), "page.md")


def escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]#])", r"\\\1", text)


def headings(paper: Printed) -> str:
    """A heading that is a link, and the abstract below it."""
    title = f"### [{escaped(paper.title)}]({HOST}/papers/{paper.arxiv})"
    return f"{title}\n\n{escaped(paper.abstract)}\n\n- 9 authors\n"


def cards(paper: Printed) -> str:
    """All that a card on the page has: picture, who submitted it, votes, title, avatars, comments."""
    page = f"{HOST}/papers/{paper.arxiv}"
    return (
        f"[![Image 3](https://cdn.example/{paper.arxiv}.png)]({page})\n\nSubmitted by\n\n"
        f"[![x's avatar](https://cdn.example/x.svg) somebody]({HOST}/somebody)\n\n"
        f"[{paper.votes_shown}]({HOST}/login?next=%2Fpapers%2F{paper.arxiv})\n\n"
        f"### [{escaped(paper.title)}](/papers/{paper.arxiv})\n\n{escaped(paper.abstract)}\n\n"
        f"*   ![](https://cdn.example/a.svg)\n*   · 9 authors\n\n[5]({page}#community)\n"
    )


def listed(paper: Printed) -> str:
    """A list item, with the abstract behind the link."""
    return f"* **[{escaped(paper.title)}]({HOST}/papers/{paper.arxiv})** - {escaped(paper.abstract)}\n"


def linked_texts(paper: Printed) -> str:
    """Title and abstract both lead to the paper, as on the search page."""
    page = f"{HOST}/papers/{paper.arxiv}"
    return (
        f"{paper.votes_shown}\n\n[{escaped(paper.title)}]({page})\n\n[{escaped(paper.abstract)}]({page})\n\n"
        f"[9 authors]({page})\n\n·\n\nJan 2, 2024\n"
    )


def named_above(paper: Printed) -> str:
    """The title is a heading, the link is below it, and the facts have labels."""
    page = f"{HOST}/papers/{paper.arxiv}"
    return (
        f"## {escaped(paper.title)}\n\n[{page}]({page})\n\n**Authors:** Ada Okoro, Bo Lind\n\n"
        f"**Abstract:** {escaped(paper.abstract)}\n\n- Upvotes: {paper.votes}\n"
    )


def wrapped(paper: Printed) -> str:
    """Lines of at most 80 characters."""
    words, lines = paper.abstract.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 80:
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] else ''}{word}"
    text = "\n".join(map(escaped, lines))
    return f'1. ### [{escaped(paper.title)}](<{HOST}/papers/{paper.arxiv}> "Title")\n\n{text}\n'


FORMS = (headings, cards, listed, linked_texts, named_above, wrapped)


def told(capture: Capture) -> list[tuple[str, str | None, str | None]]:
    return [(one.title, one.abstract, one.arxiv) for one in capture.candidates]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("header", [HEADER, ""])
@pytest.mark.parametrize(
    "footer", ["", f"\n[Previous]({HOST}/papers?date=2024-01-02)\n\n[TOS]({HOST}/terms)\n\nCompany\n"]
)
def test_each_form(form: Callable[[Printed], str], header: str, footer: str) -> None:
    """Titles come without marks, ids from the links, and nothing is left over."""
    capture = read(header + "\n".join(map(form, PAPERS)) + footer)
    assert capture.grammar == "Markdown"
    assert told(capture) == [(paper.title, paper.abstract, paper.arxiv) for paper in PAPERS]
    assert (capture.unplaced, capture.repeats) == ((), ())
    assert bool(capture.day) == bool(header)


@pytest.mark.parametrize("form", [cards, linked_texts, named_above])
def test_votes(form: Callable[[Printed], str]) -> None:
    """Votes above a title or named below it are its own, a number of comments is none."""
    capture = read(HEADER + "\n".join(map(form, PAPERS[:2])))
    assert [one.votes for one in capture.candidates] in ([115, 7], [None, None])
    assert form is linked_texts or [one.votes for one in capture.candidates] == [115, 7]


def test_facts_with_labels() -> None:
    """Authors, dates and code are read, and what has another label is told as not kept."""
    text = (
        f"{headings(PAPERS[0])}\nAuthors: Ada Okoro, Bo Lind, et al.\n\nPublished on Jan 2, 2024\n\n"
        f"- [Code](https://github.com/a/b)\n- Project page: https://a.org\n- Venue: a workshop\n"
    )
    (paper,) = read(text).candidates
    assert (paper.authors, paper.others) == (("Ada Okoro", "Bo Lind"), True)
    assert paper.published == PartialDate(2024, 1, 2)
    assert paper.links == {"code": "https://github.com/a/b", "project": "https://a.org"}
    assert paper.unkept == {"Venue": "a workshop"}


def test_titles_alone() -> None:
    """A list of links is a list of papers, whose abstracts may be looked up by their ids."""
    text = "".join(f"- [{escaped(paper.title)}]({HOST}/papers/{paper.arxiv})\n" for paper in PAPERS)
    assert told(read(text)) == [(paper.title, None, paper.arxiv) for paper in PAPERS]


def test_a_paper_shown_twice_is_one() -> None:
    """The list at the top and the entry below it are one paper; two abstracts for one id are told."""
    listing = "".join(f"- [{escaped(paper.title)}]({HOST}/papers/{paper.arxiv})\n" for paper in PAPERS)
    capture = read(listing + "\n## All\n\n" + "\n".join(map(headings, PAPERS)))
    assert told(capture) == [(paper.title, paper.abstract, paper.arxiv) for paper in PAPERS]
    assert len(capture.repeats) == len(PAPERS)
    other = headings(Printed("A first paper: about things", f"{ABSTRACT}Another end.", "2401.00001"))
    again = read("\n".join(map(headings, PAPERS)) + other)
    assert "another abstract of the paper in line 1" in again.unplaced[0].reason


def test_two_papers_of_one_title_are_two() -> None:
    """Their ids tell them apart."""
    twice = [
        Printed("Editorial", f"{ABSTRACT}{end}.", arxiv)
        for end, arxiv in (("A", "2401.00001"), ("B", "2401.00002"))
    ]
    assert len(read("\n".join(map(headings, twice))).candidates) == 2


@pytest.mark.parametrize("stray", ["A stray line", "Sponsored", ABSTRACT.strip()])
def test_what_is_not_understood_is_told(stray: str) -> None:
    """A line of an entry that says nothing known is unplaced with its line, never dropped or merged."""
    text = f"{headings(PAPERS[0])}\n{stray}\n\n{headings(PAPERS[1])}"
    capture = read(text)
    assert told(capture) == [(paper.title, paper.abstract, paper.arxiv) for paper in PAPERS[:2]]
    assert [one.block.line for one in capture.unplaced] == [7]


@pytest.mark.parametrize(
    ("header", "day"),
    [
        (f"# Daily Papers\n\n[<]({HOST}/papers/date/2024-01-02)\n\nJan 3\n\n", "2024-01-03"),
        (f"Title: Daily Papers\n\nURL Source: {HOST}/papers?date=2024-01-03\n\n", "2024-01-03"),
        ("# Daily Papers, 2024-01-03\n\n", "2024-01-03"),
        ("# Daily Papers\n\nJan 3\n\n", "Jan 3"),
        ("", None),
    ],
)
def test_days(header: str, day: str | None) -> None:
    """The page's day comes from its widget, its address or its heading."""
    assert read(header + headings(PAPERS[0])).day == day


def test_a_real_day(project_root: Path) -> None:
    """The papers of a real day, written as Markdown, come back exactly."""
    source = (project_root / "tests/fixtures/hf_daily_papers/2026-07-29.json").read_bytes()
    papers: Sequence[Candidate] = read_daily_papers_api(source, "day").candidates
    printed = [Printed(one.title, one.abstract or "", one.arxiv or "", one.votes or 0) for one in papers]
    for form in FORMS:
        capture = read(HEADER + "\n".join(map(form, printed)))
        assert told(capture) == [(one.title, " ".join(one.abstract.split()), one.arxiv) for one in printed]
        assert capture.unplaced == ()


LINES = st.lists(
    st.sampled_from(
        [f"### [T]({HOST}/papers/2401.00001)", "- [U](/papers/2401.00002) - x", "text", "", "#", "* * *", "[",
         "[](a)", "![x](y)", ABSTRACT, "12", "Upvote", "===", "Authors: A", "> q",
         f"[9 authors]({HOST}/papers/2401.00001)"]
    )
)  # fmt: skip


@given(LINES.map("\n".join))
@example(f"[T]({HOST}/papers/2401.00001)\n" + "[" * 200_000)
@example(f"[T]({HOST}/papers/2401.00001)\n" + "*a _b " * 50_000)
def test_every_line_is_accounted_for(text: str) -> None:
    """Whatever is on a page, each line that is not blank is in exactly one block."""
    try:
        capture = read(f"- [T](/papers/2401.00009)\n\n{text}")
    except InvalidInputError:
        return
    blocks = [block for candidate in capture.candidates for block in candidate.blocks]
    blocks += [*capture.furniture, *capture.repeats, *(unplaced.block for unplaced in capture.unplaced)]
    words = [word for block in sorted(blocks, key=lambda block: block.line) for word in block.text.split()]
    assert words == ["-", "[T](/papers/2401.00009)", *text.split()]


def test_a_link_to_another_paper_is_not_lost() -> None:
    """An item that leads to a paper at arXiv, among those that lead to pages of the Hub, is told."""
    page = (
        f"# Daily Papers\n\n- [One]({HOST}/papers/2401.00001)\n- [Two](https://arxiv.org/abs/2401.00002v2)\n"
    )
    capture = read(f"{page}- [Three]({HOST}/papers/2401.00003)\n")
    assert [candidate.title for candidate in capture.candidates] == ["One", "Three"]
    (unplaced,) = capture.unplaced
    assert unplaced.block.line == 4
