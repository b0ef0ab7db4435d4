"""The made-up list that measurements are taken on."""

from pathlib import Path

from bench.make_papers import make_papers, papers_text
from bench.performance_page import END, START, Table, write_page
from papershelf.library import load


def test_it_is_the_same_each_time() -> None:
    """Measurements of different days compare."""
    assert papers_text(30) == papers_text(30)
    assert papers_text(30).startswith(papers_text(10))


def test_it_is_in_order(tmp_path: Path, list_dir: Path) -> None:
    """It loads with the real vocabulary, as many papers as were asked for, no two alike."""
    (tmp_path / "tags.yaml").write_bytes((list_dir / "tags.yaml").read_bytes())
    (tmp_path / "papers.yaml").write_text(papers_text(200), encoding="utf-8")
    papers = load(tmp_path).papers
    assert papers == tuple(make_papers(200))
    assert len({paper.title for paper in papers}) == 200
    assert all(paper.abstract and paper.authors and paper.published for paper in papers)


def table(papers: int, cpu: float, rounds: int = 3) -> Table:
    return Table(papers, rounds, 2, {"plain MkDocs": (2.0, 2.0, 40), "a word": (cpu, 1.0, 50)}, {"read": 0.1})


def test_lists_are_merged_into_the_page(tmp_path: Path) -> None:
    """Each can be measured by itself; one that is measured again takes the place of what it was."""
    page = tmp_path / "costs.md"
    page.write_text(f"Before.\n\n{START}{END}\nAfter.\n", encoding="utf-8")
    write_page(page, [table(1_000, 1.0)])
    write_page(page, [table(75, 2.0)])
    once = page.read_text(encoding="utf-8")
    write_page(page, [table(1_000, 1.0)])
    assert page.read_text(encoding="utf-8") == once
    assert once.index("### 75 papers") < once.index("### 1,000 papers")
    assert once.startswith("Before.")
    assert once.endswith("After.\n")
    write_page(page, [table(75, 3.0)])
    text = page.read_text(encoding="utf-8")
    assert "| a word | 3.00 | 1.50 |" in text
    assert "| a word | 2.00 | 1.00 |" not in text
    assert "| a word | 1.00 | 0.50 |" in text
    assert (tmp_path / "costs-75.svg").is_file()


def test_the_page_says_how_often_a_list_was_built() -> None:
    """A long list is built once, and nobody takes that for a median."""
    assert "medians of 3 interleaved rounds" in table(75, 1.0).markdown
    assert "one round" in table(4_730, 1.0, rounds=1).markdown
