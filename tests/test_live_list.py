"""What data/ promises whatever papers are on the list, so that no curator has to touch a test."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from papershelf.library import load
from papershelf.library.edit import canonical
from papershelf.library.load import PAPERS
from papershelf.library.schemas import SCHEMAS, schema_text
from papershelf.library.write import MODELINE


@pytest.fixture(scope="module")
def data(project_root: Path) -> Path:
    """The repository's data."""
    return project_root / "data"


def test_it_is_in_order(data: Path) -> None:
    """It loads, in the form that `papershelf format` writes, and each permalink leads to one paper."""
    papers = load(data).papers
    text = (data / PAPERS).read_text(encoding="utf-8")
    assert canonical(text, papers) == text
    permalinks = [name for paper in papers for name in (paper.id, *paper.formerly)]
    assert len(set(permalinks)) == len(permalinks)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_not_stale(data: Path, name: str) -> None:
    """`papershelf schema` would change nothing."""
    assert (data / "schema" / name).read_text(encoding="utf-8") == schema_text(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_data_keep_their_schemas(data: Path, name: str) -> None:
    """An editor that checks them finds nothing."""
    path = data / name.replace(".schema.json", ".yaml")
    source = path.read_bytes() if path.exists() else b""  # a list need not have fields of its own
    content: Any = yaml.load(source, Loader=yaml.CSafeLoader)
    schema = json.loads((data / "schema" / name).read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(content)] == []


@pytest.mark.parametrize("name", ["papers", "tags", "collections"])
def test_editors_are_told_the_schema(data: Path, name: str) -> None:
    """The first line of each file names it."""
    first = (data / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == MODELINE.strip().replace("papers", name)
    assert (data / first.partition("$schema=")[2]).is_file()
