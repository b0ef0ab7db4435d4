"""READMEs of other reading lists, in the ways in which people write their entries."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds import detect
from papershelf.feeds.awesome_list.reader import read
from papershelf.feeds.capture import Capture
from papershelf.model import Candidate

ARXIV = "https://arxiv.org/abs/2503.10000"
ANOTHER = "\n\n- [A Study of Trees and Graphs](https://arxiv.org/abs/2503.10001)"
PLAIN = {"title": "A Study of Lists", "arxiv": "2503.10000"}
WITH_AUTHORS = {**PLAIN, "authors": ("Ada Okoro", "Bo Lind")}
ENTRIES: dict[str, tuple[str, dict[str, Any]]] = {
    "linked title": (f"- [A Study of Lists]({ARXIV})", PLAIN),
    "bold title, label": (f"* **A Study of Lists.** *Ada Okoro, Bo Lind.* [[paper]({ARXIV})]", WITH_AUTHORS),
    "authors on a line of their own": (
        f"1. **A Study of Lists**\n\n   *Ada Okoro, Bo Lind.* [[abs]({ARXIV})], 2025.3",
        {**WITH_AUTHORS, "published": "2025-03"},
    ),
    "venue and date in brackets": (
        f"+ [A Study of Lists]({ARXIV}) (Jan. 2025, EMNLP 2025)",
        {**PLAIN, "venue": "EMNLP 2025", "published": "2025-01"},
    ),
    "date first": (
        f"- [2025/03] **A Study of Lists.** *Ada Okoro (Uni of X) et al. arXiv.* [[paper]({ARXIV})]",
        {**PLAIN, "authors": ("Ada Okoro",), "others": True, "published": "2025-03"},
    ),
    "venue after the title": (
        f"1. **A Study of Lists.** ICML 2025. [paper]({ARXIV})\n\n    *Okoro, Ada and Lind, Bo.*",
        {**WITH_AUTHORS, "venue": "ICML 2025"},
    ),
    "badges": (
        (
            "- [![Publish](https://img.shields.io/badge/Conference-ICLR'24-blue)]() [A Study of Lists]"
            f"({ARXIV}) [![Star](https://img.shields.io/github/stars/o/r.svg)](https://github.com/o/r)"
        ),
        {**PLAIN, "venue": "ICLR 2024", "links": {"code": "https://github.com/o/r"}},
    ),
    "nested details": (
        (
            f"- [A Study of Lists]({ARXIV})\n    - Ada Okoro, Bo Lind\n    - 📅 Date: March 2, 2025\n"
            "    - 💻 Env: [Web]\n    - 📖 TLDR: Lists are read by people."
        ),
        {
            **WITH_AUTHORS,
            "published": "2025-03-02",
            "note": "Lists are read by people.",
            "unkept": {"env": "[Web]"},
        },
    ),
    "table": (
        (
            "| Date | Title | Authors | Venue | Code |\n|:--|---|---|---|---|\n"
            f"| 2025-03 | [A Study of Lists]({ARXIV}) | Ada Okoro, Bo Lind | ACL'25 "
            "| [Github](https://github.com/o/r) |"
        ),
        {
            **WITH_AUTHORS,
            "venue": "ACL 2025",
            "published": "2025-03",
            "links": {"code": "https://github.com/o/r"},
        },
    ),
    "table with plain titles": (
        f"| Title | Paper |\n|---|---|\n| A Study of Lists | [[pdf]]({ARXIV}) |",
        PLAIN,
    ),
    "HTML table": (
        (
            f"<table><tr><th>Paper</th><th>Venue</th></tr>\n<tr>"
            f"<td><a href='{ARXIV}'>A Study of Lists</a></td>"
            "<td>KDD 2025</td></tr></table>\n\n- [an item](https://example.org)"
        ),
        {**PLAIN, "venue": "KDD 2025"},
    ),
    "HTML beside Markdown": (
        f"- <b>A Study of Lists</b><br>Ada Okoro, Bo Lind<br>[[Paper]]({ARXIV})",
        WITH_AUTHORS,
    ),
    "title in quotes": (f'- Ada Okoro et al. "A Study of Lists." (2025). [[pdf]]({ARXIV})', PLAIN),
    "plain title": (f"- A Study of Lists, [[arXiv]]({ARXIV}), [[code]](https://github.com/o/r)", PLAIN),
    "DOI at its publisher": (
        "- [A Study of Lists](https://dl.acm.org/doi/10.1145/12.34)",
        {"title": "A Study of Lists", "doi": "10.1145/12.34", "links": {}},
    ),
    "paper without a link": (
        f"- **A Study of Lists.** *Ada Okoro, Bo Lind.* NeurIPS 2025.\n- [Another one of these]({ARXIV})",
        {**WITH_AUTHORS, "arxiv": None, "venue": "NeurIPS 2025"},
    ),
    "in a folded section": (
        f"<details>\n<summary>Surveys</summary>\n\n- [A Study of Lists]({ARXIV})\n\n</details>",
        {**PLAIN, "headings": ("A list", "Surveys")},
    ),
}


ENTRIES |= {
    "four authors before a venue": (
        f"[A Study of Lists]({ARXIV}). Ada Okoro, Bo Lind, Cid Moss, Dee Fay. VLDB 2019.{ANOTHER}",
        {**PLAIN, "authors": ("Ada Okoro", "Bo Lind", "Cid Moss", "Dee Fay"), "venue": "VLDB 2019"},
    ),
    "four authors and a venue after commas": (
        f"- [A Study of Lists]({ARXIV}), Ada Okoro, Bo Lind, Cid Moss, Dee Fay, VLDB 2019",
        {**PLAIN, "authors": ("Ada Okoro", "Bo Lind", "Cid Moss", "Dee Fay"), "venue": "VLDB 2019"},
    ),
    "a reference without a link": (
        f"- A Study of Lists. Ada Okoro, Bo Lind. VLDB 2019{ANOTHER}",
        {"title": "A Study of Lists", "authors": ("Ada Okoro", "Bo Lind"), "venue": "VLDB 2019"},
    ),
    "a file in a folder of slides": (
        f"- [A Study of Lists](https://x.example/slides/a.pdf) - [abs]({ARXIV})",
        {**PLAIN, "arxiv": "2503.10000"},
    ),
}


def _said(candidate: Candidate, keys: dict[str, Any]) -> dict[str, Any]:
    found = {key: getattr(candidate, key) for key in keys}
    return {key: str(value) if key == "published" else value for key, value in found.items()}


@pytest.mark.parametrize(("text", "expected"), ENTRIES.values(), ids=ENTRIES)
def test_entries(text: str, expected: dict[str, Any]) -> None:
    """An entry becomes a paper with what it says, whatever its build."""
    capture = detect.read(f"# A list\n\n{text}\n".encode(), "README.md")
    assert capture.grammar == "Markdown list"
    candidate = next(each for each in capture.candidates if each.title == "A Study of Lists")
    assert _said(candidate, expected) == expected


NO_PAPERS = {
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


def test_an_unmarked_title_is_said() -> None:
    """A reference whose title could end at any comma is refused for that reason, and not for another one."""
    capture = read("# A list\n\n- A Study of Lists, Ada Okoro, Bo Lind, VLDB 2019\n", "README.md")
    (item,) = capture.others
    assert item.reason == (
        "no link to a paper, and where its title ends is not clear; make the title a link, or bold"
    )


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


@pytest.mark.parametrize(
    "text",
    [
        f"{'1' * 60}x",
        f"IEEE {'A' * 5_000}1",
        "<!--" * 50_000,
        f"{'[' * 5_000}{']' * 5_000}",
        f"{'🔥 ' * 5_000}x",
    ],
    ids=["digits", "capitals", "open comments", "brackets", "emoji"],
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
