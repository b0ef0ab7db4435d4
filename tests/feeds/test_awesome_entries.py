"""An entry of another reading list, in the ways in which people write one."""

from typing import Any

import pytest

from papershelf.feeds import detect
from papershelf.feeds.awesome_list.reader import read
from tests.feeds.candidates import values_of

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


ENTRIES |= {
    "a bold title alone": (
        f"**A Study of Lists**\n\n- Paper: {ARXIV}\n- Code: https://github.com/o/r\n- Homepage: https://a.example/x",
        {
            **PLAIN,
            "links": {"code": "https://github.com/o/r", "project": "https://a.example/x"},
            "unkept": {},
        },
    ),
    "a bold title alone, in Chinese": (
        f"**A Study of Lists**\n\n论文：{ARXIV}\n\n代码：<https://github.com/o/r>",
        {**PLAIN, "links": {"code": "https://github.com/o/r"}},
    ),
    "a bold title alone, with labels": (
        f"**A Study of Lists**\n\n*Ada Okoro, Bo Lind*\n\n- [Paper]({ARXIV}) | [Code](https://github.com/o/r)",
        {**WITH_AUTHORS, "links": {"code": "https://github.com/o/r"}},
    ),
    "a bold title alone, without a link to the paper": (
        "**A Study of Lists**\n\n- Code: https://github.com/o/r\n- Paper(Oral): None",
        {
            "title": "A Study of Lists",
            "arxiv": None,
            "links": {"code": "https://github.com/o/r"},
            "unkept": {},
        },
    ),
    "a bold bullet above the bullets of its paper": (
        f"- **A Study of Lists**\n- Paper: {ARXIV}\n- Code: https://github.com/o/r",
        {**PLAIN, "links": {"code": "https://github.com/o/r"}},
    ),
    "addresses behind keys within a bullet": (
        f"- **A Study of Lists**\n  - Paper: {ARXIV}\n  - Homepage: https://a.example/x",
        {**PLAIN, "links": {"project": "https://a.example/x"}},
    ),
    "headings that are titles": (
        f"## Surveys\n\n### A Study of Lists\n\n- **Paper:** [arXiv]({ARXIV})\n- **Venue:** ACL 2025",
        {**PLAIN, "venue": "ACL 2025", "headings": ("A list", "Surveys")},
    ),
}

ENTRIES |= {
    "an arXiv id as its label": (
        f"- [[2503.10000]({ARXIV})] A Study of Lists",
        {**PLAIN, "published": "None"},
    ),
    "an arXiv id that begins like a date": (
        "- [[2012.05120](https://arxiv.org/abs/2012.05120)] A Study of Lists",
        {"title": "A Study of Lists", "arxiv": "2012.05120", "published": "None"},
    ),
    "an arXiv id on a badge": (
        (
            "- **A Study of Lists** [![arXiv](https://img.shields.io/badge/arXiv-2503.10000-b31b1b.svg)]"
            f"({ARXIV}) 2025.03"
        ),
        {**PLAIN, "published": "2025-03"},
    ),
    "an arXiv id without a link": (
        f"- **A Study of Lists**<br>arXiv preprint arXiv:2503.10000{ANOTHER}",
        {**PLAIN, "published": "None", "unkept": {}},
    ),
    "a reference with a DOI but no link": (
        f"- A Study of Lists. Ada Okoro, Bo Lind. doi:10.1145/12.34{ANOTHER}",
        {"title": "A Study of Lists", "doi": "10.1145/12.34", "authors": ("Ada Okoro", "Bo Lind")},
    ),
    "a number that is not a year": (
        f"- [A Study of Lists]({ARXIV}). Science, 359(6380): 1146-1151.",
        {**PLAIN, "published": "None"},
    ),
    "a table of titles and authors": (
        (
            "| Paper ID | **Paper Title** | **Authors** |\n|-|-|-|\n"
            f"| 8098 | A Study of Lists | Ada Okoro; Bo Lind |{ANOTHER}"
        ),
        {**WITH_AUTHORS, "arxiv": None, "published": "None", "unkept": {"paper id": "8098"}},
    ),
}

ENTRIES |= {
    "authors with pages of their own": (
        (
            f"- **A Study of Lists**<br>*[Ada Okoro](https://ada.example), Bo Lind*<br>[[Paper]({ARXIV})]"
            "[[Project](https://a.example/x)]"
        ),
        {
            **WITH_AUTHORS,
            "links": {"project": "https://a.example/x"},
            "unkept": {"homepages": "https://ada.example"},
        },
    ),
    "a bold title on two lines": (
        f"- **A Study\n  of Lists**. ICLR 2025. [[paper]({ARXIV})]{ANOTHER}",
        PLAIN,
    ),
    "the year, then the day": (
        f"- **A Study of Lists** arXiv 2025. [[paper]({ARXIV})] \\\n  24 May 2025",
        {**PLAIN, "published": "2025-05-24"},
    ),
    "a date beside a venue": (
        f"- [A Study of Lists]({ARXIV}) (May, 2025 | ACL 2025)",
        {**PLAIN, "venue": "ACL 2025", "published": "2025-05"},
    ),
    "authors and a year, without a link to the paper": (
        f"- [A Study of Lists](https://a.example/x), Okoro et al., 2020{ANOTHER}",
        {"title": "A Study of Lists", "authors": ("Okoro",), "published": "2020"},
    ),
    "commas in a title": (
        f"- Fast Trees: Memory Alignment, Sparse Lists, and Deep Dequantization(@Uni) [[pdf]({ARXIV})]",
        {
            "title": "Fast Trees: Memory Alignment, Sparse Lists, and Deep Dequantization",
            "authors": (),
        },
    ),
}

ENTRIES |= {
    "a title in quotes in bold": (f'- **"A Study of Lists."** ICLR 2025. [[paper]({ARXIV})]', PLAIN),
    "quotes within quotes": (
        f'- **""A Study of Lists": Reading."** [[paper]({ARXIV})]',
        {"title": '"A Study of Lists": Reading', "arxiv": "2503.10000"},
    ),
    "a label with what it is written in": (
        f"- **[Lists v1]** A Study of Lists | [[pdf]({ARXIV})] [[official code - c](https://c.example/x)]",
        PLAIN,
    ),
    "a nickname that reads like a name": (
        f"- **[Mask R-CNN]** Mask R-CNN | **[ICCV' 17]** [[pdf]({ARXIV})]",
        {"title": "Mask R-CNN", "authors": (), "venue": "ICCV 2017"},
    ),
    "a venue behind another word": (
        f"**A Study of Lists**\n\n- intro: CVPR 2017\n- arxiv: <{ARXIV}>",
        {**PLAIN, "venue": "CVPR 2017", "unkept": {}},
    ),
    "a bold title in a table, without a link to the paper": (
        (
            "| Year | Title | Code |\n|-|-|-|\n"
            "| 2020 | **A Study of Lists** | [c](https://github.com/o/r) |\n"
            f"| 2020 | [A Study of Trees]({ARXIV}1) | |\n| 2020 | [A Study of Graphs]({ARXIV}2) | |"
        ),
        {"title": "A Study of Lists", "published": "2020", "links": {"code": "https://github.com/o/r"}},
    ),
}

ENTRIES |= {
    "a bold title between quotes": (
        f'- **[4]** Okoro, Ada, and Bo Lind. "**Listing**." Nature 2025. [[pdf]({ARXIV})] **(First Study)**',
        {"title": "Listing", "authors": ("Ada Okoro", "Bo Lind"), "venue": "Nature 2025"},
    ),
    "a nickname in front of a short title": (
        f"- LGAN - [List GANs]({ARXIV})",
        {**PLAIN, "title": "List GANs"},
    ),
    "a title, then authors and a periodical": (
        f"- A Study of Lists.\n  [[pdf]]({ARXIV})\n  - Ada Okoro, Bo Lind. *Automation Letters*{ANOTHER}",
        WITH_AUTHORS,
    ),
    "authors, a comma and a periodical": (
        f"- A Study of Lists\n  [[pdf]]({ARXIV})\n  - Ada Okoro and Bo Lind, Journal of Lists{ANOTHER}",
        {**WITH_AUTHORS, "unkept": {"text": "Journal of Lists"}},
    ),
}


@pytest.mark.parametrize(("text", "expected"), ENTRIES.values(), ids=ENTRIES)
def test_entries(text: str, expected: dict[str, Any]) -> None:
    """An entry becomes a paper with what it says, whatever its build."""
    capture = detect.read(f"# A list\n\n{text}\n".encode(), "README.md")
    assert capture.grammar == "Markdown list"
    candidate = next(each for each in capture.candidates if each.title == expected["title"])
    assert values_of(candidate, expected) == expected


REMARKS = {
    "the venue": ("(ICML 2023) - Lists help readers.", "Lists help readers."),
    "the venue behind a comma": (", ICML 2023 – Lists are read. They help.", "Lists are read. They help."),
    "the authors": ("- Ada Okoro, Bo Lind - Lists help.", "Lists help."),
    "the title": ("- We use `torch` for lists.", "We use torch for lists."),
    "the venue, with one within": (
        "(ICML 2023) - In 2023, this was the first study that ranks lists.",
        "In 2023, this was the first study that ranks lists.",
    ),
    "nothing but a single author": ("- Ada Okoro.", None),
    "nothing but a series": ("(ICML 2023) - Lecture Notes in Computer Science.", None),
}


@pytest.mark.parametrize(("text", "note"), REMARKS.values(), ids=REMARKS)
def test_a_sentence_behind_a_dash_is_a_note(text: str, note: str | None) -> None:
    """What the list says of a paper behind its title, authors and venue is kept as a note."""
    (candidate,) = read(f"# A list\n\n- [A Study of Lists]({ARXIV}) {text}\n", "README.md").candidates
    assert (candidate.title, candidate.note) == ("A Study of Lists", note)


QUOTES = {
    "a sentence": ("> A good one.", "A good one.", ()),
    "a sentence with a link": (
        "> Read [another study of lists](https://arxiv.org/abs/2503.10001) first.",
        "Read another study of lists first.",
        (),
    ),
    "a summary": ("> TLDR: Lists are read.", "Lists are read.", ()),
    "the authors and the venue": ("> Ada Okoro, Bo Lind. ACL 2025", None, ("Ada Okoro", "Bo Lind")),
}


@pytest.mark.parametrize(("quote", "note", "authors"), QUOTES.values(), ids=QUOTES)
def test_a_quotation_below_a_paper_is_a_note(quote: str, note: str | None, authors: tuple[str, ...]) -> None:
    """What a bullet quotes is said of its paper: never its title, but it may be its authors and its venue."""
    (candidate,) = read(f"# L\n\n- [Alpha Lists]({ARXIV})\n  {quote}\n", "README.md").candidates
    said = (candidate.title, candidate.arxiv, candidate.note, candidate.authors)
    assert said == ("Alpha Lists", "2503.10000", note, authors)


def test_a_quotation_is_no_title() -> None:
    """A name with a quotation below it stays a name, which is refused as such."""
    capture = read(f"# L\n\n- [BetaKelp]({ARXIV})\n  > A good one.\n", "README.md")
    assert (capture.candidates, len(capture.others)) == ((), 1)


def test_labels_are_told() -> None:
    """Words in the style of code that are no venue, date or authors are neither authors nor dropped."""
    (candidate,) = read(f"# L\n\n- [A Study of Lists]({ARXIV}) `Home Depot` `2020` `LLM`\n", "").candidates
    said = (candidate.authors, str(candidate.published), candidate.unkept)
    assert said == ((), "2020", {"text": "Home Depot; LLM"})
