"""The names by which texts speak of papers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.facts.mentions import is_distinctive, mentions, names, title_names
from papershelf.library import Library
from papershelf.model import Paper, Tag


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("NanoTool: Small Tools", ["NanoTool"]),
        ("HPC-Tool: Small Tools", ["HPC-Tool"]),
        ("iTool: Small Tools", ["iTool"]),
        ("ToolQA - Small Tools", ["ToolQA"]),
        ("Tool3.5 Technical Report", ["Tool3.5"]),
        ("STOVE: Heat", ["STOVE"]),
        ("ToolQA", ["ToolQA"]),
        (
            "Selective Tools Over Very Easy Heat (STOVE)",
            ["Selective Tools Over Very Easy Heat (STOVE)", "STOVE"],
        ),
        ("Heat for the Rest of Us", ["Heat for the Rest of Us"]),
        ("Heat for us (in PyTorch)", ["Heat for us (in PyTorch)"]),
        ("Heat with cold (PyTorch)", []),
        ("Query: Small Tools", []),
        ("Fine-Tuning: Small Tools", []),
        ("K-Means: Small Tools", []),
        ("GPU: Small Tools", []),
        ("CO2: Small Tools", []),
        ("2023: Small Tools", []),
        ("Small Tools: Heat", []),
        ("STOVE: A Survey", []),
        ("Heat (STOVE)", []),
        ("", []),
    ],
)
def test_what_a_title_gives(title: str, expected: list[str]) -> None:
    """A name that can mean nothing else, and the title itself if it is more than a phrase."""
    assert list(title_names(title)) == expected


@given(st.text())
def test_a_name_stands_in_its_title(title: str) -> None:
    """Whatever the title, its names are parts of it, and only the title itself is more than a word."""
    for name in title_names(title):
        assert name in title
        assert name == title or (is_distinctive(name) and len(name.split()) == 1)


def test_a_name_of_two_titles_refers_to_neither() -> None:
    """Neither paper gets it."""
    papers = (
        Paper("a", "ToolQA: One"),
        Paper("b", "ToolQA: Two"),
        Paper("c", "Three", abstract="See ToolQA."),
    )
    assert [name.paper.id for name in names(papers)["ToolQA"]] == ["a", "b"]
    assert not mentions(Library("papers.yaml", papers, ())).pairs
    assert mentions(Library("papers.yaml", papers[1:], ())).by_target["b"][0].source == "c"


def test_a_curated_name_is_stronger_than_a_title() -> None:
    """It also may be a plain word."""
    first, second = Paper("a", "ToolQA: One", names=("Query",)), Paper("b", "Two", names=("ToolQA",))
    owners = {text: [name.paper.id for name in each] for text, each in names([first, second]).items()}
    assert owners == {"Query": ["a"], "ToolQA": ["b"]}


def test_subjects_are_no_names() -> None:
    """What the vocabulary has a word for is a subject, unless a curator says otherwise."""
    tags = [Tag("tools", "TOOLS", aliases=("ToolQA",))]
    papers = [Paper("a", "ToolQA: One"), Paper("b", "TOOLS: Two", names=("TOOLS",))]
    assert list(names(papers, tags)) == ["TOOLS"]


def test_a_title_is_read_as_shown() -> None:
    """TeX in a title is not part of the name."""
    assert list(names([Paper("a", r"\textbf{ToolQA}: One")])) == ["ToolQA"]
