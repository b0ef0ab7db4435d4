"""The made-up list that measurements are taken on."""

from pathlib import Path

from bench.make_papers import make_papers, papers_text
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
