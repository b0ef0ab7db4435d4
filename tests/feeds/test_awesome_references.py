"""Entries of other reading lists in the styles of references."""

from typing import Any

import pytest

from papershelf.feeds.awesome_list.reader import read
from tests.feeds.candidates import values_of

DOI = "https://doi.org/10.1000/k.49"
REFERENCES: dict[str, tuple[str, dict[str, Any]]] = {
    "italics in the title": (
        f"Okoro, A. (2021). Reading *Liber primus* by machine. *Journal of Lists*, 3(2), 1–9. {DOI}",
        {"title": "Reading Liber primus by machine", "venue": "Journal of Lists"},
    ),
    "quotes in the title": (
        f'Okoro, A. (2021). The "trees" of lists. *Journal of Lists, 3*(2), 1–9. {DOI}',
        {"title": 'The "trees" of lists', "venue": "Journal of Lists"},
    ),
    "quotes around the title": (
        f'Okoro, A. (2021). "Trees of lists." *Journal of Lists*, 3(2). {DOI}',
        {"title": "Trees of lists", "venue": "Journal of Lists"},
    ),
    "several authors, a month and proceedings": (
        f"Okoro, A., & van der Lind, B. C. (2021, May). Lists vs. trees. In *Lists Today* (pp. 1–9). {DOI}",
        {
            "title": "Lists vs. trees",
            "authors": ("A. Okoro", "B. C. van der Lind"),
            "published": "2021-05",
            "venue": "Lists Today",
        },
    ),
    "a book, with authors left out": (
        f"Okoro, A., … Moss, C. (2021). *A book of lists* (2nd ed.). List Press. {DOI}",
        {"title": "A book of lists", "others": True, "venue": None},
    ),
    "a question": (f"Okoro, A. (2021). Is a list a tree? arXiv. {DOI}", {"title": "Is a list a tree?"}),
    "a linked title": (f"Okoro, A. (2021). [Trees of lists]({DOI}). ACL 2021.", {"venue": "ACL 2021"}),
    "a year without brackets": (f"Okoro, A. 2021. Trees of lists. {DOI}", {"title": "Trees of lists"}),
    "on several lines": (
        f"Okoro, A. (2021). Trees\n  of lists. *Journal of Lists*,\n  3(2), 1–9. {DOI}",
        {"title": "Trees of lists", "venue": "Journal of Lists"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), REFERENCES.values(), ids=REFERENCES)
def test_a_reference_that_begins_with_family_names_is_read(text: str, expected: dict[str, Any]) -> None:
    """Behind authors and the year follow title and venue; nothing of these is taken for another of them."""
    capture = read(f"# L\n\n- {text}\n", "README.md")
    (candidate,) = capture.candidates
    said = {"authors": ("A. Okoro",), "published": "2021", "doi": "10.1000/k.49", **expected}
    assert values_of(candidate, said) == said


ARXIV = "https://arxiv.org/abs/1701.00017"
ONE_AUTHOR: dict[str, tuple[str, dict[str, Any]]] = {
    "initials": ("[1] B. Lind. Trees of lists. In ICDE, 2017.", {"authors": ("B. Lind",)}),
    "initials and two words": ("B. Lind. Tree lists. In ICDE, 2017.", {"title": "Tree lists"}),
    "particles": ("A. B. van der Lind. Trees of lists. ICDE 2017.", {"authors": ("A. B. van der Lind",)}),
    "a full name": ("Ada Okoro. Trees of lists. In Proc. of ICDE, 2017.", {"authors": ("Ada Okoro",)}),
    "a middle initial": ("Ada L. Okoro. Trees of lists. In ICDE, 2017.", {"authors": ("Ada L. Okoro",)}),
    "a bold title": ("Ada Okoro. **Trees of lists**. In ICDE, 2017.", {"authors": ("Ada Okoro",)}),
    "no known venue": ("B. Lind. Trees of lists. CoRR, 2017.", {"authors": ("B. Lind",), "venue": None}),
    "the title first": ("Trees of lists. Ada Okoro. In ICDE, 2017.", {"authors": ("Ada Okoro",)}),
    "a title like a name first": (
        "Wasserstein GAN. Ada Okoro. In ICDE, 2017.",
        {"title": "Wasserstein GAN", "authors": ("Ada Okoro",)},
    ),
    "terms in front": (
        "Graph Networks. A study of lists. In ICDE, 2017.",
        {"title": "A study of lists", "authors": (), "unkept": {"text": "Graph Networks."}},
    ),
    "a person who is called In": (
        "In So Okoro, Bo Lind. Trees of lists. In ICDE, 2017.",
        {"authors": ("In So Okoro", "Bo Lind")},
    ),
}


@pytest.mark.parametrize(("text", "expected"), ONE_AUTHOR.values(), ids=ONE_AUTHOR)
def test_a_single_author_in_front_of_a_title_is_no_title(text: str, expected: dict[str, Any]) -> None:
    """A reference with full stops has its author, title and venue each in its place, with one author, too."""
    (candidate,) = read(f"# L\n\n- {text} {ARXIV}\n", "README.md").candidates
    said = {"title": "Trees of lists", "venue": "ICDE 2017", **expected}
    assert values_of(candidate, said) == said


NAMES_FIRST = {
    "no title": f"Okoro, A. (2021). {DOI}",
    "a given name": f"Okoro, Ada (2021). Reading *Liber primus* by machine. *Journal of Lists*, 3(2). {DOI}",
    "initials without points": f"Okoro A, Lind BC. Trees of lists. J Lists. 2021;3(2):1-9. {DOI}",
}


@pytest.mark.parametrize("text", NAMES_FIRST.values(), ids=NAMES_FIRST)
def test_authors_are_no_title(text: str) -> None:
    """Of a reference in a style that is not read no title is made: it is set aside, and why is said."""
    capture = read(f"# L\n\n- {text}\n", "README.md")
    assert (capture.candidates, len(capture.unplaced)) == ((), 1)
    assert "authors, but where the title" in capture.unplaced[0].reason
