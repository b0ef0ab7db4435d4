"""Made-up papers and candidates for tests of curation."""

from collections.abc import Sequence

from hypothesis import strategies as st

from papershelf.curate.importing import Receipt, Terms, plan
from papershelf.library import Library
from papershelf.library.fields import given as given_values
from papershelf.model import Candidate, Paper, PartialDate

ADDED = PartialDate(2024, 5, 1)
TERMS = Terms(feed="feeds/day.txt", added=ADDED)
SUBJECTS = ("Neural", "Hash", "Graph", "Quantum", "Sparse", "Causal", "Bayesian", "Spectral")
THINGS = ("Walrus", "Teapot", "Lantern", "Orchard", "Compass", "Meadow", "Glacier", "Harbour")
DATES = st.sampled_from([None, PartialDate(2024), PartialDate(2024, 5), PartialDate(2024, 5, 1)])
LINKS = st.dictionaries(
    st.sampled_from(["code", "project"]), st.sampled_from(["https://a.org", "https://b.org/"]), max_size=2
)


def library(*papers: Paper) -> Library:
    """A library of papers without tags."""
    return Library("data/papers.yaml", papers, by_id={paper.id: paper for paper in papers})


def applied(present: Library, receipt: Receipt, feed: str = TERMS.feed) -> Library:
    """The library after a receipt is written."""
    changed = receipt.changed(feed)
    kept = [Paper(**{**given_values(paper), **changed.get(paper.id, {})}) for paper in present.papers]
    after = library(*kept, *receipt.new)
    assert receipt.applied(present, feed) == after
    return after


def imported(present: Library, candidates: Sequence[Candidate], terms: Terms = TERMS) -> Library:
    """The library after an import of candidates."""
    return applied(present, plan(candidates, present, terms), terms.feed)


WORKS = (
    "Neural Walrus",
    "Neural Walrus II",
    "Neural Walruses",
    "Hash Teapot",
    "Hash Teapot",
    "Sparse Meadow in May",
)


AGREEING = ((), ("Ada", "Bob"), ("Ada", "Bob", "Cid"))
"""Lists of authors that can all be one work's."""
ANY = (*AGREEING, ("Ada",))


@st.composite
def candidates(draw: st.DrawFn, authors: Sequence[tuple[str, ...]] = ANY) -> Candidate:
    """What a feed may say of one of a few works, two of which have the same title and some nearly so."""
    number = draw(st.integers(0, len(WORKS) - 1))
    title = draw(st.sampled_from([WORKS[number], WORKS[number].upper(), f"{WORKS[number]}?"]))
    version = draw(st.sampled_from(["", "v1", "v2"]))
    return Candidate(
        title=title,
        abstract=draw(st.sampled_from([None, "One.", "Two."])),
        arxiv=draw(st.sampled_from([None, f"2401.0000{number}{version}"])),
        doi=draw(st.sampled_from([None, f"10.1000/a{number}", f"10.1000/A{number}"])),
        authors=draw(st.sampled_from(authors)),
        published=draw(DATES),
        links=draw(LINKS),
        votes=draw(st.sampled_from([None, 1, 7])),
    )


CANDIDATES = candidates()
