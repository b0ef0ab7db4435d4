"""The index of a list as a whole: its files, their names, and what a browser keeps of them."""

import json
from collections.abc import Mapping
from typing import Any

from papershelf.search_index import OFFLINE, ReadPaper, index_files, read_paper
from papershelf.search_input import SearchedPaper
from papershelf.search_lists import MANY_AUTHORS


def read(name: str, abstract: str = "Heavy.", **more: Any) -> ReadPaper:
    authors = [(f"Author of {name}", f"authors/a/#{name}")]
    return read_paper(SearchedPaper(name, name.title(), authors, "", abstract, {"id": name, **more}), {})


PAPERS = [
    read("teapots"),
    read("walruses", published="2016-03-30"),
    read("ants", published="2020"),
    read("bees", published="2020"),
]


def start(files: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["start.json"])
    return found


def lists(files: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[f"{start(files)['edition']}/lists.json"])
    return found


def test_papers_are_numbered_from_the_newest() -> None:
    """Undated papers come last, those of one day by id, however they were read."""
    files = index_files(PAPERS, {})
    assert lists(files)["ids"] == ["ants", "bees", "walruses", "teapots"]
    assert index_files(reversed(PAPERS), {}) == files


def test_files_that_differ_have_another_folder() -> None:
    """So that a browser never mixes the files of two builds, and can keep each for good."""
    before, after = index_files(PAPERS, {}), index_files([*PAPERS[1:], read("teapots", "Short.")], {})
    editions = {start(files)["edition"] for files in (before, after)}
    assert len(editions) == 2
    assert all(name == "start.json" or name.startswith(start(after)["edition"]) for name in after)


def test_a_browser_keeps_the_index_of_a_usual_list() -> None:
    """All but the places of words, which only phrases need; of a very large list, nothing unasked."""
    files = index_files(PAPERS, {})
    edition, offline = start(files)["edition"], start(files)["offline"]
    kept = {f"{edition}/{name}.json" for name in offline}
    assert kept == files.keys() - {"start.json", f"{edition}/places-0.json"}
    large = [read(f"paper-{number}", "x" * (OFFLINE // 100)) for number in range(100)]
    assert start(index_files(large, {}))["offline"] == []


def test_a_long_list_has_more_authors_than_a_browser_counts() -> None:
    """The others are found by the words of their names."""
    files = index_files([read(f"paper-{number}", "") for number in range(MANY_AUTHORS + 100)], {})
    edition = start(files)["edition"]
    assert len(json.loads(files[f"{edition}/authors.json"])) == MANY_AUTHORS
    parts = [json.loads(files[f"{edition}/names-{at}.json"]) for at in range(len(start(files)["names"]))]
    (found,) = (part["999"] for part in parts if "999" in part)
    assert [row[0] for row in found] == ["Author of paper-999"]


def test_a_paper_is_found_by_what_its_tags_are_called() -> None:
    """By their other names and descriptions, which are not in its text."""
    tags = {"lsh": {"slug": "lsh", "label": "Hashing", "aliases": ["MinHash"], "about": "Short codes."}}
    paper = SearchedPaper("p", "Walruses", [], "", "", {"id": "p", "tags": [["lsh", "Hashing"]]})
    words = json.loads(read_paper(paper, tags).words)
    assert words["minhash"] == words["codes"] == [0]
    assert words["hashing"][0] > 0
