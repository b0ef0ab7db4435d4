"""What is filled in from which service, what is not, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from papershelf.curate.enrich.fill import TRUST, Findings, changes, complete, fill, missing
from papershelf.curate.enrich.gather import gather, owners, wanted
from papershelf.library import Library
from papershelf.model import Candidate, Paper, PartialDate
from papershelf.services.lookup import SOURCES, Answer
from tests.curate.answers_of_services import PAPER, TITLE, by_id, by_title

NAMES = [source.name for source in SOURCES]
COMPLETE = Paper(
    "done",
    "Done",
    authors=("A B",),
    published=PartialDate(2024),
    issued=PartialDate(2024),
    arxiv="2401.00001",
    doi="10.1/x",
    venue="V 2024",
    links={"code": "https://github.com/a/b"},
)


def values(findings: Findings) -> dict[str, tuple[object, str]]:
    """What is filled, by key."""
    return {field.key: (field.value, field.source) for field in findings.filled}


def test_an_id_of_another_entry_is_doubtful() -> None:
    """What would give two entries one DOI is not used; the report says that they may be one paper."""
    findings = fill(PAPER, [by_id("arXiv", doi="10.1/x", venue="V")], {"10.1/x": "other"})
    assert findings.filled == ()
    (doubt,) = findings.doubts
    assert doubt.verdict.reason == "10.1/x already belongs to other; are they the same paper?"


def test_given_fields_are_never_touched() -> None:
    """Answers that know everything better fill nothing of a paper that has everything."""
    answer = by_id("arXiv", title="Done", authors=("X Y",), published=PartialDate(1999), arxiv="2401.00001",
                   doi="10.1/x", venue="W", links={"code": "https://github.com/c/d"})  # fmt: skip
    assert fill(COMPLETE, [answer], {}) == Findings()
    assert missing(COMPLETE) == []


def test_the_most_trusted_source_fills_and_others_are_reported() -> None:
    """Whatever the order of answers, each field comes from the first of its sources; others are conflicts."""
    answers = [
        by_id("OpenAlex", doi="10.1/o", venue="Journal of Sketches 2024"),
        by_id("Semantic Scholar", doi="10.1/c", venue="SIGMOD 2024"),
        by_id("Crossref", doi="10.1/c", venue="SIGMOD 2024"),
    ]
    for order in permutations(answers):
        findings = fill(PAPER, order, {})
        assert values(findings) == {"doi": ("10.1/c", "Crossref"), "venue": ("SIGMOD 2024", "Crossref")}
        assert {(other.key, other.value, other.source, other.taken) for other in findings.conflicts} == {
            ("doi", "10.1/o", "OpenAlex", "Crossref"),
            ("venue", "Journal of Sketches 2024", "OpenAlex", "Crossref"),
        }


def test_the_first_submission_is_the_preprints() -> None:
    """Where there is an arXiv id, a publisher's date is not that of the first submission."""
    crossref = by_id("Crossref", published=PartialDate(2025, 3))
    arxiv = by_id("arXiv", published=PartialDate(2024, 1, 2))
    preprint = replace(PAPER, arxiv="2401.00001")
    assert values(fill(PAPER, [crossref], {})) == {"published": (PartialDate(2025, 3), "Crossref")}
    assert values(fill(preprint, [crossref], {})) == {}
    both = fill(preprint, [arxiv, crossref], {})
    assert values(both) == {"published": (PartialDate(2024, 1, 2), "arXiv")}
    assert both.conflicts == ()


def test_the_year_of_record_is_the_publishers() -> None:
    """What Crossref registers is filled in with its precision; the date of a preprint never is."""
    arxiv = by_id("arXiv", published=PartialDate(2024, 1, 2), issued=PartialDate(2024))
    crossref = by_id("Crossref", published=PartialDate(2024, 12), issued=PartialDate(2025, 3))
    found = values(fill(replace(PAPER, arxiv="2401.00001"), [arxiv, crossref], {}))
    assert found["issued"] == (PartialDate(2025, 3), "Crossref")
    assert "issued" not in values(fill(PAPER, [arxiv], {}))


def test_the_same_in_another_form_is_no_conflict() -> None:
    """Initials, a date's precision and a slash at the end do not disagree."""
    arxiv = by_id(
        "arXiv",
        authors=("Ada Lovelace",),
        published=PartialDate(2024, 1, 2),
        links={"code": "https://github.com/A/b"},
    )
    others = by_id(
        "Hugging Face",
        authors=("A. Lovelace",),
        published=PartialDate(2024),
        links={"code": "https://github.com/a/b/"},
    )
    assert fill(PAPER, [arxiv, others], {}).conflicts == ()


def test_two_records_that_fit_are_left_to_a_person() -> None:
    """One title, two DOIs: only a person knows which; both are reported."""
    first, second = by_title(doi="10.1/a"), by_title(doi="10.1/b")
    findings = fill(PAPER, [first, second], {})
    assert findings.filled == ()
    assert [doubt.answer for doubt in findings.doubts] == [first, second]
    assert {doubt.verdict.reason for doubt in findings.doubts} == {"several records fit"}


def test_a_publication_is_preferred_to_its_preprint() -> None:
    """Of two records of one work, the one with an id is taken."""
    findings = fill(PAPER, [by_title(), by_title(doi="10.1/a", venue="V")], {})
    assert values(findings)["doi"] == ("10.1/a", "Crossref")


def test_only_the_nearest_useful_record_is_doubtful() -> None:
    """Of search results, only the nearest is reported, where it is near and offers what is missing."""
    near = by_title(title=f"{TITLE} Revisited", doi="10.1/a")
    far = by_title(title="Dinosaurs", doi="10.1/b")
    findings = fill(PAPER, [far, near], {})
    assert [doubt.answer for doubt in findings.doubts] == [near]
    assert fill(PAPER, [far], {}).doubts == ()
    assert fill(replace(PAPER, doi="10.1/c"), [near], {}).doubts == ()


def test_what_one_answer_gave_is_evidence_for_the_next() -> None:
    """Authors from arXiv show that a record of that title is by others."""
    stranger = by_title(authors=("Bob Byron",), doi="10.1/b")
    assert "doi" in values(fill(PAPER, [stranger], {}))
    assert "doi" not in values(fill(PAPER, [by_id("arXiv", authors=("Ada Lovelace",)), stranger], {}))


def test_sources_are_asked_for_what_they_may_give() -> None:
    """A source is asked while a field is missing that it may fill, or was filled from a less trusted one."""
    code_only = replace(COMPLETE, links={})
    assert [name for name in NAMES if wanted(code_only, (), name)] == ["arXiv", "Hugging Face"]
    assert not any(wanted(COMPLETE, (), name) for name in NAMES)
    no_venue = replace(COMPLETE, venue=None)
    filled = fill(no_venue, [by_id("Semantic Scholar", title="Done", venue="V")], {}).filled
    assert [name for name in NAMES if wanted(no_venue, filled, name)] == ["Crossref"]


def test_ids_that_one_source_gave_are_what_the_next_is_asked_by() -> None:
    """A paper found by title at arXiv is asked for by its new arXiv id at the next source, and so on."""
    asked: list[tuple[str, str | None, str | None]] = []

    def ask(source: str, papers: Sequence[Paper]) -> Iterator[tuple[str, Answer]]:
        asked.extend((source, paper.arxiv, paper.doi) for paper in papers)
        if source == "arXiv":
            yield "sketches", by_title("arXiv", arxiv="2401.00001")
        if source == "Semantic Scholar":
            yield "sketches", by_id("Semantic Scholar", doi="10.1/x")

    findings = gather([PAPER], NAMES, ask, {})
    assert values(findings) == {"arxiv": ("2401.00001", "arXiv"), "doi": ("10.1/x", "Semantic Scholar")}
    assert asked[0] == ("arXiv", None, None)
    assert asked[1] == ("Semantic Scholar", "2401.00001", None)
    assert {(arxiv, doi) for _, arxiv, doi in asked[2:]} == {("2401.00001", "10.1/x")}


def test_two_papers_of_one_run_do_not_get_one_id() -> None:
    """An id that was just given to one entry is doubtful for the next."""
    twins = [PAPER, Paper("twin", TITLE)]

    def ask(source: str, papers: Sequence[Paper]) -> Iterator[tuple[str, Answer]]:
        if source == "Crossref":
            yield from ((paper.id, by_title(doi="10.1/x")) for paper in papers)

    findings = gather(twins, NAMES, ask, {})
    assert [field.paper_id for field in findings.filled] == ["sketches"]
    assert [doubt.paper_id for doubt in findings.doubts] == ["twin"]


def test_changes_name_their_source_and_spare_what_came_meanwhile() -> None:
    """Fields go to the entry with their sources, other links stay, and a field given by now is left alone."""
    paper = replace(PAPER, links={"project": "https://example.org"}, sources={"arxiv": "arXiv"})
    answer = by_id(
        "arXiv",
        authors=("Ada Lovelace",),
        published=PartialDate(2024),
        links={"code": "https://github.com/a/b"},
    )
    filled = fill(paper, [answer], {}).filled
    now = replace(paper, authors=("A curator",))
    library = Library("papers.yaml", (now,), by_id={now.id: now})
    assert changes(library, filled) == {
        "sketches": {
            "published": PartialDate(2024),
            "links": {"project": "https://example.org", "code": "https://github.com/a/b"},
            "sources": {"arxiv": "arXiv", "published": "arXiv", "links.code": "arXiv"},
        }
    }
    assert changes(Library("papers.yaml"), filled) == {}


def test_trust_names_sources_that_exist() -> None:
    """Each field may be filled by somebody who is asked, and each source is trusted with something."""
    assert {name for names in TRUST.values() for name in names} == set(NAMES)


RECORDS = st.builds(
    Candidate,
    title=st.sampled_from([TITLE, TITLE.lower(), f"{TITLE} II", "Dinosaurs"]),
    authors=st.sampled_from([(), ("Ada Lovelace",), ("Bob Byron",)]),
    published=st.none() | st.builds(PartialDate, st.integers(2019, 2021)),
    issued=st.none() | st.builds(PartialDate, st.integers(2019, 2021)),
    venue=st.sampled_from([None, "V 2020", "W 2021"]),
    doi=st.sampled_from([None, "10.1/a", "10.1/b"]),
    arxiv=st.sampled_from([None, "2401.00001", "2401.00002"]),
    links=st.sampled_from([{}, {"code": "https://github.com/a/b"}]),
)
ANSWERS = st.lists(
    st.builds(Answer, st.sampled_from(NAMES), st.sampled_from(["arxiv", "doi", "title"]), RECORDS), max_size=8
)
PAPERS = st.builds(
    lambda record: Paper(
        "p",
        TITLE,
        authors=record.authors,
        published=record.published,
        issued=record.issued,
        arxiv=record.arxiv,
        doi=record.doi,
        venue=record.venue,
    ),
    RECORDS,
)


@given(PAPERS, ANSWERS)
def test_enriching_only_adds(paper: Paper, answers: list[Answer]) -> None:
    """Whatever is answered: given fields stay, each key is filled once by one that is trusted with it."""
    findings = fill(paper, answers, {})
    after = complete(paper, findings.filled)
    for key in ("authors", "published", "issued", "arxiv", "doi", "venue"):
        assert not getattr(paper, key) or getattr(after, key) == getattr(paper, key)
    keys = [field.key for field in findings.filled]
    assert len(keys) == len(set(keys))
    assert all(field.source in TRUST[field.key] for field in findings.filled)
    assert after.sources == {field.key: field.source for field in findings.filled}


@given(PAPERS, ANSWERS)
def test_no_entry_takes_what_is_anothers(paper: Paper, answers: list[Answer]) -> None:
    """No id of another entry is ever filled in."""
    other = Paper("other", "Other", arxiv="2401.00001", doi="10.1/a")
    findings = fill(paper, answers, owners([other]))
    assert not {"2401.00001", "10.1/a"} & {field.value for field in findings.filled}
