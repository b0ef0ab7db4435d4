"""Captures are kept as received, and say later what a paper's own feed said of it."""

import hashlib
from pathlib import Path

import pytest

from papershelf.curate.captures import bases, place
from papershelf.model import Paper
from papershelf.problems import InvalidInputError

ABSTRACT = "Walruses are large, and this is shown at length. " * 5
FEED = (
    f"On Walruses\n\n{ABSTRACT.strip()}\n\nOn Teapots\n\n{ABSTRACT.replace('Walruses', 'Teapots').strip()}\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with one capture kept."""
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "day.txt").write_text(FEED)
    return tmp_path


def test_a_place_of_its_own(data: Path) -> None:
    """A capture keeps its name; the same one is there already, another of that name gets a hash."""
    other = b"other"
    digest = hashlib.sha256(other).hexdigest()[:8]
    assert place(data, "new.txt", other) == "feeds/new.txt"
    assert place(data, "day.txt", FEED.encode()) == "feeds/day.txt"
    assert place(data, "day.txt", other) == f"feeds/day-{digest}.txt"
    assert place(data, "stdin", other) == "feeds/stdin"
    (data / "feeds" / "stdin").mkdir()
    assert place(data, "stdin", other) == f"feeds/stdin-{digest}"


@pytest.mark.parametrize(
    "paper",
    [
        Paper("on-walruses", "On Walruses", feed="feeds/day.txt"),
        Paper("on-walruses", "Edited since", feed="feeds/day.txt"),
        Paper("renamed", "Edited since", feed="feeds/day.txt", formerly=("on-walruses",)),
        Paper("chosen", "ON WALRUSES!", feed="feeds/day.txt"),
    ],
)
def test_what_the_capture_said(data: Path, paper: Paper) -> None:
    """A paper is found in its capture by its title, or by the title that gave it its id."""
    base = bases(data)(paper)
    assert base is not None
    assert base.title == "On Walruses"


@pytest.mark.parametrize(
    "feed",
    [
        None,
        "feeds/gone.txt",
        "by hand",
        "feeds/../outside.txt",
        "../outside.txt",
        "feeds/../../etc/passwd",
        "/etc/passwd",
        "feeds",
    ],
)
def test_no_capture(data: Path, feed: str | None) -> None:
    """Without a capture in data/feeds/ nothing is known; no other file is ever read."""
    (data / "outside.txt").write_text(FEED)
    (data.parent / "outside.txt").write_text(FEED)
    assert bases(data)(Paper("on-walruses", "On Walruses", feed=feed)) is None


def test_a_paper_that_the_capture_does_not_have(data: Path) -> None:
    """Nothing is known of it."""
    assert bases(data)(Paper("else", "Else", feed="feeds/day.txt")) is None


def test_another_paper_of_the_same_title(data: Path) -> None:
    """An entry whose arXiv id is another's is not what the capture spoke of."""
    (data / "feeds" / "day.bib").write_text(
        "@misc{x, title={On Walruses}, eprint={2401.00001}, archiveprefix={arXiv}}"
    )
    base = bases(data)
    assert base(Paper("on-walruses", "On Walruses", arxiv="2401.00001v3", feed="feeds/day.bib")) is not None
    assert base(Paper("on-walruses", "On Walruses", arxiv="2401.00009", feed="feeds/day.bib")) is None


def test_each_capture_is_read_once(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many papers came from it."""
    read: list[str] = []
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    base = bases(data)
    for _ in range(3):
        base(Paper("on-walruses", "On Walruses", feed="feeds/day.txt"))
        base(Paper("on-teapots", "On Teapots", feed="feeds/day.txt"))
    assert read == ["day.txt"]


def test_a_capture_that_cannot_be_read(data: Path) -> None:
    """It is an error that names it, since nobody could tell who changed what."""
    (data / "feeds" / "day.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InvalidInputError, match=r"feeds/day\.txt:1: this isn't UTF-8"):
        bases(data)(Paper("on-walruses", "On Walruses", feed="feeds/day.txt"))
