"""Related papers: which they are, that both sides agree, and why."""

import os
import random
from collections.abc import Sequence
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.facts import embedding
from papershelf.facts.embedding import Embedding, installed
from papershelf.facts.related import FLOOR, MOST, Related, related
from papershelf.library import Library, load
from papershelf.model import Paper, Tag
from papershelf.problems import InvalidInputError
from papershelf.tagging.phrases import words

GOLDEN = Path(__file__).parent / "goldens" / "related.txt"
TAGS = (Tag("g", "G"), Tag("a", "A", parent="g"), Tag("b", "B", parent="g"), Tag("c", "C"))
VOCABULARY = ["cache", "GPU", "graph", "Tensor", "mesh-based", "out-of-core", "data", "of"]
TEXT = st.lists(st.sampled_from(VOCABULARY), max_size=8)


def library(*papers: Paper) -> Library:
    """A library with a group of two tags, and a tag without a group."""
    by_id = {paper.id: paper for paper in papers}
    return Library("papers.yaml", papers, TAGS, by_id, {tag.slug: tag for tag in TAGS})


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """Up to twelve papers of few words and tags, so that many are alike and lists are full."""
    tags = st.lists(st.sampled_from(["a", "b", "c", "g"]), unique=True, max_size=3)
    some = draw(st.lists(st.tuples(TEXT, TEXT, tags), max_size=12))
    return library(
        *(
            Paper(f"p{number:02}", " ".join(title), abstract=" ".join(abstract), tags=tuple(own))
            for number, (title, abstract, own) in enumerate(some)
        )
    )


def ids(found: Sequence[Related]) -> list[str]:
    return [one.paper.id for one in found]


@settings(deadline=None)
@given(libraries())
def test_each_list(some: Library) -> None:
    """Each paper has one: others, few, close enough, the closest first, ties by id, with a reason each."""
    for own, found in related(some).items():
        assert own not in ids(found)
        assert len(found) == len(set(ids(found))) <= MOST
        assert all(one.score >= FLOOR for one in found)
        assert found == tuple(sorted(found, key=lambda one: (-one.score, one.paper.id)))
        assert all(one.phrases or one.tags for one in found)
    assert set(related(some)) == set(some.by_id)


@settings(deadline=None)
@given(libraries())
def test_both_sides_agree(some: Library) -> None:
    """A listed paper lists back, with the same score and reasons, or its list is full of as close ones."""
    everything = related(some)
    for own, found in everything.items():
        for one in found:
            back = {other.paper.id: other for other in everything[one.paper.id]}
            if own in back:
                assert (back[own].score, back[own].phrases, back[own].tags) == (
                    one.score,
                    one.phrases,
                    one.tags,
                )
            else:
                assert len(back) == MOST
                assert all(other.score >= one.score for other in back.values())


@settings(deadline=None)
@given(libraries(), st.randoms())
def test_the_order_of_the_list_plays_no_part(some: Library, dice: random.Random) -> None:
    """Papers that are moved about in the file keep their related papers."""
    moved = list(some.papers)
    dice.shuffle(moved)
    assert related(library(*moved)) == related(some)


@settings(deadline=None)
@given(libraries())
def test_reasons_are_in_both_texts(some: Library) -> None:
    """What is said to be shared is in both, as words next to each other."""
    for own, found in related(some).items():
        for one in found:
            for text in (some.by_id[own], one.paper):
                spoken = " ".join(words(f"{text.title} | {text.abstract}").stems)
                assert all(" ".join(words(phrase).stems) in spoken for phrase in one.phrases)
            assert {tag.slug for tag in one.tags} - {"g"} <= set(one.paper.tags) & set(some.by_id[own].tags)


def reasons(one: str, other: str) -> tuple[str, ...]:
    """What two abstracts are found to share."""
    found = related(
        library(Paper("x", "X", abstract=one, tags=("c",)), Paper("y", "Y", abstract=other, tags=("c",)))
    )
    return found["x"][0].phrases


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("a KV cache, LSM trees", "of KV caches. LSM tree", ("KV cache", "LSM tree")),
        ("all-to-all shuffles of it", "fast all-to-all shuffles", ("all-to-all shuffles",)),
        ("Sparse voxel octree queries", "sparse voxel octree queries", ("sparse voxel octree queries",)),
        ("an index, indexing", "one index and indexing", ("index",)),
        ("a mesh-based approach", "our mesh-based approach", ("mesh",)),
        ("phase-sensitive lidar", "time-sensitive lidar", ("lidar",)),
        ("data for lidars", "data and sonar", ()),
    ],
)  # fmt: skip
def test_words_of_reasons(one: str, other: str, shared: tuple[str, ...]) -> None:
    """The longest phrases as written, each thing once; no fragment, and no vague word beside shared tags."""
    assert reasons(one, other) == shared


def test_a_vague_word_is_better_than_none() -> None:
    """Where neither a phrase nor a tag is shared, the word that is."""
    found = related(library(Paper("x", "Vague data"), Paper("y", "Data")))
    assert found["x"][0].phrases == ("data",)


def test_tags_bring_papers_together() -> None:
    """A tag of both does so without a shared word, a rare one more; a group alone does not."""
    found = related(
        library(
            Paper("x", "Lidar", tags=("a",)),
            Paper("y", "Sonar", tags=("a",)),
            Paper("z", "Radar", tags=("b",)),
        )
    )
    assert ids(found["x"]) == ["y"]
    assert found["x"][0].tags == (TAGS[1],)
    assert found["z"] == ()
    found = related(
        library(
            Paper("x", "Lidar", tags=("a", "c")),
            Paper("y", "Sonar", tags=("a",)),
            Paper("z", "Radar", tags=("c",)),
            Paper("w", "Gliders", tags=("c",)),
        )
    )
    assert ids(found["x"])[0] == "y"


def test_a_group_is_a_reason_beside_words() -> None:
    """For two tags of one group, the group is named; for a shared tag, its group is not."""
    found = related(library(Paper("x", "Lidar", tags=("a",)), Paper("y", "Lidar", tags=("b",))))
    assert found["x"][0].tags == (TAGS[0],)


@pytest.mark.parametrize(
    "some", [(), (Paper("x", "Lidar", tags=("a",)),), (Paper("x", "Lidar"), Paper("y", ""))]
)
def test_nothing_close(some: tuple[Paper, ...]) -> None:
    """No paper, one paper, an empty one: an empty answer."""
    assert related(library(*some)) == {paper.id: () for paper in some}


def test_identical_papers() -> None:
    """Two entries with the same text are each other's closest."""
    found = related(library(Paper("x", "Lidar scans"), Paper("y", "Lidar scans")))
    assert ids(found["x"]) == ["y"]
    assert found["x"][0].score == 1


def test_the_reviewed_list(list_dir: Path) -> None:
    """Those of the 75 papers are as in the golden; UPDATE_GOLDENS=1 rewrites it, and fails for a review."""
    expected = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    lines = []
    for own, found in related(load(list_dir)).items():
        lines.append(own)
        for one in found:
            why = [*one.phrases, *(f"[{tag.label}]" for tag in one.tags)]
            lines.append(f"  {one.score:.2f} {one.paper.id}: {', '.join(why)}")
    report = "\n".join([*lines, ""])
    if os.environ.get("UPDATE_GOLDENS") and report != expected:
        GOLDEN.write_text(report, encoding="utf-8", newline="\n")
    assert report == expected


def beasts(texts: Sequence[str]) -> list[list[float]]:
    """A tiny model: its vectors distinguish cats from dogs."""
    return [[float("cat" in text.casefold()), float("dog" in text.casefold()), 0.1] for text in texts]


BEASTS = (Paper("x", "Cats"), Paper("y", "A cat purrs"), Paper("z", "Dogs"), Paper("w", "Concatenation"))


def test_a_model_has_a_say() -> None:
    """Papers without a shared word are related where the chosen model finds them close."""
    plain, aided = related(library(*BEASTS)), related(library(*BEASTS), Embedding("beasts", beasts))
    assert ids(plain["w"]) == []
    assert ids(aided["w"]) == ["x", "y"]
    assert ids(aided["z"]) == []
    assert aided["w"][0].phrases == ()


@pytest.mark.parametrize(
    "bad", [[[1.0]], [[1.0], [2.0, 3.0], [1.0], [1.0]], [[float("nan")]] * 4, None, [["a"]] * 4]
)
def test_a_model_that_fails(bad: list[list[float]]) -> None:
    """Too few vectors, of several lengths, without numbers: an error that names the model."""
    with pytest.raises(InvalidInputError, match="'broken' does not return 4 vectors of one length"):
        related(library(*BEASTS), Embedding("broken", lambda _: bad))


def test_models_are_chosen_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any installed package may provide one; an unknown name is an error that lists what there is."""
    with pytest.raises(
        InvalidInputError, match="no embedding is called 'beasts'; no installed package provides one"
    ):
        installed("beasts")
    offered = EntryPoints([EntryPoint("beasts", "shutil:which", embedding.GROUP)])
    monkeypatch.setattr(embedding, "entry_points", lambda group: offered.select(group=group))
    assert installed("beasts").name == "beasts"
    with pytest.raises(InvalidInputError, match="'birds'; choose from beasts, or leave `embedding` out"):
        installed("birds")
