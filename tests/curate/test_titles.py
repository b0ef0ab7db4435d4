"""Titles are compared by their words, few are compared, and an id is made once from a title."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from bench.make_papers import make_papers
from papershelf.curate.titles import (
    NEAR,
    TitleIndex,
    beginning_of_key,
    fold_title,
    gives_id,
    main_title,
    new_id,
    title_key,
)
from papershelf.library.values import LONGEST_SLUG, SLUG


@pytest.mark.parametrize(
    ("title", "folded"),
    [
        ("LSH-MoE: A  Méthode", "lsh moe a methode"),
        ("H_2O", "h2o"),
        (r"The \textbf{Größe} of $n$", "the grosse of n"),
        ("``Quoted'' -- and “quoted”", "quoted and quoted"),
        ("Ｆｕｌｌ width", "full width"),
        ("東京", "東京"),
        ("!?", ""),
        ("snake_case", "snake case"),
    ],
)
def test_fold(title: str, folded: str) -> None:
    """Case, accents, marks, TeX and widths do not count; the words of any script do."""
    assert fold_title(title) == folded


PARTS = [
    *("a", "I", "iv", "Is", "our", "colour", "X", " ", ".", ":", "? ", "! ", " - ", "_", "--", "&amp;", "+"),
    *("#", "<i>", "{", "}", "$", "\\", "'", "^", "~", "é", "3.5", "part ", "times", "\u00ad", "\n"),
]


@given(st.lists(st.sampled_from(PARTS), max_size=8).map("".join) | st.text(max_size=40))
@example("colou{r}")
def test_the_beginning_of_a_key_is_its_beginning(title: str) -> None:
    """What passes most titles over begins the keys of each, with and without its subtitle."""
    beginning = beginning_of_key(title)
    assert title_key(title).startswith(beginning)
    assert title_key(main_title(title)).startswith(beginning)


def test_most_titles_have_a_beginning() -> None:
    """A plain title does: else a long list would cost as much as before."""
    assert beginning_of_key("Attention Is All You Need: A Review") == "attention"


@given(st.text(max_size=40))
@example("I\u015f\u0131k h\u0131z\u0131")
def test_fold_is_stable(title: str) -> None:
    """What has only words left is its own fold, and upper case has the same one."""
    words = fold_title(title)
    assert " ".join(words.split()) == words
    assert fold_title(words.title()) == fold_title(words)


def near(title: str, *others: str) -> list[int]:
    """Positions of the others that are near to a title."""
    index = TitleIndex([title, *others])
    for other in others:
        index.add(other)
    return [position for position, _ in index.near(title)]


@pytest.mark.parametrize(
    ("first", "second", "is_near"),
    [
        ("Hashing for Large Graphs", "Hashing for Large Graphs!", True),
        ("Hashing for Large Graphs", "Hashing for Large Graph", True),
        ("Hashing for Large Graphs", "Hashing of Large Graphs", True),
        ("Hashing for Large Graphs", "Hashing for Small Trees", False),
        ("Scaling Laws for Sparse Models", "Scaling Laws for Dense Models", False),
        ("Attention", "Attention", True),
        ("A", "B", False),
        ("", "", False),
    ],
)
def test_near(first: str, second: str, is_near: bool) -> None:
    """A letter or a small word apart is near, another subject is not; nearness has no direction."""
    assert bool(near(first, second)) == is_near
    assert bool(near(second, first)) == is_near


def test_the_nearest_comes_first() -> None:
    """Of several near titles the most alike is the first, then the first that was added."""
    title = "Locality Sensitive Hashing for Maximum Inner Product Search"
    assert near(title, f"{title}es", "Else", title, f"{title}es") == [2, 0, 3]


def test_pairs() -> None:
    """Each pair stands there once, in the order of positions, with its score."""
    some = ["Walrus Teapots in Winter", "Other", "Walrus Teapot in Winter", "Walrus Teapots in Winter"]
    index = TitleIndex(some)
    for title in some:
        index.add(title)
    pairs = list(index.pairs())
    assert [(first, second) for first, second, _ in pairs] == [(0, 3), (0, 2), (2, 3)]
    assert pairs[0][2] == 100
    assert all(NEAR <= score < 100 for _, _, score in pairs[1:])


def compared(monkeypatch: pytest.MonkeyPatch, some: list[str]) -> int:
    """How many comparisons it takes to find all pairs among titles."""
    calls = 0

    def counted(first: str, second: str, *, score_cutoff: float) -> float:
        nonlocal calls
        calls += 1
        return ratio(first, second, score_cutoff=score_cutoff)

    index = TitleIndex(some)
    for title in some:
        index.add(title)
    with monkeypatch.context() as patched:
        patched.setattr("papershelf.curate.titles.fuzz.ratio", counted)
        list(index.pairs())
    return calls


def test_work_does_not_grow_with_the_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times as many titles of the same few words take far less than a hundred times the comparisons."""
    many = [paper.title for paper in make_papers(4000)]
    few = compared(monkeypatch, many[:400])
    assert 400 <= few < 500
    assert compared(monkeypatch, many) < 4000 * 3


WORDS = st.sampled_from(
    ["hash", "Größe", "H_2O", "48times", "a", "x" * 70, "LSH-MoE:", "--", "!", "東京", "index"]
)
TITLES = st.text() | st.lists(WORDS, min_size=1, max_size=20).map(" ".join)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hardware Acceleration of Neural Graphics", "hardware-acceleration-of-neural-graphics"),
        ("H_2O: Heavy-Hitter Oracle", "h2o-heavy-hitter-oracle"),
        ("Größe & Maß", "grosse-mass"),
        ("!?", "paper"),
        ("", "paper"),
        ("Index", "index-2"),
        ("x" * 70, "x" * 60),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    """Lower-case letters and digits of what readers see of the title, in ASCII."""
    assert new_id(title, ()) == slug


def test_cut_at_a_word() -> None:
    """A long title ends with a whole word, at most 60 characters in."""
    words = [f"word{number}" for number in range(10, 30)]
    assert new_id(" ".join(words), ()) == "-".join(words[:8])
    assert new_id("a" * 59 + " b", ()) == "a" * 59
    assert new_id("a" * 58 + " b c", ()) == "a" * 58 + "-b"


def test_a_clash_gets_a_number() -> None:
    """Numbers go up from 2, within the length."""
    assert new_id("A b", {"a-b"}) == "a-b-2"
    assert new_id("A b", {"a-b", "a-b-2", "a-b-3"}) == "a-b-4"
    assert new_id("y" * 60, {"y" * 60}) == "y" * 58 + "-2"


@given(st.lists(TITLES, max_size=30))
def test_ids_are_valid_and_unique(titles: list[str]) -> None:
    """Whatever the titles, no two papers get the same id, and each may stand in papers.yaml."""
    taken: set[str] = set()
    for title in titles:
        paper_id = new_id(title, taken)
        assert paper_id not in taken
        assert re.fullmatch(SLUG, paper_id)
        assert len(paper_id) <= LONGEST_SLUG == 60
        assert paper_id != "index"
        taken.add(paper_id)


def test_a_thousand_clashes() -> None:
    """Numbers of any length fit."""
    taken: set[str] = set()
    for _ in range(1001):
        taken.add(new_id("z" * 80, taken))
    assert "z" * 55 + "-1001" in taken
    assert max(map(len, taken)) <= LONGEST_SLUG


@pytest.mark.parametrize(
    ("title", "paper_id", "expected"),
    [
        ("A b", "a-b", True),
        ("A b", "a-b-2", True),
        ("A b 2", "a-b-2", True),
        ("A b", "a-c", False),
        ("A b c", "a-b", False),
        ("y" * 60, "y" * 58 + "-2", True),
    ],
)
def test_gives_id(title: str, paper_id: str, expected: bool) -> None:
    """An id is known as its title's, numbered or not."""
    assert gives_id(title, paper_id) == expected
