"""The record of who has a letter: what is written stays, whenever the program or the machine stops."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papershelf.mailing.message import recipient_digest
from papershelf.mailing.sent_record import SentRecord
from papershelf.problems import InvalidInputError

ADA, BO = (recipient_digest("2026-w48", f"{name}@readers.example") for name in ("ada", "bo"))


def written(path: Path) -> SentRecord:
    record = SentRecord(path)
    record.begin("2026-11-29")
    record.note(ADA, "begun")
    record.note(ADA, "sent")
    record.note(BO, "begun")
    return record


def test_it_is_read_back(tmp_path: Path) -> None:
    """What happened last to each, and the line that says so."""
    written(tmp_path / "sent")
    record = SentRecord(tmp_path / "sent")
    assert (record.state(ADA), record.state(BO), record.state("0" * 32)) == ("sent", "begun", None)
    assert record.until == "2026-11-29"
    line = (tmp_path / "sent").read_text().splitlines()[record.line(BO) - 1]
    assert line == f"{BO} begun"


def test_it_names_nobody(tmp_path: Path) -> None:
    """It may be kept where others can read it."""
    written(tmp_path / "sent")
    text = (tmp_path / "sent").read_text()
    assert "ada" not in text
    assert "@" not in text


def test_a_line_that_was_cut_off_counts_as_not_written(tmp_path: Path) -> None:
    """The next line begins where the last whole one ended, and has the right number."""
    path = tmp_path / "sent"
    written(path)
    path.write_bytes(path.read_bytes() + ADA[:10].encode())
    record = SentRecord(path)
    record.note(BO, "sent")
    assert SentRecord(path).state(BO) == "sent"
    assert path.read_text().splitlines()[record.line(BO) - 1] == f"{BO} sent"
    assert SentRecord(path).line(BO) == record.line(BO)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_crash_at_any_byte_forgets_nothing_that_was_sent(tmp_path: Path, data: st.DataObject) -> None:
    """As soon as the line before the end of a message is whole, its recipient has it or is in doubt."""
    path = tmp_path / "sent"
    path.unlink(missing_ok=True)
    written(path)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    record = SentRecord(path)
    begun = whole.index(f"{ADA} begun\n".encode()) + len(f"{ADA} begun\n")
    assert (record.state(ADA) in {"begun", "sent"}) == (cut >= begun)
    record.begin("2026-11-30")
    assert SentRecord(path).until in {"2026-11-29", "2026-11-30"}


@pytest.mark.parametrize(
    "line", ["ada@readers.example sent", f"{ADA} perhaps", "\x00", "until tomorrow", "until 2026-13-40"]
)
def test_a_line_that_says_nothing_is_an_error(tmp_path: Path, line: str) -> None:
    """With file and line: to pass over it could mean a second copy."""
    path = tmp_path / "sent"
    written(path)
    path.write_text(f"{path.read_text()}{line}\n")
    with pytest.raises(InvalidInputError, match=f"{path}:6: this line"):
        SentRecord(path)
