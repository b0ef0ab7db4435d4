"""`papershelf import` of other people's lists: READMEs, and tables or lists of mappings by a map."""

import json
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
    """Papers get the tags that their headings name; other headings, and what is not a paper, are told."""
    done = run("import", "README.md", "--write")
    assert done.code == 0, done.err
    paper = load(Path("data")).by_id["on-compasses-and-their-needles"]
    assert (paper.tags, paper.venue, paper.arxiv) == (("walrus",), "ACL 2025", "2503.10000")
    assert "'Walruses' above 1 paper, tags: walrus" in done.out
    assert "'Boats' above 1 paper, no tag has this name" in done.out
    assert "no paper            README.md:10  " in done.out
    assert "2 new" in done.err
    assert "1 no papers" in done.err


def test_tags_from_the_text_of_a_paper(lists: Path) -> None:
    """The receipt tells those that no heading names, for people to check, in text and in data."""
    text = README.replace("On Boats and Their Sails", "A Walrus and Its Pots")
    Path("README.md").write_text(text)
    done = run("import", "README.md")
    assert "    tags from its text: " in done.out
    assert "1 new paper would get tags that their words suggest; check them" in done.err
    first, second = json.loads(run("import", "README.md", "--json").out)["rows"][:2]
    assert (first["tags"], first["tags_from_text"]) == (["walrus"], [])
    assert second["tags"] == second["tags_from_text"] != []


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


def test_a_map_to_titles_that_are_not_there(lists: Path) -> None:
    """The field is named once, with the one that was meant, and not each record."""
    (lists / "map.yaml").write_text("headlines: title\n")
    done = run("import", "theirs.yaml", "--map", "map.yaml")
    assert done.code == 1
    assert done.err == "map.yaml:1: the list has no field 'headlines', did you mean 'headline'?\n"


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


FIELDS = """\
- key: institutions
- key: tldr
- {key: environment, kind: words, facet: true, vocabulary: [Web, Mobile]}
"""
OWN = """\
- title: On Compasses with Long Needles
  arxiv: '2503.10000'
  affiliations: [MIT, 'University of Here, There']
  tldr: It points north.
  envs: [Mobile, Toaster]
- title: On Boats and Their Sails
  arxiv: '2503.10001'
  tldr: It sails.
"""


@pytest.fixture
def declaring(shelf: Path) -> Path:
    """A list that declares fields of its own, beside one that has such fields."""
    (shelf / "data/fields.yaml").write_text(FIELDS)
    (shelf / "theirs.yaml").write_text(OWN)
    return shelf


def test_fields_of_a_list_s_own(declaring: Path) -> None:
    """The proposed map fills them; what the vocabulary lacks is told, and all is there the second time."""
    Path("map.yaml").write_text(run("import", "theirs.yaml", "--suggest-map").out)
    done = run("import", "theirs.yaml", "--map", "map.yaml", "--write")
    assert done.code == 0, done.err
    assert "new                 theirs.yaml:1  on-compasses-with-long-needles" in done.out
    assert "not understood: envs: 'Toaster' is not in the vocabulary" in done.out
    assert "not kept" not in done.out
    papers = load(Path("data")).by_id
    assert papers["on-compasses-with-long-needles"].own == {
        "institutions": ("MIT", "University of Here, There"),
        "tldr": "It points north.",
        "environment": ("Mobile",),
    }
    assert papers["on-boats-and-their-sails"].own == {"tldr": "It sails."}
    for again in ("theirs.yaml", "data/feeds/theirs.json"):
        assert "2 papers in the feed (mapped list): 0 new, 2 already there\n" in run("import", again).err


def test_fields_of_a_list_s_own_in_conflict(declaring: Path) -> None:
    """What a curator wrote stays until the feed's value is asked for by the key."""
    Path("map.yaml").write_text("title: title\narxiv: arxiv\ntldr: tldr\n")
    run("import", "theirs.yaml", "--map", "map.yaml", "--write")
    data = Path("data/papers.yaml")
    data.write_text(data.read_text().replace("It sails.", "Sails well."))
    Path("theirs.yaml").write_text(OWN.replace("It sails.", "It floats."))
    assert "conflict in tldr: Sails well. -> It floats." in run("import", "theirs.yaml").out
    taken = run("import", "theirs.yaml", "--theirs", "tldr", "--write")
    assert taken.code == 0, taken.err
    assert load(Path("data")).by_id["on-boats-and-their-sails"].own == {"tldr": "It floats."}


def test_theirs_names_no_field(declaring: Path) -> None:
    """Nothing is written, and the field that was meant is named, be it one of the list's own."""
    before = Path("data/papers.yaml").read_text()
    Path("map.yaml").write_text("title: title\n")
    done = run("import", "theirs.yaml", "--map", "map.yaml", "--theirs", "institution", "--write")
    assert done.code == 2
    assert "'institution' is not a field, did you mean 'institutions'?" in done.err
    assert Path("data/papers.yaml").read_text() == before


def test_a_field_that_is_declared_after_the_import(declaring: Path) -> None:
    """It is filled by importing the list again, by a map that names it."""
    Path("data/fields.yaml").unlink()
    Path("map.yaml").write_text("title: title\narxiv: arxiv\n")
    run("import", "theirs.yaml", "--map", "map.yaml", "--write")
    Path("data/fields.yaml").write_text("- key: tldr\n")
    Path("map.yaml").write_text("title: title\narxiv: arxiv\ntldr: tldr\n")
    done = run("import", "theirs.yaml", "--map", "map.yaml", "--write")
    assert done.code == 0, done.err
    assert load(Path("data")).by_id["on-boats-and-their-sails"].own == {"tldr": "It sails."}
