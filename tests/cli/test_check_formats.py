"""`papershelf check --format`: the same findings for people, scripts, GitHub and code scanning."""

import json
from pathlib import Path

import pytest

from papershelf.cli.findings import FINDINGS_AS
from papershelf.problems import Problem
from tests.cli.command_line import run

PROBLEMS = [
    Problem("data/my, papers:1.yaml", 3, "100 % wrong,\r\nmend it: now", rule="odd-thing"),
    Problem("data/tags.yaml", 7, "an “odd” tag", "warning", "unused-tag"),
]


@pytest.fixture
def findings(shelf: Path) -> Path:
    """A list with an error and, were it in order, warnings."""
    Path("data/papers.yaml").write_text("- id: a\n  title: A\n  tags: [animal]\n")
    return shelf


def test_text() -> None:
    """A line a problem; a line break in a message does not break it."""
    assert FINDINGS_AS["text"](PROBLEMS).splitlines() == [
        r"data/my, papers:1.yaml:3: 100 % wrong,\r\nmend it: now",
        "data/tags.yaml:7: warning: an “odd” tag",
    ]


def test_json() -> None:
    """A list of objects with all that is known."""
    assert json.loads(FINDINGS_AS["json"](PROBLEMS)) == [
        {
            "path": "data/my, papers:1.yaml",
            "line": 3,
            "message": "100 % wrong,\r\nmend it: now",
            "severity": "error",
            "rule": "odd-thing",
        },
        {
            "path": "data/tags.yaml",
            "line": 7,
            "message": "an “odd” tag",
            "severity": "warning",
            "rule": "unused-tag",
        },
    ]


def test_github() -> None:
    """Percent signs, line ends, colons and commas are escaped as GitHub's runner reads them back."""
    assert FINDINGS_AS["github"](PROBLEMS).split("\n") == [
        "::error file=data/my%2C papers%3A1.yaml,line=3,title=odd-thing::100 %25 wrong,%0D%0Amend it: now",
        "::warning file=data/tags.yaml,line=7,title=unused-tag::an “odd” tag",
        "",
    ]


def test_sarif() -> None:
    """One run of SARIF 2.1.0: every rule that is used is declared, places are URIs and lines from 1."""
    log = json.loads(FINDINGS_AS["sarif"](PROBLEMS))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (one,) = log["runs"]
    assert one["tool"]["driver"]["name"] == "papershelf"
    rules = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    assert rules == ["odd-thing", "unused-tag"]
    assert [result["ruleId"] for result in one["results"]] == rules
    assert [result["level"] for result in one["results"]] == ["error", "warning"]
    assert [result["message"]["text"] for result in one["results"]] == [
        problem.message for problem in PROBLEMS
    ]
    places = [result["locations"][0]["physicalLocation"] for result in one["results"]]
    assert places == [
        {"artifactLocation": {"uri": "data/my%2C%20papers%3A1.yaml"}, "region": {"startLine": 3}},
        {"artifactLocation": {"uri": "data/tags.yaml"}, "region": {"startLine": 7}},
    ]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_nothing_found(form: str) -> None:
    """Without problems there is still a whole document."""
    assert json.loads(FINDINGS_AS[form]([])) is not None
    assert FINDINGS_AS["text"]([]) == FINDINGS_AS["github"]([]) == ""


@pytest.mark.parametrize("form", FINDINGS_AS)
def test_every_format_exits_alike(findings: Path, form: str) -> None:
    """An error is exit code 1 in each, and the message is in what is printed."""
    done = run("check", "--format", form)
    assert done.code == 1
    assert "unknown tag" in done.out
    assert "did you mean" in done.out
    assert done.err == "1 error\n"


@pytest.mark.parametrize("form", FINDINGS_AS)
def test_warnings_do_not_fail(shelf: Path, form: str) -> None:
    """What a curator may want to look at is shown, and the exit code is 0."""
    done = run("check", "--format", form)
    assert done.code == 0
    assert "the abstract looks cut off" not in done.out
    assert "the abstract is missing" in done.out
    assert done.err == "2 papers and 2 tags: 2 warnings\n"


def test_possible_duplicates(shelf: Path) -> None:
    """Two papers whose titles are alike are a warning, with the way out."""
    with Path("data/papers.yaml").open("a") as file:
        file.write("\n- id: other\n  title: On Walrusses\n")
    lines = [line for line in run("check").out.splitlines() if "similar" in line]
    assert lines == [
        (
            "data/papers.yaml:15: warning: the title is 96 % similar to that of line 4;"
            " if they are one paper: papershelf merge other on-walruses"
        )
    ]


def test_an_unknown_format(shelf: Path) -> None:
    """It is a usage error that names those there are."""
    done = run("check", "--format", "xml")
    assert done.code == 2
    assert "sarif" in done.err
