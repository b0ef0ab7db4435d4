"""What the scheduled import may propose: read from `extra: papershelf: feed:` in `mkdocs.yml`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.library.fields import suggestion
from generator.problems import InvalidInputError, Problem
from generator.settings import read_config

KEYS = ("topics", "minimum_votes", "most_a_day")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper is proposed for one of the topics, from `minimum_votes` on, `most_a_day` from each day.

    Topics are slugs of tags; a group stands for its tags. Without topics any tag will do.
    """

    topics: tuple[str, ...] = ()
    minimum_votes: int = 10
    most_a_day: int = 5


def read_wanted(path: Path, slugs: Collection[str]) -> Wanted:
    """Read the settings; what is not said is as in Wanted. Raises InvalidInputError, with all its faults."""
    extra = _mapping(read_config(path).get("extra"))
    given = _mapping(_mapping(extra.get("papershelf")).get("feed"))
    wrong = [f"unknown setting '{key}'{suggestion(str(key), KEYS)}" for key in given if key not in KEYS]
    topics = given.get("topics") or []
    if not isinstance(topics, list):
        wrong.append("topics must be a list of tags")
        topics = []
    unknown = [topic for topic in map(str, topics) if topic not in slugs]
    wrong += [f"topics: unknown tag '{topic}'{suggestion(topic, slugs)}" for topic in unknown]
    numbers = {key: given[key] for key in KEYS[1:] if key in given}
    wrong += [f"{key} must be a number from 0 on" for key, value in numbers.items() if not _is_count(value)]
    if wrong:
        raise InvalidInputError(Problem(str(path), 1, f"extra: papershelf: feed: {text}") for text in wrong)
    return Wanted(topics=tuple(topics), **numbers)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
