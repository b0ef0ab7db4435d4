"""Lists of authors, in each of the ways in which people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds.author_lists import AuthorList, read_authors

TWO = [
    "Ada Okoro, Bo Lind",
    "Okoro, Ada; Lind, Bo",
    "Okoro, Ada and Lind, Bo",
    "Okoro, Ada & Lind, Bo",
    "Okoro, Ada, Lind, Bo",
    "Ada Okoro and Bo Lind",
    "Ada Okoro & Bo Lind",
    "Ada Okoro, and Bo Lind",
    "Ada Okoro; Bo Lind",
    "Ada Okoro; and Bo Lind;",
    "Ada Okoro / Bo Lind",
    "Okoro, Ada / Lind, Bo",
    "Ada Okoro;; Lind, Bo",
    "Ada Okoro、Bo Lind",
    "Ada Okoro\nBo Lind",
    "Ada Okoro,\nBo Lind",
    "- Ada Okoro\n- Bo Lind\n",
    "Okoro, Ada\nLind, Bo",
    "Okoro, Ada and\nLind, Bo",
    "  Ada   Okoro ,Bo  Lind ",
]
PEOPLE = [
    ("Okoro, Ada", ["Ada Okoro"]),
    ("Okoro, Ada Maria", ["Ada Maria Okoro"]),
    ("García Márquez, Gabriel", ["Gabriel García Márquez"]),
    ("García Márquez, Gabriel José and Lind, Bo", ["Gabriel José García Márquez", "Bo Lind"]),
    ("Martin Luther King, Jr., Ada Okoro", ["Martin Luther King Jr.", "Ada Okoro"]),
    ("Ada Okoro, Sammy Davis Jr", ["Ada Okoro", "Sammy Davis Jr"]),
    ("King, Jr., Martin Luther", ["Martin Luther King Jr."]),
    ("King, Martin Luther, Jr.; Okoro, Ada", ["Martin Luther King Jr.", "Ada Okoro"]),
    ("King Jr., M. L., & Gates III, W.", ["M. L. King Jr.", "W. Gates III"]),
    ("Okoro, A., Lind, B. C., & Tan, D.-E.", ["A. Okoro", "B. C. Lind", "D.-E. Tan"]),
    ("Okoro, Ada B., Lind, Bo C.", ["Ada B. Okoro", "Bo C. Lind"]),
    ("van der Maaten, Laurens", ["Laurens van der Maaten"]),
    ("van der Maaten, Laurens, Hinton, Geoffrey", ["Laurens van der Maaten", "Geoffrey Hinton"]),
    ("van der Maaten, L., de la Cruz, J.", ["L. van der Maaten", "J. de la Cruz"]),
    ("Laurens van der Maaten, Geoffrey Hinton", ["Laurens van der Maaten", "Geoffrey Hinton"]),
    ("LeCun, Yann; O'Neill, Cathy; McCarthy, John", ["Yann LeCun", "Cathy O'Neill", "John McCarthy"]),
    ("O’Neill, Cathy", ["Cathy O’Neill"]),
    ("Yu. A. Malkov, D. A. Yashunin", ["Yu. A. Malkov", "D. A. Yashunin"]),
    ("Plato, Aristotle, Socrates", ["Plato", "Aristotle", "Socrates"]),
    ("Tam, Weng Lam and OpenAI and Okoro, Ada", ["Weng Lam Tam", "OpenAI", "Ada Okoro"]),
    ("Tran, Co; Okoro, Ada", ["Co Tran", "Ada Okoro"]),
    ("José Ortega y Gasset", ["José Ortega y Gasset"]),
]
EAST_ASIAN = [
    ("王小明, 李华", ["王小明", "李华"]),
    ("王小明、李华和", ["王小明", "李华和"]),
    ("山田 太郎, 김철수", ["山田 太郎", "김철수"]),
    ("山田, 太郎; 王, 小明", ["山田 太郎", "王小明"]),
    ("علي حسن, محمد", ["علي حسن", "محمد"]),
]
ORGANISATIONS = [
    ("OpenAI, Ada Okoro", ["OpenAI", "Ada Okoro"]),
    ("Ada Okoro, DeepSeek-AI", ["Ada Okoro", "DeepSeek-AI"]),
    ("Ada Okoro and Qwen Team", ["Ada Okoro", "Qwen Team"]),
    ("Okoro, Ada and The ATLAS Collaboration", ["Ada Okoro", "The ATLAS Collaboration"]),
    ("NASA Ames Research Center, Inc., Ada Okoro", ["NASA Ames Research Center, Inc.", "Ada Okoro"]),
    ("University of California, Irvine; Okoro, Ada", ["University of California, Irvine", "Ada Okoro"]),
    ("Centers for Disease Control and Prevention", ["Centers for Disease Control and Prevention"]),
    ("Research and Development Group", ["Research and Development Group"]),
    ("Ada Okoro, Barnes & Noble", ["Ada Okoro", "Barnes & Noble"]),
    ("{Rise, Fall and Co} and Ada Okoro", ["Rise, Fall and Co", "Ada Okoro"]),
]


@pytest.mark.parametrize("typed", TWO)
def test_two_authors(typed: str) -> None:
    """Whatever separates them, and whichever part of a name comes first."""
    assert read_authors(typed) == AuthorList(("Ada Okoro", "Bo Lind"))


@pytest.mark.parametrize(("typed", "names"), [*PEOPLE, *EAST_ASIAN, *ORGANISATIONS])
def test_names(typed: str, names: list[str]) -> None:
    """People, scripts without capitals, and organisations are read as whoever types them means it."""
    assert read_authors(typed) == AuthorList(tuple(names))


@pytest.mark.parametrize(
    "end", [" et al.", ", et al", " u.a.", ", u. a.", " and others", "; and others", ", …", ", ..."]
)
def test_a_list_that_goes_on(end: str) -> None:
    """The words for it are not an author."""
    assert read_authors(f"Ada Okoro, Bo Lind{end}") == AuthorList(("Ada Okoro", "Bo Lind"), others=True)


GIVEN_NAMES = st.sampled_from(["Ada", "Bo", "Émile", "Kwan-Yee", "José María", "J. R. R.", "Yu."])
FAMILY_NAMES = st.sampled_from(["Okoro", "Lind", "Łukasz", "O'Neill", "van der Maaten", "García Márquez"])
PERSONS = st.lists(st.tuples(GIVEN_NAMES, FAMILY_NAMES, st.sampled_from(["", "Jr.", "III"])), min_size=2)


@given(PERSONS, st.sampled_from(["; ", ";", "\n", " and ", " & "]))
def test_family_names_first(persons: list[tuple[str, str, str]], separator: str) -> None:
    """With a separator of their own, any names with a comma in them are turned around."""
    typed = separator.join(
        ", ".join(filter(None, (family, suffix, first))) for first, family, suffix in persons
    )
    printed = [" ".join(filter(None, person)) for person in persons]
    assert list(read_authors(typed).names) == printed


@given(PERSONS, st.sampled_from([", ", "; ", " and ", "\n"]))
def test_given_names_first(persons: list[tuple[str, str, str]], separator: str) -> None:
    """Names as printed stay as they are."""
    printed = [" ".join(filter(None, person)) for person in persons]
    assert list(read_authors(separator.join(printed)).names) == printed


@given(st.text(st.sampled_from("AbcÉ .,;&{}王山…\n") | st.characters(exclude_categories=("Cs", "Co"))))
def test_nothing_typed_is_lost(typed: str) -> None:
    """Whatever is typed, its letters and digits are in the names, but for those of "and" and "et al."."""
    names = read_authors(re.sub("and|others|et|al", "", typed, flags=re.IGNORECASE)).names
    kept = re.sub("and|others|et|al", "", typed, flags=re.IGNORECASE)
    assert sorted(filter(str.isalnum, "".join(names))) == sorted(filter(str.isalnum, kept))
