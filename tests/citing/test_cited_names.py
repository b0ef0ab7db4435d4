"""Printed names, split into parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.citing.work import initials
from papershelf.text.split_names import AuthorName, split_name
from tests.citing.cited import PLAIN_NAMES


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Ada Lovelace", AuthorName("Lovelace", "Ada")),
        ("Laurens van der Maaten", AuthorName("Maaten", "Laurens", "van der")),
        ("Juan de la Cruz", AuthorName("Cruz", "Juan", "de la")),
        ("Salman bin Ahmed", AuthorName("Ahmed", "Salman", "bin")),
        ("Martin Luther King Jr.", AuthorName("King", "Martin Luther", "", "Jr.")),
        ("Sammy Davis, Jr.", AuthorName("Davis", "Sammy", "", "Jr.")),
        ("William Gates III", AuthorName("Gates", "William", "", "III")),
        ("Plato", AuthorName("Plato")),
        ("王小明", AuthorName("王小明")),
        ("山田 太郎", AuthorName("山田 太郎")),
        ("김 철수", AuthorName("김 철수")),
        ("ジョン・スミス", AuthorName("ジョン・スミス")),
        ("Taro Yamada", AuthorName("Yamada", "Taro")),
        ("Wei Wang (王伟)", AuthorName("Wei Wang (王伟)")),
        ("The ATLAS Collaboration", AuthorName("The ATLAS Collaboration")),
        ("Google DeepMind Gemini Team", AuthorName("Google DeepMind Gemini Team")),
        ("NASA Ames Research Center, Inc.", AuthorName("NASA Ames Research Center, Inc.")),
        ("DeepSeek-AI", AuthorName("DeepSeek-AI")),
        ("Mistral AI", AuthorName("Mistral AI")),
        ("Google DeepMind", AuthorName("Google DeepMind")),
        ("Huawei Cao", AuthorName("Cao", "Huawei")),
        ("The Viet Bui", AuthorName("Bui", "The Viet")),
        ("University of Oslo", AuthorName("University of Oslo")),
        ("and Lind", AuthorName("and Lind")),
        ("Wei Li", AuthorName("Li", "Wei")),
        ("  J. R. R.   Tolkien ", AuthorName("Tolkien", "J. R. R.")),
        ("Barnes and Noble", AuthorName("Barnes and Noble")),
        ("Research, Development & Co.", AuthorName("Research, Development & Co.")),
        ("A {Team}", AuthorName("A {Team}")),
        ("", AuthorName("")),
    ],
)
def test_names(printed: str, expected: AuthorName) -> None:
    """As BibTeX reads them; a name that is not one person's stays whole."""
    assert split_name(printed) == expected


@given(PLAIN_NAMES | st.text(max_size=30))
def test_no_word_is_lost(printed: str) -> None:
    """The parts in their printed order are the name, whatever it is."""
    name = split_name(printed)
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
