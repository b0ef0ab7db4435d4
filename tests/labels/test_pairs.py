"""The pairs of records that say how well identity is decided are well-formed (PAIRS.md)."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from papershelf.feeds.identifiers import arxiv_id, doi_name
from papershelf.library.values import DOI, VERSIONED_ARXIV
from papershelf.model import PartialDate

Pair = Mapping[str, Any]
Record = Mapping[str, Any]

HERE = Path(__file__).parent
FEWEST_PAIRS = 200
FEWEST_OF_A_LABEL = 100
KEYS = ("title", "authors", "published", "arxiv", "doi", "venue")
# The numbers of a month's arXiv ids have not come near 90000, nor near 9000 while they had four digits.
NOBODYS_ARXIV = re.compile(r"[0-9]{4}\.9([0-9]{3}|[0-9]{4})")
NOBODYS_DOI = "10.1000/"


@pytest.fixture(scope="module")
def pairs() -> Sequence[Pair]:
    """The labelled pairs, in their order."""
    found: list[Pair] = yaml.load((HERE / "pairs.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return found


def records(pair: Pair) -> tuple[Record, Record]:
    """The two records of a pair."""
    return pair["a"], pair["b"]


def ids(record: Record) -> dict[str, str]:
    """The ids of a record by their kind; the DOI that arXiv makes is the arXiv id it holds."""
    arxiv = record.get("arxiv") or record.get("doi", "")
    found = {"arxiv": arxiv_id(arxiv), "doi": doi_name(record.get("doi", ""))}
    return {kind: name.lower() for kind, name in found.items() if name}


def test_the_set_is_large_enough(pairs: Sequence[Pair]) -> None:
    """At least 200 pairs, and at least 100 of either label."""
    labels = Counter(pair["label"] for pair in pairs)
    assert labels.keys() == {"same", "different"}
    assert labels.total() >= FEWEST_PAIRS
    assert min(labels.values()) >= FEWEST_OF_A_LABEL


def test_a_pair_says_why(pairs: Sequence[Pair]) -> None:
    """Each pair has a label, a kind, a sentence that gives the reason, two records, and a mark if made up."""
    for pair in pairs:
        assert pair.keys() - {"made_up"} == {"label", "kind", "why", "a", "b"}, pair["why"]
        assert pair["why"].endswith("."), pair["why"]
        assert pair.get("made_up", True) is True, pair["why"]


def test_a_kind_does_not_give_its_label_away(pairs: Sequence[Pair]) -> None:
    """Each kind has pairs of both labels, at least three of each."""
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        kinds[pair["kind"]][pair["label"]] += 1
    for kind, labels in kinds.items():
        assert min(labels["same"], labels["different"]) >= 3, kind


def test_records_are_such_as_the_list_may_hold(pairs: Sequence[Pair]) -> None:
    """A title, and what else is known in the forms that `papers.yaml` allows; nothing is empty."""
    for record in chain.from_iterable(map(records, pairs)):
        assert "title" in record
        assert not record.keys() - set(KEYS), record
        assert all(record.values()), record
        assert all(isinstance(name, str) and name for name in record.get("authors", ())), record
        assert all(isinstance(record.get(key, ""), str) for key in KEYS if key != "authors"), record
        assert "published" not in record or str(PartialDate.parse(record["published"])), record
        assert "arxiv" not in record or re.fullmatch(VERSIONED_ARXIV, record["arxiv"]), record
        assert "doi" not in record or re.fullmatch(DOI, record["doi"]), record


def test_no_pair_is_there_twice(pairs: Sequence[Pair]) -> None:
    """Neither in the same nor in the other order, and no record is paired with itself."""
    both = [frozenset(map(repr, records(pair))) for pair in pairs]
    assert {len(pair) for pair in both} == {2}
    assert [pair for pair, times in Counter(both).items() if times > 1] == []


def test_made_up_ids_are_nobodys(pairs: Sequence[Pair]) -> None:
    """The ids of made-up pairs are such as no paper has or will have, and no other pair has such ids."""
    for pair in pairs:
        for kind, name in chain.from_iterable(ids(record).items() for record in records(pair)):
            nobodys = NOBODYS_ARXIV.fullmatch(name) if kind == "arxiv" else name.startswith(NOBODYS_DOI)
            assert bool(nobodys) == pair.get("made_up", False), (pair["why"], name)


def test_ids_decide_the_label(pairs: Sequence[Pair]) -> None:
    """One id in common makes one work; else two ids of one kind make two."""
    for pair in pairs:
        first, second = map(ids, records(pair))
        common = first.keys() & second.keys()
        if common:
            agrees = any(first[kind] == second[kind] for kind in common)
            assert pair["label"] == ("same" if agrees else "different"), pair["why"]
