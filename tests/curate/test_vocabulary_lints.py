"""The vocabulary looked over: each rule finds what it is for, at its line, and nothing else."""

import pytest

from papershelf.curate import tag_review as lints
from papershelf.library import Library
from papershelf.model import Paper, Tag
from papershelf.problems import InvalidInputError
from papershelf.tagging import patterns


def library(*tags: Tag, papers: tuple[Paper, ...] = ()) -> Library:
    """A library as it would be loaded from `data`."""
    by_slug = {tag.slug: tag for tag in tags}
    return Library("data/papers.yaml", papers, tags, {paper.id: paper for paper in papers}, by_slug)


def papers(count: int, *tags: str, first: int = 0) -> tuple[Paper, ...]:
    """Papers that say nothing and carry these tags."""
    return tuple(Paper(f"p{number}", "Things", tags=tags) for number in range(first, first + count))


def messages(lint: lints.Lint, of: Library) -> list[str]:
    """What a rule says."""
    return [str(problem) for problem in lint(of)]


GROUP = Tag("graphs", "Graphs", line=1)
CHILD = Tag("walks", "Random walks", parent="graphs", line=4)


def test_unused() -> None:
    """A tag below a group that no paper carries is told; a group whose tags are carried is not."""
    assert messages(lints.unused, library(GROUP, CHILD, papers=papers(1))) == [
        "data/tags.yaml:4: warning: no paper carries the tag 'walks'; use it or remove it"
    ]
    assert messages(lints.unused, library(GROUP, CHILD, papers=papers(1, "walks"))) == []


def test_a_group_without_tags_and_papers() -> None:
    """A group with neither tags nor papers is told, and only once."""
    alone = library(GROUP, CHILD, Tag("art", "Art", line=9), papers=papers(1, "walks"))
    assert messages(lints.unused, alone) == [
        (
            "data/tags.yaml:9: warning: the group 'art' has neither tags nor papers;"
            " give it some, a parent, or remove it"
        )
    ]
    assert messages(lints.unused, library(GROUP, papers=papers(1, "graphs"))) == []


def test_over_broad() -> None:
    """A tag on more than 40 % of the papers is told; on exactly 40 %, or on a short list, it is not."""
    broad = library(CHILD, papers=papers(5, "walks") + papers(5, first=5))
    assert messages(lints.over_broad, broad) == [
        "data/tags.yaml:4: warning: 'walks' is on 5 of 10 papers (50%); split it into more specific tags"
    ]
    assert messages(lints.over_broad, library(CHILD, papers=papers(4, "walks") + papers(6, first=4))) == []
    assert messages(lints.over_broad, library(CHILD, papers=papers(9, "walks"))) == []


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [
        ("vector database", "Vector Databases", True),
        ("hash grid", "hashgrids", True),
        ("graph neural network", "graph neural networking", True),
        ("GNN", "GNNs", True),
        ("GNN", "GCN", False),
        ("model parallelism", "data parallelism", False),
        ("image retrieval", "image generation", False),
    ],
)
def test_near_synonyms_by_name(name: str, other: str, alike: bool) -> None:
    """Names that differ in number, hyphens or a letter or two are told, short ones only when they are one."""
    first, second = Tag("a", "A", aliases=(name,), line=1), Tag("b", "B", aliases=(other,), line=5)
    expected = (
        f"data/tags.yaml:5: warning: 'b' may be the same as 'a' of line 1: '{other}' is nearly '{name}';"
        " merge them or make them distinct"
    )
    assert messages(lints.near_synonyms, library(first, second)) == ([expected] if alike else [])


def test_a_tag_may_lengthen_its_parents_name() -> None:
    """A more specific name is nearly its parent's by nature; the very same one is a mistake."""
    group = Tag("serving", "Inference serving", line=1)
    child = Tag("llm", "LLM inference serving", parent="serving", line=3)
    twin = Tag("twin", "Inference servings", parent="serving", line=5)
    assert messages(lints.near_synonyms, library(group, child)) == []
    assert len(messages(lints.near_synonyms, library(group, twin))) == 1


def test_near_synonyms_by_carriers() -> None:
    """Two tags that are nearly always together are told, but not on the strength of two papers."""
    tags = (Tag("a", "Alpha", line=1), Tag("b", "Beta", line=2))
    together = library(*tags, papers=papers(4, "a", "b") + papers(1, "a", first=4))
    assert messages(lints.near_synonyms, together) == [
        (
            "data/tags.yaml:2: warning: 'b' may be the same as 'a' of line 1:"
            " 4 of 5 papers with one have both; merge them or make them distinct"
        )
    ]
    assert (
        messages(lints.near_synonyms, library(*tags, papers=papers(3, "a", "b") + papers(1, "a", first=3)))
        == []
    )
    assert messages(lints.near_synonyms, library(*tags, papers=papers(2, "a", "b"))) == []


def test_a_tag_that_a_paper_lacks() -> None:
    """A paper with tags whose title names one that it lacks is told, at the line of its tags."""
    title = "Random walks"
    lacking = Paper("p", title, tags=("art",), line=10, lines={"tags": 12})
    tags = (GROUP, CHILD, Tag("art", "Art"))
    assert messages(lints.missing_tag, library(*tags, papers=(lacking, Paper("q", title)))) == [
        (
            "data/papers.yaml:12: warning: the text suggests a tag that the paper lacks,"
            " walks: 'Random walks' in the title; add it if you agree"
        )
    ]
    weak = Paper("p", "Things", tags=("art",), abstract="A random walk and a random walk.")
    assert messages(lints.missing_tag, library(*tags, papers=(weak,))) == []


def test_all_findings_in_the_order_of_the_files() -> None:
    """Findings of all rules are sorted by file and line; each is a warning and names its rule."""
    found = lints.vocabulary_lints(library(GROUP, CHILD, Tag("art", "Art", line=9), papers=papers(1)))
    assert [(problem.line, problem.rule) for problem in found] == [(4, "unused-tag"), (9, "childless-parent")]
    assert {problem.severity for problem in found} == {"warning"}


def test_an_endless_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that backtracks for ever ends the look-over with an error at its line of tags.yaml."""
    monkeypatch.setattr(patterns, "BUDGET", 0.05)
    endless = Tag("a", "A", patterns=("(?:a|aa)+$",), lines={"patterns": 3})
    paper = Paper("p", "a" * 100 + "!", tags=("a",))
    with pytest.raises(InvalidInputError, match=r"^data/tags\.yaml:3: the pattern"):
        lints.vocabulary_lints(library(endless, papers=(paper,)))


def test_an_empty_list() -> None:
    """Without papers and tags there is nothing to find."""
    assert lints.vocabulary_lints(library()) == []
