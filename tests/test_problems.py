"""Words that are like others: what is offered for one that is not known."""

import pytest

from papershelf.problems import did_you_mean, nearest


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("see", "sea", "sea"),
        ("pot", "pots", "pots"),
        ("form", "from", "from"),
        ("Wb", "Web", "Web"),
        ("on-walrus", "on-walruses", "on-walruses"),
        ("nope", "in-press", None),
        ("nope", "notice", None),
        ("lab", "labels", "labels"),
        ("size", "venue", None),
    ],
)
def test_a_short_word_must_be_more_alike(word: str, known: str, meant: str | None) -> None:
    """A slip of the fingers is known; letters that a few words share by chance are none."""
    assert nearest(word, [known]) == meant


def test_names_that_are_missing() -> None:
    """An empty name is not among those that are known."""
    assert did_you_mean("zebra", ["", "a", "b"]) == "; known are a, b"
