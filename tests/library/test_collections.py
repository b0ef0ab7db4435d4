"""Collections: what is read of them, what is doubtful, and what the schema says."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml

from papershelf.library import load
from papershelf.library.load import warnings
from papershelf.library.schemas import schema_text
from papershelf.model import Step
from papershelf.problems import InvalidInputError

SCHEMA = jsonschema.Draft202012Validator(json.loads(schema_text("collections.schema.json")))
PAPERS = "- id: on-walruses\n  title: A\n- id: on-teapots\n  title: B\n"
PATH = """\
- slug: from-walruses-to-teapots
  title: From walruses to teapots
  description: What they share.
  steps:
    - paper: on-walruses
      why: >-
        Walruses come
        first.
    # and then
    - paper: on-teapots
      why: Teapots follow.
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A directory with two papers, without collections."""
    (tmp_path / "tags.yaml").write_text("[]\n")
    (tmp_path / "papers.yaml").write_text(PAPERS)
    return tmp_path


def test_everything_is_read(data: Path) -> None:
    """The steps arrive in their order, each with its lines."""
    (data / "collections.yaml").write_text(PATH)
    (collection,) = load(data).collections
    assert (collection.slug, collection.title) == ("from-walruses-to-teapots", "From walruses to teapots")
    assert collection.description == "What they share."
    assert collection.steps == (
        Step("on-walruses", "Walruses come first."),
        Step("on-teapots", "Teapots follow."),
    )
    assert (collection.line, collection.lines["steps"]) == (1, 4)
    assert [(step.line, step.lines["why"]) for step in collection.steps] == [(5, 6), (10, 11)]


@pytest.mark.parametrize("content", [None, "", "# none yet\n", "[]\n", "~\n"])
def test_there_may_be_none(data: Path, content: str | None) -> None:
    """The file may be empty or missing."""
    if content is not None:
        (data / "collections.yaml").write_text(content)
    assert load(data).collections == ()


def test_a_broken_list_does_not_make_every_paper_unknown(data: Path) -> None:
    """Where papers.yaml cannot be read, collections are not blamed for their papers, but for all else."""
    (data / "papers.yaml").write_text("- id: [\n")
    (data / "collections.yaml").write_text(PATH + "  colour: red\n")
    with pytest.raises(InvalidInputError) as raised:
        load(data)
    assert [(Path(found.path).name, found.line) for found in raised.value.problems] == [
        ("collections.yaml", 12),
        ("papers.yaml", 1),
    ]


def test_a_single_step_is_doubtful(data: Path) -> None:
    """It is not a path, which is a warning at the collection's line."""
    (data / "collections.yaml").write_text("# mine\n" + PATH.partition("    # and then")[0])
    found = [problem for problem in warnings(load(data)) if problem.rule == "short-collection"]
    assert [(Path(problem.path).name, problem.line, problem.severity) for problem in found] == [
        ("collections.yaml", 2, "warning")
    ]
    (data / "collections.yaml").write_text(PATH)
    assert "short-collection" not in {problem.rule for problem in warnings(load(data))}


def test_the_schema_takes_what_the_loader_takes(complaints: Callable[..., list[str]]) -> None:
    """A collection in order has nothing wrong for either."""
    assert not complaints(PAPERS, "", PATH)
    assert not list(SCHEMA.iter_errors(yaml.safe_load(PATH)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: From", "name: From"),
        ("slug: from-", "slug: From "),
        ("  description: What they share.\n", ""),
        ("      why: Teapots follow.\n", ""),
        ("why: Teapots follow.", "why: ''"),
        ("why: Teapots follow.", "why: [Teapots]"),
        ("paper: on-teapots", "paper: On Teapots"),
        ("paper: on-teapots", "id: on-teapots"),
        (PATH[PATH.index("steps:") :], "steps: []\n"),
        (PATH[PATH.index("steps:") :], "steps: [on-walruses]\n"),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(
    complaints: Callable[..., list[str]], before: str, after: str
) -> None:
    """What is wrong in itself, without a look at the list, is wrong for both."""
    text = PATH.replace(before, after)
    assert text != PATH
    assert complaints(PAPERS, "", text)
    assert list(SCHEMA.iter_errors(yaml.safe_load(text)))
