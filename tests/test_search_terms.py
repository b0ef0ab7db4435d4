"""The words of one paper, and what they weigh."""

from typing import Any

from papershelf.search_input import SearchedPaper
from papershelf.search_terms import IN_TITLE, Term, terms


def paper(**values: Any) -> SearchedPaper:
    given: dict[str, Any] = {"id": "p", "title": "", "authors": [], "note": "", "abstract": "", "more": {}}
    return SearchedPaper(**given | values)


def weight(term: Term) -> int:
    return term.code % IN_TITLE


def test_a_word_of_the_title_weighs_more() -> None:
    """And it is marked as one."""
    found = terms(paper(title="On walruses", abstract="Teapots."))
    assert weight(found["walruses"]) > weight(found["teapots"]) > 0
    assert found["walruses"].code >= IN_TITLE > found["teapots"].code


def test_a_word_weighs_less_in_a_longer_text() -> None:
    """A short abstract that says it is about something is more about it."""
    short = terms(paper(abstract="walruses sleep"))
    long = terms(paper(abstract="walruses " + "and others sleep " * 200))
    assert weight(short["walruses"]) > weight(long["walruses"])


def test_places_tell_which_words_are_beside_each_other() -> None:
    """Within a field; two fields are apart."""
    found = terms(paper(title="Heavy walruses", abstract="sleep in heavy chairs"))
    (walruses,) = found["walruses"].places
    assert walruses - 1 in found["heavy"].places
    assert walruses + 1 not in found["sleep"].places


def test_an_abbreviation_of_the_title_counts_as_its_words() -> None:
    """A paper that introduces a name is found by it before those that use it."""
    found = terms(
        paper(title="Hierarchical Navigable Small World graphs", abstract="We call it HNSW, a graph.")
    )
    assert found["hnsw"].code >= IN_TITLE
    assert found["graph"].code < IN_TITLE


def test_other_names_find_a_paper_but_are_not_in_it() -> None:
    """Those of its tags, everyday words for what it says, its arXiv id and its DOI."""
    more = {"tags": [["lsh", "Hashing"]], "arxiv": "1706.03762", "doi": "10.1000/a(b).c"}
    found = terms(paper(abstract="About images.", more=more), ["MinHash sketches"])
    for word in ("minhash", "sketches", "photo", "1706.03762", "10.1000/a(b).c"):
        assert found[word] == Term(0, ()), word
    assert found["hashing"].places


def test_what_a_text_says_is_not_hidden() -> None:
    """A word that is both in the text and another name of a tag counts as one of the text."""
    found = terms(paper(abstract="MinHash"), ["minhash"])
    assert weight(found["minhash"]) > 0


def test_a_paper_of_nothing_has_no_words() -> None:
    """A title may be an emoji or empty."""
    assert terms(paper()) == {}
    assert terms(paper(title="🦙")).keys() == {"🦙"}


def test_venue_and_year_are_words_of_the_text() -> None:
    """As printed, so that they are found as a phrase too."""
    more = {"facts": "3 May 2023 · NeurIPS 2024", "venue": ["neurips", "NeurIPS"], "year": 2023}
    found = terms(paper(more=more))
    assert weight(found["neurips"]) > 0
    assert found["neurips"].places[0] + 1 in found["2024"].places
    assert found["2023"].places
    assert "may" not in found
