"""Arabic and Hebrew among what runs from left to right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.text.direction import is_from_the_right, isolated

ARABIC = "محمد بن موسى الخوارزمي"
HEBREW = "דוד בן-גוריון"


@pytest.mark.parametrize("text", [ARABIC, HEBREW, f"«{ARABIC}»", f"2024: {HEBREW} (GPT-4)", "ܐܪܡܝܐ", "𞤀𞤣𞤤𞤢𞤥"])
def test_the_first_letter_decides_for_the_right(text: str) -> None:
    """Whatever signs and numbers stand before it, and whatever letters after it."""
    assert is_from_the_right(text)


@pytest.mark.parametrize(
    "text", ["", "1, 2; (3)", "Ada Lovelace", f"GPT-4 and {ARABIC}", "深度学习", "Κώδικας"]
)
def test_all_else_runs_from_the_left(text: str) -> None:
    """Latin, Greek and Chinese, also with Arabic words in them, and what has no letters at all."""
    assert not is_from_the_right(text)
    assert isolated(text) == text


def test_names_in_a_row_are_kept_apart() -> None:
    """In plain text by the signs that Unicode has for it, which are closed where they were opened."""
    assert isolated(HEBREW) == f"\u2067{HEBREW}\u2069"


@given(st.text())
def test_no_text_is_changed_inside(text: str) -> None:
    """Without the signs around it, any text is what it was."""
    assert text in isolated(text)
    assert len(isolated(text)) - len(text) in (0, 2)
