"""The OpenAPI description names every file, and no other."""

import re
from pathlib import Path
from typing import Any

import pytest

from papershelf.library import load
from tests.render.api_files import SITE, awkward, files, read


@pytest.fixture(scope="module")
def made(list_dir: Path) -> dict[str, str]:
    return files(load(list_dir))


@pytest.fixture(scope="module")
def described(made: dict[str, str]) -> Any:
    return read(made, "openapi.json")


def pattern(path: str) -> str:
    return re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path.removeprefix("/")))


def test_each_file_has_a_path(made: dict[str, str], described: Any) -> None:
    """But for schemas, further parts of a long list, and the description itself."""
    patterns = [pattern(path) for path in described["paths"]]
    for name in made:
        if not re.fullmatch(r"schemas/.*|openapi\.json", name):
            assert sum(bool(re.fullmatch(each, name)) for each in patterns) == 1, name


def test_each_path_has_a_file(made: dict[str, str], described: Any) -> None:
    """This list is too short for a second page of papers; the database is made from the site."""
    left = {
        path for path in described["paths"] if not any(re.fullmatch(pattern(path), name) for name in made)
    }
    assert left == {"/pages/{number}.json", "/list.sqlite"}


def test_each_path_names_its_schema(made: dict[str, str], described: Any) -> None:
    """By an address from the folder of the API; names of operations are unique, parameters are described."""
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": f"{SITE}api/v1"}]
    operations = []
    for path, item in described["paths"].items():
        operation = item["get"]
        operations.append(operation["operationId"])
        named = {each["name"] for each in operation.get("parameters", [])}
        assert named == set(re.findall(r"\{(\w+)\}", path))
        assert all(each["in"] == "path" and each["required"] for each in operation.get("parameters", []))
        for content in operation["responses"]["200"]["content"].values():
            assert content.get("schema", {"$ref": "index.json"})["$ref"] in made
    assert len(operations) == len(set(operations))


def test_without_an_address_the_server_is_here() -> None:
    """A program then takes the address that it has the description from."""
    assert read(files(awkward(), site=None), "openapi.json")["servers"] == [{"url": "."}]
