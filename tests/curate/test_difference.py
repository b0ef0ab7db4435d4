"""Two states of the list compared: what changed, told by paper and field."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curate.difference import Change, Difference, difference
from papershelf.curate.difference_report import as_markdown, as_text
from papershelf.library import Library
from papershelf.model import Basis, Collection, Paper, PartialDate, Step, Tag

HNSW = Paper("hnsw", "Approximate nearest neighbor search using small world graphs", arxiv="1603.09320")
SKETCH = Paper("sketch", "Sketches of streams in little space", doi="10.1145/3575693", tags=("hashing",))
NEW = Paper("attention", "Attention is all you need", links={"code": "https://example.org/attention"})


def library(*papers: Paper, tags: tuple[str, ...] = ("hashing", "graphs")) -> Library:
    words = tuple(Tag(slug, slug.capitalize()) for slug in tags)
    return Library("data/papers.yaml", papers, words, {p.id: p for p in papers}, {t.slug: t for t in words})


def test_the_same_list_has_no_difference() -> None:
    """Nothing is reported of two equal states, nor of a new order of the entries."""
    found = difference(library(HNSW, SKETCH), library(SKETCH, HNSW))
    assert found == Difference((), (), (), (), (), (), (), (), ())
    assert not found


def test_new_and_missing_papers_are_told() -> None:
    """A paper of one state only is added or removed."""
    found = difference(library(HNSW), library(NEW))
    assert found.added == (NEW,)
    assert found.removed == (HNSW,)
    assert found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HNSW, replace(HNSW, id="hierarchical", title="Another title")),
        (SKETCH, replace(SKETCH, id="sketches", title="Another title")),
        (NEW, replace(NEW, id="attention-is-all")),
    ],
    ids=["arXiv id", "DOI", "title"],
)
def test_a_paper_with_another_id_has_moved(before: Paper, after: Paper) -> None:
    """It is known again by arXiv id, DOI or title; without a former id its address is lost."""
    found = difference(library(before), library(after))
    assert [(move.before, move.after, move.redirected) for move in found.moved] == [(before, after, False)]
    assert not found.added
    assert not found.removed


def test_a_former_id_redirects() -> None:
    """A move that names the old id in `formerly` keeps the address."""
    after = replace(HNSW, id="hierarchical", formerly=("hnsw",), title="Unlike", arxiv=None)
    (move,) = difference(library(HNSW), library(after)).moved
    assert move.redirected


def test_papers_with_different_identifiers_have_not_moved() -> None:
    """One title, two arXiv ids: two papers."""
    other = replace(HNSW, id="other", arxiv="2503.10000")
    found = difference(library(HNSW), library(other))
    assert (found.removed, found.added, found.moved) == ((HNSW,), (other,), ())


def test_each_field_is_compared() -> None:
    """Fields that came, went or changed are told with both values, in the order of the file."""
    after = replace(HNSW, published=PartialDate(2016, 3), arxiv=None, title="Small worlds")
    (changed,) = difference(library(HNSW), library(after)).changed
    assert changed.paper == after
    assert changed.fields == (
        Change("title", HNSW.title, "Small worlds"),
        Change("arxiv", "1603.09320", None),
        Change("published", None, PartialDate(2016, 3)),
    )


def test_a_moved_paper_is_compared_as_well() -> None:
    """What else changed with the id does not get lost."""
    after = replace(HNSW, id="hierarchical", formerly=("hnsw",), note="The index of record.")
    (changed,) = difference(library(HNSW), library(after)).changed
    assert {field.name for field in changed.fields} == {"formerly", "note"}


def test_tags_drift() -> None:
    """The count of each tag is told where it changed; a tag that came or went has none on one side."""
    after = library(replace(SKETCH, tags=("graphs",)), tags=("graphs", "llm"))
    assert difference(library(SKETCH), after).tags == (
        Change("hashing", 1, None),
        Change("graphs", 0, 1),
        Change("llm", None, 0),
    )


def test_duplicates_count_only_if_one_is_new() -> None:
    """A pair that was on the list before is not a matter of this change."""
    twin = Paper("sketch-2", SKETCH.title + ".")
    assert [
        (p.first.id, p.second.id) for p in difference(library(SKETCH), library(SKETCH, twin)).duplicates
    ] == [("sketch", "sketch-2")]
    assert not difference(library(SKETCH, twin), library(SKETCH, twin)).duplicates


def test_only_new_addresses_are_new_links() -> None:
    """A link under another name is none; that of an added paper is one."""
    before = replace(HNSW, links={"code": "https://example.org/a"})
    after = replace(HNSW, links={"project": "https://example.org/a", "video": "https://example.org/v"})
    found = difference(library(before), library(after, NEW))
    assert [(paper.id, name, href) for paper, name, href in found.links] == [
        ("hnsw", "video", "https://example.org/v"),
        ("attention", "code", "https://example.org/attention"),
    ]


STEPS = (Step("hnsw", "First."), Step("sketch", "Then."))
PATH = Collection("path", "A path", "D.", STEPS)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((), (PATH,), [Change("path", None, 2, "A path")]),
        ((PATH,), (), [Change("path", 2, None, "A path")]),
        ((PATH,), (replace(PATH, steps=STEPS[::-1]),), [Change("path", 2, 2, "A path")]),
        ((PATH,), (replace(PATH, title="B", steps=STEPS[:1]),), [Change("path", 2, 1, "B")]),
        ((PATH,), (replace(PATH, line=7),), []),
    ],
    ids=["added", "removed", "another order", "shorter", "elsewhere in the file"],
)
def test_a_collection_that_says_something_else_is_told(
    before: tuple[Collection, ...], after: tuple[Collection, ...], told: list[Change]
) -> None:
    """With the number of its steps, whatever it is that differs."""
    old, new = (replace(library(HNSW, SKETCH), collections=paths) for paths in (before, after))
    found = difference(old, new)
    assert list(found.collections) == told
    assert bool(found) is bool(told)


def test_a_collection_that_follows_a_paper_has_not_changed() -> None:
    """The new id of a paper is told as its move."""
    moved = replace(HNSW, id="graphs", formerly=("hnsw",))
    followed = replace(PATH, steps=(Step("graphs", "First."), STEPS[1]))
    found = difference(
        replace(library(HNSW, SKETCH), collections=(PATH,)),
        replace(library(moved, SKETCH), collections=(followed,)),
    )
    assert found.moved
    assert not found.collections


papers = st.lists(
    st.builds(
        Paper,
        st.sampled_from(["a", "b", "c", "d", "e"]),
        st.sampled_from([f"A title that is {word} enough" for word in ("long", "short", "plain", "odd")]),
        arxiv=st.none() | st.sampled_from(["1603.09320", "2503.10000", "2411.08446"]),
        formerly=st.sampled_from([(), ("a",), ("b", "c")]),
    ),
    max_size=5,
    unique_by=lambda paper: paper.id,
)


@given(papers, papers)
def test_every_paper_is_accounted_for(before: list[Paper], after: list[Paper]) -> None:
    """Each paper of the old state is kept, moved or removed, each of the new kept, moved or added; once."""
    found = difference(library(*before), library(*after))
    kept = {paper.id for paper in before} & {paper.id for paper in after}
    old = [*kept, *(move.before.id for move in found.moved), *(paper.id for paper in found.removed)]
    new = [*kept, *(move.after.id for move in found.moved), *(paper.id for paper in found.added)]
    assert sorted(old) == sorted(paper.id for paper in before)
    assert sorted(new) == sorted(paper.id for paper in after)


def citing(papers: Library, *citations: Basis) -> Library:
    return replace(papers, citations=citations)


def test_links_between_papers_are_compared() -> None:
    """By the paper that cites: links that came and went, also under new ids; other lists are the same."""
    before = citing(library(HNSW, SKETCH), Basis("hnsw", ("sketch", "gone")))
    renamed = replace(SKETCH, id="new", formerly=("sketch",))
    same = citing(library(HNSW, renamed), Basis("hnsw", ("new",), asked=PartialDate(2026, 11, 29)))
    assert not difference(before, same).citations
    after = citing(library(HNSW, SKETCH), Basis("sketch", ("hnsw",)))
    found = difference(before, after)
    assert found.citations == (Change("hnsw", ("sketch",), ()), Change("sketch", (), ("hnsw",)))
    assert found
    assert "^ hnsw builds on -sketch\n^ sketch builds on +hnsw\n" in as_text(found)
    assert "#### What papers build on (2)\n\n- `hnsw` no longer builds on `sketch`\n" in as_markdown(found)


def test_links_of_a_paper_that_goes_are_no_news() -> None:
    """That it goes is said already."""
    before = citing(library(HNSW, SKETCH), Basis("hnsw", ("sketch",)))
    assert not difference(before, citing(library(HNSW), Basis("hnsw", ("sketch",)))).citations
