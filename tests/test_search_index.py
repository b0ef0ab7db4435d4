"""The index of a list as a whole: its files, their names, and what a browser keeps of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from papershelf.search_index import OFFLINE, ReadPaper, index_files, put_index, read_paper
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


BEFORE = {"start.json": '{"edition":"0123456789ab"}', "0123456789ab/a.json": "1", "0123456789ab/b.json": "2"}
AFTER = {"start.json": '{"edition":"ba9876543210"}', "ba9876543210/b.json": "2", "ba9876543210/c.json": "3"}


def put(site: Path, files: Mapping[str, str], *, keeps_last: bool = False) -> dict[str, str]:
    """Put an index into a site; return the files that it has then."""
    put_index(site, files, keeps_last=keeps_last)
    folder = site / "search-index"
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def test_an_index_takes_the_place_of_the_last(tmp_path: Path) -> None:
    """Nothing of the last one is left, and what is the same in both is not written again."""
    assert put(tmp_path, BEFORE) == BEFORE
    same = (tmp_path / "search-index" / "0123456789ab" / "b.json").stat().st_ino
    assert put(tmp_path, AFTER) == AFTER
    assert (tmp_path / "search-index" / "ba9876543210" / "b.json").stat().st_ino == same
    assert put(tmp_path, AFTER) == AFTER


def test_an_index_for_readers_stays_beside_the_next(tmp_path: Path) -> None:
    """A page that somebody has open goes on with the files that it began with; those before them go."""
    put(tmp_path, BEFORE)
    assert put(tmp_path, AFTER, keeps_last=True) == BEFORE | AFTER
    newest = {"start.json": '{"edition":"000000000000"}', "000000000000/a.json": "1"}
    assert put(tmp_path, newest, keeps_last=True) == AFTER | newest


@pytest.mark.parametrize("edition", ["..", "", "0123456789AB", "/", "0123456789ab/../..", None, {}])
def test_a_start_that_is_not_ours(tmp_path: Path, edition: object) -> None:
    """Whatever it names, only the index is changed."""
    (tmp_path / "index.html").write_text("")
    put(tmp_path, BEFORE)
    (tmp_path / "search-index" / "start.json").write_text(json.dumps({"edition": edition}))
    assert put(tmp_path, AFTER) == AFTER
    assert {path.name for path in tmp_path.iterdir()} == {"index.html", "search-index"}


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
