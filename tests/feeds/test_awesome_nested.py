"""Papers below papers, and other papers that an entry names."""

import pytest

from papershelf.feeds.awesome_list.reader import read

ARXIV = "https://arxiv.org/abs/2503.10000"
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


KEYED_LINKS = {
    "a pdf": ("Slides: [pdf](https://a.example/x.pdf)", {"slides": "https://a.example/x.pdf"}),
    "a bold key": ("**Poster**: [[pdf](https://a.example/x.pdf)]", {"poster": "https://a.example/x.pdf"}),
    "a picture in front": ("🎥 Video: [mp4](https://a.example/x.mp4)", {"video": "https://a.example/x.mp4"}),
    "two keys": (
        "Code: [here](https://a.example/x) | Project page: [link](https://a.example/y)",
        {"code": "https://a.example/x", "project": "https://a.example/y"},
    ),
    "a link with a name of its own": (
        "Slides: [keynote](https://a.example/x.key), [pdf](https://a.example/x.pdf)",
        {"keynote": "https://a.example/x.key", "slides": "https://a.example/x.pdf"},
    ),
    "the paper": ("Paper: [pdf](https://a.example/x.pdf)", {"paper": "https://a.example/x.pdf"}),
}


@pytest.mark.parametrize(("text", "links"), KEYED_LINKS.values(), ids=KEYED_LINKS)
def test_links_below_a_paper_are_called_by_the_key_in_front(text: str, links: dict[str, str]) -> None:
    """What a bullet's links lead to is said by the word before the colon, where their own text does not."""
    (candidate,) = read(f"{FLAT}- [Alpha List Study]({ARXIV})\n  - {text}\n", "README.md").candidates[2:]
    assert (candidate.title, candidate.links, candidate.unkept.get("text")) == (
        "Alpha List Study",
        links,
        None,
    )


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
