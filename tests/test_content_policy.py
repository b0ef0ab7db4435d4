"""What pages allow themselves: the policy in their head names all that they run, and nothing more."""

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

DATA = ("application/json", "application/ld+json")


class Head(HTMLParser):
    """The policy of a page, its inline scripts, and what the policy forbids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.policy: str | None = None
        self.scripts: list[str] = []
        self.forbidden: list[str] = []
        self.inline = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        if self.policy is None and tag in ("script", "link", "style"):
            self.forbidden.append(f"{tag} before the policy")
        if tag == "script" and "src" not in given and given.get("type") not in DATA:
            self.inline = True
            self.scripts.append("")
        self.forbidden += [name for name in given if name.startswith("on") or name == "style"]
        self.forbidden += [tag] if tag in ("style", "iframe", "object", "base") else []

    def handle_endtag(self, tag: str) -> None:
        self.inline = self.inline and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.inline:
            self.scripts[-1] += data


@pytest.fixture(scope="module")
def pages(
    copy_project: Callable[[Path], Path],
    build_site: Callable[[Path, str], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Head]:
    project = copy_project(tmp_path_factory.mktemp("policy") / "project")
    built = build_site(project, "https://list.example/papers/")
    return {
        path.relative_to(built).as_posix(): Head(path.read_text(encoding="utf-8"))
        for path in built.rglob("*.html")
        if not path.name.startswith("embed-")  # for other sites; tests/render/test_embeds.py has their policy
    }


def test_every_page_has_the_policy(pages: dict[str, Head]) -> None:
    """The same on all, and strict: no inline script but by its hash, no other host."""
    (policy,) = {page.policy for page in pages.values()}
    assert policy is not None
    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert re.search(r"script-src 'self' 'sha256-[^']+';", policy)


def test_it_allows_the_scripts_that_are_there(pages: dict[str, Head]) -> None:
    """Each inline script is named by its hash; after an edit of it, the policy needs the new one."""
    for page in pages.values():
        for script in page.scripts:
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in (page.policy or "")


def test_nothing_on_a_page_is_forbidden(pages: dict[str, Head]) -> None:
    """No inline style, no handler in an attribute, nothing that loads before the policy is read."""
    found = {name: page.forbidden for name, page in pages.items() if page.forbidden}
    assert found == {}
