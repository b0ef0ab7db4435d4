"""What tests of commands share: a small list to work on."""

from pathlib import Path

import pytest

from tests.cli.command_line import PAPERS, TAGS


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with two papers and two tags in `data`, on a known day."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tags.yaml").write_text(TAGS)
    (tmp_path / "data" / "papers.yaml").write_text(PAPERS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714550400")  # 2024-05-01
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path
