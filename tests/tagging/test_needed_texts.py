"""What a text must hold for a pattern to match: a search that is left out would have found nothing."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from papershelf.tagging.needed_texts import may_match, needed_texts


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bhash[- ]?grids?\b", ("hash",)),
        (r"\b(?:NVMe|SSD)s?\b", ("nvme", "ssd")),
        (r"\b(?:set|ensemble) of experts?\b", (" of expert",)),
        (r"(?:ab){2,3}", ("ab",)),
        ("Straße", ("strasse",)),
        (r"(?:ab)?", ()),
        (r"a|", ()),
        (r"[ab]\d+", ()),
        (r"(?!ab)\w", ()),
        (r"(?:hashing){e<=1}", ()),
        (r"\p{Lu}{2}", ()),
        (r"(?x)a b c", ()),
    ],
)
def test_needed_texts(pattern: str, needed: tuple[str, ...]) -> None:
    """The part that says most; nothing of what may be absent, or is read as `regex` alone reads it."""
    assert needed_texts(pattern) == needed


PARTS = st.recursive(
    st.sampled_from(["a", "B", "ab", "k", "i", "ß", "s", r"\b", r"\w", ".", "[ab]", "[^a]", "é", " ", "-"]),
    lambda part: st.one_of(
        st.lists(part, max_size=3).map("".join),
        st.lists(part, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(part, st.sampled_from(["?", "*", "+", "{2}", "{0,1}", "+?", "*+"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        part.map(lambda each: f"(?={each})"),
        part.map(lambda each: f"(?!{each})"),
        part.map(lambda each: f"(?>{each})"),
        part.map(lambda each: f"({each})"),
    ),
    max_leaves=8,
)


@given(PARTS, st.text("abABkKKiIıİßsſSéÉ -", max_size=12))
def test_no_match_is_lost(pattern: str, text: str) -> None:
    """Where the pattern matches, whatever the case of its letters, the text is searched."""
    if regex.compile(pattern, regex.IGNORECASE).search(text):
        assert may_match(needed_texts(pattern), text.casefold())
