"""What papers of the list build on, from `citations.yaml`."""

from papershelf.facts.citation_links import citation_links
from papershelf.library import Library
from papershelf.model import Basis, Paper, PartialDate

OLD = Paper("old", "Old", published=PartialDate(2001))
MIDDLE = Paper("middle", "Middle", published=PartialDate(2010))
NEW = Paper("new", "New", published=PartialDate(2020))


def library(*citations: Basis) -> Library:
    papers = (OLD, MIDDLE, NEW)
    return Library("papers.yaml", papers, by_id={each.id: each for each in papers}, citations=citations)


def test_both_directions() -> None:
    """Each paper has those that it builds on and those that build on it, the newest first."""
    links = citation_links(library(Basis("new", ("old", "middle")), Basis("middle", ("old",))))
    assert links.builds_on == {"new": (MIDDLE, OLD), "middle": (OLD,)}
    assert links.built_on_by == {"old": (NEW, MIDDLE), "middle": (NEW,)}
    assert [links.count(each) for each in (OLD, MIDDLE, NEW)] == [2, 1, 0]


def test_what_is_no_link() -> None:
    """Unknown papers, a paper itself and what is called wrong are left out; no file, no links."""
    odd = Basis("new", ("gone", "new"), wrong=("old",)), Basis("gone", ("old",))
    assert citation_links(library(*odd)) == citation_links(library())
    assert not citation_links(library()).builds_on
