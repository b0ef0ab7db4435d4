"""Printed names in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.citing.work import Name, initials, parts
from tests.citing.cited import PLAIN_NAMES


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Ada Lovelace", Name("Lovelace", "Ada")),
        ("Laurens van der Maaten", Name("Maaten", "Laurens", "van der")),
        ("Juan de la Cruz", Name("Cruz", "Juan", "de la")),
        ("Salman bin Ahmed", Name("Ahmed", "Salman", "bin")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", "", "Jr.")),
        ("Sammy Davis, Jr.", Name("Davis", "Sammy", "", "Jr.")),
        ("William Gates III", Name("Gates", "William", "", "III")),
        ("Plato", Name("Plato")),
        ("王小明", Name("王小明")),
        ("Wei Li", Name("Li", "Wei")),
        ("  J. R. R.   Tolkien ", Name("Tolkien", "J. R. R.")),
        ("Barnes and Noble", Name("Barnes and Noble")),
        ("Research, Development & Co.", Name("Research, Development & Co.")),
        ("A {Team}", Name("A {Team}")),
        ("", Name("")),
    ],
)
def test_names(printed: str, expected: Name) -> None:
    """As BibTeX reads them; what is no single person's name stays whole."""
    assert parts(printed) == expected


@given(PLAIN_NAMES | st.text(max_size=30))
def test_no_word_is_lost(printed: str) -> None:
    """The parts in their printed order are the name, whatever it is."""
    name = parts(printed)
    again = f"{name.given} {name.particle} {name.family} {name.suffix}".split()
    assert again == printed.split() or " ".join(again) == " ".join(printed.replace(",", " ").split())


@pytest.mark.parametrize(
    ("given_names", "short"),
    [
        ("Ada", "A."),
        ("Kwan-Yee", "K.-Y."),
        ("J.R.R.", "J. R. R."),
        ("Frank J", "F. J."),
        ("émile", "É."),
        ("", ""),
    ],
)
def test_initials(given_names: str, short: str) -> None:
    """As APA shortens given names."""
    assert initials(given_names) == short
