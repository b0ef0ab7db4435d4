"""Papers that name another paper of the list."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.facts.mentions import Finder, Mention, mentions
from papershelf.library import Library, load
from papershelf.model import Paper, PartialDate

GOLDEN = Path(__file__).parent / "goldens" / "mentions.txt"


def found(*papers: Paper) -> list[tuple[str, str, str]]:
    """Who names whom, and how."""
    by_id = {paper.id: paper for paper in papers}
    pairs = mentions(Library("papers.yaml", papers, (), by_id)).pairs
    return [(each.source, each.target, each.name) for each in pairs]


def naming(abstract: str, *names: str) -> list[str]:
    """The names that an abstract is found to name, of papers that are called so."""
    targets = [Paper(f"t{number}", "T", names=(name,)) for number, name in enumerate(names)]
    return [name for _, _, name in found(Paper("source", "S", abstract=abstract), *targets)]


def test_all_mentions_of_a_real_list(list_dir: Path) -> None:
    """Each was looked at by a person and is right."""
    library = load(list_dir)
    lines = [f"{m.source} -> {m.target}: {m.name}\n    {m.sentence}\n" for m in mentions(library).pairs]
    if os.environ.get("UPDATE_GOLDENS"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text("".join(lines), encoding="utf-8")
    assert "".join(lines) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "abstract",
    [
        *(
            "We use Fern.",
            "(Fern)",
            "“Fern”",
            "Fern's roots",
            "Fern’s roots",
            "two Ferns",
            "Fern-based roots",
        ),
        *(
            "Fern 3 times",
            "Fern 2.5x faster",
            "Fern, 2 more",
            "Moss and Fern/Ivy",
            "a —Fern— b",
            "Fern",
            "Fern- ",
        ),
        *("See https://a.org/Fern. But Fern is", "Fern.It grows"),
    ],
)
def test_a_name_is_found(abstract: str) -> None:
    """As a word, with or without an ending, at the end of a sentence or in quotation marks."""
    assert naming(abstract, "Fern") == ["Fern"]


@pytest.mark.parametrize(
    "abstract",
    [
        *(
            "fern",
            "FERN",
            "Ferny",
            "Fern-2",
            "Fern-Large",
            "Fern 2 grows",
            "Fern v2.1",
            "Fern++",
            "Fern_x",
            "XFern",
        ),
        *(
            "non-Fern",
            "C/Fern",
            "github.com/a/Fern",
            "https://a.org/Fern",
            "Fern.js",
            "@Fern",
            "Fern/a.py",
            "x.Fern",
        ),
        *("", " ", "Fer n", "Fern-based-2"),
    ],
)
def test_no_name_is_found(abstract: str) -> None:
    """Not in another case, within a longer word, as another version, or in an address."""
    assert naming(abstract, "Fern") == []


def test_the_longer_name_counts() -> None:
    """A name inside that of another paper is not a mention, even if that other is the paper itself."""
    assert naming("Fern Grass is green", "Fern", "Fern Grass") == ["Fern Grass"]
    assert naming("Old Fern is green", "Fern", "Old Fern") == ["Old Fern"]
    own = Paper("own", "S", names=("Old Fern",), abstract="Old Fern is green.")
    assert found(own, Paper("t", "T", names=("Fern",))) == []


@pytest.mark.parametrize("name", ["C++", "k-NN*", "a.b(c)", "[x]", ".NET", "Größe", "蕨", "Fern?"])
def test_any_characters_make_a_name(name: str) -> None:
    """Nothing in a name is taken for a pattern."""
    assert naming(f"We use {name} here.", name) == [name]
    assert naming("We use Cxx, k-NNN, aXb(c), x, NET, Grosse here.", name) == []


def test_a_name_without_a_letter_is_never_found() -> None:
    """It is not an error either."""
    assert naming("We +++ here.", "+++") == []


@given(st.text(), st.lists(st.text(min_size=1), max_size=5).map(frozenset))
def test_found_names_stand_where_they_are_said_to(text: str, some: frozenset[str]) -> None:
    """In order, apart, and each a name that was looked for."""
    spans = Finder(some).find(text)
    assert all(text[span.start : span.end] == span.text in some for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@given(st.text(max_size=30), st.text(max_size=30), st.text(min_size=1, max_size=20))
def test_the_name_is_in_its_sentence(before: str, after: str, name: str) -> None:
    """At its index, whatever surrounds it."""
    papers = (Paper("s", "S", abstract=f"{before} {name} {after}"), Paper("t", "T", names=(name,)))
    for each in mentions(Library("papers.yaml", papers, ())).pairs:
        assert each.sentence[each.start :].startswith(name)


def test_one_mention_a_pair_with_its_first_sentence() -> None:
    """Abbreviations, decimals and addresses do not end a sentence."""
    abstract = "One. See Fig. 2 of Fern, i.e. 2.5 by Moss et al. (https://a.org) or so. Fern is two. A Fern."
    papers = (Paper("s", "S", abstract=abstract), Paper("t", "T", names=("Fern",)))
    sentence = "See Fig. 2 of Fern, i.e. 2.5 by Moss et al. (https://a.org) or so."
    assert mentions(Library("p", papers, ())).pairs == (Mention("s", "t", "Fern", sentence, 14),)


def test_abstract_and_title_are_searched_and_the_note_is_not() -> None:
    """What a curator writes is not what the paper says."""
    target = Paper("t", "T", names=("Fern",))
    assert found(Paper("s", "Growing Fern", note="x"), target) == [("s", "t", "Fern")]
    assert found(Paper("s", "S", note="As Fern."), target) == []


def test_a_long_title_is_a_name() -> None:
    """As it is shown."""
    title = "How \\emph{Ferns} Grow in the Dark"
    source = Paper("s", "S", abstract="As in “How Ferns Grow in the Dark”, we wait.")
    assert found(source, Paper("t", title)) == [("s", "t", "How Ferns Grow in the Dark")]


def test_a_paper_never_names_itself_or_its_twin() -> None:
    """Two papers with one title share all their names, which then refer to neither."""
    twins = [
        Paper(name, "FernQA: How Ferns Grow", abstract="FernQA: How Ferns Grow. FernQA.") for name in "ab"
    ]
    assert found(*twins) == []
    assert found(twins[0]) == []
    assert found() == []


def test_no_paper_names_a_later_one() -> None:
    """Its words mean something else; dates that agree as far as they go do not count as later."""
    target = Paper("t", "T", names=("Fern",), published=PartialDate(2020, 5, 3))
    source = Paper("s", "S", abstract="Fern.")
    assert found(source, target) == [("s", "t", "Fern")]
    for date, count in ((PartialDate(2020), 1), (PartialDate(2020, 5, 3), 1), (PartialDate(2020, 4), 0)):
        assert len(found(Paper("s", "S", abstract="Fern.", published=date), target)) == count


def test_a_word_that_an_older_paper_uses_is_no_name() -> None:
    """It belongs to the field, for younger papers too; a curator may still give it."""
    old = Paper("old", "S", abstract="We use FernQA.", published=PartialDate(2019))
    new = Paper("new", "S", abstract="We use FernQA.", published=PartialDate(2022))
    target = Paper("t", "FernQA: Two", published=PartialDate(2020))
    assert found(new, target) == [("new", "t", "FernQA")]
    assert found(old, new, target) == []
    curated = Paper("t", "FernQA: Two", names=("FernQA",), published=PartialDate(2020))
    assert found(old, new, curated) == [("new", "t", "FernQA")]
