"""What the site needs offline: the list of what the service worker keeps, and the manifest of an app."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from papershelf.render.page import Page, is_source
from papershelf.settings import Settings

KEPT_PAGES = ("", "papers/", "reading/", "collections/", "offline/")
KEPT_EXPORTS = ("exports/titles.json", "exports/news.json")
GROUND = "#faf8f4"


class StateOfPages:
    """What the service worker has to know of all pages: a version of them, and which exports there are."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.exports: set[str] = set()

    def add(self, path: str, digest: str) -> None:
        """Take a page into account, by its digest, if it is one of those in `docs/`."""
        if is_source(path):
            self._digest.update(digest.encode())
            if path in KEPT_EXPORTS:
                self.exports.add(path)

    @property
    def version(self) -> str:
        """A version that changes with any page."""
        return self._digest.hexdigest()[:16]


def offline(state: StateOfPages, assets: Mapping[str, str], settings: Settings) -> Iterator[Page]:
    """Write the list of what the service worker keeps from the first visit on, and the manifest.

    `assets` are the scripts and styles, by their addresses from the site's root; the list holds them, since a
    request for each would take longer.
    """
    listed = {
        "version": state.version,
        "keep": [*KEPT_PAGES, *(name for name in KEPT_EXPORTS if name in state.exports)],
        "assets": dict(sorted(assets.items())),
    }
    yield Page("exports/offline-list.js", f"self.PAPERSHELF = {json.dumps(listed)};\n")
    manifest = json.dumps(_manifest(settings), ensure_ascii=False, indent=2)
    yield Page("exports/app.webmanifest", f"{manifest}\n")


def _manifest(settings: Settings) -> dict[str, object]:
    """Return a web app manifest (https://www.w3.org/TR/appmanifest/); its URLs are relative to its own."""
    return {
        "id": "../",
        "name": settings.name,
        "description": settings.description,
        "start_url": "../",
        "scope": "../",
        "display": "minimal-ui",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": [
            {"src": "../assets/mark.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": "../assets/icon-192.png", "sizes": "192x192", "type": "image/png"},
            {"src": "../assets/icon-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
    }
