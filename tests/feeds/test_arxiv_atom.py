"""Replies of arXiv's API: real ones, errors, and XML that means harm."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds.capture import Capture
from papershelf.model import PartialDate
from papershelf.problems import InvalidInputError
from papershelf.text import shown
from tests.feeds.readers import read_arxiv_atom as read

HEAD = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'
ENTRY = "<entry><id>http://arxiv.org/abs/{}</id><title>{}</title></entry>"
ERROR = (
    "<entry><id>https://arxiv.org/api/errors#x</id><title>Error</title><summary>no such id</summary></entry>"
)


@pytest.fixture
def sample(project_root: Path) -> "Sample":
    return Sample(project_root / "tests" / "fixtures" / "arxiv")


class Sample:
    """Reads a real reply by its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str) -> Capture:
        return read((self.folder / f"{name}.atom.xml").read_bytes(), name)


def test_a_search(sample: Sample) -> None:
    """Each of the 15 results is a candidate with everything that arXiv says of it."""
    capture = sample("search-15-results")
    assert (capture.grammar, len(capture.candidates), capture.unplaced) == ("arXiv Atom", 15, ())
    second = capture.candidates[1]
    assert second.title == "Towards Explainable Test Case Prioritisation with Learning-to-Rank Models"
    assert (second.arxiv, second.doi) == ("2405.13786", "10.1109/ICSTW58534.2023.00023")
    assert second.authors == ("Aurora Ramírez", "Mario Berrios", "José Raúl Romero", "Robert Feldt")
    assert second.published == PartialDate(2024, 5, 22)
    assert (second.venue or "").startswith("Proc. 2023 IEEE International Conference on Software Testing")
    assert second.keywords == ("cs.SE", "cs.AI")
    assert (second.abstract or "").startswith("Test case prioritisation (TCP) is")
    assert second.blocks[0].text.startswith("<entry>\n    <id>http://arxiv.org/abs/2405.13786v1</id>")
    assert second.blocks[0].text.endswith("</entry>")


def test_lines_of_entries(sample: Sample, project_root: Path) -> None:
    """A candidate's line is the line of its entry."""
    text = (project_root / "tests/fixtures/arxiv/search-15-results.atom.xml").read_text()
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "<entry>" in line]
    assert [candidate.line for candidate in sample("search-15-results").candidates] == lines


def test_old_ids(sample: Sample) -> None:
    """An id of before 2007 keeps its archive; the journal is the venue."""
    (paper,) = sample("old-style-id").candidates
    assert (paper.arxiv, paper.venue) == ("astro-ph/0601001", "ActaAstron.56:1-50,2006")


def test_text_that_was_encoded_twice(sample: Sample) -> None:
    """Names that arXiv encoded twice are read as they are printed."""
    (paper,) = sample("two-ids").candidates
    assert "Dirk Wübben" in paper.authors
    assert paper.venue is None


def test_text_that_was_encoded_once() -> None:
    """Names in plain UTF-8 stay, Latin-1 ones among them."""
    authors = "<author><name>Müller</name></author><author><name>Łódź</name></author>"
    entry = f"{HEAD}<entry><id>http://arxiv.org/abs/2401.00001v2</id><title>Á</title>{authors}</entry></feed>"
    (paper,) = read(entry.encode(), "feed").candidates
    assert (paper.title, paper.authors) == ("Á", ("Müller", "Łódź"))


def test_an_error_is_told(sample: Sample) -> None:
    """An error that arXiv delivers as an entry is reported in arXiv's words."""
    with pytest.raises(InvalidInputError) as caught:
        sample("bad-id")
    assert str(caught.value) == (
        "bad-id:9: arXiv answered: incorrect id format for abc; fix the query and ask again"
    )


def test_an_error_among_papers_is_unplaced() -> None:
    """Where there are papers too, they are read."""
    capture = read(f"{HEAD}\n{ENTRY.format('2401.00001v1', 'One')}\n{ERROR}</feed>".encode(), "feed")
    assert [candidate.title for candidate in capture.candidates] == ["One"]
    assert [(one.block.line, one.reason) for one in capture.unplaced] == [
        (3, "arXiv answered: no such id; fix the query and ask again")
    ]


def test_entries_of_others_are_unplaced() -> None:
    """An entry without an arXiv id or without a title is reported."""
    entries = ENTRY.format("2401.00001", "One") + ENTRY.format("2401.00002", " ") + ENTRY.format("x", "Y")
    capture = read(f"{HEAD}{entries}</feed>".encode(), "feed")
    assert [one.reason.split(";")[0] for one in capture.unplaced] == [
        "an entry without an arXiv id or a title"
    ] * 2


def test_blocks_are_whole_entries() -> None:
    """A block is its entry as it came, also an empty one and one with a prefix."""
    empty, whole = "<entry/>", '<a:entry xmlns:a="http://www.w3.org/2005/Atom"><a:id/></a:entry >'
    capture = read(f"{HEAD}{ENTRY.format('2401.00001', 'Ä')}{empty}{whole}</feed>".encode(), "feed")
    assert capture.candidates[0].blocks[0].text == ENTRY.format("2401.00001", "Ä")
    assert [one.block.text for one in capture.unplaced] == [empty, whole]


def test_no_result_is_no_error() -> None:
    """A query that finds nothing gives an empty capture."""
    assert read(f"{HEAD}</feed>".encode(), "feed") == Capture(grammar="arXiv Atom")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REFUSED = [
    (f"\n{LAUGHS}{HEAD}<title>&b;</title></feed>", 2, "this XML declares a document type"),
    (f"{EXTERNAL}{HEAD}<title>&a;</title></feed>", 1, "this XML declares a document type"),
    (f'<!DOCTYPE feed SYSTEM "http://127.0.0.1/x">{HEAD}</feed>', 1, "this XML declares a document type"),
    (f"{HEAD}\n<title>&a;</title></feed>", 2, "this XML is broken (undefined entity)"),
    (f"{HEAD}\n<entry>", 2, "this XML is broken (no element found)"),
    ("", 1, "this XML is broken (no element found)"),
    ("papers", 1, "this XML is broken (syntax error)"),
    ("\n<rss/>", 2, "this XML isn't an Atom feed"),
]


@pytest.mark.parametrize(("text", "line", "message"), REFUSED)
def test_other_xml_is_refused(text: str, line: int, message: str) -> None:
    """What is broken, no Atom, or could expand or fetch something, is an error with its line."""
    with pytest.raises(InvalidInputError) as caught:
        read(text.encode(), "feed.xml")
    assert str(caught.value).startswith(f"feed.xml:{line}: {message}")


def test_deep_nesting_is_refused() -> None:
    """100,000 elements within each other exhaust nothing."""
    deep = "<a>" * 100_000 + "</a>" * 100_000
    with pytest.raises(InvalidInputError, match="more than 20 levels of lists, mappings or elements"):
        read(f"{HEAD}{deep}</feed>".encode(), "feed")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but InvalidInputError comes out of any text between the tags of an entry."""
    source = f"{HEAD}{ENTRY.format('2401.00001', text)}</feed>".encode(errors="replace")
    try:
        capture = read(source, "feed")
        found = len(capture.candidates) + len(capture.unplaced)
    except InvalidInputError as error:
        found = len(error.problems)
    assert found == 1


def test_what_is_not_kept_is_accounted_for(sample: Sample) -> None:
    """Comments, categories and affiliations are told by arXiv's names for them, technical fields are not."""
    comments = [candidate.unkept.get("comment") for candidate in sample("search-15-results").candidates]
    assert sum(map(bool, comments)) > 5
    entry = (
        "<entry><id>http://arxiv.org/abs/2401.00001v2</id><title>T</title><updated>2024-02-01</updated>"
        "<author><name>Ada Okoro</name><arxiv:affiliation>A lab</arxiv:affiliation></author>"
        "<arxiv:comment>9 pages</arxiv:comment><category term='cs.DL'/><category term='cs.IR'/>"
        "<link href='http://arxiv.org/abs/2401.00001v2'/><arxiv:doi>soon</arxiv:doi></entry>"
    )
    (paper,) = read(f"{HEAD}{entry}</feed>".encode(), "feed").candidates
    assert paper.unkept == {
        "comment": "9 pages", "category": "cs.DL; cs.IR", "affiliation": "A lab", "doi": "soon",
    }  # fmt: skip


def test_formulas_before_numbers_are_read_as_such() -> None:
    """Titles keep their dollars, and are shown without them also where a number follows."""
    entry = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2401.00001v1</id>'
        "<title>Reaching $&gt;$90\\% with $\\sim$10 GPUs in CO$_2$</title></entry></feed>"
    )
    (candidate,) = read(entry.encode(), "a.xml").candidates
    assert candidate.title == "Reaching $>$90\\% with $\\sim$10 GPUs in CO$_2$"
    assert shown(candidate.title) == "Reaching >90% with ∼10 GPUs in CO₂"
