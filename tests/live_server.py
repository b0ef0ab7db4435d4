"""A `mkdocs serve` that runs while a test edits the list."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

PATIENCE = 60  # seconds; a busy machine may be slow, but not that slow
QUIET = 2  # seconds; a server looks twice a second
# A server says so each time that a build has ended; MkDocs leaves out lines that it has said before.
ENDS = re.compile("Serving on|Reloading browsers|will appear stuck")


@dataclass(frozen=True)
class LiveServer:
    """A running server: where it answers, the project that it serves, what it has said, and the site."""

    address: str
    project: Path
    log: Path
    site: Path

    @property
    def papers(self) -> Path:
        return self.project / "data" / "papers.yaml"

    def text(self, path: str) -> str:
        """What the server answers."""
        answer = requests.get(f"{self.address}{path}", timeout=PATIENCE)
        answer.raise_for_status()
        answer.encoding = "utf-8"
        return answer.text

    def state(self) -> dict[str, Any]:
        """What open pages are told."""
        return dict(json.loads(self.text(".live.json")))

    def wait_for_search(self) -> None:
        """Wait until the search has followed the pages."""
        wait_for(lambda: self.state()["search"] == "current")

    def says(self, words: str) -> bool:
        return words in self.log.read_text(encoding="utf-8")

    def builds(self) -> int:
        return self.log.read_text(encoding="utf-8").count("Building documentation...")

    def line_of(self, words: str) -> int:
        return self.papers.read_text(encoding="utf-8").partition(words)[0].count("\n") + 1

    def edit(self, old: str, new: str) -> None:
        text = self.papers.read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.papers.write_text(text.replace(old, new), encoding="utf-8")

    def wait_for_quiet(self) -> int:
        """Wait until no build has run for a while; a loop of rebuilds never gets there."""
        end = time.monotonic() + PATIENCE
        since = time.monotonic()
        while time.monotonic() - since < QUIET:
            assert time.monotonic() < end, f"still building after {self.builds()} builds"
            time.sleep(0.1)
            if self.builds() > len(ENDS.findall(self.log.read_text(encoding="utf-8"))):
                since = time.monotonic()
        return self.builds()


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def free_port() -> int:
    """A port on which nothing answers."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def live_server(project: Path, log: Path, port: int | None = None, *options: str) -> Iterator[LiveServer]:
    """Serve a project, on a free port if none is given, until the test ends."""
    with serving(project, log, port, *options) as (running, process):
        yield running
        assert process.poll() is None, log.read_text(encoding="utf-8")


@contextmanager
def serving(
    project: Path, log: Path, port: int | None = None, *options: str
) -> Iterator[tuple[LiveServer, subprocess.Popen[bytes]]]:
    """Serve a project, on a free port if none is given; its process may end before the test does."""
    port = port or free_port()
    folder = log.with_name(f"{log.name}-temporary")
    folder.mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--livereload",
        "--dev-addr",
        f"127.0.0.1:{port}",
        *options,
    ]
    environment = os.environ | {"SITE_URL": "https://example.org/papershelf/", "TMPDIR": str(folder)}
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command, cwd=project, env=environment, stdout=said, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            wait_for(lambda: "Serving on" in log.read_text() or process.poll() is not None)
            assert process.poll() is None, log.read_text(encoding="utf-8")
            address = f"http://127.0.0.1:{port}/papershelf/"
            yield LiveServer(address, project, log, project / ".cache" / "served" / "site"), process
        finally:
            process.terminate()
