"""Captures are kept as received, and give later what a paper's own feed said of it, repeats joined."""

import hashlib
from pathlib import Path

import pytest

from papershelf.curate.captures import bases, place, repeats
from papershelf.model import Block, Candidate, Paper
from papershelf.problems import InvalidInputError

ADA = ("Ada Okoro",)
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
    with pytest.raises(InvalidInputError, match=r"feeds/day\.txt:1: .*save the file as UTF-8"):
        bases(data)(Paper("on-walruses", "On Walruses", feed="feeds/day.txt"))


def test_together() -> None:
    """The first has the last word, and the others fill what it lacks."""
    first = Candidate(
        "On Walruses", line=1, authors=ADA, links={"code": "https://a.org"}, blocks=(Block(1, "x"),)
    )
    other = Candidate("Else", line=3)
    again = Candidate(
        "ON WALRUSES",
        "Big.",
        line=5,
        authors=ADA,
        arxiv="2401.00001",
        links={"code": "https://b.org", "project": "https://p.org"},
        keywords=("tusks",),
    )
    found = repeats([first, other, again])
    assert found.first == [0, 1, 0]
    assert found.together[1] == other
    assert found.together[0] == Candidate(
        "On Walruses",
        "Big.",
        line=1,
        authors=ADA,
        arxiv="2401.00001",
        links={"code": "https://a.org", "project": "https://p.org"},
        keywords=("tusks",),
        blocks=(Block(1, "x"),),
    )


def test_by_what_they_are_known() -> None:
    """An arXiv id in any version, a DOI in any case, or title and author make two candidates one paper."""
    one = Candidate("A", arxiv="2401.00001v1", doi="10.1/x", authors=ADA)
    same = [Candidate("B", arxiv="2401.00001v2"), Candidate("C", doi="10.1/X"), Candidate("a!", authors=ADA)]
    assert repeats([one, *same]).first == [0, 0, 0, 0]


def test_what_a_later_one_adds_is_known() -> None:
    """A third that shares only the second's id is the same paper too."""
    some = [
        Candidate("A", authors=ADA),
        Candidate("A", authors=ADA, arxiv="2401.00001"),
        Candidate("Else", arxiv="2401.00001"),
    ]
    assert repeats(some).first == [0, 0, 0]


def test_the_same_title_under_two_ids() -> None:
    """Two arXiv ids are two papers, whatever their titles."""
    some = [Candidate("A", authors=ADA, arxiv=arxiv) for arxiv in ("2401.00001", "2401.00002", None)]
    assert repeats(some).first == [0, 1, 0]


def test_an_id_that_is_known_late() -> None:
    """Two that turn out to be one paper only by what a later one says are one from the first on."""
    first, second = Candidate("A", arxiv="2401.00001"), Candidate("B", doi="10.1/x")
    link = Candidate("Else", arxiv="2401.00001", doi="10.1/X")
    found = repeats([first, second, link, Candidate("C")])
    assert found.first == [0, 0, 0, 3]
    assert found.together == {0: Candidate("A", arxiv="2401.00001", doi="10.1/X"), 3: Candidate("C")}
