"""What language models are given of a list."""

import re

import pytest

from papershelf.library import Library
from papershelf.model import Paper
from papershelf.render import llms
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings

SETTINGS = Settings(name="A # list", description="What we [read].", site_url="https://papers.example/")


def library_of(count: int) -> Library:
    titles = {f"p{number}": f"Paper {number} & *more*" for number in range(count)}
    papers = tuple(Paper(name, title, abstract="A <b> $x_1$.") for name, title in titles.items())
    return Library("data/papers.yaml", papers, (), {paper.id: paper for paper in papers})


def files(count: int) -> dict[str, str]:
    return {page.path: page.text for page in llms.llms(Shelf(library_of(count), SETTINGS))}


def test_the_index_follows_the_convention() -> None:
    """A title, a summary, then sections of links with notes, and what can be left out at the end."""
    lines = files(2)["llms.txt"].splitlines()
    assert lines[0] == r"# A \# list"
    assert lines[2] == r"> What we \[read\]."
    sections = [line for line in lines if line.startswith("## ")]
    assert sections == ["## Papers", "## Years", "## Optional"]
    links = [line for line in lines if line.startswith("- ") and "/years/" not in line]
    assert all(re.match(r"- \[.+\]\(https://papers\.example/\S+\): \S", line) for line in links)


def test_a_long_index_names_the_newest_papers_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """And says how many others there are."""
    monkeypatch.setattr(llms, "MOST_LISTED", 3)
    index = files(5)["llms.txt"]
    assert index.count("papers/p") == 3
    assert "2 older papers" in index


def test_the_whole_list_is_divided_into_files_of_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each names the others, and no paper is lost."""
    monkeypatch.setattr(llms, "MOST_BYTES", 300)
    found = files(9)
    full = {path: text for path, text in found.items() if path != "llms.txt"}
    assert list(full)[:2] == ["llms-full.txt", "llms-full-2.txt"]
    assert all(text.count("\n## ") <= 3 for text in full.values())
    for number in range(9):
        assert sum(f"## Paper {number} " in text for text in full.values()) == 1
    for path, text in full.items():
        assert all(other in text for other in full if other != path)
        assert path in found["llms.txt"]
