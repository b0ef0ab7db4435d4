"""When an answer is taken to be about the paper that was asked for."""

from dataclasses import replace
from typing import Any

import pytest

from papershelf.curate.enrich.judge import judge
from papershelf.model import Paper, PartialDate
from tests.curate.answers_of_services import PAPER, TITLE, by_id, by_title


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (TITLE, "Billion-scale similarity search with sketches."),
        (TITLE, "Billion Scale Similarity Search  with Sketches"),
        ("Poincar\\'{e} Embeddings for Learning Graphs", "Poincaré embeddings for learning graphs"),
        ("Learning ``Good'' Hash Functions Fast", "Learning “Good” Hash Functions Fast"),
    ],
)
def test_titles_that_differ_in_print_only_are_one(ours: str, theirs: str) -> None:
    """Case, punctuation, white space, accents and TeX make no other title."""
    assert judge(Paper("a", ours), by_title(title=theirs), {}).accepted


@pytest.mark.parametrize(
    "title",
    [
        "Billion-Scale Similarity Search with GPUs",
        "Similarity Search with Sketches",
        f"{TITLE} Revisited",
    ],
)
def test_other_titles_are_never_taken(title: str) -> None:
    """A title that merely looks like it is refused, whoever wrote it and whenever."""
    paper = replace(PAPER, authors=("Ada Lovelace",), published=PartialDate(2024))
    answer = by_title(title=title, authors=("Ada Lovelace",), published=PartialDate(2024), doi="10.1/x")
    verdict = judge(paper, answer, {})
    assert (verdict.accepted, verdict.reason) == (False, "the titles are not the same")


@pytest.mark.parametrize(("one", "other"), [("Part I", "Part II"), ("3", "4"), ("2019", "2020")])
def test_numbers_must_be_the_same(one: str, other: str) -> None:
    """A long title with another number is 97 % alike and another paper."""
    title = "An Introduction to the Theory and Practice of Locality-Sensitive Hashing for Everybody"
    paper = Paper("a", f"{title} {one}", authors=("Ada Lovelace",))
    verdict = judge(paper, by_title(title=f"{title} {other}", authors=("Ada Lovelace",)), {})
    assert verdict.similarity >= 97
    assert verdict.reason == "the numbers in the titles differ"


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ({"authors": ("Ada Lovelace",)}, {"authors": ("A. Lovelace", "B")}, ""),
        ({"authors": ("Ada Lovelace",)}, {"authors": ("Bob Byron",)}, "it has another author"),
        ({"published": PartialDate(2024, 3)}, {"published": PartialDate(2024)}, ""),
        ({"published": PartialDate(2024)}, {"published": PartialDate(2019)}, "it has another year"),
        (
            {"published": PartialDate(2024), "authors": ("Ada Lovelace",)},
            {"published": PartialDate(2025), "authors": ("Ada Lovelace",)},
            "",
        ),
        ({"abstract": "We sketch graphs fast."}, {"abstract": "We  sketch graphs fast."}, ""),
        ({"abstract": "We sketch graphs."}, {"abstract": "Dinosaurs ate grass."}, "it has another abstract"),
        ({"arxiv": "2401.00001"}, {"arxiv": "2401.00001"}, ""),
        (
            {"arxiv": "2401.00001", "authors": ("Ada Lovelace",)},
            {"arxiv": "2401.00002", "authors": ("Ada Lovelace",)},
            "it has another arXiv id",
        ),
        ({"doi": "10.1/X"}, {"doi": "10.1/x"}, ""),
        ({"doi": "10.1/x"}, {"doi": "10.1/y"}, "it has another DOI"),
    ],
)
def test_what_both_know_must_agree(ours: dict[str, Any], theirs: dict[str, Any], reason: str) -> None:
    """The same title counts where something else agrees, and not where an id or all of it disagrees."""
    assert judge(replace(PAPER, **ours), by_title(**theirs), {}).reason == reason


def test_a_short_title_alone_proves_nothing() -> None:
    """Two papers called "Deep Hashing", of which nothing more is known, need not be one."""
    verdict = judge(Paper("a", "Deep Hashing"), by_title(title="Deep hashing", doi="10.1/x"), {})
    assert verdict.reason == "there is nothing but the title to compare"


def test_an_id_with_another_title_is_doubtful() -> None:
    """A mistyped arXiv id brings no other paper's facts; a changed title by the same people does no harm."""
    paper = replace(PAPER, arxiv="2401.00001", authors=("Ada Lovelace",))
    assert not judge(paper, by_id("arXiv", title="On Dinosaurs", authors=("B",)), {}).accepted
    assert judge(paper, by_id("arXiv", title="Sketching", authors=("A. Lovelace",)), {}).accepted
