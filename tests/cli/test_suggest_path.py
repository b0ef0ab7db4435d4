"""`papershelf suggest-path`: collections that lead to a paper from what it builds on."""

from pathlib import Path

import pytest

from papershelf.library import load
from tests.cli.command_line import run

PAPERS = """\
- id: roots
  title: 'Roots: A Study'
  published: '2001'
- id: trunk
  title: Trunk
  published: '2005'
- id: leaves
  title: Leaves
  published: '2003'
- id: forest
  title: Forest
  published: '2010'
"""
CITATIONS = """\
- paper: forest
  builds_on: [trunk, leaves, gone]
- paper: trunk
  builds_on: [roots]
- paper: leaves
  builds_on: [trunk, roots]
"""
PATH = """
- slug: to-forest
  title: What “Forest” builds on
  description: Papers that lead to “Forest”, each after those that it builds on.
  steps:
    - paper: roots
      why: “Trunk” and “Leaves” build on it.
    - paper: trunk
      why: “Leaves” and “Forest” build on it.
    - paper: leaves
      why: “Forest” builds on it.
    - paper: forest
      why: It builds on “Trunk” and “Leaves”.
"""


@pytest.fixture
def garden(shelf: Path) -> Path:
    """A list in which one paper builds on two others, and these on a fourth."""
    Path("data/papers.yaml").write_text(PAPERS)
    Path("data/citations.yaml").write_text(CITATIONS)
    return shelf


def test_a_path_leads_from_the_foundations(garden: Path) -> None:
    """Each paper comes after those that it builds on; the output is an entry of collections.yaml."""
    done = run("suggest-path", "forest")
    told = "1 path; add them to data/collections.yaml, with reasons of your own\n"
    assert (done.code, done.out, done.err) == (0, PATH, told)
    Path("data/collections.yaml").write_text(done.out)
    (collection,) = load(Path("data")).collections
    assert [step.paper for step in collection.steps] == ["roots", "trunk", "leaves", "forest"]


def test_papers_that_end_no_collection_are_suggested(garden: Path) -> None:
    """Those that build on most others come first; those of a collection are left out."""
    first = run("suggest-path").out
    assert [line for line in first.splitlines() if "slug" in line] == [
        "- slug: to-forest",
        "- slug: to-leaves",
    ]
    Path("data/collections.yaml").write_text(PATH)
    assert "to-forest" not in run("suggest-path").out
    assert "- slug: to-forest-2\n" in run("suggest-path", "forest").out


def test_too_little_to_go_by(garden: Path) -> None:
    """A paper that builds on one other, or a list without citations, gives no path, and is told why."""
    done = run("suggest-path", "trunk")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("trunk builds on fewer than 2 papers of the list\n0 paths; ")
    Path("data/citations.yaml").unlink()
    assert run("suggest-path").err.startswith("citations.yaml not found; papershelf enrich --citations")


def test_papers_that_cite_each_other(garden: Path) -> None:
    """A circle is cut; each paper is one step."""
    Path("data/citations.yaml").write_text(
        "- paper: trunk\n  builds_on: [roots, leaves]\n- paper: leaves\n  builds_on: [trunk]\n"
        "- paper: roots\n  builds_on: [trunk]\n"
    )
    steps = [line for line in run("suggest-path", "trunk").out.splitlines() if "- paper:" in line]
    assert steps == [f"    - paper: {name}" for name in ("roots", "leaves", "trunk")]


def test_a_path_has_an_end(shelf: Path) -> None:
    """Of many papers it takes those that most others build on."""
    many = [f"p{number:02}" for number in range(30)]
    Path("data/papers.yaml").write_text(
        "".join(f"- id: {name}\n  title: {name}\n" for name in [*many, "end"])
    )
    Path("data/citations.yaml").write_text(
        f"- paper: end\n  builds_on: [{', '.join(many)}]\n"
        + "".join(f"- paper: {name}\n  builds_on: [p29]\n" for name in many[:9])
    )
    steps = [line.split()[-1] for line in run("suggest-path", "end").out.splitlines() if "- paper:" in line]
    assert len(steps) == 8
    assert (steps[-1], "p29" in steps) == ("end", True)
