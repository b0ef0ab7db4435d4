"""Texts of papers are there when somebody asks for them, and made no more often than that."""

from pathlib import Path

from papershelf.build_cache import BuildCache, digest
from papershelf.render.on_demand import Texts
from papershelf.spool import Spool

KEYS = {name: digest(name) for name in ("one", "two", "three")}


def texts(folder: Path, made: list[str]) -> Texts:
    def make(paper_id: str) -> bytes:
        made.append(paper_id)
        return paper_id.upper().encode()

    return Texts(BuildCache(folder), Spool(), "kind", KEYS, make)


def test_texts_that_were_prepared_are_read(tmp_path: Path) -> None:
    """They are made once, and by later builds not at all."""
    made: list[str] = []
    for _ in range(2):
        found = texts(tmp_path, made)
        found.prepare(["three", "one"])
        assert (found.read("one"), found.read("three"), found.read("one")) == (b"ONE", b"THREE", b"ONE")
    assert sorted(made) == ["one", "three"]


def test_a_text_that_was_not_prepared_is_made(tmp_path: Path) -> None:
    """Whoever asks gets it all the same."""
    assert texts(tmp_path, []).read("two") == b"TWO"


def test_texts_are_read_in_the_form_that_somebody_needs(tmp_path: Path) -> None:
    """By the ids of the papers, in their order."""
    assert dict(texts(tmp_path, []).read_as(bytes.decode)) == {"one": "ONE", "two": "TWO", "three": "THREE"}
