"""`papershelf format`: the canonical form, written or only checked."""

import os
from pathlib import Path

from tests.cli.command_line import PAPERS, run

FORMATTED = """\
# My list

# the first
- id: on-walruses
  title: On Walruses
  arxiv: '2401.00001'
  doi: '10.1000/AbC'
  tags: [animals]  # best first
  abstract: >-
    Big.

- id: on-teapots
  title: On Teapots
  tags: [pots]
"""


def test_format(shelf: Path) -> None:
    """The list is written in its canonical form, and a second time nothing is."""
    path = Path("data/papers.yaml")
    done = run("format")
    assert (done.code, done.err) == (0, "wrote data/papers.yaml\n")
    assert path.read_text() == FORMATTED
    os.utime(path, (1, 1))
    assert run("format") == (0, "", "nothing to change\n")
    assert path.stat().st_mtime == 1


def test_check(shelf: Path) -> None:
    """--check changes nothing, and its exit code tells whether something would."""
    done = run("format", "--check")
    assert (done.code, done.err) == (1, "data/papers.yaml is not in canonical form; run papershelf format\n")
    assert Path("data/papers.yaml").read_text() == PAPERS
    Path("data/papers.yaml").write_text(FORMATTED)
    assert run("format", "--check") == (0, "", "")


def test_crlf_and_a_byte_order_mark(shelf: Path) -> None:
    """Line ends and the mark stay what they were."""
    path = Path("data/papers.yaml")
    path.write_bytes(b"\xef\xbb\xbf" + PAPERS.replace("\n", "\r\n").encode())
    assert run("format", "--check").code == 1
    assert run("format").code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + FORMATTED.replace("\n", "\r\n").encode()
    assert run("format", "--check").code == 0


def test_without_papers(shelf: Path) -> None:
    """A list that is not there yet is in form, and is not made."""
    Path("data/papers.yaml").unlink()
    assert run("format", "--check").code == 0
    assert run("format").code == 0
    assert not Path("data/papers.yaml").exists()


def test_what_cannot_be_formatted(shelf: Path) -> None:
    """A list in brackets and an entry in an odd form are told by line."""
    for content, message in (
        ("[{id: a, title: A}]\n", "data/papers.yaml:1: the list is in brackets"),
        (
            "- id: a\n  title: A\n  sources:\n    # so\n    doi: |+\n      x\n\n\n",
            "data/papers.yaml:1: this entry cannot be brought into canonical form",
        ),
    ):
        Path("data/papers.yaml").write_text(content)
        for arguments in (["format"], ["format", "--check"]):
            done = run(*arguments)
            assert done.code == 1
            assert done.err.startswith(message)
        assert Path("data/papers.yaml").read_text() == content


def test_citations_are_in_form_too(shelf: Path) -> None:
    """They are sorted with an id on each line, and --check names each file that is not in its form."""
    Path("data/papers.yaml").write_text(FORMATTED)
    path = Path("data/citations.yaml")
    path.write_text("- paper: on-teapots\n  builds_on: [on-walruses]\n- paper: a\n")
    done = run("format", "--check")
    assert (done.code, done.err) == (
        1,
        "data/citations.yaml is not in canonical form; run papershelf format\n",
    )
    assert run("format") == (0, "", "wrote data/citations.yaml\n")
    assert path.read_text() == "- paper: a\n- paper: on-teapots\n  builds_on:\n    - on-walruses\n"
    assert run("format", "--check") == (0, "", "")
