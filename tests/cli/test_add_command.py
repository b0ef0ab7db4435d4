"""`papershelf add` against a server on this machine."""

import json
from pathlib import Path

import pytest

from papershelf.library import load
from tests.cli.command_line import PAPERS, Done
from tests.cli.command_line import run as run_command
from tests.services.misbehaving import Server, by_path, reply

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2405.00001v1</id>
<title>On Compasses</title><published>2024-05-01T00:00:00Z</published>
<author><name>Ada Okoro</name></author></entry></feed>"""
EMPTY = '<feed xmlns="http://www.w3.org/2005/Atom"/>'
ITEM = {
    "type": "article",
    "title": "On Compasses",
    "DOI": "10.1000/compass",
    "container-title": "J. Needles",
    "author": [{"family": "Okoro", "given": "A."}],
}


@pytest.fixture
def server(every_service: Server) -> Server:
    """ArXiv and Crossref, which know one paper under two names."""
    replies = {
        "/arxiv/": reply(ATOM, kind="application/atom+xml"),
        "/crossref/works/10.1000/compass": reply(json.dumps(ITEM)),
        "/crossref/": reply(status=404),
    }
    every_service.will(by_path(replies))
    return every_service


def run(*arguments: str, stdin: bytes = b"") -> Done:
    """Run the command with a cache of its own."""
    return run_command("add", "--cache", "cache", *arguments, stdin=stdin)


def test_a_paper_by_its_arxiv_id(shelf: Path, server: Server) -> None:
    """It is shown, and with --write it is on the list and the reply is kept."""
    assert run("2405.00001").out == "new                 arxiv-ids.atom.xml:1  on-compasses\n"
    assert (shelf / "data/papers.yaml").read_text() == PAPERS
    assert run("2405.00001", "--write").code == 0
    paper = load(shelf / "data").by_id["on-compasses"]
    assert (paper.arxiv, paper.feed) == ("2405.00001", "feeds/arxiv-ids.atom.xml")
    assert (shelf / "data/feeds/arxiv-ids.atom.xml").read_text() == ATOM


@pytest.mark.parametrize("choice", [[], ["--write"]], ids=["dry run", "writing"])
def test_one_paper_by_two_names(shelf: Path, server: Server, choice: list[str]) -> None:
    """A later reply finds what an earlier one adds, in a dry run too; all is written at once."""
    done = run(*choice, stdin=b"# both\n2405.00001\nhttps://doi.org/10.1000/compass\n")
    assert done.code == 0, done.err
    assert [line.split("  ")[0] for line in done.out.splitlines() if line[:1] != " "] == ["new", "changed"]
    assert ("added 1, changed 1 in data/papers.yaml" in done.err) == bool(choice)
    found = [paper for paper in load(shelf / "data").papers if paper.title == "On Compasses"]
    assert [(paper.arxiv, paper.doi, paper.venue) for paper in found] == (
        [("2405.00001", "10.1000/compass", "J. Needles")] if choice else []
    )


def test_an_id_that_is_not_found(shelf: Path, server: Server) -> None:
    """The others are added, and the command names it with its place and fails."""
    done = run("2405.00001", "10.1000/nothing", "--write")
    assert done.code == 1
    assert done.err.endswith("\narguments:2: Crossref has no paper '10.1000/nothing'; check the id\n")
    assert "on-compasses" in load(shelf / "data").by_id


def test_an_arxiv_id_that_arxiv_does_not_have(shelf: Path, server: Server) -> None:
    """Its reply without an entry is not a fault of the list or the feed."""
    server.will(by_path({"/arxiv/": reply(EMPTY, kind="application/atom+xml")}))
    done = run("--from", "-", stdin=b"\n2405.00009\n")
    assert (done.code, done.out) == (1, "")
    assert done.err == "stdin:2: arXiv has no paper '2405.00009'; check the id\n"


@pytest.mark.parametrize("given", ["2401.00001v3", "https://doi.org/10.1000/ABC"])
def test_a_paper_that_is_on_the_list(shelf: Path, every_service: Server, given: str) -> None:
    """It is named before any service is asked, which then may be out of reach."""
    every_service.will(by_path({"/": reply(status=404)}))
    done = run(given)
    assert done.code == 1
    assert " is on the list already, data/papers.yaml:4: on-walruses\n" in done.err.partition("has no")[0]


LISTS = {
    "a word a line": b"2405.00001\n10.1000/compass\n",
    "comments and blank lines": b"# to read\n\n2405.00001 # first\n   \n10.1000/compass\n",
    "commas": b"2405.00001,10.1000/compass",
    "a byte order mark and CRLF": b"\xef\xbb\xbf2405.00001\r\n10.1000/compass\r\n",
    "CR": b"2405.00001\r10.1000/compass\r",
    "bullets": b"- arXiv:2405.00001\n* https://doi.org/10.1000/compass\n",
    "numbers and boxes": b"1. arxiv.org/abs/2405.00001v2\n2) [ ] doi: 10.1000/compass\n",
    "Markdown": b"## Mine\n- [On #1](https://arxiv.org/abs/2405.00001), [b](https://doi.org/10.1000/compass)\n",
}


@pytest.mark.parametrize("content", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("way", ["file", "dash", "stdin"])
def test_a_list_of_ids(shelf: Path, server: Server, content: bytes, way: str) -> None:
    """It comes from a file or from standard input, in the forms in which people keep such lists."""
    Path("ids.txt").write_bytes(content)
    options = {"file": ["--from", "ids.txt"], "dash": ["--from", "-"], "stdin": []}[way]
    done = run(*options, stdin=b"" if way == "file" else content)
    assert done.code == 0, done.err
    assert [line.split("  ")[0] for line in done.out.splitlines() if line[:1] != " "] == ["new", "changed"]


def test_everything_unreadable_is_told_at_once(shelf: Path) -> None:
    """Each word of the file and of the command line has its place, and nothing is looked up."""
    Path("ids.txt").write_bytes(b"2405.00001\r\none, two\r\nthree\r\n")
    done = run("2405.00001", "four", "--from", "ids.txt")
    assert done.code == 1
    places = ["arguments:2: 'four'", "ids.txt:2: 'one'", "ids.txt:2: 'two'", "ids.txt:3: 'three'"]
    assert [line.partition(" is not")[0] for line in done.err.splitlines()] == places


def test_a_file_that_is_not_text(shelf: Path) -> None:
    """It is refused with the line where the text ends."""
    Path("ids.txt").write_bytes(b"2405.00001\n\xff\xfe")
    done = run("--from", "ids.txt")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("ids.txt:2: this isn't UTF-8")


def test_a_file_as_an_argument(shelf: Path) -> None:
    """The way to read it is told."""
    Path("ids.txt").write_text("2405.00001\n")
    done = run("ids.txt")
    assert done.code == 2
    assert "'ids.txt' is a file; read the ids in it with --from ids.txt" in done.err


def test_no_id(shelf: Path) -> None:
    """It is a usage error."""
    done = run(stdin=b"# nothing\n")
    assert done.code == 2
    assert "give at least one id, as an argument, in a file or on standard input" in done.err
