"""One entry of a list, read without the others."""

from pathlib import Path

import pytest

from bench.make_papers import papers_text
from papershelf.library import load
from papershelf.library.one_entry import one_entry


@pytest.fixture
def data(tmp_path: Path, list_dir: Path) -> Path:
    (tmp_path / "tags.yaml").write_bytes((list_dir / "tags.yaml").read_bytes())
    text = f"# Ours\n\n{papers_text(20)}\n- id: 'quoted'\n  title: Quoted\n"
    (tmp_path / "papers.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_it_is_what_the_whole_list_has(data: Path) -> None:
    """With its lines."""
    for paper in load(data).papers:
        found = one_entry(data, paper.id)
        assert found is not None
        assert (found, found.line, found.lines) == (paper, paper.line, paper.lines)


@pytest.mark.parametrize("other", ["- id: broken\n  titel: Broken\n", "- id: [\n", "nonsense"])
def test_an_error_elsewhere_does_not_matter(data: Path, other: str) -> None:
    """Here it is below; another file may have one as well."""
    (data / "tags.yaml").write_text("- slug: [")
    path = data / "papers.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{other}", encoding="utf-8")
    found = one_entry(data, "made-up-3")
    assert found
    assert found.title


@pytest.mark.parametrize("name", ["made-up", "made-up-99", "", ".*", "2401.00001"])
def test_other_names_take_the_whole_list(data: Path, name: str) -> None:
    """Nothing is found by a part of an id."""
    assert one_entry(data, name) is None


@pytest.mark.parametrize(
    "entry",
    ["- id: twice\n  title: A\n- id: twice\n  title: B\n", "- id: wrong\n  titel: A\n", "- id: bare\n"],
)
def test_an_entry_with_an_error_takes_the_whole_list(data: Path, entry: str) -> None:
    """Which says what is wrong."""
    (data / "papers.yaml").write_text(entry, encoding="utf-8")
    for name in ("twice", "wrong", "bare"):
        assert one_entry(data, name) is None


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    """Has no entry."""
    assert one_entry(tmp_path, "a") is None
