"""A page's path, address and head."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import meta

from papershelf.generated import MADE
from papershelf.render.page import front_matter, url


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""),
        ("about.md", "about/"),
        ("papers/index.md", "papers/"),
        ("papers/x.md", "papers/x/"),
        ("papers/pages/2.md", "papers/pages/2/"),
        ("papers/an-index.md", "papers/an-index/"),
    ],
)
def test_url(path: str, address: str) -> None:
    """The address at which MkDocs serves a file, from the site's root."""
    assert url(path) == address


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_head_is_read_as_it_was_meant(title: str, author: str) -> None:
    """MkDocs reads every value back, whatever its characters; themes get title and description escaped."""
    if any("\ud800" <= char <= "\udfff" for char in title + author):
        return
    head = str(front_matter(title=title, citation={"authors": [author]}))
    body, data = meta.get_data(head + "\nbody\n")
    assert body.strip() == "body"
    assert data["citation"] == {"authors": [author]}
    assert data["html"] is True
    assert "<" not in data["title"]
    assert '"' not in data["title"]


def test_the_head_is_marked() -> None:
    """The mark comes first, each key has one line, and what is empty is left out."""
    head = str(front_matter(title="A & B", description="", hide=[], search={"exclude": True})).splitlines()
    assert head == ["---", MADE, 'title: "A &amp; B"', 'search: {"exclude": true}', "html: true", "---"]
    assert yaml.safe_load("\n".join(head[1:-1]))["search"] == json.loads('{"exclude": true}')
