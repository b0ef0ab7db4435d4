"""What tests of `papershelf answer` share: a list whose issues it answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.fake_github import FakeGitHub
from tests.cli.answer.issue_shop import ATOM, HOT_JUPITERS, PAPERS, PERMISSIONS, SETTINGS, TAGS, Shop
from tests.services.misbehaving import reply, serving


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A list with one paper; arXiv sends its recorded reply, Crossref a made-up one."""
    files = {"data/papers.yaml": PAPERS, "data/tags.yaml": TAGS, "mkdocs.yml": SETTINGS}
    (tmp_path / "data").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    with FakeGitHub() as github, serving() as services:
        github.tokens["secret"] = dict(PERMISSIONS)
        github.repository.commit_files("main", {name: text.encode() for name, text in files.items()})
        services.will(reply(HOT_JUPITERS, kind=ATOM))
        yield Shop(tmp_path, github, services)
        assert [refusal for refusal in github.refused if "404" not in refusal] == []
