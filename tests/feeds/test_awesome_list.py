"""READMEs of other reading lists: what becomes of each line, and what is not a paper."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds import detect
from papershelf.feeds.awesome_list.reader import read
from papershelf.feeds.capture import Capture
from tests.growth import grows_linearly

ARXIV = "https://arxiv.org/abs/2503.10000"


STRUCK_OUT = [
    f"~~[A Study of Lists]({ARXIV})~~",
    f"[~~A Study of Lists~~]({ARXIV}) (retracted)",
    f"~~A Study of Lists~~ [[pdf]({ARXIV})]",
    f"<del>**A Study of Lists**</del> [[pdf]({ARXIV})]",
]


@pytest.mark.parametrize("text", STRUCK_OUT)
def test_an_entry_that_is_struck_out_is_left_out(text: str) -> None:
    """A list that strikes a title out withdraws it: no paper is made of the entry, and the reason is said."""
    capture = read(f"# L\n\n- {text}\n", "README.md")
    assert (capture.candidates, capture.unplaced) == ((), ())
    assert [item.reason for item in capture.others] == ["it is struck out; take the strike off to import it"]


def test_what_is_struck_out_beside_a_title_is_told() -> None:
    """A venue or a link that is struck out is none of the paper, and is kept as text without a place."""
    text = f"[A Study of Lists]({ARXIV}) ~~ICML 2024~~ ACL 2025 ~~[code](https://github.com/o/r)~~"
    (candidate,) = read(f"# L\n\n- {text}\n", "README.md").candidates
    assert (candidate.title, candidate.venue, candidate.links) == ("A Study of Lists", "ACL 2025", {})
    assert candidate.unkept == {"struck out": "ICML 2024; code (https://github.com/o/r)"}


NO_PAPERS = {
    "an article with its year": "- [Building Lists at Scale](https://blog.example/lists) `Company` `2020`",
    "a tool": "- [LangChain](https://github.com/o/langchain) - build applications",
    "a list": "- [Awesome lists of papers and books](https://github.com/o/awesome)",
    "a course": "- [Deep Learning for All](https://course.example.org/) - Ada Okoro (Some University)",
    "news": f"## News\n\n- [2025/03] We release [A Study of Lists]({ARXIV})!",
    "slides, by their file": "- [A Study of Lists](https://x.example/slides.pdf)",
    "slides, by their text": "- [A Study of Lists (slides)](https://x.example/a.pdf)",
    "slides, by what they begin with": "- [Slides: A Study of Lists](https://x.example/a.pdf)",
    "slides, by their label": "- A Study of Lists [[slides](https://x.example/a.pdf)]",
    "a name for a paper": f"- [T5]({ARXIV})",
}


@pytest.mark.parametrize("text", NO_PAPERS.values(), ids=NO_PAPERS)
def test_what_is_no_paper_is_said(text: str) -> None:
    """An entry that is not a paper is told with its reason; none is made up."""
    capture = read(f"# A list\n\n{text}\n", "README.md")
    assert (len(capture.candidates), len(capture.unplaced)) == (0, 0)
    assert [item.block.text for item in capture.others] == [text.rpartition("\n\n")[2]]


def test_a_bold_line_above_papers_is_none() -> None:
    """A bold line, or a heading, above bullets that have titles of their own is not a title."""
    text = (
        f"# L\n\n## Graph Neural Networks in Lists\n\n**Papers of Conferences**\n\n"
        f"- DecNet: Domain Randomization [[ICCV 2019]]({ARXIV})\n- Trees of Graphs: {ARXIV}1\n"
    )
    titles = [each.title for each in read(text, "").candidates]
    assert titles == ["DecNet: Domain Randomization", "Trees of Graphs"]


def test_each_bold_title_has_its_own_bullets() -> None:
    """Titles alone, of which some read like names or keys, are papers each."""
    titles = (
        "Uncertain Lists, Nested Lists and Trees",
        "X-Ray: Lists of Lists",
        "Mixing Lists",
        "Lists of Trees",
    )
    papers = "\n\n".join(
        f"**{title}**\n\n- Paper: {ARXIV[:-1]}{number}\n- Code: None" for number, title in enumerate(titles)
    )
    capture = detect.read(f"# L\n\n{papers}\n".encode(), "README.md")
    assert [(each.title, each.arxiv) for each in capture.candidates] == [
        (title, f"2503.1000{number}") for number, title in enumerate(titles)
    ]
    assert (capture.unplaced, capture.others) == ((), ())


def test_an_unmarked_title_is_said() -> None:
    """A reference whose title could end at any comma is refused for that reason, and not for another one."""
    capture = read("# A list\n\n- A Study of Lists, Ada Okoro, Bo Lind, VLDB 2019\n", "README.md")
    (item,) = capture.others
    assert item.reason == (
        "no link to a paper, and where its title ends is not clear; make the title a link, or bold"
    )


def test_a_venue_is_no_title() -> None:
    """Of an entry with nothing but authors and a venue, no title is made up."""
    capture = read(f"# L\n\n- Ada Okoro*, Bo Lind* <br>\nIEEE RA-L, 2023. [[Paper]({ARXIV})]\n", "")
    assert capture.candidates == ()
    assert "write the title" in capture.unplaced[0].reason


def test_a_link_without_a_title_is_not_understood() -> None:
    """A link to a paper without its title is set aside to be fixed."""
    capture = read(f"# A list\n\n- [[pdf]]({ARXIV})\n", "README.md")
    assert [item.block.line for item in capture.unplaced] == [3]
    assert "write the title" in capture.unplaced[0].reason


def test_headings_are_kept() -> None:
    """A paper knows the headings above it; a bullet with bullets is one too."""
    bullets = f"- Planning\n  - [One study of lists]({ARXIV})\n  - [Another study of lists]({ARXIV}1)"
    text = f"# L\n\n## Agents\n\n{bullets}\n"
    assert [each.headings for each in read(text, "").candidates] == [("L", "Agents", "Planning")] * 2


def test_a_table_of_contents_is_furniture() -> None:
    """Links within the page are not entries."""
    capture = read(f"- [Agents](#agents)\n\n## Agents\n\n- [A study of lists]({ARXIV})\n", "")
    assert (len(capture.candidates), len(capture.others)) == (1, 0)


def test_a_quoted_reference_does_not_make_it_bibtex() -> None:
    """A list that says how to cite it in BibTeX stays a list."""
    text = f"# L\n\n- [A study of lists]({ARXIV})\n\n```\n@misc{{a,\n title={{L}}}}\n```\n"
    assert detect.read(text.encode(), "README.md").grammar == "Markdown list"


WHAT_LISTS_QUOTE = {
    "BibTeX before the papers": "@misc{a,\n title={L}}\n",
    "the name of a page": "# Daily Papers\n",
    "a link to Hugging Face": "- [Daily Papers](https://huggingface.co/papers/2503.10000) among others\n",
    "HTML": "<div id='top'>\n\n</div>\n",
}


@pytest.mark.parametrize("text", WHAT_LISTS_QUOTE.values(), ids=WHAT_LISTS_QUOTE)
def test_a_list_stays_a_list(text: str) -> None:
    """Whatever stands above the papers of a list, it is known by its lines with links."""
    papers = "".join(
        f"**A study of lists {n}**\\\n*Ada Okoro*\\\n[[Paper]({ARXIV}{n})]\n\n" for n in range(5)
    )
    capture = detect.read(f"{text}\n{papers}".encode(), "README.md")
    assert capture.grammar == "Markdown list"
    assert len(capture.candidates) >= 5


def test_comments_are_not_read() -> None:
    """An entry that is commented out isn't there; lines keep their numbers."""
    text = f"# L\n\n<!--\n- [Hidden study of lists]({ARXIV})\n-->\n\n- [A study of lists]({ARXIV})\n"
    assert [(each.line, each.title) for each in read(text, "").candidates] == [(7, "A study of lists")]


HIDDEN = f"- [Hidden study of lists]({ARXIV})"
PASSED_OVER = {
    "a comment": (f"<!--\n{HIDDEN}\n-->", "papers in a comment"),
    "a comment on one line": (f"<!-- {HIDDEN} -->", "papers in a comment"),
    "a comment in the form of a link": (f"[//]: # ({HIDDEN})", "papers in a comment"),
    "a fence": (f"```markdown\n{HIDDEN}\n```", "papers in a block of code"),
    "an indented block": (f"Our format:\n\n    {HIDDEN}", "papers in a block of code"),
}


@pytest.mark.parametrize(("text", "reason"), PASSED_OVER.values(), ids=PASSED_OVER)
def test_papers_in_comments_and_code_are_said(text: str, reason: str) -> None:
    """No paper is made of what is commented out or shown as code; where that has papers, it is said once."""
    capture = read(f"# L\n\n- [A study of lists]({ARXIV}1)\n\n{text}\n", "README.md")
    assert [each.title for each in capture.candidates] == ["A study of lists"]
    (item,) = capture.others
    assert item.reason.startswith(reason)
    assert "Hidden" in item.block.text
    assert not any("Hidden" in block.text for each in capture.candidates for block in each.blocks)


def test_comments_and_code_without_papers_are_passed_over() -> None:
    """How to cite the list, and notes to its editors, are no papers."""
    text = f"<!-- see {ARXIV} -->\n\n```bibtex\n@misc{{a,\n url = {{{ARXIV}}}\n}}\n```\n"
    assert read(f"# L\n\n{text}", "README.md").others == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{'1' * 60}x",
        f"IEEE {'A' * 5_000}1",
        "<!--" * 50_000,
        f"{'[' * 5_000}{']' * 5_000}",
        f"{'🔥 ' * 5_000}x",
        f"{'by Ada Okoro, Bo Lind ' * 2_000}(ICLR 2025)",
        f"{'- Lists ' * 5_000}help.",
        f"{'Key: https://a.example ' * 2_000}",
        f"{'`code` ' * 5_000}",
        f"{'see also [Lists of Trees](https://arxiv.org/abs/2503.10001), ' * 1_000}",
        f"\n- {'Okoro, A., ' * 1_500}(2021",
    ],
    ids=[
        "digits",
        "capitals",
        "open comments",
        "brackets",
        "emoji",
        "authors",
        "dashes",
        "keyed addresses",
        "labels",
        "other papers",
        "family names",
    ],
)
def test_texts_that_take_no_longer_than_others(text: str) -> None:
    """What would make an expression try everything is read at once."""
    capture = read(f"# L\n\n- **A bold study** {text} [pdf]({ARXIV})\n", "")
    assert [candidate.title for candidate in capture.candidates][:1] in ([], ["A bold study"])


PIECES = st.sampled_from(
    ["# H", "## G", "- x", "| a | b |", "|---|---|", "<td>", "</table>", "<li>", "**A bold study**", "text",
     "- [A study of lists](https://arxiv.org/abs/2503.10000)", "*Ada Okoro et al.*", "  - y", "<details>", "",
     "[", "](", "![i](u)"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("\n".join))
def test_every_line_is_accounted_for(text: str) -> None:
    """Whatever a list holds, it is read without an error, and no line is in a block of two kinds."""
    capture = read(text, "README.md")
    lines = [block.line for block in _blocks(capture)]
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
    assert "2503.10000" not in text or any("2503.10000" in block.text for block in _blocks(capture))


def _blocks(capture: Capture) -> list[Any]:
    placed = [block for each in capture.candidates for block in each.blocks]
    return [*placed, *capture.furniture, *(item.block for item in (*capture.unplaced, *capture.others))]


@pytest.mark.parametrize(
    "piece",
    ["Okoro, A. ", "van der Aa, B. & ", "Aa Bb Cc, D. ", "Lind, B., … ", "Lind BB, ", "[a](b) (see also "],
)
def test_references_without_an_end_take_linear_time(piece: str) -> None:
    """However many names come before a title that never does."""
    assert grows_linearly(lambda size: read(f"- {piece * (size // len(piece))}\n", "a.md"), 16_000)
