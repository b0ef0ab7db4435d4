"""arXiv ids and DOIs, in each of the ways in which people write them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.feeds.identifiers import (
    Identifier,
    arxiv_id,
    arxiv_mention,
    doi_name,
    doi_of_page,
    page_id,
    read_identifier,
    read_identifiers,
)
from papershelf.problems import InvalidInputError

ARXIV = [
    ("1603.09320", "1603.09320"),
    ("1603.09320v4", "1603.09320"),
    ("0704.0001", "0704.0001"),
    ("hep-th/9901001", "hep-th/9901001"),
    ("hep-th/9901001v3", "hep-th/9901001"),
    ("math.GT/0309136", "math/0309136"),
    ("MATH/0309136v2", "math/0309136"),
    ("cond-mat.stat-mech/0309136", "cond-mat/0309136"),
    ("https://arxiv.org/abs/math.GT/0309136v1", "math/0309136"),
    ("https://arxiv.org/abs/hep-th%2F9901001", "hep-th/9901001"),
    ("(1603.09320)", "1603.09320"),
    ("`1603.09320`.", "1603.09320"),
    ("https://www.alphaxiv.org/overview/2411.08446v1", "2411.08446"),
    ("arXiv:1009.1866", "1009.1866"),
    ("ARXIV:1009.1866v2", "1009.1866"),
    ("https://arxiv.org/abs/2411.08446v2", "2411.08446"),
    ("http://www.arxiv.org/pdf/2411.08446v2.pdf", "2411.08446"),
    ("arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
    ("https://arxiv.org/html/2411.08446v1#S2", "2411.08446"),
    ("https://export.arxiv.org/abs/2411.08446?context=cs", "2411.08446"),
    ("https://ar5iv.labs.arxiv.org/html/2411.08446", "2411.08446"),
    ("https://www.alphaxiv.org/abs/2411.08446", "2411.08446"),
    ("https://huggingface.co/papers/2401.18064", "2401.18064"),
    ("https://hf.co/papers/2401.18064#comments", "2401.18064"),
    ("10.48550/arXiv.2401.18064", "2401.18064"),
    ("https://doi.org/10.48550/arxiv.2401.18064", "2401.18064"),
    ("<https://arxiv.org/abs/2411.08446>,", "2411.08446"),
]
DOIS = [
    ("10.1145/3696410.3714910", "10.1145/3696410.3714910"),
    ("doi:10.1145/3575693", "10.1145/3575693"),
    ("https://doi.org/10.1145/3575693.", "10.1145/3575693"),
    ("http://dx.doi.org/10.1016/S0092-8674(00)80820-1", "10.1016/S0092-8674(00)80820-1"),
    (
        "https://doi.org/10.1002/(SICI)1097-0258%2819980815%2F30%2917",
        "10.1002/(SICI)1097-0258(19980815/30)17",
    ),
    ("https://dl.acm.org/doi/abs/10.1145/3575693?download=true", "10.1145/3575693"),
    ("https://onlinelibrary.wiley.com/doi/10.1002/cpe.1234/full", "10.1002/cpe.1234"),
    ("https://link.springer.com/content/pdf/10.1007/s00778-020-00635-4.pdf", "10.1007/s00778-020-00635-4"),
    ("(10.1145/3575693)", "10.1145/3575693"),
    ("doi.org/10.1145/3575693", "10.1145/3575693"),
    (
        "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.1&type=printable",
        "10.1371/journal.pone.1",
    ),
    ("https://www.biorxiv.org/content/10.1101/2020.01.01.892000v2.full.pdf", "10.1101/2020.01.01.892000"),
    (
        "https://academic.oup.com/bioinformatics/article/doi/10.1093/bioinformatics/btab083/6129086",
        "10.1093/bioinformatics/btab083",
    ),
    (
        "https://direct.mit.edu/neco/article-pdf/doi/10.1162/neco_a_01199/95566/neco.pdf",
        "10.1162/neco_a_01199",
    ),
    (
        "https://iopscience.iop.org/article/10.1088/1367-2630/14/1/013004/meta",
        "10.1088/1367-2630/14/1/013004",
    ),
    (
        "https://www.emerald.com/insight/content/doi/10.1108/X-01-2020-0001/full/html",
        "10.1108/X-01-2020-0001",
    ),
    ("10.1890/0012-9658(2006)87[2445:ATMFTA]2.0.CO;2", "10.1890/0012-9658(2006)87[2445:ATMFTA]2.0.CO;2"),
]
NEITHER = [
    "1603.0932",  # a digit is lost
    "2503.100000",
    "https://arxiv.org/abs/2503.100000",
    "1613.09320",  # no month
    "1603.09320abc",
    "openreview.net",
    "https://openreview.net/forum?id=abc",
    "https://example.org/abs/1603.09320",
    "Attention",
    "10.1145/",
    "10.1145",
]


@pytest.mark.parametrize(("written", "expected"), ARXIV)
def test_arxiv_ids(written: str, expected: str) -> None:
    """An arXiv id is read from each form, without its version."""
    assert read_identifiers([written]) == [Identifier("arxiv", expected, 1)]


@pytest.mark.parametrize(("written", "expected"), DOIS)
def test_dois(written: str, expected: str) -> None:
    """A DOI is read from each form, without what stands around it."""
    assert read_identifiers([written]) == [Identifier("doi", expected, 1)]


@pytest.mark.parametrize("written", NEITHER)
def test_what_is_neither_is_told(written: str) -> None:
    """A word that is neither is an error with its line and the forms to use."""
    with pytest.raises(InvalidInputError) as caught:
        read_identifiers(["# mine", written], "ids.txt")
    assert str(caught.value).startswith(
        f"ids.txt:2: '{written}' is not recognised; use an arXiv id (1603.09320"
    )


def test_lines_words_and_comments() -> None:
    """Blank lines and comments are passed over, a line may hold several, and the order is kept."""
    lines = ["# to read", "", "1603.09320 10.1145/3575693  # both", "arXiv: 1009.1866, doi: 10.1/x 10.1145/1"]
    with pytest.raises(InvalidInputError, match=r"'doi:10\.1/x'"):
        read_identifiers(lines)
    assert [
        (each.value, each.line) for each in read_identifiers([*lines[:3], "arXiv: 1009.1866, 10.1145/1\n"])
    ] == [
        ("1603.09320", 3),
        ("10.1145/3575693", 3),
        ("1009.1866", 4),
        ("10.1145/1", 4),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1603.09320,10.1145/3575693;math.GT/0309136",
        "1603.09320, 10.1145/3575693, math/0309136",
        "- 1603.09320 10.1145/3575693 math/0309136",
        "1. <https://arxiv.org/abs/1603.09320>; doi: 10.1145/3575693; arXiv: math/0309136",
        "> * [ ] [C# (2)](https://arxiv.org/abs/1603.09320) 10.1145/3575693 math/0309136 # a comment",
        "| 1603.09320 | 10.1145/3575693 | math/0309136 |",
    ],
)
def test_several_on_a_line(line: str) -> None:
    """Spaces, commas and semicolons separate them; bullets, tables, links and comments are not ids."""
    found = [each.value for each in read_identifiers([line])]
    assert found == ["1603.09320", "10.1145/3575693", "math/0309136"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" arXiv: 1603.09320v2 ", "1603.09320"),
        ("1603.09320 1603.09321", None),
        ("", None),
        ("Attention", None),
    ],
)
def test_one_identifier(text: str, value: str | None) -> None:
    """A text that is one id or address, and nothing else."""
    found = read_identifier(text)
    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://you.example/list/papers/on-walruses/", "on-walruses"),
        ("http://127.0.0.1:8000/papers/on-walruses/?q=1#abstract", "on-walruses"),
        ("file:///tmp/site/papers/on-walruses.html", "on-walruses"),
        ("papers/on-walruses/index.html", "on-walruses"),
        ("docs/papers/on-walruses.md", "on-walruses"),
        ("https://huggingface.co/papers/2401.18064", None),
        ("https://you.example/papers/", None),
        ("https://you.example/papers/a/b", None),
        ("on-walruses", None),
    ],
)
def test_the_address_of_a_papers_page(address: str, name: str | None) -> None:
    """It holds the paper's id, wherever the site lives."""
    assert page_id(address) == name


def test_all_errors_at_once() -> None:
    """Each word that is not recognised is reported, not only the first."""
    with pytest.raises(InvalidInputError) as caught:
        read_identifiers(["one two", "three"])
    assert [problem.line for problem in caught.value.problems] == [1, 1, 2]


def test_a_mention_must_call_it_arxiv() -> None:
    """In running text a number is an arXiv id only where it is called one."""
    assert arxiv_mention("arXiv preprint arXiv:1603.09320 (2016)") == "1603.09320"
    assert arxiv_mention("pages 1603.09320") is None
    assert arxiv_id(" 1603.09320 ") == "1603.09320"


def test_only_doi_pages_tell_the_papers_doi() -> None:
    """The DOI in any other address may be that of data or code."""
    assert doi_of_page("https://doi.org/10.1145/1") == "10.1145/1"
    assert doi_of_page("https://zenodo.org/doi/10.5281/zenodo.1") is None


@given(st.text())
@example("10.1145/" + "(" * 50 + ")." * 50)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is typed, what comes back is an id and names itself; nothing raises but InvalidInputError."""
    for found in (arxiv_id(text), doi_name(text)):
        assert found is None or [each.value for each in read_identifiers([found])] == [found]
    try:
        identifiers = read_identifiers(text.splitlines())
    except InvalidInputError:
        identifiers = []
    assert all(each.value in (arxiv_id(each.value), doi_name(each.value)) for each in identifiers)
