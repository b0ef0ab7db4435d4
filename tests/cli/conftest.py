"""What tests of commands share: a small list to work on, and a server that stands for all services."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from papershelf.cli import options
from papershelf.services.endpoints import APIS
from tests.cli.command_line import PAPERS, TAGS
from tests.services.misbehaving import Server, serving


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


@pytest.fixture
def every_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that stands for every service, each under a path of its name; nobody waits for a turn."""
    quick = partial(options.client, apis=[replace(api, interval=0.0) for api in APIS], sleep=lambda _: None)
    for command in ("add", "enrich"):
        monkeypatch.setattr(import_module(f"papershelf.cli.{command}"), "client", quick)
    with serving() as running:
        for api in APIS:
            monkeypatch.setenv(api.url_variable, f"{running.url}/{api.id}")
        yield running
