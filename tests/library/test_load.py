"""From a directory to a Library: what may be missing, and what the indices hold."""

from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.library.load import warnings
from papershelf.model import PartialDate
from papershelf.problems import InvalidInputError

TAGS = "- slug: hashing\n  label: Hashing\n"


def test_everything_is_read(tmp_path: Path) -> None:
    """Each key arrives typed, with its line, and papers and tags can be looked up."""
    (tmp_path / "tags.yaml").write_text(TAGS)
    (tmp_path / "papers.yaml").write_text(
        "# mine\n- id: a\n  title: A\n  authors: [Ada, Bob]\n  published: 2016-01\n  arxiv: '1601.00001'\n"
        "  doi: 10.1000/1\n  venue: X 2016\n  links:\n    code: https://a.org\n  tags: [hashing]\n"
        "  note: Good.\n  added: 2024-01-02\n  feed: by hand\n  abstract: >-\n    One\n    two.\n"
    )
    library = load(tmp_path)
    paper = library.by_id["a"]
    assert library.papers == (paper,)
    assert library.path == str(tmp_path / "papers.yaml")
    assert paper.authors == ("Ada", "Bob")
    assert paper.published == PartialDate(2016, 1)
    assert paper.added == PartialDate(2024, 1, 2)
    assert paper.links == {"code": "https://a.org"}
    assert paper.abstract == "One two."
    assert (paper.line, paper.lines["id"], paper.lines["links"], paper.lines["abstract"]) == (2, 2, 9, 15)
    assert library.by_slug["hashing"].label == "Hashing"


@pytest.mark.parametrize("written", ["math/0309136", "math.GT/0309136", "MATH/0309136"])
def test_an_old_arxiv_id_is_one_paper_in_each_spelling(tmp_path: Path, written: str) -> None:
    """It is read in the form that arXiv's addresses have, and so is the same paper as any other spelling."""
    (tmp_path / "tags.yaml").write_text(TAGS)
    (tmp_path / "papers.yaml").write_text(f"- id: a\n  title: A\n  arxiv: '{written}'\n")
    assert load(tmp_path).by_id["a"].arxiv == "math/0309136"
    with (tmp_path / "papers.yaml").open("a") as file:
        file.write("- id: b\n  title: B\n  arxiv: 'math.GT/0309136v2'\n")
    with pytest.raises(
        InvalidInputError, match=r"papers\.yaml:6: arxiv 'math/0309136' is already that of line 1"
    ):
        load(tmp_path)


@pytest.mark.parametrize("content", [None, b"", b"# nothing yet\n", b"[]\n", b"~\n"])
def test_a_list_may_be_empty_or_missing(tmp_path: Path, content: bytes | None) -> None:
    """A new directory holds only tags.yaml."""
    (tmp_path / "tags.yaml").write_text(TAGS)
    if content is not None:
        (tmp_path / "papers.yaml").write_bytes(content)
    assert load(tmp_path).papers == ()


def test_papers_that_are_gone_are_told(tmp_path: Path) -> None:
    """As a warning where the list may have just begun, as the one error where collections have papers."""
    (tmp_path / "tags.yaml").write_text(TAGS)
    missing = f"{tmp_path}/papers.yaml:1: this file does not exist; create it, or use the folder that has it"
    assert next(str(problem) for problem in warnings(load(tmp_path))) == missing.replace(
        "this", "warning: this", 1
    )
    steps = "[{paper: a, why: A.}, {paper: b, why: B.}]"
    (tmp_path / "collections.yaml").write_text(
        f"- slug: walks\n  title: Walks\n  description: Along the beach.\n  steps: {steps}\n"
    )
    with pytest.raises(InvalidInputError) as raised:
        load(tmp_path)
    assert [str(problem) for problem in raised.value.problems] == [missing]


def test_a_vocabulary_may_be_empty(tmp_path: Path) -> None:
    """Papers then carry no tags."""
    (tmp_path / "tags.yaml").write_text("")
    (tmp_path / "papers.yaml").write_text("- id: a\n  title: A\n")
    library = load(tmp_path)
    assert library.tags == ()
    assert library.by_id["a"].tags == ()


def test_a_missing_vocabulary_is_an_error(tmp_path: Path) -> None:
    """It names the file that is missing, and does not make every tag unknown."""
    (tmp_path / "papers.yaml").write_text("- id: a\n  title: A\n  tags: [x]\n")
    with pytest.raises(InvalidInputError) as raised:
        load(tmp_path)
    (problem,) = raised.value.problems
    assert (
        str(problem)
        == f"{tmp_path}/tags.yaml:1: this file does not exist; create it, or use the folder that has it"
    )


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A directory in its place is told as such."""
    (tmp_path / "tags.yaml").write_text(TAGS)
    (tmp_path / "papers.yaml").mkdir()
    with pytest.raises(InvalidInputError, match=r"papers\.yaml:1: cannot be read: Is a directory"):
        load(tmp_path)


def test_problems_of_both_files_come_at_once(tmp_path: Path) -> None:
    """They are sorted by file and line."""
    (tmp_path / "tags.yaml").write_text(TAGS + "- slug: B\n  label: B\n")
    (tmp_path / "papers.yaml").write_text("- id: a\n  title: A\n  tags: [x]\n- id: a\n  title: [A]\n  y: z\n")
    with pytest.raises(InvalidInputError) as raised:
        load(tmp_path)
    assert [(Path(found.path).name, found.line) for found in raised.value.problems] == [
        ("papers.yaml", 3),
        ("papers.yaml", 4),
        ("papers.yaml", 5),
        ("papers.yaml", 6),
        ("tags.yaml", 3),
    ]
