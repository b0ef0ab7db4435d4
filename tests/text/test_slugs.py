"""Slugs of names."""

from hypothesis import example, given
from hypothesis import strategies as st
from slugify import slugify

from papershelf.text.slugs import slug_of, slug_up_to

TEXTS = st.text() | st.text("aZ09 .-'_éß&;#", max_size=30) | st.text(st.characters(max_codepoint=127))


@given(TEXTS)
@example("J. R. R. Tolkien")
@example("--a.-.B 12")
@example("O'Neil")
@example("a\n")
def test_a_slug_is_that_of_python_slugify(text: str) -> None:
    """Whichever way it is made."""
    assert slug_of(text) == slugify(text)


@given(TEXTS, st.integers(1, 40))
def test_a_long_slug_is_cut_between_words(text: str, longest: int) -> None:
    """As python-slugify does."""
    assert slug_up_to(text, longest) == slugify(text, max_length=longest, word_boundary=True)
