"""The record of a list gives back what was put in, and is refused where it is broken."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.problems import InvalidInputError
from papershelf.starter.engine_source import ENGINE, PINNED, source_of
from papershelf.starter.list_record import (
    LONGEST_TEXT,
    ListRecord,
    kept_form,
    read_record,
    record_of,
    record_text,
)
from papershelf.starter.start_answers import Answers

ANSWERS = Answers("Ours", "Papers.", "https://github.com/me/list", "https://me.github.io/list/", "MIT")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXT)
def test_what_is_kept_is_read_again(text: str) -> None:
    """Texts as they are, whatever their lines end with; the digest of what is long, binary or made."""
    long, binary = b"x" * (LONGEST_TEXT + 1), b"\xff\x00"
    record = record_of(ANSWERS, {"a/b.txt": text.encode(), "long": long, "a.whl": binary}, {"made": b"m"})
    again = read_record(record_text(record), "record")
    assert again == record
    assert again.is_as_written("a/b.txt", text.encode())
    assert not again.is_as_written("a/b.txt", f"{text}.".encode())
    for path, content in (("long", long), ("a.whl", binary), ("made", b"m")):
        assert again.is_as_written(path, content)
        assert not again.is_as_written(path, content + b".")
        assert again.text(path) is None
    assert not again.is_as_written("other", b"")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": "1"}', "{\n<<<<<<< HEAD\n", '{"answers": {"name": "x", "more": "y"}}'],
)
def test_a_broken_record(text: str) -> None:
    """It says how to get it back."""
    with pytest.raises(InvalidInputError, match="restore it, for instance with `git checkout -- record`"):
        read_record(text, "record")


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x", "c:\\x", ".git/config", "a//b", ""])
def test_a_record_names_files_of_its_list_only(name: str) -> None:
    """An upgrade writes and removes what it names."""
    record = ListRecord("0.1.0", ANSWERS, {name: kept_form(b"x")})
    with pytest.raises(InvalidInputError, match="not a file of this list"):
        read_record(record_text(record), "record")


def test_an_unknown_licence() -> None:
    """It cannot have been chosen."""
    text = record_text(ListRecord("0.1.0", ANSWERS))
    with pytest.raises(InvalidInputError, match="restore it"):
        read_record(text.replace('"MIT"', '"GPL"'), "record")


def test_where_a_list_gets_the_package_from(tmp_path: Path) -> None:
    """From where the running one came: the registry, a commit, an address, or a wheel that goes along."""
    wheel = tmp_path / "papershelf-1.0-py3-none-any.whl"
    wheel.touch()
    assert source_of(None).requirement == PINNED
    commit = {"vcs": "git", "commit_id": "a" * 40, "requested_revision": "v1"}
    found = source_of({"url": f"https://github.com/{ENGINE}", "vcs_info": commit})
    assert found.requirement == f"papershelf @ git+https://github.com/{ENGINE}@{'a' * 40}"
    address = "https://files.example/papershelf-1.0-py3-none-any.whl"
    assert source_of({"url": address, "archive_info": {}}).requirement == f"papershelf @ {address}"
    found = source_of({"url": wheel.as_uri(), "archive_info": {}})
    assert (found.requirement, found.wheel, found.remark) == (f"./{wheel.name}", wheel, None)


@pytest.mark.parametrize("name", ["", "gone-1.0-py3-none-any.whl"])
def test_what_other_machines_do_not_have(tmp_path: Path, name: str) -> None:
    """A folder or a missing wheel is not a source for a list: the version is asked for, with a remark."""
    found = source_of({"url": (tmp_path / name).as_uri(), "dir_info": {"editable": True}})
    assert (found.requirement, found.wheel) == (PINNED, None)
    assert found.remark
    assert "name a wheel or an address as PAPERSHELF" in found.remark
