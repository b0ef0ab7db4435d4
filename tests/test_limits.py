"""Limits on what is read: each names itself, says how it is raised, and holds at the door it is for."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from papershelf.cli import papershelf
from papershelf.feeds import detect
from papershelf.feeds.mapped_list.rows import rows_of
from papershelf.library import load
from papershelf.limits import LIMITS, VARIABLE, Limit, excess, most, read_within
from papershelf.problems import InvalidInputError

SECURITY = Path(__file__).parents[1] / "SECURITY.md"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Make a limit small, so that a test can be."""

    def make(name: str, number: int) -> None:
        made = {**LIMITS, name: Limit(number, *LIMITS[name][1:])}
        for module in ("papershelf.limits", "papershelf.feeds.json_records"):
            monkeypatch.setattr(f"{module}.LIMITS", made)

    return make


def csl(count: int = 1, **more: object) -> str:
    """A CSL-JSON feed of so many records, each with some more keys."""
    made = [{"id": f"a{place}", "type": "book", "title": f"Title {place}", **more} for place in range(count)]
    return json.dumps(made)


FEEDS: dict[str, tuple[int, str]] = {
    "feed-size": (100, csl(5)),
    "feed-records": (2, csl(3)),
    "feed-blocks": (3, "Daily Papers\n\nJul 29\n\n" + "A title of a paper\n\n" * 4),
    "levels": (3, csl(custom=[[[["deep"]]]])),
}
RECORDS: dict[str, tuple[int, str]] = {
    "record-size": (200, csl(abstract="word " * 50)),
    "field-size": (50, csl(abstract="word " * 20)),
    "list-length": (2, csl(author=[{"family": name, "given": "A"} for name in "BCD"])),
}
XML = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><a><b/></a></entry></feed>'


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_beyond_a_limit_is_refused(name: str, small: Callable[[str, int], None]) -> None:
    """The message names the limit, and the value that lets this feed in."""
    number, feed = FEEDS[name]
    assert detect.read(feed.encode(), "feed").grammar
    small(name, number)
    with pytest.raises(InvalidInputError, match=rf"feed:1: .*more than {number} .*{VARIABLE}={name}=\d+"):
        detect.read(feed.encode(), "feed")


def test_a_workbook_that_unpacks_to_more(small: Callable[[str, int], None]) -> None:
    """Its size is looked up before any of it is unpacked."""
    book, written = Workbook(), io.BytesIO()
    for _ in range(200):
        book.active.append(["Title"] * 20)  # type: ignore[union-attr] # a new one has a sheet
    book.save(written)
    assert rows_of(written.getvalue(), "list.xlsx")
    small("feed-size", 10_000)
    with pytest.raises(InvalidInputError, match=r"list.xlsx:1: more than 10,000 bytes of a feed.*feed-size="):
        rows_of(written.getvalue(), "list.xlsx")


def test_levels_of_xml(small: Callable[[str, int], None]) -> None:
    """Elements within elements are counted too."""
    small("levels", 3)
    with pytest.raises(InvalidInputError, match=r"more than 3 levels .*levels=4"):
        detect.read(XML.encode(), "feed")


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_beyond_a_limit_is_set_aside(name: str, small: Callable[[str, int], None]) -> None:
    """It doesn't hold up the others, and the reason names the limit."""
    number, feed = RECORDS[name]
    both = json.dumps([*json.loads(feed), *json.loads(csl(1, id="b", title="Small"))]).encode()
    assert len(detect.read(both, "feed").candidates) == 2
    small(name, number)
    capture = detect.read(both, "feed")
    assert [each.title for each in capture.candidates] == ["Small"]
    assert [name in each.reason for each in capture.unplaced] == [True]


DATA: dict[str, tuple[int, str]] = {
    "data-size": (60, "- id: a\n  title: A title\n" * 3),
    "data-entries": (1, "- id: a\n  title: A title\n- id: b\n  title: Another\n"),
    "field-size": (10, "- id: a\n  title: A title of some length\n"),
    "list-length": (2, "- id: a\n  title: A title\n  authors: [A, B, C]\n"),
    "levels": (2, "- id: a\n  title: A title\n  authors: [[A]]\n"),
}


@pytest.mark.parametrize("name", DATA)
def test_data_beyond_a_limit_is_an_error(
    name: str, tmp_path: Path, small: Callable[[str, int], None]
) -> None:
    """`check` names the limit at the line of what is beyond it."""
    number, papers = DATA[name]
    (tmp_path / "tags.yaml").touch()
    (tmp_path / "papers.yaml").write_text(papers)
    small(name, number)
    with pytest.raises(InvalidInputError, match=rf"papers.yaml:\d: .*more than {number} .*{name}="):
        load(tmp_path)


def test_a_limit_is_raised_in_the_environment(
    small: Callable[[str, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the message says to set lets the input in; a lower value than the limit changes nothing."""
    small("feed-records", 2)
    with pytest.raises(InvalidInputError) as caught:
        detect.read(csl(3).encode(), "feed")
    told = re.search(rf"{VARIABLE}=(\S+)", str(caught.value))
    assert told
    monkeypatch.setenv(VARIABLE, f"levels=7, {told[1]}")
    assert len(detect.read(csl(3).encode(), "feed").candidates) == 3
    assert most("levels") == LIMITS["levels"].most


@pytest.mark.parametrize("value", ["feed-size", "feed-size=many", "speed=3", "feed-size=-1"])
def test_what_raises_no_limit_is_an_error(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that isn't known, or no number, is reported with the names that are."""
    monkeypatch.setenv(VARIABLE, value)
    with pytest.raises(InvalidInputError, match=r"raises no limit; write NAME=NUMBER.*feed-size"):
        most("feed-size")


def test_a_stream_without_end(small: Callable[[str, int], None]) -> None:
    """No more is read of it than tells that it is too long."""
    small("feed-size", 1_000)

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= 1_001
            return b"x" * size

    with pytest.raises(InvalidInputError, match="stdin:1: more than 1,000 bytes"):
        read_within("feed-size", Endless(), "stdin")  # type: ignore[arg-type] # raw is enough


def test_import_reads_no_endless_file(
    tmp_path: Path, small: Callable[[str, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line refuses a feed by its size, with exit code 1 and nothing written."""
    small("feed-size", 1_000)
    (tmp_path / "tags.yaml").touch()
    (tmp_path / "feed.json").write_text(csl(100))
    done = CliRunner().invoke(papershelf, ["import", str(tmp_path / "feed.json"), "--data", str(tmp_path)])
    assert isinstance(done.exception, InvalidInputError)
    assert "feed.json:1: more than 1,000 bytes of a feed; split the feed" in str(done.exception)
    assert not (tmp_path / "papers.yaml").exists()


def test_the_value_to_set_is_above_what_was_found() -> None:
    """It is rounded up, to two digits."""
    assert [str(excess("levels", found)).rpartition("=")[2] for found in (21, 99, 101, 12_345)] == [
        "21", "99", "110", "13000",
    ]  # fmt: skip


def test_the_table_for_people_is_the_one_in_use() -> None:
    """SECURITY.md has each limit with its number and what it counts."""
    rows = re.findall(r"^\| `([a-z-]+)` \| ([\d,]+) \| (.+?) \|$", SECURITY.read_text(), re.MULTILINE)
    assert rows == [(name, f"{limit.most:,}", limit.what) for name, limit in LIMITS.items()]
