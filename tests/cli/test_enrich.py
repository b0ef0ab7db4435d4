"""`papershelf enrich` against a server on this machine."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.model import PartialDate
from papershelf.services.endpoints import APIS
from tests.cli.command_line import Done
from tests.cli.command_line import run as run_command
from tests.services import misbehaving
from tests.services.misbehaving import Behaviour, Server, by_path, reply

NAMES = ("arXiv", "Semantic Scholar", "Hugging Face", "Crossref", "OpenAlex")
PAPERS = """\
# Kept by hand.
- id: sketching-graphs
  title: 'Sketching Graphs & Streams: A Made-up Study'  # theirs
  arxiv: '2501.01234'
- id: done
  title: Done
  authors: [Ada Lovelace]
  published: '2024'
  issued: '2024'
  arxiv: '2401.00001'
  doi: '10.1234/done'
  venue: V 2024
  links:
    code: https://github.com/a/b
"""
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">{}</feed>"""
ENTRY = """<entry><id>http://arxiv.org/abs/{id}v2</id><title>{title}</title>
<published>2025-01-02T00:00:00Z</published><author><name>{author}</name></author></entry>"""
SKETCHING = "Sketching Graphs &amp; Streams: A Made-up Study"
FIXTURES = Path(__file__).parents[1] / "fixtures"
NONE = reply(status=404)


def atom(*entries: tuple[str, str, str]) -> Behaviour:
    """ArXiv's reply with these ids, titles and authors."""
    texts = [ENTRY.format(id=arxiv, title=title, author=author) for arxiv, title, author in entries]
    return reply(ATOM.format("".join(texts)), kind="application/atom+xml")


def all_well() -> dict[str, Behaviour]:
    """Replies by path with which every service answers about the made-up study."""
    return {
        "/arxiv/": atom(("2501.01234", SKETCHING, "Zoë Müller-Løwe")),
        "/semantic_scholar/": reply("[null]"),
        "/hugging_face/": reply(
            '{"id": "2501.01234", "title": "Sketching Graphs & Streams: A Made-up Study", "upvotes": 1,'
            ' "githubRepo": "https://github.com/sketch/graphs"}'
        ),
        "/crossref/": reply((FIXTURES / "crossref/written-works.json").read_bytes()),
        "/crossref/works": reply((FIXTURES / "crossref/written-work.json").read_bytes().replace(
            b'"message": {', b'"message": {"items": [{').replace(b'"score": 1.0\n }', b'"score": 1.0}]}')),
        "/openalex/": NONE,
    }  # fmt: skip


@pytest.fixture
def server(every_service: Server) -> Server:
    """Services that know the made-up study."""
    every_service.will(by_path(all_well()))
    return every_service


@pytest.fixture(autouse=True)
def data(shelf: Path) -> Path:
    """A list with one paper that lacks much and one that lacks nothing."""
    (shelf / "data/papers.yaml").write_text(PAPERS)
    return shelf / "data"


def run(*arguments: str) -> Done:
    """Run the command with a cache of its own."""
    return run_command("enrich", "--cache", "cache", *arguments)


def test_a_dry_run_shows_and_writes_nothing(data: Path, server: Server) -> None:
    """What would be filled is shown with its source; the file stays, and a second run asks nothing."""
    result = run()
    assert result.code == 0, result.err
    assert result.out == (
        "sketching-graphs\n"
        "  filled    authors: Zoë Müller-Løwe  (arXiv)\n"
        "  filled    published: 2025-01-02  (arXiv)\n"
        "  filled    issued: 2025-08-03  (Crossref)\n"
        "  filled    doi: 10.1145/3999999.3999998  (Crossref)\n"
        "  filled    venue: KDD 2025  (Crossref)\n"
        "  filled    links.code: https://github.com/sketch/graphs  (Hugging Face)\n"
        "  conflict  authors: Zoë Müller-Løwe, Plato, The Sketch Consortium  (Crossref; arXiv is used)\n"
    )
    assert result.err == (
        "asked about 1 paper: 6 fields of 1 paper to fill, 1 conflict, 0 doubtful; "
        "nothing written, fill them in with --write\n"
    )
    assert (data / "papers.yaml").read_text() == PAPERS
    asked = len(server.requests)
    assert run().out == result.out
    assert len(server.requests) == asked


def test_writing_fills_what_was_shown(data: Path, server: Server) -> None:
    """With --write the fields stand in the entry with their sources; comments and other entries stay."""
    result = run("--write")
    assert result.code == 0, result.err
    assert "written to data/papers.yaml" in result.err
    paper = load(data).by_id["sketching-graphs"]
    assert paper.authors == ("Zoë Müller-Løwe",)
    assert (paper.published, paper.issued) == (PartialDate(2025, 1, 2), PartialDate(2025, 8, 3))
    assert (paper.doi, paper.venue) == ("10.1145/3999999.3999998", "KDD 2025")
    assert paper.links == {"code": "https://github.com/sketch/graphs"}
    assert paper.sources == {
        "authors": "arXiv",
        "published": "arXiv",
        "issued": "Crossref",
        "doi": "Crossref",
        "venue": "Crossref",
        "links.code": "Hugging Face",
    }
    text = (data / "papers.yaml").read_text()
    assert text.startswith("# Kept by hand.\n")
    assert "  # theirs\n" in text
    assert text.endswith(PAPERS[PAPERS.index("- id: done") :])
    again = run("--write")
    assert (again.code, again.out, again.err) == (0, "", "nothing is missing\n")
    assert (data / "papers.yaml").read_text() == text


def test_machines_get_json(server: Server) -> None:
    """The same account as data."""
    account = json.loads(run("--json").out)
    assert account["doubtful"] == []
    assert [(other["key"], other["source"], other["taken"]) for other in account["conflicts"]] == [
        ("authors", "Crossref", "arXiv")
    ]
    assert {
        "id": "sketching-graphs",
        "key": "published",
        "value": "2025-01-02",
        "source": "arXiv",
    } in account["filled"]


@pytest.mark.parametrize("dead", NAMES)
def test_a_dead_service_costs_its_fields(dead: str, server: Server) -> None:
    """Whichever fails, the others' fields are filled, and one line says which failed and why."""
    api = next(api.id for api in APIS if api.name == dead)
    well = {**all_well(), "/crossref/works": reply('{"message": {"items": []}}')}
    paths = {path: behave for path, behave in well.items() if not path.startswith(f"/{api}/")}
    server.will(by_path({**paths, f"/{api}/": reply(status=503)}))
    result = run()
    assert result.code == 0
    (warning,) = [line for line in result.err.splitlines() if line.startswith("warning: ")]
    expected = f"warning: {dead}: failed (503); try again later; facts that only it has are missing"
    assert warning == expected
    assert f"({dead})" not in result.out
    assert "filled" in result.out


def test_all_dead_is_a_failure(data: Path, server: Server) -> None:
    """Where nobody could be asked, the command fails, with a line for each and no traceback."""
    server.will(misbehaving.hang_up)
    result = run("--write")
    assert result.code == 1
    assert result.err.count("the reply broke off; try again later") == len(NAMES)
    assert (data / "papers.yaml").read_text() == PAPERS


def test_doubtful_records_are_listed_and_not_taken(data: Path, server: Server) -> None:
    """A title that is merely alike is shown with its evidence and address, and nothing is written of it."""
    works = (
        (FIXTURES / "crossref/written-work.json").read_bytes().replace(b"A Made-up Study", b"A Made-up Story")
    )
    listed = works.replace(b'"message": {', b'"message": {"items": [{').replace(
        b'"score": 1.0\n }', b'"score": 1.0}]}'
    )
    server.will(by_path({**all_well(), "/crossref/works": reply(listed)}))
    result = run("--write")
    assert (
        "  doubtful  Crossref has “Sketching Graphs & Streams: A Made-up Story”: 95 % alike, "
        "the titles are not the same  https://doi.org/10.1145/3999999.3999998\n"
    ) in result.out
    assert load(data).by_id["sketching-graphs"].doi is None


def test_a_paper_that_is_not_there(server: Server) -> None:
    """A wrong id is answered with the nearest one, before anything is asked."""
    result = run("sketching-graph")
    assert result.code == 1
    assert "did you mean sketching-graphs?" in result.err
    assert server.requests == []


def test_only_the_named_papers_are_asked_about(server: Server) -> None:
    """A complete paper costs no request."""
    assert run("done").err == "nothing is missing\n"
    assert server.requests == []


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("PAPERSHELF_CONTACT", "nobody", "is not an e-mail address"),
        ("PAPERSHELF_ARXIV_URL", "arxiv", "which is not an http(s) address"),
    ],
)
def test_wrong_settings_are_told(
    setting: str, value: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A setting that cannot work ends the command with its name; nothing is asked."""
    monkeypatch.setenv(setting, value)
    result = run()
    assert (result.code, result.out) == (1, "")
    assert setting in result.err
    assert message in result.err


def without_authors(count: int) -> str:
    """A list of papers that lack nothing but their authors."""
    return "".join(
        PAPERS[PAPERS.index("- id: done") :]
        .replace("  authors: [Ada Lovelace]\n", "")
        .replace("id: done", f"id: paper-{number}")
        .replace("title: Done", f"title: The Paper of the Number {number}")
        .replace("2401.00001", f"2401.{number:05}")
        .replace("10.1234/done", f"10.1234/{number}")
        for number in range(count)
    )


def start(data: Path, *arguments: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
    """The command as a process of its own."""
    program = (
        "import signal; from papershelf.cli import main; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); main()"  # background jobs ignore it
    )
    every = [sys.executable, "-c", program, "enrich", "--data", str(data)]
    every += ["--cache", str(data.parent / "cache"), *arguments]
    return subprocess.Popen(every, stdout=subprocess.PIPE, stderr=stderr, text=True)


def test_an_interrupt_keeps_what_was_done(data: Path, server: Server) -> None:
    """^C while a service is silent gives one line and 130; the batch before it is in the file."""
    (data / "papers.yaml").write_text(without_authors(30))
    first = atom(*[(f"2401.{number:05}", f"The Paper of the Number {number}", "A B") for number in range(25)])
    server.will(first, misbehaving.silence)
    process = start(data, "--write")
    deadline = time.monotonic() + 60
    while len(server.requests) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (130, "")
    assert stderr == "stopped; what was filled in so far is written, run the command again to continue\n"
    papers = load(data).papers
    assert [paper.authors for paper in papers] == [("A B",)] * 25 + [()] * 5
    rest = [f"2401.{number:05}" for number in range(25, 30)]
    assert server.requests[-1].params["id_list"] == ",".join(rest)


def test_progress_is_for_terminals(data: Path, server: Server) -> None:
    """On a terminal a bar shows on standard error; into a pipe goes the summary alone."""
    (data / "papers.yaml").write_text(without_authors(1))
    server.will(atom(("2401.00000", "The Paper of the Number 0", "A B")))
    _, piped = start(data).communicate(timeout=60)
    assert "asking" not in piped
    ours, theirs = os.openpty()
    try:
        process = start(data, stderr=theirs)
        stdout, _ = process.communicate(timeout=60)
        assert "asking" in os.read(ours, 100_000).decode()
        assert "asking" not in stdout
    finally:
        os.close(ours)
        os.close(theirs)
