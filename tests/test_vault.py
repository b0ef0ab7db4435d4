"""The Markdown of a site as a vault: properties are YAML, tags are tags, links lead to notes."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from papershelf.library import Library, load
from papershelf.render.pages import pages
from papershelf.settings import Settings

TAG = re.compile(r"(?=.*[^\d/])[\w/-]+")
"""What Obsidian takes for a tag: https://help.obsidian.md/tags#Tag+format"""


@pytest.fixture(scope="module")
def library(list_dir: Path) -> Library:
    return load(list_dir)


@pytest.fixture(scope="module")
def notes(library: Library) -> Mapping[str, str]:
    return {page.path: page.markdown for page in pages(library, Settings()) if page.markdown}


def test_each_part_of_the_list_is_a_note(notes: Mapping[str, str], library: Library) -> None:
    """Papers, tags and collections, below the first note."""
    wanted = {"index.md", *(f"papers/{paper.id}.md" for paper in library.papers)}
    wanted |= {f"tags/{tag.slug}.md" for tag in library.tags}
    wanted |= {f"collections/{collection.slug}.md" for collection in library.collections}
    assert wanted <= notes.keys()


def test_every_link_leads_to_a_note(notes: Mapping[str, str]) -> None:
    """And every note but the first is led to."""
    led_to = set()
    for path, text in notes.items():
        for address in re.findall(r"\]\(([^()]+\.md)\)", text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))
            if ":" not in target:
                assert target in notes, path
                led_to.add(target)
    alone = notes.keys() - led_to - {"index.md"}
    assert {path for path in alone if not path.startswith("new/")} == set()


def test_properties_are_the_facts_of_the_entry(notes: Mapping[str, str], library: Library) -> None:
    """As YAML reads them; the tags are such as Obsidian takes."""
    for paper in library.papers:
        _, head, _ = notes[f"papers/{paper.id}.md"].split("---\n", 2)
        facts = yaml.safe_load(head)
        assert facts["id"] == paper.id
        assert facts.get("authors", []) == list(paper.authors)
        assert facts.get("published", "") == str(paper.published or "")
        assert facts.get("tags", []) == list(paper.tags)
        assert facts.get("links", {}) == dict(paper.links)
        assert all(TAG.fullmatch(tag) for tag in facts.get("tags", []))
