"""`papershelf enrich --citations` against a server on this machine."""

import json
from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.library.schemas import schema_text
from tests.cli.command_line import Done
from tests.cli.command_line import run as run_command
from tests.services import misbehaving
from tests.services.misbehaving import Behaviour, Server, by_path, reply

PAPERS = """\
- id: sketches
  title: Sketches
  arxiv: '2401.00001'
- id: hashing
  title: Hashing
  doi: 10.1145/3999999.3999998
- id: trees
  title: Trees
  arxiv: '2402.00002v2'
- id: manuscript
  title: Manuscript
"""
WRITTEN = """\
- paper: hashing
  asked: '2026-11-29'
  sources: [OpenAlex, Semantic Scholar]
- paper: sketches
  builds_on:
    - hashing
    - trees
  asked: '2026-11-29'
  sources: [OpenAlex, Semantic Scholar]
- paper: trees
  asked: '2026-11-29'
"""
RECENT = "papers were asked about in the last 30 days, name some to ask again"
NEVER = "; 1 paper without arXiv id and DOI cannot be asked about\n"
FIXTURES = Path(__file__).parents[1] / "fixtures"
GRAPH = (FIXTURES / "openalex/written-graph.json").read_bytes()
REFERENCES = (FIXTURES / "semantic_scholar/written-references.json").read_bytes()


def services(openalex: Behaviour, semantic_scholar: Behaviour) -> Behaviour:
    return by_path({"/openalex/works": openalex, "/semantic_scholar/paper/batch": semantic_scholar})


@pytest.fixture
def server(every_service: Server) -> Server:
    """Both services, which know two papers, of which one cites others of the list."""
    every_service.will(services(reply(GRAPH), reply(REFERENCES)))
    return every_service


@pytest.fixture(autouse=True)
def data(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of four papers, of which one has no id that services know."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")  # 2026-11-29
    (shelf / "data/papers.yaml").write_text(PAPERS)
    return shelf / "data"


def run(*arguments: str, cache: str = "cache") -> Done:
    """Run the command with a cache, which can be another one."""
    return run_command("enrich", "--citations", "--cache", cache, *arguments)


def citations(data: Path) -> str:
    """The file without the lines at its top."""
    return (data / "citations.yaml").read_text().partition("\n\n")[2]


def test_a_dry_run_shows_and_writes_nothing(data: Path, server: Server) -> None:
    """New links are shown with who says so, nothing is written, and a second run asks nothing."""
    result = run()
    assert result.code == 0, result.err
    assert result.out == (
        "sketches\n  builds on hashing  (OpenAlex, Semantic Scholar)\n  builds on trees  (Semantic Scholar)\n"
    )
    assert result.err == (
        "asked about 3 papers: 2 new links of 1 paper, 1 known to no service; "
        f"nothing written, add them with --write{NEVER}"
    )
    assert not (data / "citations.yaml").exists()
    asked = len(server.requests)
    assert run().out == result.out
    assert len(server.requests) == asked


def test_writing_keeps_what_was_shown(data: Path, server: Server) -> None:
    """The file has the links, the day and the services; papers.yaml stays, and nothing is asked again."""
    result = run("--write")
    assert result.code == 0, result.err
    assert "written to data/citations.yaml" in result.err
    assert citations(data) == WRITTEN
    assert (data / "papers.yaml").read_text() == PAPERS
    asked = len(server.requests)
    again = run("--write", cache="another")
    assert again.err == f"nothing to ask; {RECENT}{NEVER}"
    assert len(server.requests) == asked


def test_a_list_with_schemas_gets_the_one_of_the_file(data: Path, server: Server) -> None:
    """Editors then know its keys, as the line at its top promises; a list without schemas gets none."""
    run("--write")
    assert not (data / "schema").exists()
    (data / "citations.yaml").unlink()
    (data / "schema").mkdir()
    run("--write")
    assert (data / "schema/citations.schema.json").read_text() == schema_text("citations.schema.json")


def test_a_list_that_nobody_can_be_asked_about(data: Path, server: Server) -> None:
    """It is told why, and nothing is asked."""
    assert run("manuscript").err == f"nothing to ask{NEVER}"
    (data / "papers.yaml").write_text("- id: manuscript\n  title: Manuscript\n")
    assert run().err == f"nothing to ask{NEVER}"
    assert server.requests == []


def test_services_are_asked_as_they_want(server: Server) -> None:
    """One question to each: OpenAlex by DOIs, also of preprints, Semantic Scholar by ids."""
    run()
    first, second = server.requests
    assert first.params["filter"] == (
        "doi:10.48550/arxiv.2401.00001|10.1145/3999999.3999998|10.48550/arxiv.2402.00002"
    )
    assert first.params["select"] == "id,doi,referenced_works"
    assert json.loads(second.body) == {
        "ids": ["ARXIV:2401.00001", "DOI:10.1145/3999999.3999998", "ARXIV:2402.00002"]
    }
    assert second.params["fields"] == "externalIds,references.externalIds"


def test_edits_by_hand_survive(data: Path, server: Server) -> None:
    """An id that was added stays, one that was called wrong is not added, comments stay."""
    (data / "citations.yaml").write_text(
        "- paper: sketches  # mine\n  builds_on:\n    - manuscript  # a thesis\n  wrong:\n    - trees\n"
    )
    result = run("--write")
    assert "2 papers" not in result.out
    assert "1 left out as wrong" in result.err
    text = (data / "citations.yaml").read_text()
    assert (
        "- paper: sketches  # mine\n  builds_on:\n    - hashing\n    - manuscript  # a thesis\n"
        "  wrong:\n    - trees\n  asked: '2026-11-29'\n"
    ) in text


def test_papers_are_asked_about_again_after_a_month(data: Path, server: Server) -> None:
    """Only those whose day is 30 days ago, and those that are named."""
    text = WRITTEN.replace("2026-11-29", "2026-11-15").replace("2026-11-15", "2026-10-30", 1)
    (data / "citations.yaml").write_text(text)
    assert "asked about 1 paper:" in run().err
    assert "asked about 2 papers:" in run("sketches", "trees").err


def test_a_paper_that_came_later_is_found(data: Path, server: Server) -> None:
    """OpenAlex tells what papers cite that need not be asked about; their day stays."""
    text = WRITTEN.replace("    - hashing\n", "").replace("2026-11-29", "2026-11-20")
    due = text.replace("- paper: hashing\n  asked: '2026-11-20'", "- paper: hashing")
    (data / "citations.yaml").write_text(due)
    server.will(services(reply(GRAPH), reply("[null]")))
    assert run("--write").out == "sketches\n  builds on hashing  (OpenAlex)\n"
    sketches = next(each for each in load(data).citations if each.paper == "sketches")
    assert (sketches.builds_on, str(sketches.asked)) == (("hashing", "trees"), "2026-11-20")


@pytest.mark.parametrize("dead", ["OpenAlex", "Semantic Scholar"])
def test_a_dead_service_costs_its_links(dead: str, data: Path, server: Server) -> None:
    """What the other one knows is written, and one line says which failed."""
    down = reply(status=503)
    well = (reply(GRAPH), down) if dead == "Semantic Scholar" else (down, reply(REFERENCES))
    server.will(services(*well))
    result = run("--write")
    assert result.code == 0, result.err
    assert f"warning: {dead}: failed (503)" in result.err
    assert f"({dead})" not in result.out
    assert "    - hashing\n" in citations(data)


def test_all_dead_is_a_failure(data: Path, server: Server) -> None:
    """Where nobody could be asked, the command fails, without a traceback, and nobody counts as asked."""
    server.will(misbehaving.hang_up)
    result = run("--write")
    assert result.code == 1
    assert "Traceback" not in result.err
    assert not (data / "citations.yaml").exists()


@pytest.mark.parametrize("body", ["[1, 2]", '{"data": []}', "[{", "[]", '[{"references": {"a": 1}}, 3, "x"]'])
def test_odd_replies_are_no_links(body: str, data: Path, server: Server) -> None:
    """A reply of another form costs its links; nothing else happens."""
    server.will(services(reply('{"results": [{"id": 3}, 4, {"doi": null}]}'), reply(body)))
    result = run("--write")
    assert (result.code, result.out) == (0, "")
    assert "Traceback" not in result.err


def test_machines_get_json(server: Server) -> None:
    """The same account as data."""
    assert json.loads(run("--json").out) == [
        {"paper": "sketches", "builds_on": "hashing", "sources": ["OpenAlex", "Semantic Scholar"]},
        {"paper": "sketches", "builds_on": "trees", "sources": ["Semantic Scholar"]},
    ]
