"""The built site behind a small server, and a browser that tolerates no complaint."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from bench.make_papers import papers_text
from papershelf.library import Library, load
from tests.browser.browse_page import PATIENCE

MOUNT = "/papershelf"
MANY = 2000
BLOCKED = "Service Worker registration blocked by Playwright"  # where a test asks for it
expect.set_options(timeout=PATIENCE)


class PagesHandler(SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: the site lies under a path, and what is missing gets 404.html."""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(MOUNT) if path.startswith(f"{MOUNT}/") else "/outside-of-the-site"
        return super().translate_path(inside)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lost = Path(self.directory) / "404.html"
        if code != 404 or not lost.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(lost.stat().st_size))
        self.end_headers()
        self.wfile.write(lost.read_bytes())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that the base class gives it
        pass


class PagesServer(ThreadingHTTPServer):
    """Says nothing when a reader goes on before a file has come."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder, which may still be empty, until the session ends; gives its address."""
    with ExitStack() as stack:

        def start(folder: Path) -> str:
            handler = partial(PagesHandler, directory=str(folder))
            server = stack.enter_context(PagesServer(("127.0.0.1", 0), handler))
            Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}{MOUNT}/"

        yield start


@pytest.fixture(scope="session")
def built(
    copy_project: Callable[[Path], Path],
    build_site: Callable[[Path, str], Path],
    serve: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, str]:
    """The site of the real list: its folder and its address."""
    project = copy_project(tmp_path_factory.mktemp("served") / "project")
    address = serve(project / "site")
    return build_site(project, address), address


@pytest.fixture(scope="session")
def site(built: tuple[Path, str]) -> str:
    """The address of the built site."""
    return built[1]


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site, each in a fresh profile.

    Fails the test on whatever a developer's console would show, and on any request that fails or
    leaves this host. `missing=True` allows the page itself to be a 404.
    """
    complaints: list[str] = []
    with ExitStack() as stack:

        def open_page(
            path: str = "",
            *,
            width: int = 1280,
            scheme: Literal["light", "dark"] = "light",
            missing: bool = False,
            **options: Any,
        ) -> Page:
            context = chromium.new_context(
                base_url=site, viewport={"width": width, "height": 900}, color_scheme=scheme, **options
            )
            stack.callback(context.close)
            page = context.new_page()
            scripted = options.get("java_script_enabled", True)
            listen(context, complaints, allowed=site + path if missing else "", scripted=scripted)
            page.goto(path)
            return page

        yield open_page
    assert not complaints, "\n".join(complaints)


def listen(context: BrowserContext, complaints: list[str], allowed: str, scripted: bool = True) -> None:
    """Collect every complaint of a browser context; `allowed` is an address that may be missing.

    A browser that runs no scripts refuses to load the modules that a page names, and says `csp` to that.
    """

    def is_expected(request: Request) -> bool:
        # What a reader leaves behind by going on is aborted; that is not a failure.
        refused = not scripted and request.failure == "csp" and request.url.endswith(".js")
        return refused or request.failure == "net::ERR_ABORTED"

    def note(is_bad: bool, complaint: str) -> None:
        if is_bad:
            complaints.append(complaint)

    def is_abroad(url: str) -> bool:
        return urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname != "127.0.0.1"

    context.on("weberror", lambda error: note(True, f"script: {error.error}"))
    context.on(
        "console",
        lambda line: note(
            line.type in ("error", "warning")
            and not (allowed and line.location["url"] == allowed)
            and line.text != BLOCKED,
            f"console: {line.type}: {line.text} ({line.location['url']})",
        ),
    )
    context.on("request", lambda request: note(is_abroad(request.url), f"off the host: {request.url}"))
    context.on(
        "requestfailed",
        lambda request: note(not is_expected(request), f"failed: {request.url}: {request.failure}"),
    )
    context.on(
        "response",
        lambda answer: note(answer.status >= 400 and answer.url != allowed, f"{answer.status}: {answer.url}"),
    )


@pytest.fixture(scope="session")
def library(list_dir: Path) -> Library:
    return load(list_dir)


@pytest.fixture(scope="session")
def many(
    copy_project: Callable[[Path], Path],
    serve: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Library, str]:
    """A list of 2,000 papers and the address of its site, which plain `mkdocs build` makes."""
    project = copy_project(tmp_path_factory.mktemp("many") / "project")
    (project / "data" / "papers.yaml").write_text(papers_text(MANY), encoding="utf-8")
    (project / "data" / "collections.yaml").unlink()
    address = serve(project / "site")
    told = {"SITE_URL": address, "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    subprocess.run(command, cwd=project, env={**os.environ, **told}, check=True, capture_output=True)
    return load(project / "data"), address
