"""`papershelf import` of other people's lists: READMEs, and tables or lists of mappings by a map."""

from pathlib import Path

import pytest

from papershelf.library import load
from tests.cli.command_line import run

README = """\
# A list

## Walruses

- [On Compasses and Their Needles](https://arxiv.org/abs/2503.10000) (Jan. 2025, ACL 2025)

## Boats

- [On Boats and Their Sails](https://arxiv.org/abs/2503.10001)
- [LangShip](https://github.com/o/ship) - a tool
"""
LIST = """\
- headline: On Compasses with Long Needles
  id: '2503.10000'
  remark: Points north.
"""


@pytest.fixture
def lists(shelf: Path) -> Path:
    """A list with a tag Walruses, beside a README and a list of mappings."""
    with (shelf / "data/tags.yaml").open("a") as tags:
        tags.write("- slug: walrus\n  label: Walrus\n  aliases: [walruses]\n")
    (shelf / "README.md").write_text(README)
    (shelf / "theirs.yaml").write_text(LIST)
    return shelf


def test_a_readme(lists: Path) -> None:
    """Papers get the tags that their headings name; other headings, and what is no paper, are told."""
    done = run("import", "README.md", "--write")
    assert done.code == 0, done.err
    paper = load(Path("data")).by_id["on-compasses-and-their-needles"]
    assert (paper.tags, paper.venue, paper.arxiv) == (("walrus",), "ACL 2025", "2503.10000")
    assert "'Walruses' above 1 paper, tags: walrus" in done.out
    assert "'Boats' above 1 paper, no tag has this name" in done.out
    assert "no paper            README.md:10  " in done.out
    assert "2 new" in done.err
    assert "1 no papers" in done.err


def test_a_second_import_of_a_readme(lists: Path) -> None:
    """What was imported is known again; what people changed since stays."""
    run("import", "README.md", "--write")
    done = run("import", "README.md")
    assert "0 new, 2 already there" in done.err


def test_a_readme_without_papers(lists: Path) -> None:
    """A list of tools adds nothing, and each of them is told."""
    Path("README.md").write_text("# Tools\n\n- [LangShip](https://github.com/o/ship) - a tool\n")
    done = run("import", "README.md", "--write")
    assert done.code == 0
    assert "no paper            README.md:3  " in done.out
    assert not Path("data/feeds").exists()


def test_from_the_proposed_map_to_the_second_import(lists: Path) -> None:
    """A proposed map is reviewed, given once and kept; then the list is imported by its name alone."""
    proposed = run("import", "theirs.yaml", "--suggest-map")
    assert "headline: title" in proposed.out
    assert "id: arxiv" in proposed.out
    Path("map.yaml").write_text(proposed.out)
    first = run("import", "theirs.yaml", "--map", "map.yaml", "--write")
    assert first.code == 0, first.err
    assert Path("data/feeds/theirs.map.yaml").read_text() == proposed.out
    paper = load(Path("data")).by_id["on-compasses-with-long-needles"]
    assert (paper.feed, paper.note) == ("feeds/theirs.json", "Points north.")
    Path("theirs.yaml").write_text(LIST.replace("north", "south"))
    again = run("import", "theirs.yaml")
    assert "data/feeds/theirs.map.yaml" in again.err
    assert "note: Points north. -> Points south." in again.out


def test_a_list_without_a_map(lists: Path) -> None:
    """The error says how to make a map."""
    done = run("import", "theirs.yaml")
    assert done.code == 1
    assert "--suggest-map" in done.err


def test_a_wrong_map(lists: Path) -> None:
    """The line of the map is named, and nothing is written."""
    Path("map.yaml").write_text("headline: heading\n")
    done = run("import", "theirs.yaml", "--map", "map.yaml", "--write")
    assert done.code == 1
    assert "map.yaml:1: 'headline' can't be 'heading'" in done.err
    assert not Path("data/feeds").exists()


def test_a_record_without_a_title(lists: Path) -> None:
    """It is set aside with its map, so that it can be fixed and imported."""
    Path("theirs.yaml").write_text(f"{LIST}- id: '2503.10009'\n")
    Path("map.yaml").write_text("headline: title\nid: arxiv\nremark: note\n")
    done = run("import", "theirs.yaml", "--map", "map.yaml", "--write")
    assert done.code == 1
    assert "theirs.yaml:4: a record without a title" in done.err
    aside = Path("data/feeds/theirs.json.quarantine")
    aside.write_text(aside.read_text().replace('{"id"', '{"headline": "A Title at Last", "id"'))
    fixed = run("import", str(aside), "--write")
    assert fixed.code == 0, fixed.err
    assert load(Path("data")).by_id["a-title-at-last"].arxiv == "2503.10009"
