"""Words and results, cut into files."""

import json
from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from papershelf.search_input import SearchedPaper
from papershelf.search_parts import (
    BEGINNING,
    CODES,
    PART,
    WordRows,
    coded,
    cut,
    name_parts,
    result_parts,
)
from papershelf.search_terms import Term

Found = dict[str, dict[int, Term]]


def read(files: Mapping[str, str]) -> Found:
    """What the files of words say, as a browser reads them."""
    found: Found = {}
    for name in (name for name in files if name.startswith("words-")):
        places = json.loads(files[name.replace("words", "places")])
        for word, row in json.loads(files[name]).items():
            steps = iter(places.get(word, []))
            number = -1
            for value in row:
                number += value // CODES
                code = value % CODES
                found.setdefault(word, {})[number] = Term(code, _places(steps) if code else [])
    return found


def _places(steps: Iterator[int]) -> list[int]:
    place, found = 0, []
    for step in steps:
        place += step // 2
        found.append(place)
        if step % 2:
            break
    return found


ascending = st.lists(st.integers(0, 500), min_size=1, max_size=4, unique=True).map(sorted)
term = st.one_of(st.just(Term(0, [])), st.builds(Term, st.integers(1, CODES - 1), ascending))
word = st.text("abcxé学🦙0", min_size=1, max_size=6)
papers = st.lists(st.dictionaries(word, term, max_size=8), max_size=8)


@given(papers)
def test_files_say_what_the_papers_have(given: list[dict[str, Term]]) -> None:
    """Each word with its papers, its weight and its places there; nothing is lost or added."""
    rows = WordRows()
    expected: Found = {}
    for number, found in enumerate(given):
        rows.add(number, coded(found))
        for each, one in found.items():
            expected.setdefault(each, {})[number] = one
    firsts, files = rows.parts()
    assert read(files) == expected
    assert len(firsts) * 2 == len(files)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=7), st.just("x" * 9000), max_size=80))
def test_words_that_begin_alike_stay_together(texts: dict[str, str]) -> None:
    """No part is too large, unless all in it begin alike; all words are there, in order."""
    ordered = {each: texts[each] for each in sorted(texts)}
    parts = list(cut(ordered))
    assert [each for part in parts for each in part] == list(ordered)
    for part in parts:
        size = sum(len(each) + 9004 for each in part)
        assert size <= PART or len({each[:BEGINNING] for each in part}) == 1
    begun = [{each[:BEGINNING] for each in part} for part in parts]
    assert sum(map(len, begun)) == len(set().union(*begun))


def test_corrections_go_by_first_letters() -> None:
    """Words of several papers first, since these are meant more often."""
    rows = WordRows()
    for number in range(100):
        once = {f"w{number}n{at}": Term(1, [at]) for at in range(1000)}
        rows.add(number, coded({"hub": Term(1, [0]), **once}))
    rows.add(100, coded({"hat": Term(1, [1]), "ünder": Term(1, [2])}))
    found = {name: json.loads(text) for name, text in rows.spellings().items()}
    assert found.keys() == {"spelling-h", "spelling-other", "spelling-w"}
    assert found["spelling-h"] == ["hub", "hat"]
    assert found["spelling-other"] == ["ünder"]


def test_a_small_list_corrects_by_all_its_words() -> None:
    """They are few enough to load."""
    rows = WordRows()
    rows.add(0, coded({"hub": Term(1, [0])}))
    assert rows.spellings() == {}


def test_a_small_list_has_its_results_in_a_few_files() -> None:
    """A large one in many, so that ten of them are a small part of all."""
    small = [
        SearchedPaper(str(n), "T", [("Ada", "authors/a/#ada")], "", "x" * 1000, {"year": 2020})
        for n in range(10)
    ]
    together, files = result_parts(small)
    assert (together, len(files)) == (3, 4)
    rows = [row for text in files.values() for row in json.loads(text)]
    assert rows[9] == ["9", "T", ["Ada"], "", [], "x" * 1000, {"year": 2020}]
    together, files = result_parts(small * 100)
    assert together * len(files) == 1000
    assert len(files) > 100


def test_names_are_cut_as_words_are() -> None:
    """Each part is an object of authors by a word of their names."""
    firsts, files = name_parts({"ada": [["Ada", "authors/a/#ada", 1]], "bo": [["Bo", "authors/b/#bo", 2]]})
    assert firsts == ["ada"]
    assert json.loads(files["names-0"])["bo"] == [["Bo", "authors/b/#bo", 2]]
