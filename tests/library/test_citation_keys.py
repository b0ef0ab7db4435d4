"""Citation keys: as people write them, one for each paper, the same whatever the order of the list."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library import load
from papershelf.library.citation_keys import keys, new_key, with_keys
from papershelf.library.values import KEY
from papershelf.model import Paper, PartialDate
from tests.citing.cited import PAPERS

HNSW = Paper(
    "hnsw",
    "Efficient and robust approximate nearest neighbor search",
    authors=("Yury Malkov", "Dmitry Yashunin"),
    published=PartialDate(2016, 3, 30),
    issued=PartialDate(2020),
)


@pytest.mark.parametrize(
    ("title", "author", "key"),
    [
        ("Efficient and robust search", "Yury Malkov", "malkov2020efficient"),
        ("On the Art of War", "Émile Łukasiewicz", "lukasiewicz2020art"),
        ("K-Means in $O(n)$", "Laurens van der Maaten", "maaten2020kmeans"),
        ("3D scenes", "Martin Luther King Jr.", "king20203d"),
        ("LSH-MoE: Communication", "Conan O'Neill", "oneill2020lshmoe"),
        ("What is this?", "The ATLAS Collaboration", "atlas2020what"),
        ("Attention", "Wei You", "you2020attention"),
        ("Graphs", "山田 太郎", "shantian2020graphs"),
        ("图", "🤖", "tu2020"),
        ("🤖", "OpenAI", "openai2020paper"),
        ("2048 and more", "Ada Lovelace", "lovelace2020more"),
        ("2048", "Ada Lovelace", "lovelace20202048"),
        ("x" * 300, "y" * 300, f"{'y' * 20}2020{'x' * 20}"),
    ],
)
def test_family_name_year_and_first_significant_word(title: str, author: str, key: str) -> None:
    """In ASCII and lower case; small words, particles and suffixes do not count."""
    assert new_key(replace(HNSW, title=title, authors=(author,)), ()) == key


def test_the_year_is_that_of_the_reference() -> None:
    """The year of record, else that of the venue, else of the first submission, else none."""
    bare = replace(HNSW, issued=None)
    assert new_key(bare, ()) == "malkov2016efficient"
    assert new_key(replace(bare, venue="NeurIPS 2017"), ()) == "malkov2017efficient"
    assert new_key(replace(bare, published=None), ()) == "malkovefficient"
    assert new_key(Paper("x", "On Graphs"), ()) == "graphs"


def test_a_clash_is_resolved_by_the_title_then_by_letters() -> None:
    """Further words of the title come first; a key in other capitals clashes as well."""
    taken = ["Malkov2020Efficient"]
    for expected in (
        "malkov2020efficientrobust",
        "malkov2020efficientrobustapproximate",
        "malkov2020efficientb",
        "malkov2020efficientc",
    ):
        key = new_key(HNSW, taken)
        assert key == expected
        taken.append(key)
    many = {
        new_key(HNSW, []),
        *taken,
        *(f"malkov2020efficient{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
    }
    assert new_key(HNSW, many) == "malkov2020efficientaa"


@given(st.lists(PAPERS, max_size=6, unique_by=lambda paper: paper.id), st.data())
def test_each_paper_has_one_whatever_the_order(papers: list[Paper], data: st.DataObject) -> None:
    """Keys are valid and distinct in any case; those of the data stay."""
    papers = [
        replace(paper, key=f"own{place}" if place % 3 == 0 else None) for place, paper in enumerate(papers)
    ]
    found = keys(papers)
    assert len({key.lower() for key in found.values()}) == len(papers)
    assert all(re.fullmatch(KEY, key) for key in found.values())
    assert all(found[paper.id] == paper.key for paper in papers if paper.key)
    assert keys(data.draw(st.permutations(papers))) == found


def test_a_corrected_entry_keeps_its_key() -> None:
    """What is in the data stays, whatever is corrected; what is not follows the entry."""
    frozen = replace(HNSW, key="malkov2020efficient")
    corrected = replace(frozen, authors=("Ada Lovelace",), title="Another", issued=PartialDate(2021))
    assert keys([corrected]) == {"hnsw": "malkov2020efficient"}
    assert keys([replace(corrected, key=None)]) == {"hnsw": "lovelace2021another"}


def test_a_new_paper_takes_no_key_from_an_older_one() -> None:
    """Where neither has a key in the data, the one added first chooses first."""
    older = replace(HNSW, id="z", added=PartialDate(2024, 1, 1))
    newer = replace(HNSW, id="a", added=PartialDate(2024, 1, 2))
    assert keys([newer, older])["z"] == "malkov2020efficient"


def test_the_shipped_list_has_them_in_its_data(project_root: Path) -> None:
    """Each of its papers has its key already."""
    library = load(project_root / "data")
    assert all(paper.key for paper in library.papers)
    assert with_keys(library) is library
