"""Whether two records are of one work; tests/labels/test_identity.py tells how often the rules are right."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curate.author_names import have_authors_in_common, is_one_name
from papershelf.curate.identity import compare, identifiers
from papershelf.curate.titles import is_generic, main_title, title_key, title_words
from papershelf.model import Candidate, Paper, PartialDate
from tests.curate.made_up import CANDIDATES

TITLE = "Graph Sketches of the Walruses"
ABSTRACT = "We sketch walruses, one after the other, and count what is lost of each. " * 4
FEWEST = " ".join(["walruses"] * 36)
"""The shortest abstract that names its work."""
WORK = Candidate(TITLE, authors=("Ada Okoro", "Bo Lind"), published=PartialDate(2020))


@pytest.mark.parametrize(
    ("first", "second", "relation", "reasons"),
    [
        ({"arxiv": "2401.00001v1"}, {"arxiv": "2401.00001"}, "same", "the same arXiv id"),
        (
            {"arxiv": "2401.00001"},
            {"title": "Else", "doi": "10.48550/arXiv.2401.00001"},
            "same",
            "the same arXiv id",
        ),
        (
            {"arxiv": "2401.00001", "doi": "10.1/a"},
            {"arxiv": "2401.00001", "doi": "10.1/b"},
            "same",
            "the same arXiv id",
        ),
        ({"doi": "10.1/A"}, {"title": "Else", "doi": "10.1/a"}, "same", "the same DOI"),
        (
            {"doi": "10.1/a", "arxiv": "2401.00001"},
            {"doi": "10.1/a", "arxiv": "2401.00002"},
            "possible",
            "the same DOI with another arXiv id",
        ),
        (
            {"arxiv": "2401.00001"},
            {"arxiv": "2401.00002"},
            "possible",
            "the same title with another arXiv id",
        ),
        ({"doi": "10.1/a"}, {"doi": "10.1/b"}, "possible", "the same title with another DOI"),
        ({"doi": "10.48550/arXiv.2401.00001"}, {"doi": "10.1/b"}, "same", "the same title"),
        ({"doi": "10.1/a"}, {"title": TITLE + "s", "doi": "10.1/b"}, "different", "nothing in common"),
    ],
)
def test_identifiers_come_first(
    first: dict[str, str], second: dict[str, str], relation: str, reasons: str
) -> None:
    """A shared arXiv id is always the same, a shared DOI unless the arXiv ids differ."""
    comparison = compare(replace(WORK, **first), replace(WORK, **second))  # type: ignore[arg-type]
    assert (comparison.relation, str(comparison)) == (relation, reasons)


@pytest.mark.parametrize(
    ("first", "second", "relation", "reasons"),
    [
        ({}, {"title": "{GRAPH} sketches of the Walruses."}, "same", "the same title"),
        ({}, {"authors": ("Lind, B.", "Okoro, A.")}, "same", "the same title"),
        (
            {},
            {"authors": ("Cy Tan",)},
            "possible",
            "the same title with other authors (Ada Okoro et al.; Cy Tan)",
        ),
        ({}, {"published": PartialDate(2024)}, "same", "the same title"),
        ({}, {"published": PartialDate(2026)}, "possible", "the same title with another year (2020; 2026)"),
        ({}, {"issued": PartialDate(2026)}, "possible", "the same title with another year (2020; 2026)"),
        ({}, {"authors": (), "published": None}, "same", "the same title"),
        ({"title": "Deep Learning"}, {"title": "Deep learning"}, "same", "the same title"),
        (
            {"title": "Deep Learning"},
            {"title": "Deep learning", "authors": ()},
            "possible",
            "the same title with no authors to compare",
        ),
        (
            {"title": "Deep Learning"},
            {"title": "Deep learning", "published": PartialDate(2021)},
            "possible",
            "the same title with another year (2020; 2021)",
        ),
        (
            {"title": "Editorial"},
            {"title": "Editorial"},
            "possible",
            "the same title with a title of many works",
        ),
        (
            {"title": "Deep Learning", "abstract": ABSTRACT},
            {"title": "Deep Learning", "authors": (), "abstract": f"{ABSTRACT}Really."},
            "same",
            "the same title",
        ),
        (
            {"title": "Deep Learning", "abstract": "Short."},
            {"title": "Deep Learning", "authors": (), "abstract": "Short."},
            "possible",
            "the same title with no authors to compare",
        ),
        ({}, {"title": f"{TITLE}: A Survey"}, "same", "the same title but for its subtitle"),
        ({}, {"title": f"{TITLE}: A Survey", "authors": ("Cy Tan",)}, "different", "nothing in common"),
        (
            {},
            {"title": f"{TITLE}: A Survey", "published": PartialDate(2023)},
            "possible",
            "the same title but for its subtitle with another year (2020; 2023)",
        ),
        (
            {"title": "Counting Walruses"},
            {"title": "Counting Walruses: A Survey"},
            "possible",
            "the same title but for its subtitle with a short title",
        ),
        (
            {"title": "Walrus Kettle Teapot Carpet"},
            {"title": "Walrus Kettle Teapot Carpet", "authors": ()},
            "same",
            "the same title",
        ),
        (
            {"title": "Walrus Kettle Teapot Tents"},
            {"title": "Walrus Kettle Teapot Tents", "authors": ()},
            "possible",
            "the same title with no authors to compare",
        ),
        (
            {"title": "Deep Learning", "abstract": FEWEST},
            {"title": "Deep Learning", "authors": (), "abstract": FEWEST},
            "same",
            "the same title",
        ),
        (
            {"arxiv": "2401.00001", "doi": "10.1/a"},
            {"arxiv": "2401.00002", "doi": "10.1/b", "authors": ("Cy Tan",)},
            "possible",
            "the same title with another arXiv id, another DOI and other authors (Ada Okoro et al.; Cy Tan)",
        ),
        (
            {"title": "Deep Learning", "abstract": ABSTRACT},
            {"title": "Deep Learning", "authors": ()},
            "possible",
            "the same title with no authors to compare",
        ),
        (
            {"title": "Walruscounting Theories"},
            {"title": "Walrus counting Theorries", "published": PartialDate(2021)},
            "possible",
            "titles 96 % similar with another year (2020; 2021)",
        ),
        ({}, {"title": "Graph Sketches of the Walrusses"}, "possible", "titles 98 % similar"),
        ({}, {"title": "Sketches"}, "different", "nothing in common"),
    ],
)
def test_titles_authors_and_years(
    first: dict[str, object], second: dict[str, object], relation: str, reasons: str
) -> None:
    """They have to agree together; what is missing or differs is told."""
    comparison = compare(replace(WORK, **first), replace(WORK, **second))  # type: ignore[arg-type]
    assert (comparison.relation, str(comparison)) == (relation, reasons)


@given(CANDIDATES, CANDIDATES)
def test_the_order_means_nothing(first: Candidate, second: Candidate) -> None:
    """Neither of two records is the one that decides."""
    one, other = compare(first, second), compare(second, first)
    assert one.relation == other.relation
    assert len(one.reasons) == len(other.reasons)


@given(st.one_of(CANDIDATES, st.builds(Candidate, st.text(min_size=1), authors=st.just(("Ada Okoro",)))))
def test_a_record_is_itself(record: Candidate) -> None:
    """With an id, or authors and a title that is not one of many works."""
    says_enough = any(identifiers(record)) or (record.authors and not is_generic(title_words(record.title)))
    assert compare(record, record).relation == ("same" if says_enough else "possible")


def test_identifiers_are_in_one_spelling() -> None:
    """A DOI in lower case, an arXiv id without its version, and arXiv's DOIs as arXiv ids."""
    assert identifiers(Candidate("T", doi="10.1/AbC", arxiv="2401.00001v2")) == ("2401.00001", "10.1/abc")
    assert identifiers(Candidate("T", doi="10.48550/arXiv.2401.00001")) == ("2401.00001", None)
    assert identifiers(Candidate("T")) == (None, None)


def test_papers_and_candidates() -> None:
    """What is listed is compared with what a feed says as two records of a feed are."""
    assert compare(Paper("a", TITLE, authors=WORK.authors), WORK).relation == "same"


@pytest.mark.parametrize(
    ("first", "second", "are_equal"),
    [
        ("{GAN}s for All", "GANs for all", True),
        ("Étude & Œuvre", "Etude and Oeuvre", True),
        ("Part II", "part 2", True),
        ("Optimisation of Colour", "Optimization of color", True),
        ("Auto-Encoders", "Autoencoders", True),
        ("C++ in Use", "C# in Use", False),
        ("Qwen 2.5", "Qwen 25", False),
        ("∞", "∂", False),
    ],
)
def test_spellings_of_a_title(first: str, second: str, are_equal: bool) -> None:
    """Spellings of one title have one key; what means something else has another."""
    assert (title_key(first) == title_key(second)) == are_equal


@pytest.mark.parametrize("title", ["On X: And Y", "On X? And Y", "On X - And Y", "On X — And Y", "On X"])
def test_main_title(title: str) -> None:
    """A subtitle follows a colon, a question mark or a dash."""
    assert main_title(title) == "On X"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Editorial", True),
        ("Guest Editorial: Special Issue", True),
        ("Introduction to the Special Section", True),
        ("Letter to the Editor", True),
        ("Introduction to Algorithms", False),
        ("Editorial on Walruses", False),
    ],
)
def test_titles_of_many_works(title: str, expected: bool) -> None:
    """Only those that say nothing of what the work is about."""
    assert is_generic(title_words(title)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Malkov, Yu. A.", "Yury A. Malkov", True),
        ("Jürgen Müller", "Mueller, J.", True),
        ("D. Yashunin", "Dmitry Iashunin", True),
        ("Wei Zhang", "Zhang Wei", True),
        ("Wei Zhang", "Wen Zhang", False),
        ("Ada Okoro", "Ada Lind", False),
    ],
)
def test_names(first: str, second: str, expected: bool) -> None:
    """Initials, order, umlauts and romanisations are spellings; another name is another person."""
    assert is_one_name(first, second) == is_one_name(second, first) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("A. Okoro", "B. Lind"), ("Ada Okoro", "Bo Lind", "Cy Tan"), True),
        (("Ada Okoro",), ("Ada Okoro", "Bo Lind"), False),
        (("Ada Okoro", "et al."), ("Ada Okoro", "Bo Lind", "Cy Tan"), True),
        (("Bo Lind",), ("Ada Okoro",), False),
        ((), (), False),
    ],
)
def test_authors_in_common(first: tuple[str, ...], second: tuple[str, ...], expected: bool) -> None:
    """More than half of the longer list, or all of one that is cut short."""
    assert have_authors_in_common(first, second) == have_authors_in_common(second, first) == expected
