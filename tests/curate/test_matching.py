"""Whether a candidate is a paper of the list, and which papers of the list may be one."""

from dataclasses import replace

import pytest

from papershelf.curate.matching import Keys, Match, Matcher, duplicate_warnings, duplicates
from papershelf.model import Candidate, Paper, PartialDate
from papershelf.problems import Problem

LONG = "A Very Long Title That Is Cut When Its Slug Is Made Since Slugs Are Short"
ADA = ("Ada Okoro",)
NAMES = tuple(enumerate(f"{first}{second}" for first in "BCDFGHK" for second in "LMNPRSTVWZ"))
PAPERS = (
    Paper("walrus", "On Walruses", authors=ADA, arxiv="2401.00001v2", doi="10.1000/AbC"),
    Paper("on-teapots", "On Teapots, Newly Edited", authors=ADA, formerly=("teapots-of-old",)),
    Paper("on-lanterns", "On Lanterns", authors=ADA, arxiv="2401.00003"),
    Paper("on-mice-2", "On Mice", authors=ADA, arxiv="2401.00004"),
    Paper("a-very-long-title-that-is-cut-when-its-slug-is-made-since", f"{LONG}: Part I", authors=ADA),
)


def find(**values: object) -> Match | None:
    """The match of a candidate with these values, by an author of the papers if they name no other."""
    candidate = Candidate(**{"title": "Nothing Like It", "authors": ADA, **values})  # type: ignore[arg-type] # a table of values
    return Matcher(PAPERS, [candidate]).find(candidate)


@pytest.mark.parametrize(
    ("values", "paper", "reason"),
    [
        ({"arxiv": "2401.00001"}, 0, "the same arXiv id"),
        ({"arxiv": "2401.00001v1"}, 0, "the same arXiv id"),
        ({"doi": "10.1000/aBc"}, 0, "the same DOI"),
        ({"title": "ON WALRUSES"}, 0, "the same title"),
        ({"title": "On Teapots"}, 1, "the title that gave the entry its id"),
        ({"title": "Teapots of Old"}, 1, "the title that gave the entry its id"),
        ({"title": "On Lanterns", "arxiv": "2401.00003v5"}, 2, "the same arXiv id"),
    ],
)
def test_certain(values: dict[str, str], paper: int, reason: str) -> None:
    """An arXiv id without its version, a DOI in any case, the title, or the one that gave the id."""
    assert find(**values) == Match(PAPERS[paper], reason)


@pytest.mark.parametrize(
    ("values", "paper", "reason"),
    [
        ({"title": "On Lanterns", "arxiv": "2401.00009"}, 2, "the same title with another arXiv id"),
        ({"arxiv": "2401.00009", "doi": "10.1000/abc"}, 0, "the same DOI with another arXiv id"),
        ({"title": "On Walrusses"}, 0, "titles 96 % similar"),
        ({"title": f"{LONG}: Part II"}, 4, "titles 99 % similar"),
    ],
)
def test_possible(values: dict[str, str], paper: int, reason: str) -> None:
    """The same title under another arXiv id, and titles that are merely alike, are for a person to decide."""
    assert find(**values) == Match(PAPERS[paper], reason, certain=False)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"arxiv": "2401.00002", "doi": "10.1000/x"},
        {"title": "On Lantern", "arxiv": "2401.00009"},
        {"title": "On Mice: 2", "authors": ()},
        {"title": f"{LONG} and Then Goes on for Long about Other Things Altogether"},
    ],
)
def test_new(values: dict[str, str]) -> None:
    """No key in common is a new paper, and so is a similar title under another arXiv id."""
    assert find(**values) is None


def test_grows() -> None:
    """A paper that is added can be found at once."""
    matcher = Matcher(())
    assert matcher.find(Candidate("On Walruses", authors=ADA)) is None
    matcher.add(PAPERS[0])
    assert matcher.find(Candidate("On Walruses", authors=ADA)) == Match(PAPERS[0], "the same title")


def test_claims() -> None:
    """A paper without an id that was matched by its title is not matched under a second id."""
    matcher = Matcher(PAPERS)
    first = Candidate("On Teapots, Newly Edited", authors=ADA, arxiv="2401.00005")
    assert matcher.find(first) == Match(PAPERS[1], "the same title")
    matcher.claim(first)
    second = Candidate(first.title, authors=ADA, arxiv="2401.00006")
    assert matcher.find(second) == Match(PAPERS[1], "the same title with another arXiv id", certain=False)
    assert matcher.find(Candidate("Else", arxiv="2401.00005v3")) == Match(PAPERS[1], "the same arXiv id")


def test_what_an_entry_was_imported_from() -> None:
    """A person may have edited it since: the same record is still it, once, and another's id is not."""
    record = Candidate("Editorial", authors=ADA, published=PartialDate(2001))
    edited = Paper("editorial", "Editorial", authors=("Somebody Else",))
    matcher = Matcher([edited], None, lambda _paper: record)
    assert matcher.find(replace(record, authors=("Bo Lind",))) == Match(
        edited,
        "the same title with other authors (Bo Lind; Somebody Else) and a title of many works",
        certain=False,
    )
    assert matcher.claim(record) == Match(edited, "what the entry was imported from")
    assert matcher.claim(record) is None
    corrected = replace(edited, arxiv="2401.00001")
    other = Matcher([corrected], None, lambda _paper: record).find(replace(record, arxiv="2401.00002"))
    assert other is not None
    assert not other.certain


def test_many_namesakes() -> None:
    """However many have a title, each is found by its first author; anybody else is a possible duplicate."""
    papers = [Paper(f"p{number}", "On Walruses", authors=(f"{letter}ax Lind",)) for number, letter in NAMES]
    matcher = Matcher(papers)
    for paper in papers:
        assert matcher.find(Candidate(paper.title, authors=paper.authors)) == Match(paper, "the same title")
    found = matcher.find(Candidate("On Walruses", authors=("Ada Okoro",)))
    assert found is not None
    assert not found.certain


def test_keys() -> None:
    """Two papers contradict each other by their arXiv ids, else their DOIs, and only where both have one."""
    first, second = Keys.of(Paper("a", "A", arxiv="1.1v1")), Keys.of(Candidate("A", arxiv="1.2"))
    assert first.contradict(second)
    assert not first.contradict(Keys.of(Candidate("B", arxiv="1.1v9")))
    assert not first.contradict(Keys.of(Candidate("B", doi="10.1/x")))
    assert Keys.of(Candidate("A", doi="10.1/y")).contradict(Keys.of(Candidate("A", doi="10.1/x")))
    assert not Keys.of(Candidate("A", doi="10.48550/arXiv.1.1")).contradict(first)


SIMILAR = (
    Paper("a", "On Walruses in Winter", line=3),
    Paper("b", "Else", line=9),
    Paper("c", "On Walrusses in Winter", arxiv="2401.00001", line=20),
    Paper("d", "On Walruses in Winter!", arxiv="2401.00002", line=30),
)


def test_pairs() -> None:
    """Titles that are alike make a pair, unless the arXiv ids say that they are two papers."""
    pairs = [(pair.first.id, pair.second.id) for pair in duplicates(SIMILAR)]
    assert pairs == [("a", "d"), ("a", "c")]


def test_warnings() -> None:
    """At the second paper, with the command that would merge it into the first."""
    message = "the title is 98 % similar to that of line 3; if they are one paper: papershelf merge c a"
    assert list(duplicate_warnings("papers.yaml", SIMILAR[:3])) == [
        Problem("papers.yaml", 20, message, "warning", "possible-duplicate")
    ]
