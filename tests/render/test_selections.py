"""What a fence may ask for, and what is told of one that asks for something else."""

import pytest

from papershelf.library import load
from papershelf.render.selections import selected, selection_html
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings
from tests.small_site import COLLECTION

TAGS = """\
- {slug: sky, label: Sky}
- {slug: sea, label: Sea}
- {slug: wet, label: Wet}
- {slug: tide, label: Tide, parent: sea}
"""
LIST = """\
- id: on-walruses
  title: On Walruses
  authors: [Ada Lovelace]
  published: '2024-05-01'
  venue: VLDB 2024
  tags: [sky, tide]
  added: '2025-01-01'

- id: on-teapots
  title: On Teapots
  published: '2023'
  tags: [sky]
  added: '2025-01-03'

- id: on-kettles
  title: On Kettles
  authors: [Ada Lovelace, Bo]
  mood: [calm]
  added: '2025-01-02'
"""
FIELDS = "- key: mood\n  kind: words\n  facet: true\n"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Three papers, one of them with a mood."""
    data = tmp_path_factory.mktemp("data")
    (data / "papers.yaml").write_text(LIST)
    (data / "tags.yaml").write_text(TAGS)
    (data / "collections.yaml").write_text(COLLECTION)
    (data / "fields.yaml").write_text(FIELDS)
    return Shelf(load(data), Settings())


def ids(shelf: Shelf, text: str) -> list[str]:
    told: list[tuple[int, str]] = []
    found = selected(shelf, text, lambda line, message: told.append((line, message)))
    assert told == []
    return [paper.id for paper in found.papers]


def faults(shelf: Shelf, text: str) -> list[tuple[int, str]]:
    told: list[tuple[int, str]] = []
    selected(shelf, text, lambda line, message: told.append((line, message)))
    return told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tag: sky", ["on-teapots", "on-walruses"]),
        ("tag: sea", ["on-walruses"]),
        ("tag: wet", []),
        ("tag: [tide, sky]", ["on-teapots", "on-walruses"]),
        ("author: Ada Lovelace", ["on-kettles", "on-walruses"]),
        ("author: ada-lovelace\ntag: sky", ["on-walruses"]),
        ("venue: VLDB", ["on-walruses"]),
        ("year: 2024", ["on-walruses"]),
        ("year: [2023, '2024']", ["on-teapots", "on-walruses"]),
        ("collection: walks", ["on-walruses"]),
        ("mood: calm", ["on-kettles"]),
        ("latest: 2", ["on-teapots", "on-kettles"]),
        ("tag: sky\nlatest: 1", ["on-teapots"]),
        ("papers: [on-kettles, on-teapots]", ["on-kettles", "on-teapots"]),
        ("papers: [on-kettles, on-teapots]\nlatest: 1", ["on-teapots"]),
        ("papershelf: {tag: sky, latest: 1}", ["on-teapots"]),
    ],
)
def test_a_fence_names_papers(shelf: Shelf, text: str, found: list[str]) -> None:
    """By tag with those below it, author, venue, year, collection, id, a field of the list, or the latest."""
    assert ids(shelf, text) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tags: sky", [(1, "unknown key 'tags', did you mean 'tag'?")]),
        ("tag: skyy", [(1, "tag: the list has no 'skyy', did you mean 'sky'?")]),
        ("tag:\n- sky\n- see", [(3, "tag: the list has no 'see', did you mean 'sea'?")]),
        ("latest: many", [(1, "latest must be a number of papers, like 5")]),
        ("latest: 0", [(1, "latest must be a number of papers, like 5")]),
        ("year: {from: 2020}", [(1, "year must be a name or a list of names")]),
        ("", [(1, "say which papers, like 'tag: vector-search' or 'latest: 5'")]),
        ("- sky", [(1, "say which papers, like 'tag: vector-search' or 'latest: 5'")]),
        (
            "tag: skyy\nlatest: x\nyeer: 2024",
            [
                (1, "tag: the list has no 'skyy', did you mean 'sky'?"),
                (2, "latest must be a number of papers, like 5"),
                (3, "unknown key 'yeer', did you mean 'year'?"),
            ],
        ),
    ],
)
def test_all_that_is_wrong_is_told_with_its_line(
    shelf: Shelf, text: str, told: list[tuple[int, str]]
) -> None:
    """With the word that was meant, as far as that can be known."""
    assert faults(shelf, text) == told


def test_what_is_not_yaml_is_told(shelf: Shelf) -> None:
    """With its line, as in a data file."""
    ((line, message),) = faults(shelf, "tag: [sky\n")
    assert line in {1, 2}
    assert message


def test_papers_are_cards_with_links(shelf: Shelf) -> None:
    """From where the page is; on a page of another site with a style sheet, and nothing for our scripts."""
    found = selected(shelf, "tag: sea", lambda *_: None)
    ours = selection_html(shelf, found, "../")
    assert '<a href="../papers/on-walruses/">' in ours
    assert 'data-paper="on-walruses"' in ours
    assert "stylesheet" not in ours
    guest = selection_html(shelf, found, "../reading/", "../reading/assets/selection.css")
    assert '<div class="ps-selection ps-shelf">\n<link rel="stylesheet" href="../reading/assets' in guest
    assert "data-paper" not in guest


def test_no_papers_are_a_sentence(shelf: Shelf) -> None:
    """A tag may not have any yet."""
    found = selected(shelf, "tag: wet", lambda *_: None)
    assert "No paper of the list is of this kind yet." in selection_html(shelf, found, "")
