"""How good the suggestions are, measured on papers labelled by hand (GUIDE.md)."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
import yaml

from papershelf.library import Library, load
from papershelf.model import Candidate
from papershelf.tagging import Vocabulary, tag_suggestions

HERE = Path(__file__).parent
LEAST_F1 = 0.85
FEWEST_PAPERS = 60

Half = Literal["tuning", "test"]


def half(arxiv: str) -> Half:
    """The rule that was fixed before anything was labelled."""
    return "test" if hashlib.sha256(arxiv.encode()).digest()[0] % 2 else "tuning"


@dataclass(frozen=True)
class Counts:
    """How often tags were suggested rightly, wrongly, and not although they should have been."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of the suggested tags that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the right tags that were suggested."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; over all tags together it is the micro-F1."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)

    def row(self, name: str) -> str:
        """A line of the table."""
        numbers = f"{self.right:6}{self.wrong:7}{self.missed:8}"
        return f"{name:36}{numbers}{self.precision:11.2f}{self.recall:8.2f}"


@pytest.fixture(scope="module")
def library(list_dir: Path) -> Library:
    """A list whose vocabulary is measured."""
    return load(list_dir)


@pytest.fixture(scope="module")
def labels() -> Mapping[str, list[str]]:
    """The tags given by hand, by arXiv id."""
    found: dict[str, list[str]] = yaml.load((HERE / "labels.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return found


@pytest.fixture(scope="module")
def candidates() -> Mapping[str, Candidate]:
    """What was read, by arXiv id."""
    found = yaml.load((HERE / "texts.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return {arxiv: Candidate(**text) for arxiv, text in found.items()}


@pytest.fixture(scope="module")
def tally(
    library: Library, labels: Mapping[str, list[str]], candidates: Mapping[str, Candidate]
) -> Callable[[Half], dict[str, Counts]]:
    """Compare suggestions and labels of a half: counts by tag, for all tags that occur in either."""
    vocabulary = Vocabulary.of_library(library)

    def count(which: Half) -> dict[str, Counts]:
        right: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        missed: Counter[str] = Counter()
        for arxiv, given in labels.items():
            if half(arxiv) == which:
                found = {each.slug for each in tag_suggestions(candidates[arxiv], vocabulary)}
                right.update(found & set(given))
                wrong.update(found - set(given))
                missed.update(set(given) - found)
        slugs = sorted({*right, *wrong, *missed})
        return {slug: Counts(right[slug], wrong[slug], missed[slug]) for slug in slugs}

    return count


def total(counts: Mapping[str, Counts]) -> Counts:
    """All tags together, each decision counted alike."""
    rows = counts.values()
    return Counts(
        sum(row.right for row in rows), sum(row.wrong for row in rows), sum(row.missed for row in rows)
    )


def table(which: Half, counts: Mapping[str, Counts]) -> str:
    """Precision and recall by tag and over all."""
    lines = [f"{f'tags suggested, {which} half':36} right  wrong  missed  precision  recall"]
    lines += [row.row(slug) for slug, row in counts.items()]
    everything = total(counts)
    return "\n".join([*lines, everything.row("all"), f"micro-F1 {everything.f1:.3f}"])


def test_the_test_half(
    tally: Callable[[Half], dict[str, Counts]], capsys: pytest.CaptureFixture[str]
) -> None:
    """On papers that played no part in tuning, micro-F1 is at least 0.85; the table is always printed."""
    counts = tally("test")
    with capsys.disabled():
        print(f"\n{table('test', counts)}\ntuning half: micro-F1 {total(tally('tuning')).f1:.3f}")  # noqa: T201
    assert total(counts).f1 >= LEAST_F1


def test_every_label_is_a_tag_of_the_vocabulary(library: Library, labels: Mapping[str, list[str]]) -> None:
    """A renamed tag must be so here too; no paper has a tag twice, with its group, or more than five."""
    for arxiv, given in labels.items():
        assert set(given) <= library.by_slug.keys(), arxiv
        assert len(set(given)) == len(given) <= 5, arxiv
        assert not {library.by_slug[slug].parent for slug in given} & set(given), arxiv


def test_the_set_is_large_enough(
    labels: Mapping[str, list[str]], candidates: Mapping[str, Candidate]
) -> None:
    """At least 60 papers with their texts, a good part in each half, and papers that fit no tag."""
    assert labels.keys() == candidates.keys()
    assert len(labels) >= FEWEST_PAPERS
    halves = Counter(map(half, labels))
    assert min(halves["tuning"], halves["test"]) >= 0.4 * len(labels)
    assert [] in labels.values()
