"""What an import would do: row by row, and as a whole."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from papershelf.curate.captures import CaptureIndex
from papershelf.curate.importing import Terms, plan
from papershelf.model import Candidate, Paper, PartialDate
from tests.curate.made_up import (
    ADDED,
    AGREEING,
    CANDIDATES,
    SUBJECTS,
    TERMS,
    THINGS,
    applied,
    candidates,
    imported,
    library,
)

ADA = ("Ada Okoro",)
WALRUS = Candidate(
    "On Walruses", "Big.", line=3, authors=ADA, arxiv="2401.00001", links={"code": "https://a.org"}
)
TEAPOT = Candidate("On Teapots", "Old.", authors=ADA)
LANTERN = Candidate("On Lanterns in Fog", authors=ADA)


def based(*candidates: Candidate, **terms: Any) -> Terms:
    """Terms under which these candidates are what every paper's own capture said."""
    said = {candidate.title: candidate for candidate in candidates}
    return replace(TERMS, base=lambda paper: said.get(paper.title), **terms)


def test_a_new_paper() -> None:
    """It gets an id, the day, the feed, the tags proposed, and all that the feed says."""
    receipt = plan([WALRUS], library(), replace(TERMS, tags=lambda candidate: (candidate.title[:2].lower(),)))
    assert receipt.new == (
        Paper(
            "on-walruses",
            "On Walruses",
            key=receipt.new[0].key,
            authors=ADA,
            arxiv="2401.00001",
            links={"code": "https://a.org"},
            tags=("on",),
            added=ADDED,
            feed="feeds/day.txt",
            abstract="Big.",
        ),
    )
    assert receipt.new[0].key
    assert [row.outcome for row in receipt.rows] == ["new"]


def test_each_outcome() -> None:
    """New, already there, changed, conflict and possible duplicate, each with its paper and its fields."""
    known = imported(library(), [WALRUS, TEAPOT, LANTERN])
    feed = [
        Candidate("On Compasses"),
        LANTERN,
        replace(WALRUS, abstract="Bigger."),
        replace(TEAPOT, abstract="New."),
        Candidate("On Lanterns in Frog"),
    ]
    receipt = plan(feed, known, based(WALRUS, replace(TEAPOT, abstract="Another.")))
    assert [(row.outcome, row.paper.id) for row in receipt.rows] == [
        ("new", "on-compasses"),
        ("already there", "on-lanterns-in-fog"),
        ("changed", "on-walruses"),
        ("conflict", "on-teapots"),
        ("possible duplicate", "on-lanterns-in-fog"),
    ]
    assert receipt.changed("feeds/b.txt") == {"on-walruses": {"feed": "feeds/b.txt", "abstract": "Bigger."}}
    assert [change.key for change in receipt.rows[3].conflicts] == ["abstract"]


def test_new_papers_keep_their_citation_keys() -> None:
    """That of a bibliography stays, unless another paper has it or it is no key, which is told."""
    listed = Paper("listed", "Listed", authors=("Bo Lind",), key="lind_2021")
    wanted = ("Okoro:2022", "okoro:2022", "LIND_2021", "a key", None)
    feed = [
        Candidate(f"On {word}", authors=(f"Ada {word}",), published=PartialDate(2022), citation_key=key)
        for word, key in zip(("Kelp", "Moss", "Fern", "Reed", "Alga"), wanted, strict=True)
    ]
    rows = plan(feed, library(listed), TERMS).rows
    assert [row.paper.key for row in rows] == [
        "Okoro:2022", "moss2022moss", "fern2022fern", "reed2022reed", "alga2022alga",
    ]  # fmt: skip
    told = [row.candidate.unkept.get("citation key") for row in rows]
    assert told == [None, "okoro:2022", "LIND_2021", "a key", None]


def test_theirs() -> None:
    """A field named as theirs follows the feed, and is a conflict no more."""
    known = library(Paper("on-walruses", "On Walruses", authors=ADA, abstract="Mine."))
    receipt = plan(
        [Candidate("On Walruses", "Yours.", authors=ADA)],
        known,
        replace(TERMS, theirs=frozenset({"abstract"})),
    )
    assert receipt.changed("f") == {"on-walruses": {"feed": "f", "abstract": "Yours."}}


def test_accept_duplicates() -> None:
    """A title merely like another's is a new paper then."""
    known = library(Paper("a", "On Lanterns in Fog"))
    terms = replace(TERMS, accept_duplicates=True)
    assert [row.outcome for row in plan([Candidate("On Lanterns in Frog")], known, terms).rows] == ["new"]


def test_links_are_fields_of_their_own() -> None:
    """A new link joins those that are there; the others stay."""
    known = library(Paper("on-walruses", "On Walruses", authors=ADA, links={"video": "https://v.org"}))
    both = Candidate("On Walruses", authors=ADA, links={"code": "https://a.org", "project": "https://p.org"})
    assert plan([both], known, TERMS).changed("f")["on-walruses"]["links"] == {
        "video": "https://v.org",
        "code": "https://a.org",
        "project": "https://p.org",
    }


def test_a_paper_shown_twice() -> None:
    """It is one paper with what both say, and the second row points to the first."""
    again = Candidate("On walruses!", line=9, authors=ADA, doi="10.1000/a")
    receipt = plan([WALRUS, again], library(), TERMS)
    assert [(row.outcome, row.reason) for row in receipt.rows] == [
        ("new", ""),
        ("already there", "the same as line 3 of the feed"),
    ]
    assert receipt.new[0].doi == "10.1000/a"


def test_a_listed_paper_shown_twice() -> None:
    """What both say is set; the second takes nothing from the first."""
    known = library(Paper("on-walruses", "On Walruses", authors=ADA))
    feed = [
        Candidate("On Walruses", "Big.", authors=ADA),
        Candidate("On Walruses", authors=ADA, doi="10.1/a"),
    ]
    receipt = plan(feed, known, TERMS)
    assert receipt.changed("f") == {"on-walruses": {"feed": "f", "abstract": "Big.", "doi": "10.1/a"}}


def test_two_papers_of_the_feed_are_one_of_the_list() -> None:
    """Where two rows change one entry, the changes of both are made."""
    known = library(Paper("walruses", "Walruses", arxiv="2401.00001", doi="10.1000/a"))
    feed = [
        Candidate("Big Walruses", arxiv="2401.00001", venue="X"),
        Candidate("Tusks", doi="10.1000/A", votes=3),
    ]
    assert plan(feed, known, TERMS).changed("f") == {"walruses": {"venue": "X", "votes": 3}}


def test_what_a_person_removed_stays_removed() -> None:
    """Even after another feed, which does not speak of it, has changed the entry."""
    own = replace(WALRUS, organisation="Zoo")
    known = imported(library(), [own])
    edited = library(replace(known.papers[0], organisation=None))
    plain = Candidate("On Walruses", "Bigger.", authors=ADA)
    receipt = plan([plain], edited, based(own))
    assert receipt.changed("feeds/plain.txt") == {"on-walruses": {"abstract": "Bigger."}}
    after = applied(edited, receipt, "feeds/plain.txt")
    assert after.papers[0].feed == TERMS.feed
    assert imported(after, [own], based(own)).papers[0].organisation is None


def test_a_slug_that_is_cut_makes_no_match() -> None:
    """Two long titles with the same beginning are two papers, with two ids."""
    start = "A Study of Many Things That Take Long to Say in a Title of a Paper"
    feed = [Candidate(f"{start} about Whales"), Candidate(f"{start} and Then Some, with Much Else besides")]
    receipt = plan(feed, library(), TERMS)
    assert [row.outcome for row in receipt.rows] == ["new", "new"]
    assert len({paper.id for paper in receipt.new}) == 2


def test_every_candidate_is_watched_once() -> None:
    """A progress bar sees each candidate go by, repeats too."""
    seen: list[Candidate] = []

    def watched(candidates: Any) -> Any:
        for candidate in candidates:
            seen.append(candidate)
            yield candidate

    feed = [WALRUS, WALRUS, Candidate("Else")]
    plan(feed, library(), replace(TERMS, watched=watched))
    assert seen == feed


@given(first=st.lists(CANDIDATES, max_size=4), feed=st.lists(CANDIDATES, max_size=6))
def test_twice_is_once(first: list[Candidate], feed: list[Candidate]) -> None:
    """Importing a feed again changes nothing, whatever the list held before and the feed repeats."""
    check_twice_is_once(first, feed, accept=False)


@given(first=st.lists(candidates(AGREEING), max_size=4), feed=st.lists(candidates(AGREEING), max_size=6))
def test_twice_is_once_with_duplicates_accepted(first: list[Candidate], feed: list[Candidate]) -> None:
    """The same where possible duplicates are added, if what a feed says of the authors of a work agrees."""
    check_twice_is_once(first, feed, accept=True)


def check_twice_is_once(first: list[Candidate], feed: list[Candidate], *, accept: bool) -> None:
    kept = {"first": CaptureIndex(first), "feed": CaptureIndex(feed)}
    terms = replace(TERMS, base=lambda paper: kept[paper.feed or ""].find(paper), accept_duplicates=accept)
    before = imported(library(), first, replace(terms, feed="first"))
    once = imported(before, feed, replace(terms, feed="feed"))
    again = plan(feed, once, replace(terms, feed="feed"))
    assert not again.new
    assert not again.changed("feed")


@given(st.lists(CANDIDATES, min_size=1, max_size=6))
def test_every_candidate_has_its_row(feed: list[Candidate]) -> None:
    """One row a candidate in the feed's order; new papers have ids of their own."""
    receipt = plan(feed, library(), TERMS)
    assert [row.candidate for row in receipt.rows] == feed
    ids = [paper.id for paper in receipt.new]
    assert len(ids) == len(set(ids))


DISTINCT = st.lists(
    st.builds("{} {}".format, st.sampled_from(SUBJECTS), st.sampled_from(THINGS)),
    unique=True,
    min_size=1,
    max_size=8,
)


@given(DISTINCT, st.data())
def test_order_does_not_matter(titles: list[str], data: st.DataObject) -> None:
    """Whatever the order of the candidates, the same papers come onto the list."""
    feed = [Candidate(title, f"About {title}.", votes=number) for number, title in enumerate(titles)]
    shuffled = data.draw(st.permutations(feed))
    ordered = imported(library(), feed).papers
    assert sorted(imported(library(), shuffled).papers, key=lambda paper: paper.id) == sorted(
        ordered, key=lambda paper: paper.id
    )


@given(st.lists(CANDIDATES, min_size=1, max_size=5), st.data())
def test_a_persons_edits_survive(feed: list[Candidate], data: st.DataObject) -> None:
    """Fields that a person changed or removed are as they left them after any number of imports."""
    once = imported(library(), feed)
    base = CaptureIndex(feed).find
    edited_fields: dict[str, Any] = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "abstract": st.sampled_from([None, "Mine."]),
                "venue": st.just("Mine"),
                "authors": st.sampled_from([(), ("Me",)]),
                "published": st.sampled_from([None, PartialDate(1999)]),
                "note": st.just("Mine"),
                "tags": st.just(("mine",)),
            },
        )
    )
    place = data.draw(st.integers(0, len(once.papers) - 1))
    edited = replace(once.papers[place], **edited_fields)
    present = library(*once.papers[:place], edited, *once.papers[place + 1 :])
    for _ in range(2):
        present = imported(present, feed, replace(TERMS, base=base))
        after = present.papers[place]
        assert {key: getattr(after, key) for key in edited_fields} == edited_fields
