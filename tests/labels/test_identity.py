"""How well identity is decided on the labelled pairs (PAIRS.md)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from papershelf.curate.identity import compare
from papershelf.model import Candidate, PartialDate

Pair = Mapping[str, Any]

PAIRS = Path(__file__).with_name("pairs.yaml")
LOWEST_RECALL = 0.9


@pytest.fixture(scope="module")
def pairs() -> Sequence[Pair]:
    """The labelled pairs, in their order."""
    found: list[Pair] = yaml.load(PAIRS.read_bytes(), Loader=yaml.CSafeLoader)
    return found


def candidate(record: Mapping[str, Any]) -> Candidate:
    """A record of a pair as a feed would give it."""
    published = PartialDate.parse(record["published"]) if "published" in record else None
    return Candidate(**{**record, "authors": tuple(record.get("authors", ())), "published": published})


def relation(pair: Pair) -> str:
    """What the two records of a pair are to each other."""
    return compare(candidate(pair["a"]), candidate(pair["b"])).relation


def test_what_is_called_the_same_is_the_same(pairs: Sequence[Pair]) -> None:
    """Precision 1.0: a wrong join loses a work, and nobody is asked."""
    assert [pair["why"] for pair in pairs if relation(pair) == "same" and pair["label"] == "different"] == []


def test_most_of_what_is_the_same_is_found(pairs: Sequence[Pair]) -> None:
    """Recall 0.9; the rest is left to a person, or was given another title altogether."""
    found = Counter(relation(pair) for pair in pairs if pair["label"] == "same")
    assert found["same"] / found.total() >= LOWEST_RECALL, found


def test_the_order_of_two_records_means_nothing(pairs: Sequence[Pair]) -> None:
    """Either way round, two records are the same to each other."""
    for pair in pairs:
        assert relation(pair) == relation({**pair, "a": pair["b"], "b": pair["a"]}), pair["why"]
