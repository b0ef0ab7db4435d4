"""The site of this list, built in a copy and served as GitHub Pages would: packed, below a path."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from papershelf.generated import DIGESTS, FOLDERS

ROOT = Path(__file__).parents[1]
MOUNT = "/papershelf/"
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
KEPT_FOR = 600  # seconds; what GitHub Pages tells browsers


@contextmanager
def served_site(papers: str | None = None) -> Iterator[tuple[Path, str]]:
    """Build and serve the list, or one of other `papers` (YAML); give the site's folder and its address."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        copy_project(project, papers)
        with served(project / "site") as address:
            _build(project, address)
            yield project / "site", address


@contextmanager
def served(folder: Path, handler: type[PackingHandler] | None = None) -> Iterator[str]:
    """Serve a folder, which may still be empty; give its address."""
    answering = partial(handler or PackingHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), answering) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{MOUNT}"
        finally:
            server.shutdown()


def copy_project(project: Path, papers: str | None) -> None:
    """Copy what the site is made of, with other `papers` (YAML) if given.

    Cards of papers are left out: drawing one takes 0.06 s, once, and would hide what a build does each time.
    """
    docs = ROOT / "docs"

    def made(source: str, _names: list[str]) -> set[str]:
        return {*FOLDERS, DIGESTS, "index.md", "offline.md"} if Path(source) == docs else set()

    shutil.copytree(docs, project / "docs", ignore=made)
    shutil.copytree(ROOT / "data", project / "data")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("  - papershelf:\n", "  - papershelf:\n      cards: lists\n", 1)
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    if papers is not None:
        (project / "data" / "papers.yaml").write_text(papers, encoding="utf-8")
        (project / "data" / "collections.yaml").unlink(missing_ok=True)


def _build(project: Path, address: str) -> None:
    told = {"SITE_URL": address, "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"}
    for command in (["papershelf", "build"], ["mkdocs", "build", "--quiet"]):
        subprocess.run(
            [sys.executable, "-m", *command],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(ROOT / "generator"), **told},
            check=True,
        )


class PackingHandler(SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: text is gzipped, and everything may be kept for ten minutes."""

    def translate_path(self, path: str) -> str:
        """The file behind an address below the site's path."""
        inside = "/" + path.removeprefix(MOUNT) if path.startswith(MOUNT) else "/outside-of-the-site"
        return super().translate_path(inside)

    def do_GET(self) -> None:
        """Send a file, packed if it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Cache-Control", f"max-age={KEPT_FOR}")
        if path.suffix in PACKED:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that the base class gives it
        """Say nothing: the report is what counts."""
