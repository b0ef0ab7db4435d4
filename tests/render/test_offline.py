"""The service worker's list and the web app manifest."""

import json

from papershelf.render.offline_files import StateOfPages, offline
from papershelf.render.page import Page
from papershelf.settings import Settings

PAGES = [Page("index.md", "home"), Page("exports/titles.json", "{}")]
SETTINGS = Settings(name="A “list”", description="What we read.")


def made(pages: list[Page], assets: dict[str, str]) -> dict[str, str]:
    state = StateOfPages()
    for page in pages:
        state.add(page.path, page.digest)
    return {page.path: page.text for page in offline(state, assets, SETTINGS)}


def listed(pages: list[Page], assets: dict[str, str]) -> dict[str, object]:
    script = made(pages, assets)["exports/offline-list.js"]
    found: dict[str, object] = json.loads(script.removeprefix("self.PAPERSHELF = ").removesuffix(";\n"))
    return found


def test_the_version_is_that_of_the_pages() -> None:
    """The same pages have the same version, a changed or a renamed page another."""
    version = listed(PAGES, {})["version"]
    assert version == listed(list(PAGES), {"assets/a.js": ""})["version"]
    assert version != listed([Page("index.md", "new"), PAGES[1]], {})["version"]
    assert version != listed([Page("other.md", "home"), PAGES[1]], {})["version"]


def test_lists_and_scripts_are_kept() -> None:
    """From the first visit on; of the exports those that pages ask for, where the list has them."""
    found = listed(PAGES, {"assets/b.js": "b", "assets/a.css": "a {}"})
    kept = found["keep"]
    assert isinstance(kept, list)
    assert kept[:2] == ["", "papers/"]
    assert kept[-1] == "exports/titles.json"
    assert "exports/news.json" not in kept
    assert found["assets"] == {"assets/a.css": "a {}", "assets/b.js": "b"}


def test_the_manifest_has_what_an_installer_asks_for() -> None:
    """A name, where to start, and icons large enough."""
    manifest = json.loads(made(PAGES, {})["exports/app.webmanifest"])
    assert manifest["name"] == "A “list”"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert manifest["start_url"] == manifest["scope"] == "../"
