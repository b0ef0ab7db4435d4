"""Works of one title: none is taken for another, or overwritten by it, in `import` and `merge`."""

from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.model import PartialDate
from tests.cli.command_line import run

TITLES = ("Editorial", "Interview", "Deep learning", "Introduction", "On the Use of Graphs in Walrus Studies")
ONE = "author={Okoro, Ada}, year=2001, doi={10.1000/okoro.2001}"
OTHERS = {
    "all": "author={Lind, Bo}, year=2009, doi={10.1000/lind.2009}",
    "authors": "author={Lind, Bo}, year=2001",
    "year": "author={Okoro, Ada}, year=2009",
    "DOI": "author={Okoro, Ada}, year=2001, doi={10.1000/okoro.2009}",
}


def entry(title: str, values: str) -> str:
    """An article in BibTeX; the keys of articles differ as their values do."""
    return f"@article{{k{abs(hash(values))}, title={{{title}}}, {values}}}\n"


@pytest.fixture
def bare(shelf: Path) -> Path:
    """A data directory with a vocabulary only."""
    Path("data/papers.yaml").unlink()
    return shelf


def outcomes(*arguments: str) -> list[str]:
    """What an import says of each paper."""
    done = run("import", *arguments)
    assert done.code == 0, done.err
    return [line[:18].strip() for line in done.out.splitlines() if line[:1] != " "]


@pytest.mark.parametrize("differs", OTHERS)
@pytest.mark.parametrize("title", TITLES)
def test_in_one_feed(bare: Path, title: str, differs: str) -> None:
    """The second is a possible duplicate of the first, with the reasons, and takes nothing from it."""
    Path("two.bib").write_text(entry(title, ONE) + entry(title.upper(), OTHERS[differs]))
    assert outcomes("two.bib", "--write") == ["new", "possible duplicate"]
    (paper,) = load(Path("data")).papers
    assert (paper.title, paper.authors, paper.doi) == (title, ("Ada Okoro",), "10.1000/okoro.2001")
    reason = {
        "all": "other authors (",
        "authors": "other authors (",
        "year": "another year (",
        "DOI": "another DOI",
    }
    assert reason[differs] in run("import", "two.bib").out
    assert outcomes("two.bib", "--write", "--accept-duplicates") == ["already there", "new"]
    assert outcomes("two.bib", "--write", "--accept-duplicates") == ["already there", "already there"]


@pytest.mark.parametrize("differs", OTHERS)
@pytest.mark.parametrize("title", TITLES)
def test_from_feed_to_list(bare: Path, title: str, differs: str) -> None:
    """A later work of the title changes no field of the first, whatever the first lacks."""
    Path("first.bib").write_text(entry(title, ONE.partition(", doi")[0]))
    Path("later.bib").write_text(
        entry(title, f"{OTHERS[differs]}, journal={{Annals}}, abstract={{Another paper altogether.}}")
    )
    assert outcomes("first.bib", "--write") == ["new"]
    before = Path("data/papers.yaml").read_bytes()
    expected = (
        "changed" if differs == "DOI" and title not in {"Editorial", "Interview", "Introduction"} else ""
    )
    assert outcomes("later.bib", "--write") == [expected or "possible duplicate"]
    assert expected or Path("data/papers.yaml").read_bytes() == before
    assert outcomes("first.bib", "--write") == ["already there"]


def test_another_spelling_of_the_title_is_no_change(bare: Path) -> None:
    """Case, braces, accents and punctuation are the source's; the title stays, and no conflict is told."""
    Path("first.bib").write_text(entry("Étude of Walrus Graphs", ONE))
    Path("later.bib").write_text(entry("{ETUDE} of {W}alrus-Graphs!", ONE))
    assert outcomes("first.bib", "--write") == ["new"]
    assert outcomes("later.bib", "--write") == ["already there"]
    assert load(Path("data")).papers[0].title == "Étude of Walrus Graphs"


def test_the_title_can_be_taken(bare: Path) -> None:
    """Whoever wants the other spelling asks for it."""
    Path("first.bib").write_text(entry("ON WALRUS GRAPHS", ONE))
    Path("later.bib").write_text(entry("On Walrus Graphs", ONE))
    assert outcomes("first.bib", "--write") == ["new"]
    assert outcomes("later.bib", "--write", "--theirs", "title") == ["changed"]
    assert load(Path("data")).papers[0].title == "On Walrus Graphs"


PAIR = "- id: a\n  title: {title}\n  authors: [Ada Okoro]\n{first}- id: b\n  title: {title}\n{second}"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (
            "  doi: '10.1234/aa'\n",
            "  authors: [Bo Lind]\n  doi: '10.1234/bb'\n",
            "another DOI and other authors (Ada Okoro; Bo Lind)",
        ),
        ("  doi: '10.1234/aa'\n", "  authors: [Ada Okoro]\n  doi: '10.1234/bb'\n", "another DOI"),
        ("", "  authors: [Bo Lind]\n", "other authors (Ada Okoro; Bo Lind)"),
        (
            "  published: '2001'\n",
            "  authors: [Ada Okoro]\n  published: '2009'\n",
            "another year (2001; 2009)",
        ),
    ],
)
@pytest.mark.parametrize("title", TITLES)
def test_merge_asks(bare: Path, title: str, first: str, second: str, told: str) -> None:
    """Two that may be two papers are merged only after a yes, and the reasons are told."""
    text = PAIR.format(title=title, first=first, second=second)
    path = Path("data/papers.yaml")
    path.write_text(text)
    for typed in (b"", b"n\n"):
        done = run("merge", "a", "b", stdin=typed)
        assert done.code == 1
        assert "these look like two papers: the same title with " in done.err
        assert all(reason in done.err for reason in told.split(" and "))
        assert ("their DOIs differ, 10.1234/aa and 10.1234/bb" in done.err) == ("doi" in first)
        assert path.read_text() == text
    assert run("merge", "a", "b", stdin=b"y\n").code == 0
    assert [paper.id for paper in load(Path("data")).papers] == ["b"]


def test_merge_of_two_dois_can_be_asked_for(bare: Path) -> None:
    """--yes answers beforehand; a DOI that arXiv made does not contradict a publisher's."""
    path = Path("data/papers.yaml")
    second = "  authors: [Ada Okoro]\n  doi: '{}'\n"
    path.write_text(
        PAIR.format(title=TITLES[-1], first="  doi: '10.1234/aa'\n", second=second.format("10.1234/bb"))
    )
    assert run("merge", "a", "b", "--yes").code == 0
    arxiv = second.format("10.48550/arXiv.2401.00001")
    path.write_text(PAIR.format(title=TITLES[-1], first="  doi: '10.1234/aa'\n", second=arxiv))
    assert run("merge", "a", "b").code == 0


def test_merge_of_two_arxiv_ids_that_dois_name(bare: Path) -> None:
    """They are refused as arXiv ids are."""
    first, second = (f"  doi: '10.48550/arXiv.2401.0000{number}'\n" for number in (1, 2))
    Path("data/papers.yaml").write_text(PAIR.format(title=TITLES[-1], first=first, second=second))
    done = run("merge", "a", "b", "--yes")
    assert done.code == 1
    assert "their arXiv ids differ, 2401.00001 and 2401.00002; correct one of them first" in done.err


def test_one_work_in_two_feeds(bare: Path) -> None:
    """A version of record fills in what the preprint lacks, and takes nothing away."""
    Path("preprint.bib").write_text(
        "@misc{p, title={On the Use of Graphs in Walrus Studies}, author={Ada Okoro and Bo Lind}, year=2020,"
        " eprint={2001.00001}, archiveprefix={arXiv}}"
    )
    Path("record.bib").write_text(
        "@article{r, title={On the use of graphs in walrus studies}, author={Okoro, Ada and Lind, Bo},"
        " year=2020, doi={10.1000/graphs}, journal={Annals}}"
    )
    assert outcomes("preprint.bib", "--write") == ["new"]
    assert outcomes("record.bib", "--write") == ["changed"]
    (paper,) = load(Path("data")).papers
    assert (paper.arxiv, paper.doi, paper.venue) == ("2001.00001", "10.1000/graphs", "Annals")
    assert (paper.authors, paper.published) == (("Ada Okoro", "Bo Lind"), PartialDate(2020))
