"""Where an abstract speaks of its own paper."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.tagging.claims import claimed, claims


def found(text: str) -> list[str]:
    """The sentences that are claims."""
    return [text[each.start : each.end] for each in claims(text)]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Caches are known. We present a cache.", ["We present a cache."]),
        ("In this paper, caches are shared. Others do not.", ["In this paper, caches are shared."]),
        ("OUR cache is small! Is it? It is.", ["OUR cache is small!"]),
        ("Caches hold 0.5 of it, i.e. half, as we show.", ["Caches hold 0.5 of it, i.e. half, as we show."]),
        ("This paper is short. Élan is what we have.", ["This paper is short.", "Élan is what we have."]),
        ("Weak hours, owe, where, sour.", []),
        ("", []),
    ],
)
def test_sentences_about_the_paper_are_claims(text: str, own: list[str]) -> None:
    """They have "we", "our" or "this paper" as a word; points within a sentence do not end it."""
    assert found(text) == own


@given(st.text(alphabet="We a.!?\n \u00e9C"))
def test_every_place_is_in_one_claim_at_most(text: str) -> None:
    """Claims come in order, lie within the text and do not overlap."""
    places = claims(text)
    assert all(0 <= each.start <= each.end <= len(text) for each in places)
    assert all(one.end <= other.start for one, other in pairwise(places))
    assert sum(claimed(place, places) for place in range(len(text))) == sum(
        each.end - each.start for each in places
    )
