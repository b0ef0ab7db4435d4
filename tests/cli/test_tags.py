"""`papershelf tags`: what to look at in the vocabulary, in the formats of `papershelf check`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papershelf.cli import papershelf

TAGS = """\
- slug: hashing
  label: Hashing
- slug: graphs
  label: Graphs
- slug: walks
  label: Random walks
  parent: graphs
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A list with one paper, a tag that nobody uses and a group with nothing in it."""
    (tmp_path / "tags.yaml").write_text(TAGS)
    (tmp_path / "papers.yaml").write_text("- id: a\n  title: A\n  tags: [graphs]\n")
    return tmp_path


def run(data: Path, *arguments: str) -> Result:
    """Run the command on a list."""
    return CliRunner().invoke(papershelf, ["tags", *arguments, "--data", str(data)])


def test_findings(data: Path) -> None:
    """Each finding is a line with its place; they are not errors."""
    done = run(data)
    assert done.exit_code == 0
    assert done.stdout == (
        f"{data / 'tags.yaml'}:1: warning: the group 'hashing' has neither tags nor papers;"
        " give it some, a parent, or remove it\n"
        f"{data / 'tags.yaml'}:5: warning: no paper carries the tag 'walks'; use it or remove it\n"
    )
    assert done.stderr == "3 tags, 1 paper: 2 findings\n"


def test_nothing_found(data: Path) -> None:
    """A vocabulary in order is told so."""
    (data / "papers.yaml").write_text("- id: a\n  title: A\n  tags: [walks, hashing]\n")
    done = run(data)
    assert done.stdout == ""
    assert done.stderr == "3 tags, 1 paper: nothing found\n"


def test_formats(data: Path) -> None:
    """The formats are those of `check`."""
    found = json.loads(run(data, "--format", "json").stdout)
    assert [problem["rule"] for problem in found] == ["childless-parent", "unused-tag"]
    assert run(data, "--format", "github").stdout.startswith("::warning file=")
    sarif = json.loads(run(data, "--format", "sarif").stdout)
    assert len(sarif["runs"][0]["results"]) == 2
