"""What each API's replies are read as. Files named `written-…` follow the documented schema."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.model import Candidate, PartialDate
from papershelf.problems import InvalidInputError
from papershelf.services import arxiv, crossref, hugging_face, openalex, semantic_scholar
from papershelf.services.replies import arxiv_in, code_link, record_doi, venue

FIXTURES = Path(__file__).parents[1] / "fixtures"
READERS = [
    crossref.read_work,
    crossref.read_works,
    openalex.read_work,
    openalex.read_works,
    openalex.read_graph,
    semantic_scholar.read_batch,
    semantic_scholar.read_match,
    semantic_scholar.read_references,
    hugging_face.read_paper,
    hugging_face.read_papers,
    arxiv.read,
]
WRITTEN = sorted(FIXTURES.glob("*/written-*.json"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def fixture(name: str) -> bytes:
    """A reply by its path below the fixtures."""
    return (FIXTURES / name).read_bytes()


def test_arxiv() -> None:
    """A recorded search gives all its papers, with authors, day, the publisher's DOI and no venue."""
    facts = arxiv.read(fixture("arxiv/search-15-results.atom.xml"))
    assert len(facts) == 15
    first = facts[0]
    assert first.title.startswith("Testing Deep Learning Models: A First Comparative Study")
    assert first.authors == ("Mohit Kumar Ahuja", "Arnaud Gotlieb", "Helge Spieker")
    assert (first.arxiv, first.doi) == ("2202.12139", "10.1109/icstw55395.2022.00035")
    assert first.published == PartialDate(2022, 2, 24)
    assert first.venue is None


def test_arxiv_error() -> None:
    """An error that comes as an entry is not a paper, and what it says is reported."""
    with pytest.raises(InvalidInputError, match="incorrect id format for abc"):
        arxiv.read(fixture("arxiv/bad-id.atom.xml"))


def test_hugging_face() -> None:
    """A recorded day gives its papers; a bare record, as an id gives it, is read alike."""
    rows = json.loads(fixture("hf_daily_papers/2026-07-29.json"))
    facts = hugging_face.read_papers(fixture("hf_daily_papers/2026-07-29.json"))
    assert len(facts) == len(rows)
    assert facts[0].arxiv == "2607.25895"
    assert facts[0].authors[:2] == ("Simple AI", "Yuteng Wei")
    assert hugging_face.read_paper(json.dumps(rows[0]["paper"]).encode()) == facts[0]
    by_id = {record.arxiv: record for record in facts}
    linked = [row["paper"] for row in rows if row["paper"].get("githubRepo")]
    assert linked
    assert all(by_id[paper["id"]].links["code"] == paper["githubRepo"] for paper in linked)


def test_crossref_work() -> None:
    """A publication: title and subtitle without mark-up, names as printed, the short name of the venue."""
    assert crossref.read_work(fixture("crossref/written-work.json")) == Candidate(
        title="Sketching Graphs & Streams: A Made-up Study",
        authors=("Zoë Müller-Løwe", "Plato", "The Sketch Consortium"),
        published=PartialDate(2025, 8, 3),
        issued=PartialDate(2025, 8, 3),
        venue="KDD 2025",
        doi="10.1145/3999999.3999998",
        abstract="We sketch graphs.",
    )


def test_crossref_works() -> None:
    """A preprint has no DOI or venue of record, a series is not a venue, untitled records are left out."""
    preprint, chapter, article = crossref.read_works(fixture("crossref/written-works.json"))
    assert (preprint.doi, preprint.venue, preprint.published) == (None, None, PartialDate(2025, 1))
    assert (chapter.venue, chapter.published) == ("Computer Vision – ECCV 2024", None)
    assert (article.doi, article.venue) == ("10.1109/tpami.2024.1", "Journal of Made-up Hashing 2024")


def test_the_year_of_record() -> None:
    """It is that of the printed version where there is one, as precise as given; a preprint has none."""
    preprint, chapter, article = crossref.read_works(fixture("crossref/written-works.json"))
    assert (article.published, article.issued) == (PartialDate(2024), PartialDate(2025, 3))
    assert (preprint.published, preprint.issued) == (PartialDate(2025, 1), None)
    assert chapter.issued is None
    work = fixture("crossref/written-work.json")
    unprinted = work.replace(b'"issued"', b'"published-print": {"date-parts": [[null]]}, "issued"')
    only_published = work.replace(b'"issued"', b'"published"')
    for source in (work, unprinted, only_published):
        record = crossref.read_work(source)
        assert record
        assert record.issued == PartialDate(2025, 8, 3)


def test_where_crossref_says_it_is_printed() -> None:
    """Volume, issue and pages of what appeared somewhere, and of nothing else."""
    more = b'"volume": "42", "issue": "4", "page": "824-836", "DOI"'
    record = crossref.read_work(fixture("crossref/written-work.json").replace(b'"DOI"', more, 1))
    assert record
    assert (record.volume, record.number, record.pages) == ("42", "4", "824–836")
    preprint, *_ = crossref.read_works(fixture("crossref/written-works.json").replace(b'"DOI"', more, 1))
    assert (preprint.volume, preprint.pages) == (None, None)


def test_openalex() -> None:
    """The place of publication counts, not the repository; the abstract is put together again."""
    facts = openalex.read_work(fixture("openalex/written-work.json"))
    assert facts == Candidate(
        title="Sketching Graphs & Streams: A Made-up Study",
        authors=("Zoë Müller-Løwe", "Plato"),
        published=PartialDate(2025, 8, 3),
        venue="Journal of Made-up Hashing 2025",
        doi="10.1145/3999999.3999998",
        arxiv="2501.01234",
        abstract="We sketch and sketch graphs.",
    )
    same, preprint = openalex.read_works(fixture("openalex/written-works.json"))
    assert same == facts
    assert (preprint.arxiv, preprint.doi, preprint.venue) == ("2501.01234", None, None)


def test_semantic_scholar() -> None:
    """Each id of a list gets its record or None; arXiv is not a venue and its DOI not one of record."""
    facts, unknown, preprint = semantic_scholar.read_batch(fixture("semantic_scholar/written-batch.json"))
    assert facts == Candidate(
        title="Sketching Graphs & Streams: A Made-up Study",
        authors=("Zoë Müller-Løwe", "Plato"),
        published=PartialDate(2025, 1, 2),
        venue="KDD 2025",
        doi="10.1145/3999999.3999998",
        arxiv="2501.01234",
        abstract="We sketch graphs.",
    )
    assert unknown is None
    assert preprint == Candidate("Only a Preprint", published=PartialDate(2025), arxiv="2502.00001")
    assert semantic_scholar.read_match(fixture("semantic_scholar/written-match.json")) == [facts]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_written_replies_say_so(path: Path) -> None:
    """Nobody can take a written reply for a recorded one."""
    data = json.loads(path.read_bytes())
    note = data["_note"] if isinstance(data, dict) else (path.parent / "README.md").read_text()
    assert "not recorded" in note


@pytest.mark.parametrize("read", READERS)
@settings(max_examples=30)
@given(value=JSON)
def test_any_json_is_read_or_refused(read: object, value: object) -> None:
    """No JSON of whatever form ends in an error other than the two that mean "no answer"."""
    _read_or_refuse(read, json.dumps(value).encode())


@pytest.mark.parametrize("read", READERS)
@settings(max_examples=30)
@given(data=st.data())
def test_spoilt_replies_are_read_or_refused(read: object, data: st.DataObject) -> None:
    """The same for replies of the right form in which one value is another one."""
    reply = json.loads(data.draw(st.sampled_from(WRITTEN)).read_bytes())
    node = reply
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.booleans()):
            node[key] = data.draw(JSON)
            break
        node = node[key]
    _read_or_refuse(read, json.dumps(reply).encode())


def _read_or_refuse(read: object, source: bytes) -> None:
    assert callable(read)
    try:
        found = read(source)
    except (ValueError, InvalidInputError):
        return
    for facts in found if isinstance(found, list) else [found]:
        assert not isinstance(facts, Candidate) or facts.title


@pytest.mark.parametrize(
    ("names", "year", "acronyms", "expected"),
    [
        (
            ["2025 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"],
            2025,
            [],
            "CVPR 2025",
        ),
        (["Proceedings of the VLDB Endowment"], 2021, [], "Proceedings of the VLDB Endowment 2021"),
        (["2022 IEEE Workshops (ICSTW 2022)"], 2022, [], "ICSTW 2022"),
        (["Knowledge Discovery"], 2019, ["Knowl Discov", "KDD '19"], "KDD 2019"),
        (["Journal of Hashing"], None, [], "Journal of Hashing"),
        (["arXiv.org"], 2024, [], None),
        (["bioRxiv", "ArXiv (Cornell University)", None], 2024, [], None),
        ([], 2024, ["KDD"], None),
    ],
)
def test_venues(names: list[str | None], year: int | None, acronyms: list[str], expected: str | None) -> None:
    """A venue is named as on the list: short, with its year; preprint servers are none."""
    assert venue(names, year, acronyms) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Code is at https://github.com/a/b.", "https://github.com/a/b"),
        ("See https://github.com/a/b/tree/main and https://github.com/a/b.git", "https://github.com/a/b"),
        ("Ours https://github.com/a/b, theirs https://github.com/c/d", None),
        ("Page: https://a.github.io/b", None),
        (None, None),
    ],
)
def test_code_links(abstract: str | None, expected: str | None) -> None:
    """The one repository that an abstract names is the paper's; of two nobody knows which."""
    assert code_link(abstract) == expected


def test_identifiers_in_addresses() -> None:
    """DOIs come in lower case and without their resolver; arXiv's own is an arXiv id instead."""
    assert record_doi("https://doi.org/10.18653/V1/2020.ACL-MAIN.447") == "10.18653/v1/2020.acl-main.447"
    assert record_doi("10.48550/arXiv.2501.01234") is None
    assert arxiv_in([None, "https://example.org", "10.48550/arXiv.2501.01234"]) == "2501.01234"
    assert arxiv_in(["http://arxiv.org/abs/hep-th/9901001v2"]) == "hep-th/9901001"
