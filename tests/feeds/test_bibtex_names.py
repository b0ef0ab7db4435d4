"""Lists of authors in BibTeX, in the ways that people and programs write them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.feeds.bibtex_names import read_names
from tests.feeds.bibtex import with_fields

PERSONS = {
    "Hash, Anna and Bob Tree": ["Anna Hash", "Bob Tree"],
    "Anna Hash AND\n  J.~Smith": ["Anna Hash", "J. Smith"],
    "Okoro,Ada and Lind,Bo": ["Ada Okoro", "Bo Lind"],
    "Ludwig van Beethoven and van der Berg, Jan": ["Ludwig van Beethoven", "Jan van der Berg"],
    "García Márquez, Gabriel José": ["Gabriel José García Márquez"],
    "King, Jr., Martin Luther and Clinton, III, Bill": ["Martin Luther King Jr.", "Bill Clinton III"],
    "King, Martin Luther, Jr. and J. Roe, Jr.": ["Martin Luther King Jr.", "J. Roe Jr."],
    "Okoro, Ada and and Lind, Bo and": ["Ada Okoro", "Bo Lind"],
    "Okoro, S.A. and Lind, N.V. and Xi, Vi": ["S.A. Okoro", "N.V. Lind", "Vi Xi"],
    "王, 伟 and 山田, 太郎 and 李伟": ["王伟", "山田 太郎", "李伟"],
    "": [],
}
ACCENTS = {
    r"Kov{\'a}cs, P{\'e}ter": ["Péter Kovács"],
    r"Mu\~noz, Ana and Mu\~{n}oz, Bo and {\'I}{\~n}igo Mu{\~n}oz": ["Ana Muñoz", "Bo Muñoz", "Íñigo Muñoz"],
    "A and \\'Eva B and {and C} and\n\\L{}ucja D": ["A", "Éva B", "and C", "Łucja D"],
    r"Nguy{\~{\^e}}n, V. and Nguy{\~\^e}n, W.": ["V. Nguyễn", "W. Nguyễn"],
    r"M\" uller, J\"{u}rgen and M\"uller, J{\" u}rgen": ["Jürgen Müller", "Jürgen Müller"],
    r"S\o ren {\O}stergaard and Fran\c cois Ko\v{z}": ["Søren Østergaard", "François Kož"],
    r"Garc\'{\i}a, Mar\'\i a and Bo\.I, \AA sa": ["María García", "Åsa Boİ"],
    r"Garc{\textbackslash}'{\i}a, A. and Garc&iacute;a, B.": ["A. García", "B. García"],
    r"{\relax Ch}arles, B. and \textsc{Lind}, Bo": ["B. Charles", "Bo Lind"],
}
EXTENDED = {
    "family=Montane, given=Henri, prefix=de, useprefix=true and Okoro, Ada": [
        "Henri de Montane",
        "Ada Okoro",
    ],
    "given={Jean Paul}, family={de la Cruz}, suffix=Jr": ["Jean Paul de la Cruz Jr"],
    '"family=Lind", given=Bo and family={World Health Organization}': [
        "Bo Lind",
        "World Health Organization",
    ],
    "given-i={A}, family=Okoro, given=Ada, id=x1": ["Ada Okoro"],
}
BODIES = {
    "{Simon and Schuster} and {NVIDIA}": ["Simon and Schuster", "NVIDIA"],
    "Google, Inc. and Okoro, Ada": ["Google, Inc.", "Ada Okoro"],
    "{Google, Inc.} and Widget Makers, Ltd": ["Google, Inc.", "Widget Makers, Ltd"],
    "University of California, Berkeley": ["University of California, Berkeley"],
    "{Department of Energy, Office of Science} and Lind, Bo": [
        "Department of Energy, Office of Science",
        "Bo Lind",
    ],
    r"Johnson \& Johnson and AT\&T": ["Johnson & Johnson", "AT&T"],
    "The ATLAS Collaboration": ["The ATLAS Collaboration"],
}
LISTS = {
    "Pardo F., Kirk T., Mills J. and Whit D.": ["Pardo F.", "Kirk T.", "Mills J.", "Whit D."],
    "Ada Okoro, and Bo Lind, and Cy Tan": ["Ada Okoro", "Bo Lind", "Cy Tan"],
    "Ada Okoro, Bo Lind, Cy Tan": ["Ada Okoro", "Bo Lind", "Cy Tan"],
    "Ada Okoro, Bo Lind and Cy Tan": ["Ada Okoro", "Bo Lind", "Cy Tan"],
    "A. Okoro, B. Lind": ["A. Okoro", "B. Lind"],
    "Okoro, A., Lind, B. K., Tan, C.-D.": ["A. Okoro", "B. K. Lind", "C.-D. Tan"],
    r"Okoro, A., Lind, B., \& Tan, C.": ["A. Okoro", "B. Lind", "C. Tan"],
    "Okoro AB, Lind C": ["Okoro AB", "Lind C"],
    "Ada Okoro; Bo Lind; Cy Tan": ["Ada Okoro", "Bo Lind", "Cy Tan"],
    "Okoro, Ada; Lind, Bo": ["Ada Okoro", "Bo Lind"],
    "Okoro, Ada;\nL{\\'o}pez, Bo;": ["Ada Okoro", "Bo López"],
    "{Okoro, Ada and Lind, Bo}": ["Ada Okoro", "Bo Lind"],
    "{{O}koro, Ada and Lind, Bo}": ["Ada Okoro", "Bo Lind"],
    "{Okoro}, Ada and Lind, {Bo}": ["Ada Okoro", "Bo Lind"],
    "Ada Okoro & Bo Lind": ["Ada Okoro", "Bo Lind"],
    r"A.Okoro \& B.Lind": ["A.Okoro", "B.Lind"],
}


@pytest.mark.parametrize(("author", "names"), (PERSONS | ACCENTS | EXTENDED | BODIES | LISTS).items())
def test_names_as_printed(author: str, names: list[str]) -> None:
    """Each name is one author, first name first; bodies keep their commas."""
    assert read_names(author).names == tuple(names)
    assert not read_names(author).others
    assert read_names(author).unread == ()


@pytest.mark.parametrize(
    "author",
    [
        *(
            "Olive, K. and others",
            "Olive, K. and others.",
            "Olive, K. and others, ",
            "Olive, K. AND {others}",
        ),
        *(
            "Olive, K. and {et al.}",
            "Olive, K. and et al",
            "Olive, K. et al.",
            "K. Olive et~al.",
            "Olive, K., et al.",
        ),
        *("Olive, K. and 12 others", "K. Olive; et al.", "Olive, K. and ...", "{K. Olive} {et al.}"),
    ],
)
def test_a_list_that_goes_on(author: str) -> None:
    """However it is written, "and others" is a fact and no author."""
    paper = with_fields(f"author = {{{author}}}")
    assert (paper.authors, paper.others, paper.remarks) == (("K. Olive",), True, ())


def test_a_name_that_begins_with_a_small_letter() -> None:
    """It is a family name with its particle, also where the list goes on, and not the first of two names."""
    assert read_names("van der Berg, Jan Peter et al.").names == ("Jan Peter van der Berg",)


def test_a_list_that_ends_says_nothing() -> None:
    """Where all authors are named, or none, nothing is said of others."""
    assert with_fields("author = {Olive, K.}").others is None
    assert with_fields("author = {et al.}").others is None


@pytest.mark.parametrize(
    ("author", "names", "unread"),
    [
        ("Okoro, Ada and : and Lind, Bo", ("Ada Okoro", "Bo Lind"), ":"),
        (":", (), ":"),
        ("Smith, Jones, Brown", (), "Smith, Jones, Brown"),
        ("Okoro, Ada, Lind, Bo and Cy Tan", ("Cy Tan",), "Okoro, Ada, Lind, Bo"),
    ],
)
def test_what_is_no_name_is_remarked(author: str, names: tuple[str, ...], unread: str) -> None:
    """The entry is kept; what cannot be told apart is named in a remark, and counted."""
    paper = with_fields(f"author = {{{author}}}")
    assert (paper.authors, paper.remarks) == (names, (f"author '{unread}'",))
    assert "author" in paper.unkept


NAME = st.from_regex(r"(?!Jr|Sr)[A-ZÉÖŁ][a-zéőçß]{1,8}", fullmatch=True)  # behind a comma these are a suffix
PEOPLE = st.lists(st.tuples(NAME, NAME), min_size=3, max_size=6)


@given(PEOPLE)
@example([("Aa", "Aa"), ("Aß", "Aß"), ("Éé", "Éé")])
def test_every_way_to_write_a_list_gives_the_same_names(people: list[tuple[str, str]]) -> None:
    """BibTeX's two, biblatex's, semicolons, and commas between whole names."""
    names = tuple(f"{first} {last}" for first, last in people)
    for separator, form in [
        *(
            (" and ", "{0} {1}"),
            (" and ", "{1}, {0}"),
            (" and ", "family={1}, given={0}"),
            (" and ", "{{{0}}} {1}"),
        ),
        *((", and ", "{0} {1}"), ("; ", "{1}, {0}"), (";", "{0} {1}"), (", ", "{0} {1}")),
    ]:
        written = separator.join(form.format(*person) for person in people)
        assert read_names(written).names == names, written


@given(st.text(alphabet="ab,;&{}\\.:~ '\"=ndAé$") | st.text())
def test_any_text_is_names_or_remarked(text: str) -> None:
    """Nothing raises, and a text with letters never vanishes, but for the words between names."""
    found = read_names(text)
    assert all(name.strip() for name in found.names)
    letters = any(word.lower() != "and" for word in re.findall(r"[^\W\d_]+", text))
    assert found.names or found.others or found.unread or not letters
