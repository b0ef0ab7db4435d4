"""What is put aside comes back as it was, and takes no name anybody could see."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.problems import InvalidInputError
from papershelf.spool import Spool


@given(st.lists(st.binary(max_size=2000)))
def test_contents_come_back(contents: list[bytes]) -> None:
    """In any order, and between others that are put aside."""
    spool = Spool()
    places = [spool.put(content) for content in contents]
    spool.put(b"more")
    assert [spool.get(place) for place in reversed(places)] == contents[::-1]


def test_a_copied_process_reads_what_was_there_before(tmp_path: Path) -> None:
    """And moves nothing for the others."""
    spool = Spool(tmp_path)
    first = spool.put(b"first")
    if not (child := os.fork()):
        os._exit(0 if spool.get(first) == b"first" else 1)
    second = spool.put(b"second")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (spool.get(first), spool.get(second)) == (b"first", b"second")


def test_nothing_is_left(tmp_path: Path) -> None:
    """Neither while it is in use nor afterwards, whatever ends the build."""
    spool = Spool(tmp_path / "cache")
    spool.put(b"content")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_folder_that_is_a_file_is_done_without(tmp_path: Path) -> None:
    """Temporary files have another place."""
    (tmp_path / "cache").write_text("")
    spool = Spool(tmp_path / "cache")
    assert spool.get(spool.put(b"content")) == b"content"


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a problem of the folder, with what to do."""
    spool = Spool(tmp_path)
    with Path("/dev/full").open("wb", buffering=0) as full:
        monkeypatch.setattr(spool, "_file", full)
        with pytest.raises(InvalidInputError, match=os.strerror(errno.ENOSPC)) as caught:
            spool.put(b"content")
    assert str(caught.value.problems[0]).startswith(f"{tmp_path}:1: ")
