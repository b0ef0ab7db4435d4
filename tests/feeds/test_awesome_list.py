"""READMEs of other reading lists, in the ways in which people write their entries."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds import detect
from papershelf.feeds.awesome_list.reader import read
from papershelf.feeds.capture import Capture
from papershelf.model import Candidate
from tests.growth import grows_linearly

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
    "an arXiv id that is no link": (
        f"- **A Study of Lists**<br>arXiv preprint arXiv:2503.10000{ANOTHER}",
        {**PLAIN, "published": "None", "unkept": {}},
    ),
    "a reference with a DOI that is no link": (
        f"- A Study of Lists. Ada Okoro, Bo Lind. doi:10.1145/12.34{ANOTHER}",
        {"title": "A Study of Lists", "doi": "10.1145/12.34", "authors": ("Ada Okoro", "Bo Lind")},
    ),
    "a number that is no year": (
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


def _said(candidate: Candidate, keys: dict[str, Any]) -> dict[str, Any]:
    found = {key: getattr(candidate, key) for key in keys}
    return {key: str(value) if key == "published" else value for key, value in found.items()}


@pytest.mark.parametrize(("text", "expected"), ENTRIES.values(), ids=ENTRIES)
def test_entries(text: str, expected: dict[str, Any]) -> None:
    """An entry becomes a paper with what it says, whatever its build."""
    capture = detect.read(f"# A list\n\n{text}\n".encode(), "README.md")
    assert capture.grammar == "Markdown list"
    candidate = next(each for each in capture.candidates if each.title == expected["title"])
    assert _said(candidate, expected) == expected


PAPER = f"[[paper]({ARXIV})]"
AUTHORS = ("A. Bee", "C. Dee")
AROUND = {
    "authors and a venue": (f"[{{}}]({ARXIV}), A. Bee, C. Dee, ICLR 2025.", AUTHORS, "ICLR 2025", None),
    "by authors, the venue in brackets": (
        f"[{{}}]({ARXIV}) by A. Bee, C. Dee (ICLR 2025)", AUTHORS, "ICLR 2025", None
    ),
    "by authors, plain": (f"{{}} by A. Bee, C. Dee (ICLR 2025) {PAPER}", AUTHORS, "ICLR 2025", None),
    "by authors, in the link": (f"[{{}} by A. Bee, C. Dee (ICLR 2025)]({ARXIV})", AUTHORS, "ICLR 2025", None),
    "authors in front": (f"A. Bee, C. Dee: [{{}}]({ARXIV}), ICLR 2025", AUTHORS, "ICLR 2025", None),
    "authors in italics": (f"`ICLR 2025` {{}} *A. Bee, C. Dee* {PAPER}", AUTHORS, "ICLR 2025", None),
    "bold, sentences": (f"**{{}}.** A. Bee, C. Dee. ICLR 2025. {PAPER}", AUTHORS, "ICLR 2025", None),
    "bold, a venue": (f"**{{}}.** ICLR 2025. {PAPER}", (), "ICLR 2025", None),
    "a venue behind a comma": (f"[{{}}]({ARXIV}), ICLR 2025", (), "ICLR 2025", None),
    "a venue in the link": (f"[{{}}, ICLR 2025]({ARXIV})", (), "ICLR 2025", None),
    "a venue in brackets in front, in the link": (f"[[ICLR 2025] {{}}]({ARXIV})", (), "ICLR 2025", None),
    "a venue in front as code": (f"`ICLR 2025` [{{}}]({ARXIV})", (), "ICLR 2025", None),
    "a venue in front as code, bold": (f"`ICLR 2025` **{{}}** {PAPER}", (), "ICLR 2025", None),
    "a venue in front as code, plain": (f"`ICLR 2025` {{}} {PAPER}", (), "ICLR 2025", None),
    "a venue in front, a colon": (f"ICLR 2025: {{}} {PAPER}", (), "ICLR 2025", None),
    "a date in front as code": (f"`2024.05` [{{}}]({ARXIV})", (), None, "2024-05"),
    "a date in front in italics": (f"*arXiv 2024.08*, {{}} {PAPER}", (), None, "2024-08"),
    "a date in front": (f"2024-05-12 - {{}} {PAPER}", (), None, "2024-05-12"),
}  # fmt: skip


@pytest.mark.parametrize(
    "title", ["Alpha Paper", "Graph U-Nets", "A Study of Lists", "Cell: A Study of Lists"]
)
@pytest.mark.parametrize(("text", "authors", "venue", "published"), AROUND.values(), ids=AROUND)
def test_what_stands_around_a_title_is_none(
    text: str, title: str, authors: tuple[str, ...], venue: str | None, published: str | None
) -> None:
    """Authors, venue and date are kept as such, in front of the title, in its text or behind it."""
    (candidate,) = read(f"# A list\n\n- {text.format(title)}\n", "README.md").candidates
    date = str(candidate.published) if candidate.published else None
    said = (candidate.title, candidate.authors, candidate.venue, date, candidate.unkept)
    assert said == (title, authors, venue, published, {})


WHOLE_TITLES = {
    "a nickname in bold": f"**T5**: Exploring the Limits of Transfer Learning {PAPER}",
    "a nickname in a link": f"[T5]({ARXIV}): Exploring the Limits of Transfer Learning",
    "a name in front that isn't the title": f"`arXiv 2024.05` **T5**: Exploring the Limits {PAPER}",
    "a venue that the title begins with": f"[CVPR 2020 Continual Learning Competition: Approaches]({ARXIV})",
    "a year that the title begins with": f"2001: A Space Odyssey {PAPER}",
    "a year that the title ends with": f"[Cancer statistics, 2023]({ARXIV})",
    "by what": f"[Transferring Motion by Personalized Geometry and Texture Modeling]({ARXIV}) (CVPR 2021)",
    "by what, a venue in the link": f"[Learning by Merging Lists and Splitting Trees (CVPR 2021)]({ARXIV})",
    "a quotation at its end": f'**Faces "in the Wild"** {PAPER}',
    "a quotation at its start": f'**"Zero-Shot" Lists of Trees** {PAPER}',
    "a version": f"Playing v2.5: Three Insights into Lists {PAPER}",
    "a name with a year": f"**Open DAC 2023** - introduces a dataset of lists. {PAPER}",
    "two quotations": f'**"When" and "how" to Read Lists** {PAPER}',
    "two quotations at its ends": f'**"When to Read" and "How"** {PAPER}',
}


@pytest.mark.parametrize("text", WHOLE_TITLES.values(), ids=WHOLE_TITLES)
def test_titles_stay_whole(text: str) -> None:
    """What only looks like a venue, a year or authors stays in the title."""
    (candidate,) = read(f"# A list\n\n- {text}\n", "README.md").candidates
    mark = str.maketrans("", "", "*[`")
    whole = text.removeprefix("`arXiv 2024.05` ").replace(f" {PAPER}", "").replace(f"]({ARXIV})", "")
    whole = whole.partition(" - introduces")[0]
    assert candidate.title == whole.translate(mark).removesuffix(" (CVPR 2021)")


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
    assert "a mere name" in capture.others[0].reason


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


FLAT = f"# L\n\n- [One Study of Trees]({ARXIV}7)\n- [Two Studies of Trees]({ARXIV}8)\n"
ANTHOLOGY = "https://aclanthology.org/2025.acl-long.12/"
FIRST, SECOND = ("Alpha List Study", "2503.10001", ()), ("Beta List Study", "2503.10002", ())
NESTED: dict[str, tuple[str, list[tuple[str, str | None, tuple[str, ...]]]]] = {
    "a short title behind what it is to the first": (
        (
            f"- [Chain-of-Lists Prompting]({ANTHOLOGY}), Ada Okoro et al., ACL 2025\n"
            "  - extended by [Self-Consistent Lists](https://arxiv.org/abs/2503.10002)"
        ),
        [("Chain-of-Lists Prompting", None, ("Ada Okoro",)), ("Self-Consistent Lists", "2503.10002", ())],
    ),
    "a linked title with authors": (
        (
            "- [Alpha List Study](https://arxiv.org/abs/2503.10001)\n"
            "  - [Beta List Study](https://arxiv.org/abs/2503.10002), Ada Okoro et al."
        ),
        [FIRST, ("Beta List Study", "2503.10002", ("Ada Okoro",))],
    ),
    "a bold title that reads like a name": (
        (
            "- **Alpha Lists**. [pdf](https://arxiv.org/abs/2503.10001)\n"
            "  - **Beta Lists**. [pdf](https://arxiv.org/abs/2503.10002)"
        ),
        [("Alpha Lists", "2503.10001", ()), ("Beta Lists", "2503.10002", ())],
    ),
    "plain titles": (
        (
            "- Alpha List Study. [pdf](https://arxiv.org/abs/2503.10001)\n"
            "  - Beta List Study. [pdf](https://arxiv.org/abs/2503.10002)"
        ),
        [FIRST, SECOND],
    ),
    "beside details of the first": (
        (
            f"- [Alpha List Study]({ANTHOLOGY})\n  - Ada Okoro, Bo Lind\n"
            "  - Follow-up: [Beta List Study](https://arxiv.org/abs/2503.10002)\n  - 📖 TLDR: Lists help."
        ),
        [("Alpha List Study", None, ("Ada Okoro", "Bo Lind")), SECOND],
    ),
    "below a paper without a link": (
        (
            "- **Alpha List Study**. Ada Okoro, Bo Lind. ACL 2025.\n"
            "  - [Beta List Study](https://arxiv.org/abs/2503.10002)"
        ),
        [("Alpha List Study", None, ("Ada Okoro", "Bo Lind")), SECOND],
    ),
    "below each other": (
        (
            "1. [Alpha List Study](https://arxiv.org/abs/2503.10001)\n"
            "   1. [Beta List Study](https://arxiv.org/abs/2503.10002)\n"
            "      - [Gamma List Study](https://arxiv.org/abs/2503.10003)"
        ),
        [FIRST, SECOND, ("Gamma List Study", "2503.10003", ())],
    ),
}


@pytest.mark.parametrize(("text", "papers"), NESTED.values(), ids=NESTED)
def test_a_paper_below_another_is_one_of_its_own(
    text: str, papers: list[tuple[str, str | None, tuple[str, ...]]]
) -> None:
    """A bullet within a paper's that has a title and a link is a paper; neither has anything of the other."""
    capture = read(f"{FLAT}{text}\n", "README.md")
    found = [(each.title, each.arxiv, each.authors) for each in capture.candidates[2:]]
    assert (found, capture.unplaced, capture.others) == (papers, (), ())


def test_details_around_a_paper_below_another_stay_with_theirs() -> None:
    """Each of the two has the lines that it was read from, and no line is in both."""
    text, _ = NESTED["beside details of the first"]
    first, second = read(f"{FLAT}{text}\n", "README.md").candidates[2:]
    lines = text.split("\n")
    assert (first.note, second.note) == ("Lists help.", None)
    assert [block.text for block in first.blocks] == ["\n".join((*lines[:2], lines[3]))]
    assert [block.text for block in second.blocks] == [lines[2].strip()]


DETAILS = {
    "another form of the paper": "[Extended journal version](https://doi.org/10.1145/12.34)",
    "the same title": "[Alpha List Study](https://doi.org/10.1145/12.34)",
    "the paper by its key": "Paper: [Studying Alpha Lists](https://doi.org/10.1145/12.34)",
    "where it appeared": "Ada Okoro, Bo Lind. [NeurIPS 2023](https://papers.nips.cc/paper/1)",
    "a file beside it": "[Supplementary Material](https://a.example/x.pdf)",
}


@pytest.mark.parametrize("text", DETAILS.values(), ids=DETAILS)
def test_details_below_a_paper_are_no_papers(text: str) -> None:
    """What only leads to another form of the paper, or a file of it, is a detail, whatever it is called."""
    capture = read(f"{FLAT}- [Alpha List Study]({ARXIV})\n  - {text}\n", "README.md")
    assert [each.title for each in capture.candidates[2:]] == ["Alpha List Study"]
    assert (capture.unplaced, capture.others) == ((), ())


OTHER_PAPERS = {
    "in brackets": (f"(see also [Beta List Study]({ARXIV}))", "(see also Beta List Study)"),
    "several": (
        f"(see also [Beta Lists]({ARXIV}), [Gamma]({ARXIV}2) and [Delta Lists]({ARXIV}3))",
        "(see also Beta Lists, Gamma and Delta Lists)",
    ),
    "beside it": (f"| [Beta List Study]({ARXIV})", "Beta List Study"),
    "an address below it": (f"\n  - Extended by: {ARXIV}", "Extended by"),
    "a name below it": (f"\n  - [BetaLists]({ARXIV}), a fine one", "BetaLists, a fine one"),
    "in a quotation": (f"\n  > As good as [Beta List Study]({ARXIV}).", ""),
    "in a sentence": (f"\n  - This brings [BERT]({ARXIV}) to lists of any length.", ""),
}


@pytest.mark.parametrize(("text", "unkept"), OTHER_PAPERS.values(), ids=OTHER_PAPERS)
def test_a_paper_that_another_names_is_said(text: str, unkept: str) -> None:
    """What an entry says of another paper never gives it an id; words and link are told as not kept."""
    (candidate,) = read(f"{FLAT}- [Alpha List Study]({ANTHOLOGY}) {text}\n", "README.md").candidates[2:]
    assert (candidate.title, candidate.arxiv, candidate.authors) == ("Alpha List Study", None, ())
    assert ARXIV in candidate.unkept["further links"].split()
    assert candidate.unkept.get("text", "") == unkept


def test_a_bold_name_above_links_is_no_author() -> None:
    """What stands in bold before links of its own within an entry is kept as text: it wrote nothing."""
    text = f"- **Alpha List Study** [[pdf]({ARXIV})]\n  - **Beta Lists**. [project](https://a.example/b)\n"
    (candidate,) = read(f"{FLAT}{text}", "README.md").candidates[2:]
    assert (candidate.title, candidate.authors) == ("Alpha List Study", ())
    assert candidate.unkept["text"] == "Beta Lists"


def test_what_a_paper_without_a_link_extends_is_not_its_title() -> None:
    """Of two titles the one behind "extends" is that of another paper, even where only that is a link."""
    text = f"- **Alpha List Study**. Ada Okoro, Bo Lind. ACL 2025. (extends [Beta List Study]({ARXIV}))\n"
    (candidate,) = read(f"{FLAT}{text}", "README.md").candidates[2:]
    assert (candidate.title, candidate.arxiv, candidate.venue) == ("Alpha List Study", None, "ACL 2025")
    assert candidate.unkept["text"] == "(extends Beta List Study)"


def test_a_second_id_of_an_entry_is_said() -> None:
    """An entry with labels that lead to two arXiv ids has the first, and the other is kept as a link."""
    text = f"- **Alpha List Study** [[arXiv]({ARXIV})] [[pdf]({ARXIV[:-1]}1)]\n"
    (candidate,) = read(f"# L\n\n{text}", "README.md").candidates
    assert (candidate.arxiv, candidate.unkept) == ("2503.10000", {"further links": f"{ARXIV[:-1]}1"})


DOI = "https://doi.org/10.1000/k.49"
REFERENCES: dict[str, tuple[str, dict[str, Any]]] = {
    "italics in the title": (
        f"Okoro, A. (2021). Reading *Liber primus* by machine. *Journal of Lists*, 3(2), 1–9. {DOI}",
        {"title": "Reading Liber primus by machine", "venue": "Journal of Lists"},
    ),
    "quotes in the title": (
        f'Okoro, A. (2021). The "trees" of lists. *Journal of Lists, 3*(2), 1–9. {DOI}',
        {"title": 'The "trees" of lists', "venue": "Journal of Lists"},
    ),
    "quotes around the title": (
        f'Okoro, A. (2021). "Trees of lists." *Journal of Lists*, 3(2). {DOI}',
        {"title": "Trees of lists", "venue": "Journal of Lists"},
    ),
    "several authors, a month and proceedings": (
        f"Okoro, A., & van der Lind, B. C. (2021, May). Lists vs. trees. In *Lists Today* (pp. 1–9). {DOI}",
        {
            "title": "Lists vs. trees",
            "authors": ("A. Okoro", "B. C. van der Lind"),
            "published": "2021-05",
            "venue": "Lists Today",
        },
    ),
    "a book, with authors left out": (
        f"Okoro, A., … Moss, C. (2021). *A book of lists* (2nd ed.). List Press. {DOI}",
        {"title": "A book of lists", "others": True, "venue": None},
    ),
    "a question": (f"Okoro, A. (2021). Is a list a tree? arXiv. {DOI}", {"title": "Is a list a tree?"}),
    "a linked title": (f"Okoro, A. (2021). [Trees of lists]({DOI}). ACL 2021.", {"venue": "ACL 2021"}),
    "a year without brackets": (f"Okoro, A. 2021. Trees of lists. {DOI}", {"title": "Trees of lists"}),
    "on several lines": (
        f"Okoro, A. (2021). Trees\n  of lists. *Journal of Lists*,\n  3(2), 1–9. {DOI}",
        {"title": "Trees of lists", "venue": "Journal of Lists"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), REFERENCES.values(), ids=REFERENCES)
def test_a_reference_that_begins_with_family_names_is_read(text: str, expected: dict[str, Any]) -> None:
    """Behind authors and the year follow title and venue; nothing of these is taken for another of them."""
    capture = read(f"# L\n\n- {text}\n", "README.md")
    (candidate,) = capture.candidates
    said = {"authors": ("A. Okoro",), "published": "2021", "doi": "10.1000/k.49", **expected}
    assert _said(candidate, said) == said


NAMES_FIRST = {
    "no title": f"Okoro, A. (2021). {DOI}",
    "a given name": f"Okoro, Ada (2021). Reading *Liber primus* by machine. *Journal of Lists*, 3(2). {DOI}",
    "initials without points": f"Okoro A, Lind BC. Trees of lists. J Lists. 2021;3(2):1-9. {DOI}",
}


@pytest.mark.parametrize("text", NAMES_FIRST.values(), ids=NAMES_FIRST)
def test_authors_are_no_title(text: str) -> None:
    """Of a reference in a style that is not read no title is made: it is set aside, and why is said."""
    capture = read(f"# L\n\n- {text}\n", "README.md")
    assert (capture.candidates, len(capture.unplaced)) == ((), 1)
    assert "authors, but where the title" in capture.unplaced[0].reason


def test_labels_are_told() -> None:
    """Words in the style of code that are no venue, date or authors are neither authors nor dropped."""
    (candidate,) = read(f"# L\n\n- [A Study of Lists]({ARXIV}) `Home Depot` `2020` `LLM`\n", "").candidates
    said = (candidate.authors, str(candidate.published), candidate.unkept)
    assert said == ((), "2020", {"text": "Home Depot; LLM"})


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
    """A bold line, or a heading, above bullets that have titles of their own is no title."""
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
