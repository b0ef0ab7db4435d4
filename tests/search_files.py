"""The search index of a built site, as a test reads it."""

import json
from pathlib import Path
from typing import Any, NamedTuple


class Result(NamedTuple):
    """What the index has of a paper for results to show."""

    id: str
    title: str
    authors: list[str]
    facts: str
    tags: list[list[str]]
    abstract: str
    more: dict[str, Any]


def start(site: Path) -> dict[str, Any]:
    """The file that says where the others are."""
    found: dict[str, Any] = json.loads((site / "search-index" / "start.json").read_text(encoding="utf-8"))
    return found


def file(site: Path, name: str) -> Any:
    """A file of the index, by its name."""
    path = site / "search-index" / start(site)["edition"] / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def results(site: Path) -> list[Result]:
    """All papers, in the order of their numbers."""
    folder = site / "search-index" / start(site)["edition"]
    count = len(list(folder.glob("results-*.json")))
    return [Result(*row) for number in range(count) for row in file(site, f"results-{number}")]


def listed(site: Path, name: str) -> Any:
    """One of the lists of the index."""
    return file(site, "lists")[name] if start(site)["few"] else file(site, name)


def words(site: Path) -> set[str]:
    """Every word by which a paper is found."""
    parts = range(len(start(site)["words"]))
    return {word for part in parts for word in file(site, f"words-{part}")}


def numbers(steps: list[int]) -> list[int]:
    """Numbers from the steps between them."""
    found = [-1]
    for step in steps:
        found.append(found[-1] + step)
    return found[1:]
