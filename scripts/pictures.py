"""Take the README's pictures of the home page from the site in site/ (`make site`), light and dark.

Run it with .venv/bin/python; CHROMIUM names the browser (scripts/find-browser prints one).
"""

import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

from playwright.sync_api import ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SIZE: ViewportSize = {"width": 1280, "height": 800}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LARGEST = 200_000  # bytes that a reader of the README should have to load


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps no record of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve the site, photograph it in both schemes, and end it."""
    site = ROOT / "site"
    if not (site / "index.html").is_file():
        sys.exit("site/index.html is not there; run make site first")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"]
        )
        for scheme in SCHEMES:
            page = browser.new_page(viewport=SIZE, color_scheme=scheme, reduced_motion="reduce")
            page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="networkidle")
            path = ROOT / ".github" / "images" / f"papers-{scheme}.png"
            taken = page.screenshot(path=path)
            print(f"{path.relative_to(ROOT)}: {len(taken):,} bytes")
            if len(taken) > LARGEST:
                sys.exit(f"{path.name} has more than {LARGEST:,} bytes; show less of the page")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
