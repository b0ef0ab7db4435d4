"""Which tags come together, and how a list grew."""

from hypothesis import given
from hypothesis import strategies as st

from papershelf.facts.statistics import TAGS_IN_MATRIX, growth, matrix_tags, together
from papershelf.model import Paper, PartialDate, Tag


def paper(paper_id: str, tags: str = "", added: str = "") -> Paper:
    return Paper(
        paper_id, paper_id, tags=tuple(tags.split()), added=PartialDate.parse(added) if added else None
    )


def test_a_pair_has_the_papers_that_carry_both() -> None:
    """Both ways round; a paper with one tag makes no pair."""
    one, two, three = paper("one", "a b c"), paper("two", "b a"), paper("three", "a")
    pairs = together([one, two, three])
    assert pairs["a"] == {"b": (one, two), "c": (one,)}
    assert pairs["b"]["a"] == pairs["a"]["b"]
    assert set(pairs) == {"a", "b", "c"}


@given(st.lists(st.lists(st.sampled_from("abcde"), unique=True), max_size=8))
def test_pairs_are_symmetric_and_complete(tags: list[list[str]]) -> None:
    """Every paper is under each pair of its tags, and no tag is paired with itself."""
    papers = [paper(str(number), " ".join(some)) for number, some in enumerate(tags)]
    pairs = together(papers)
    for one, others in pairs.items():
        assert one not in others
        for other, members in others.items():
            assert pairs[other][one] == members
            assert {member.id for member in members} == {
                each.id for each in papers if {one, other} <= set(each.tags)
            }


def test_the_matrix_has_the_most_used_tags_in_the_order_of_the_vocabulary() -> None:
    """A tag that never comes with another has no row; beyond 40 the least used give way."""
    tags = [Tag(f"t{number:02}", "T") for number in range(50)]
    papers = [paper(f"p{number}", f"t{number:02} t49") for number in range(49)]
    papers += [paper(f"q{number}", f"t{number:02} t49") for number in range(10, 49)]
    chosen = [tag.slug for tag in matrix_tags(together(papers), papers, tags)]
    assert chosen == [f"t{number}" for number in (*range(10, 49), 49)]
    assert len(chosen) == TAGS_IN_MATRIX
    alone = [paper("alone", "t01")]
    assert matrix_tags(together(alone), alone, tags) == ()


def test_a_list_grows_by_months() -> None:
    """The oldest month first, papers without a day before all, totals so far."""
    papers = [
        paper("a", added="2026-11-02"), paper("b", added="2025-12-31"), paper("c"),
        paper("d", added="2026-11-30"),
    ]  # fmt: skip
    found = [
        (each.added.slug, each.added.label, len(each.added.papers), each.total) for each in growth(papers)
    ]
    assert found == [
        ("before", "No recorded date", 1, 1),
        ("2025-12", "December 2025", 1, 2),
        ("2026-11", "November 2026", 2, 4),
    ]


def test_an_empty_list_did_not_grow() -> None:
    """Nothing gives nothing."""
    assert growth([]) == ()
    assert together([]) == {}
