"""`papershelf todo`: what curators can do next, each with what settles it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import run
from tests.small_site import make_project

LIST = """\
- id: old-preprint
  title: On Old Preprints and What Became of Them
  arxiv: '2001.00001'
  published: '2020-01-01'
  added: '2024-01-01'
  tags: [animals]
  abstract: Everything is at https://github.com/o/r, and it works.
- id: bare
  title: On Nothing at All in Particular
  added: '2024-01-01'
  links: {paper: 'https://example.org/gone.pdf'}
- id: bare-again
  title: On Nothing at All in Particulars
  added: '2024-01-01'
  tags: [pots]
  links: {paper: 'https://example.org/a.pdf'}
  abstract: This one has an abstract.
- id: new-preprint
  title: On What Is New
  arxiv: '2403.00001'
  published: '2024-03-01'
  added: '2024-04-01'
  tags: [pots]
  abstract: This one has an abstract.
"""


@pytest.fixture
def papers(shelf: Path) -> Path:
    """Four papers, each of which lacks something but for the last; it is May 2024."""
    (shelf / "data/papers.yaml").write_text(LIST)
    return shelf


def found(*arguments: str) -> set[tuple[str, str, str]]:
    """The tasks as kind, subject and command."""
    done = run("todo", "--format", "json", *arguments)
    assert done.code == 0
    return {(task["kind"], task["subject"], task["command"]) for task in json.loads(done.out)}


def test_each_kind_of_task(papers: Path) -> None:
    """What a paper lacks, and what is doubtful, is there with its command; what is right is not."""
    assert found() == {
        ("possible duplicate", "bare-again", "papershelf merge bare-again bare"),
        ("no tags", "bare", "papershelf edit bare"),
        ("no venue", "old-preprint", "papershelf enrich old-preprint --write"),
        ("no code", "old-preprint", "papershelf edit old-preprint"),
        ("no abstract", "bare", "papershelf edit bare"),
    }


def test_dead_links(papers: Path) -> None:
    """Dead links come from what was checked; live ones and those of papers that are gone do not count."""
    address = "https://example.org/gone.pdf"
    links = [
        {"paper": "bare", "address": address, "line": 11, "state": "dead", "reason": "404"},
        {"paper": "bare-again", "address": "https://example.org/a.pdf", "line": 15, "state": "alive"},
        {"paper": "removed", "address": address, "line": 1, "state": "dead"},
    ]
    Path("links.json").write_text(json.dumps(links))
    assert found("--links", "links.json", "--only", "dead link") == {
        ("dead link", "bare", "papershelf edit bare")
    }
    Path("links.json").write_text("dead")
    done = run("todo", "--links", "links.json")
    assert (done.code, done.err) == (
        1,
        "links.json:1: this isn't what `papershelf links --json` prints; save that\n",
    )


def test_a_broad_tag(papers: Path) -> None:
    """A tag on nearly half of the papers is to be split; the line is that of the vocabulary."""
    entries = "".join(
        f"- {{id: p{n}, title: Number {n} of the {'ABCDEFGHIJKL'[n]}s, added: '2024-01-01', "
        f"tags: [{'animals' if n < 6 else 'pots'}], links: {{paper: 'https://example.org/{n}'}}, "
        "abstract: A}\n"
        for n in range(12)
    )
    Path("data/papers.yaml").write_text(entries)
    assert ("broad tag", "animals", "papershelf tags") in found("--only", "broad tag")


def test_text(papers: Path) -> None:
    """The text has a line for an editor to open, the command below it, and what settles all at once."""
    done = run("todo", "--only", "no venue")
    assert done.out.splitlines() == [
        "Papers that may have appeared (1; all at once: papershelf enrich --write)",
        "  data/papers.yaml:1: old-preprint: a preprint since 1 January 2020",
        "    papershelf enrich old-preprint --write",
    ]
    assert done.err == "1 thing to do: 1 no venue\n"


def test_tags_at_once(papers: Path) -> None:
    """The command for all papers without tags is there only where it would tag one of them."""
    at_once = "papershelf suggest-tags --write"
    assert run("todo", "--only", "no tags").out.startswith("Papers without tags (1)\n")
    assert at_once not in run("todo", "--only", "no tags", "--format", "page").out
    tagged = LIST.replace("On Nothing at All in Particular\n", "On Pots and Pots and Pots\n")
    Path("data/papers.yaml").write_text(tagged)
    assert run("todo", "--only", "no tags").out.startswith(
        f"Papers without tags (1; all at once: {at_once})\n"
    )
    assert f"All at once: `{at_once}`" in run("todo", "--only", "no tags", "--format", "page").out


def test_a_page_for_maintainers(papers: Path) -> None:
    """The page links to the pages of papers, and shows an address as it is."""
    done = run("todo", "--format", "page", "--only", "no code")
    assert "- [old-preprint](papers/old-preprint.md): add code: https://github.com/o/r. " in done.out
    Path("data/papers.yaml").write_text("[]\n")
    assert "Nothing: every paper" in run("todo", "--format", "page").out


def test_a_strict_build_takes_the_page(tmp_path: Path) -> None:
    """It need not be named in `nav`, and each of its links leads to a page."""
    project = make_project(tmp_path / "project")
    strict = "nav: [index.md, about.md]\nvalidation: {nav: {omitted_files: warn}, links: {not_found: warn}}\n"
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text() + strict)
    page = run("todo", "--format", "page", "--data", str(project / "data")).out
    (project / "docs/todo.md").write_text(page)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert 'href="../papers/on-kettles/"' in (project / "site/todo/index.html").read_text()
