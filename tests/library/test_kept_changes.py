"""The record of changes: read as it was written, and each line that is wrong is named."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library.kept_changes import KINDS, read_changes, written_changes
from papershelf.model import ChangeRecord, KeptChange

HEAD = '{"since": "2026-01-02", "commit": "c0ffee"}\n'
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
DAYS = st.dates().map(lambda day: day.isoformat())
CHANGES = st.builds(
    KeptChange, DAYS, TEXT, st.sampled_from(KINDS[:3]), st.lists(TEXT).map(tuple)
) | st.builds(KeptChange, DAYS, TEXT, st.just("moved"), to=TEXT)


def read(source: bytes) -> tuple[ChangeRecord, list[tuple[int, str]]]:
    found: list[tuple[int, str]] = []
    record = read_changes(source, lambda line, message: found.append((line, message)))
    return record, found


@given(st.builds(ChangeRecord, DAYS, TEXT, st.lists(CHANGES).map(tuple)))
def test_what_is_written_is_read(record: ChangeRecord) -> None:
    """Whatever the ids."""
    assert read(written_changes(record).encode()) == (record, [])


@given(st.binary() | st.text().map(lambda text: (HEAD + text).encode()))
def test_no_bytes_break_it(source: bytes) -> None:
    """Each gives a record or says what is wrong, with what to do."""
    assert all("restore the file from git" in message for _, message in read(source)[1])


def wrong() -> Iterator[tuple[str, str]]:
    good = '{"day": "2026-01-02", "paper": "a", "what": "removed"'
    yield "[]", "not a JSON object"
    yield "{", "not a JSON object"
    yield f'{good}, "extra": 1}}', "unknown keys: extra"
    yield '{"day": "2026-02-30", "paper": "a", "what": "removed"}', "'day' must be a day"
    yield '{"day": "2026-02", "paper": "a", "what": "removed"}', "'day' must be a day"
    yield '{"day": "2026-01-02", "paper": "", "what": "removed"}', "'paper' must be"
    yield '{"day": "2026-01-02", "paper": "a", "what": "lost"}', "'what' must be one of"
    yield f'{good}, "fields": "doi"}}', "'fields' must be a list"
    yield f'{good}, "to": "b"}}', "'to' must be"
    yield '{"day": "2026-01-02", "paper": "a", "what": "moved"}', "'to' must be"


@pytest.mark.parametrize(("line", "message"), list(wrong()))
def test_a_line_that_is_wrong(line: str, message: str) -> None:
    """It is named by its number; the others count."""
    good = '{"day": "2026-01-02", "paper": "b", "what": "removed"}\n'
    record, found = read(f"{HEAD}\n{line}\n{good}".encode())
    assert [each.paper for each in record.changes] == ["b"]
    assert [(number, message in text) for number, text in found] == [(3, True)]


@pytest.mark.parametrize("head", ["{}x", '{"since": "yesterday", "commit": "a"}', '{"since": "2026-01-02"}'])
def test_a_first_line_that_is_wrong(head: str) -> None:
    """Without it nobody knows since when changes are known, so none are told."""
    record, found = read(f"{head}\n".encode())
    assert record == ChangeRecord()
    assert found[0][0] == 1


def test_a_file_that_is_empty() -> None:
    """It is as good as none."""
    assert read(b"\n") == (ChangeRecord(), [])
