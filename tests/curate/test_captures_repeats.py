"""A feed that shows a paper twice is read as if it had shown it once, whole."""

from papershelf.curate.captures import repeats
from papershelf.model import Block, Candidate


def test_together() -> None:
    """The first has the last word, and the others fill what it lacks."""
    first = Candidate("On Walruses", line=1, links={"code": "https://a.org"}, blocks=(Block(1, "x"),))
    other = Candidate("Else", line=3)
    again = Candidate(
        "ON WALRUSES",
        "Big.",
        line=5,
        arxiv="2401.00001",
        links={"code": "https://b.org", "project": "https://p.org"},
        keywords=("tusks",),
    )
    found = repeats([first, other, again])
    assert found.first == [0, 1, 0]
    assert found.together[1] == other
    assert found.together[0] == Candidate(
        "On Walruses",
        "Big.",
        line=1,
        arxiv="2401.00001",
        links={"code": "https://a.org", "project": "https://p.org"},
        keywords=("tusks",),
        blocks=(Block(1, "x"),),
    )


def test_by_what_they_are_known() -> None:
    """An arXiv id in any version, a DOI in any case, or a title makes two candidates one paper."""
    one = Candidate("A", arxiv="2401.00001v1", doi="10.1/x")
    same = [Candidate("B", arxiv="2401.00001v2"), Candidate("C", doi="10.1/X"), Candidate("a!")]
    assert repeats([one, *same]).first == [0, 0, 0, 0]


def test_what_a_later_one_adds_is_known() -> None:
    """A third that shares only the second's id is the same paper too."""
    some = [Candidate("A"), Candidate("A", arxiv="2401.00001"), Candidate("Else", arxiv="2401.00001")]
    assert repeats(some).first == [0, 0, 0]


def test_the_same_title_under_two_ids() -> None:
    """Two arXiv ids are two papers, whatever their titles."""
    some = [Candidate("A", arxiv="2401.00001"), Candidate("A", arxiv="2401.00002"), Candidate("A")]
    assert repeats(some).first == [0, 1, 0]


def test_an_id_that_is_known_late() -> None:
    """Two that turn out to be one paper only by what a later one says are one from the first on."""
    first, second = Candidate("A", arxiv="2401.00001"), Candidate("B", doi="10.1/x")
    link = Candidate("Else", arxiv="2401.00001", doi="10.1/X")
    found = repeats([first, second, link, Candidate("C")])
    assert found.first == [0, 0, 0, 3]
    assert found.together == {0: Candidate("A", arxiv="2401.00001", doi="10.1/X"), 3: Candidate("C")}
