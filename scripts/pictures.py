"""Take the pictures of README and guide from the site in site/, light and dark (`make pictures`).

CHROMIUM names the browser (scripts/find-browser prints one).
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / ".github" / "images"
GUIDE = ROOT / "docs" / "guide" / "images"
SIZE: ViewportSize = {"width": 1280, "height": 800}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = 256  # enough for text on plain ground; less than half the bytes of all colours
LARGEST = 100_000  # bytes that a reader should have to load for a picture


class Picture(NamedTuple):
    """A picture: its name, the address on the site, what is searched, and what must be there by then."""

    folder: Path
    name: str
    address: str
    typed: str = ""
    shows: str = "main"


PICTURES = (
    Picture(README, "home", ""),
    Picture(README, "paper", "papers/efficient-and-robust-approximate-nearest-neighbor-search/"),
    Picture(GUIDE, "search", "", "nearest neigbor", ".ps-finder__results li"),
    Picture(GUIDE, "browse", "papers/?q=hashing&year=2023-2025", shows=".ps-results mark"),
    Picture(GUIDE, "map", "map/"),
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and keeps no record of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def take(page: Page, picture: Picture, root: str) -> bytes:
    """Open a page, do what belongs to the picture, and return it as PNG."""
    page.goto(root + picture.address, wait_until="networkidle")
    if picture.typed:
        page.keyboard.press("/")
        page.locator(".ps-finder__input").press_sequentially(picture.typed)
    page.locator(picture.shows).first.wait_for()
    page.wait_for_load_state("networkidle")
    file = BytesIO()
    with Image.open(BytesIO(page.screenshot())) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def take_all(browser: Browser, root: str) -> None:
    """Write each picture in both schemes; end with a message where one is too large."""
    for picture in PICTURES:
        for scheme in SCHEMES:
            page = browser.new_page(viewport=SIZE, color_scheme=scheme, reduced_motion="reduce")
            taken = take(page, picture, root)
            page.close()
            path = picture.folder / f"{picture.name}-{scheme}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(taken)
            print(f"{path.relative_to(ROOT)}: {len(taken):,} bytes")
            if len(taken) > LARGEST:
                sys.exit(f"{path.name} has more than {LARGEST:,} bytes; show less of the page")


def main() -> None:
    """Serve the site and photograph it."""
    if not (ROOT / "site" / "index.html").is_file():
        sys.exit("site/index.html is not there; run make site first")
    with served(ROOT / "site") as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"]
        )
        take_all(browser, root)
        browser.close()


if __name__ == "__main__":
    main()
