"""`papershelf import`: a dry run first, then the same written, once."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from papershelf.curate.titles import slug_of
from papershelf.library import known_entries, load, located_yaml
from papershelf.model import Paper
from tests.cli.command_line import ABSTRACT, PAPERS, page, run

TITLE = "On Walruses and the Length of Their Tusks"
LISTED = PAPERS.replace("title: On Walruses", f"title: {TITLE}")
FEED = page("On Compasses", TITLE)


@pytest.fixture
def feed(shelf: Path) -> Path:
    """A captured page with a new paper and one that is there with another abstract."""
    path = shelf / "day.txt"
    path.write_text(FEED)
    (shelf / "data/papers.yaml").write_text(LISTED)
    return path


def text() -> str:
    """The list as it is now."""
    return Path("data/papers.yaml").read_text()


def test_a_dry_run(feed: Path) -> None:
    """It prints the receipt and writes nothing at all."""
    done = run("import", "day.txt")
    assert done.code == 0
    assert done.out.splitlines() == [
        "new                 day.txt:1  on-compasses",
        "conflict            day.txt:5  on-walruses",
        f"{'':22}conflict in abstract: Big. -> Walruses are large, and this text says so at some length, s…",
    ]
    assert done.err == (
        "2 papers in the feed (plain text): 1 new, 0 already there, 1 conflict\n"
        "a field in conflict stays as it is; take the feed's value with --theirs FIELD\n"
        "nothing written; apply it with --write\n"
    )
    assert text() == LISTED
    assert sorted(path.name for path in Path("data").iterdir()) == ["papers.yaml", "tags.yaml"]


def test_writing(feed: Path) -> None:
    """The new paper is on the list, the feed is kept, and every byte of the old entries is as it was."""
    done = run("import", "day.txt", "--write")
    assert done.code == 0
    assert "kept the feed as data/feeds/day.txt" in done.err
    assert "added 1, changed 0 in data/papers.yaml" in done.err
    paper = load(Path("data")).by_id["on-compasses"]
    assert (paper.title, paper.abstract, paper.feed) == ("On Compasses", ABSTRACT, "feeds/day.txt")
    assert str(paper.added) == "2024-05-01"
    assert Path("data/feeds/day.txt").read_bytes() == FEED.encode()
    assert all(line in text().splitlines() for line in LISTED.splitlines())


@pytest.mark.parametrize("options", [[], ["--write"]], ids=["dry run", "writing"])
def test_an_entry_is_read_once(feed: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]) -> None:
    """An entry that does not change is not read again to check what is written."""
    parsed: list[bytes] = []

    def parse(source: bytes, report: Any) -> Any:
        parsed.append(source)
        return located_yaml.parse(source, report)

    monkeypatch.setattr(known_entries, "_known", {})
    for module in ("load", "known_entries"):
        monkeypatch.setattr(sys.modules[f"papershelf.library.{module}"], "parse", parse)
    run("import", "day.txt", *options)
    assert sum(b"on-walruses" in source for source in parsed) == 1


def test_a_day_reads_what_is_new_and_nothing_else(feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long list that an earlier command has read, an import reads no entry but those that it adds."""
    (feed.parent / "mkdocs.yml").touch()
    entries = [f"- id: p{number}\n  title: Paper {number}\n" for number in range(known_entries.FEWEST)]
    Path("data/papers.yaml").write_text("\n".join(entries))
    read: list[str] = []
    own = known_entries._read

    def watched(text: str, *others: Any) -> Paper | None:
        read.append(text)
        return own(text, *others)

    monkeypatch.setattr(known_entries, "_read", watched)
    for command in (["check"], ["import", "day.txt", "--write"]):
        monkeypatch.setattr(known_entries, "_known", {})
        monkeypatch.setattr(known_entries, "_looked_into", set())
        read.clear()
        assert run(*command).code == 0
    assert sorted(text.split()[2] for text in read) == sorted(["on-compasses", slug_of(TITLE)])


@pytest.mark.parametrize("again", ["day.txt", "data/feeds/day.txt"])
def test_a_second_run_writes_nothing(feed: Path, again: str) -> None:
    """Neither from where the feed lay nor from where it is kept; no file is touched."""
    run("import", "day.txt", "--write")
    files = [path for path in Path("data").rglob("*") if path.is_file() and path.name != ".papers.lock"]
    for path in files:
        os.utime(path, (1, 1))
    done = run("import", again, "--write")
    assert done.code == 0
    assert done.out.startswith(f"already there       {again}:1  on-compasses\n")
    assert "apply it" not in done.err
    assert {path.stat().st_mtime for path in files} == {1}
    assert set(files) == {
        path for path in Path("data").rglob("*") if path.is_file() and path.name != ".papers.lock"
    }


def test_json(feed: Path) -> None:
    """The receipt as JSON says the same; what is said to people goes to standard error."""
    done = run("import", "day.txt", "--json")
    data = json.loads(done.out)
    assert [row["outcome"] for row in data["rows"]] == ["new", "conflict"]
    assert sorted(line for row in data["rows"] for line in row["lines"]) == [1, 3, 5, 7]
    assert "1 new" in done.err


def test_theirs(feed: Path) -> None:
    """A conflict is taken from the feed where it is named, and only then."""
    done = run("import", "day.txt", "--write", "--theirs", "abstract")
    assert "changed             day.txt:5  on-walruses" in done.out
    assert load(Path("data")).by_id["on-walruses"].abstract == ABSTRACT
    assert "[animals]  # best first" in text()
    assert run("import", "day.txt", "--theirs", "nothing").code == 2


def test_accept_duplicates(shelf: Path) -> None:
    """A title that is merely like another's is not taken, unless it is said to be new."""
    (shelf / "day.txt").write_text(page("On Walrusses"))
    assert run("import", "day.txt", "--write").out.startswith(
        "possible duplicate  day.txt:1  on-walruses  (titles"
    )
    assert text() == PAPERS
    run("import", "day.txt", "--write", "--accept-duplicates")
    assert "on-walrusses" in load(Path("data")).by_id


def test_standard_input(shelf: Path) -> None:
    """A dash reads from a pipe; the capture is kept by that name, and a second one by a name of its own."""
    done = run("import", "-", "--write", stdin=FEED.encode())
    assert done.code == 0
    assert "stdin:1  on-compasses" in done.out
    run("import", "-", "--write", stdin=page("On Lanterns").encode())
    assert len(list(Path("data/feeds").glob("stdin*"))) == 2


ONE_BAD = page("On Compasses") + "Just a title without more\n"
HELD = Path("data/feeds/day.txt.quarantine")


def test_what_is_not_understood_is_told(shelf: Path) -> None:
    """Each part that cannot be read is named by its line, and fails the command; a dry run writes nothing."""
    (shelf / "day.txt").write_text(ONE_BAD)
    done = run("import", "day.txt")
    assert done.code == 1
    assert "not understood      day.txt:5  Just a title without more" in done.out
    assert "day.txt:5: a title without an abstract" in done.err
    assert text() == PAPERS
    assert not HELD.exists()


def test_strict_writes_nothing_while_a_part_is_not_understood(shelf: Path) -> None:
    """With --strict all of a feed is written, or nothing."""
    (shelf / "day.txt").write_text(ONE_BAD)
    done = run("import", "day.txt", "--write", "--strict")
    assert done.code == 1
    assert "nothing written; fix the feed" in done.err
    assert text() == PAPERS
    assert not HELD.exists()
    (shelf / "day.txt").write_text(page("On Compasses"))
    assert run("import", "day.txt", "--write", "--strict").code == 0
    assert "on-compasses" in load(Path("data")).by_id


def test_one_bad_part_does_not_hold_up_the_others(shelf: Path) -> None:
    """The rest is written, what is not understood is kept beside the feed; a second run changes nothing."""
    (shelf / "day.txt").write_text(ONE_BAD)
    for _ in range(2):
        done = run("import", "day.txt", "--write")
        assert done.code == 1
        assert "day.txt:5: a title without an abstract" in done.err
        assert "on-compasses" in load(Path("data")).by_id
        assert HELD.read_text().splitlines()[1].startswith("# papershelf: day.txt:5: a title without")
        assert HELD.read_text().endswith("\nJust a title without more\n")
        os.utime(HELD, (1, 1))
    assert HELD.stat().st_mtime == 1
    assert text().count("- id: on-compasses") == 1


def test_the_rest_is_taken_once_it_is_mended(shelf: Path) -> None:
    """The file with what was not understood is imported once corrected, and is kept as a feed instead."""
    (shelf / "day.txt").write_text(ONE_BAD)
    run("import", "day.txt", "--write")
    HELD.write_text(f"{HELD.read_text()}\n{ABSTRACT}\n\nOne more without\n")
    done = run("import", str(HELD), "--write")
    assert done.code == 1
    paper = load(Path("data")).by_id["just-a-title-without-more"]
    assert paper.feed
    assert ABSTRACT in (Path("data") / paper.feed).read_text()
    assert not HELD.exists() or "One more without" in HELD.read_text()
    (rest,) = Path("data/feeds").glob("*.quarantine")
    assert "Just a title" not in rest.read_text()
    rest.write_text(f"{rest.read_text()}\n{ABSTRACT.upper()}\n")
    assert run("import", str(rest), "--write").code == 0
    assert "one-more-without" in load(Path("data")).by_id
    assert not list(Path("data/feeds").glob("*.quarantine"))


def test_a_mended_feed_gives_just_the_rest(shelf: Path) -> None:
    """The same feed again, corrected, adds what was missing and nothing twice."""
    (shelf / "day.txt").write_text(ONE_BAD)
    run("import", "day.txt", "--write")
    (shelf / "day.txt").write_text(f"{ONE_BAD}\n{ABSTRACT}\n")
    done = run("import", "day.txt", "--write")
    assert done.code == 0
    assert "1 new, 1 already there" in done.err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "day.txt:1: "),
        (b"\xff\xfe\x00", "day.txt:1: this begins like UTF-16 text"),
        (b"GIF89a\0\0", "day.txt:1: this is a picture"),
    ],
)
def test_what_is_no_feed(shelf: Path, content: bytes, message: str) -> None:
    """A file that holds no papers is told in one line, and nothing is written."""
    (shelf / "day.txt").write_bytes(content)
    done = run("import", "day.txt", "--write")
    assert done.code == 1
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1
    assert text() == PAPERS


def test_a_feed_that_cannot_be_kept(feed: Path) -> None:
    """The list never names a feed that is not there: where it cannot be kept, nothing is written."""
    Path("data/feeds").write_text("a file where the folder should be")
    done = run("import", "day.txt", "--write")
    assert done.code == 1
    assert done.err == "data/feeds:1: cannot be written: File exists; papers.yaml is as it was\n"
    assert text() == LISTED


def test_a_list_with_errors(feed: Path) -> None:
    """A list that is wrong is told so, and not added to."""
    Path("data/papers.yaml").write_text("- id: a\n")
    done = run("import", "day.txt", "--write")
    assert done.code == 1
    assert done.err == "data/papers.yaml:1: the entry has no 'title'; add it\n"


def test_a_data_directory_with_a_vocabulary_only(feed: Path) -> None:
    """That is how a list begins."""
    Path("data/papers.yaml").unlink()
    assert run("import", "day.txt", "--write").code == 0
    assert set(load(Path("data")).by_id) == {"on-compasses", "on-walruses-and-the-length-of-their-tusks"}


def test_an_impossible_day(feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that is set to nonsense is told, not a traceback."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    done = run("import", "day.txt")
    assert done.code == 1
    assert (
        done.err
        == "Error: SOURCE_DATE_EPOCH is 'today', not a number of seconds since 1970; correct or unset it\n"
    )


def test_columns_of_a_table(shelf: Path) -> None:
    """`--column` says what the headers of a table mean; an unknown fact or header is refused."""
    (shelf / "a.csv").write_text("Paper,Who\nOn Compasses,Ada Okoro\n")
    done = run("import", "a.csv", "--column", "title=Paper", "--column", "authors=Who")
    assert (done.code, done.out.splitlines()[0]) == (0, "new                 a.csv:2  on-compasses")
    assert "'name' is not a fact; use title, authors" in run("import", "a.csv", "--column", "name=Paper").err
    assert "a.csv:1: no column is called 'Name'" in run("import", "a.csv", "--column", "title=Name").err
