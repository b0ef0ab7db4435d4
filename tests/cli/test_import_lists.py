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
    assert Path("data/feeds/theirs.yaml.map.yaml").read_text() == proposed.out
    paper = load(Path("data")).by_id["on-compasses-with-long-needles"]
    assert (paper.feed, paper.note) == ("feeds/theirs.json", "Points north.")
    Path("theirs.yaml").write_text(LIST.replace("north", "south"))
    again = run("import", "theirs.yaml")
    assert "data/feeds/theirs.yaml.map.yaml" in again.err
    assert "note: Points north. -> Points south." in again.out


def test_maps_of_lists_that_differ_in_their_suffix(lists: Path) -> None:
    """Each list has a map of its own, and the kept one is read by that in it, whatever it is called."""
    Path("map.yaml").write_text("headline: title\nid: arxiv\n")
    Path("other.yaml").write_text("name: title\n")
    Path("theirs.csv").write_text("title,authors\nOn Boats and Their Sails,Ada Okoro\n")
    Path("theirs.json").write_text('[{"name": "On Seals and Their Songs"}]')
    assert run("import", "theirs.yaml", "--map", "map.yaml", "--write").code == 0
    assert "1 paper in the feed (CSV): 1 new" in run("import", "theirs.csv").err
    assert run("import", "theirs.json", "--map", "other.yaml", "--write").code == 0
    for name in ("theirs.yaml", "data/feeds/theirs.json"):
        done = run("import", name)
        assert "1 paper in the feed (mapped list): 0 new, 1 already there" in done.err, done.err


def test_standard_input_keeps_no_map(lists: Path) -> None:
    """The next list that comes so may be any."""
    Path("map.yaml").write_text("headline: title\nid: arxiv\n")
    assert run("import", "-", "--map", "map.yaml", "--write", stdin=LIST.encode()).code == 0
    assert [path.name for path in Path("data/feeds").iterdir()] == ["stdin.json"]


def test_a_sheet_that_is_not_read(lists: Path) -> None:
    """It is told while the map is proposed and while it is used."""
    Path("theirs.yaml").write_text(f"papers:\n{LIST}people:\n- {{who: Ada, mail: a@b.example}}\n")
    Path("map.yaml").write_text("headline: title\nid: arxiv\n")
    for option in (("--suggest-map",), ("--map", "map.yaml")):
        done = run("import", "theirs.yaml", *option)
        assert done.code == 0
        assert "theirs.yaml:5: warning: the list 'people' is not read" in done.err


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


def test_a_map_to_fields_that_are_not_there(lists: Path) -> None:
    """Each is named with the one that may be meant; the rest is read."""
    (lists / "map.yaml").write_text("headline: title\npersons: authors\n")
    done = run("import", "theirs.yaml", "--map", "map.yaml")
    assert done.code == 0
    assert "map.yaml:1: warning: the list has no field 'persons'; known are headline, id" in done.err


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


def test_what_is_no_paper_among_mappings(lists: Path) -> None:
    """The receipt has a row for each, and the kept feed has them too; the proposed map passes them over."""
    Path("theirs.yaml").write_text(f"{LIST}- just text\n- 42\n- headline: ''\n")
    Path("map.yaml").write_text(run("import", "theirs.yaml", "--suggest-map").out)
    done = run("import", "theirs.yaml", "--map", "map.yaml", "--write")
    assert done.code == 0, done.err
    for line, text in ((4, "just text"), (5, "42"), (6, "headline")):
        (row,) = (row for row in done.out.splitlines() if f"theirs.yaml:{line} " in row)
        assert row.startswith("no paper ")
        assert text in row
        assert text in Path("data/feeds/theirs.json").read_text()
    assert "1 new, 0 already there, 3 no papers" in done.err


def test_a_table_with_a_quote_left_open(lists: Path) -> None:
    """With a map as without, the line is named; nothing is written, since the rest is within the quote."""
    Path("theirs.csv").write_text('title,url\n"Kelp,https://a.example/1\nMoss,https://a.example/2\n')
    Path("map.yaml").write_text("title: title\nurl: url\n")
    for options in ((), ("--map", "map.yaml")):
        done = run("import", "theirs.csv", *options)
        assert done.code == 1
        assert "theirs.csv:2: " in done.err
        assert "a quote in this row isn't closed; close it, or double it where it is part of" in done.err
    run("import", "theirs.csv", "--map", "map.yaml", "--write")
    assert not Path("data/feeds").exists()


def test_no_map_of_a_table_that_cannot_be_read(lists: Path) -> None:
    """Where no row fits the header, the rows are named, as the import names them."""
    Path("theirs.csv").write_text("title,url\nKelp,https://a.example/1,more\nMoss,https://a.example/2,more\n")
    done = run("import", "theirs.csv", "--suggest-map")
    assert (done.code, done.out) == (1, "")
    for line, message in zip((2, 3), done.err.splitlines(), strict=True):
        assert message.startswith(f"theirs.csv:{line}: this row has 3 cells, the header 2; ")


@pytest.mark.parametrize(
    ("date", "part", "why", "mended"),
    [
        ("2023-02-30", "2023-02", "the calendar has no such date", "2023-02-20"),
        ("2/3/2023", "2023", "day and month could be either way round", "2023-03-02"),
        ("spring 2023", "2023", "only the year is read", "2023-04"),
    ],
)
def test_a_date_that_is_read_in_part(lists: Path, date: str, part: str, why: str, mended: str) -> None:
    """The paper has the certain part, the receipt tells the rest, and the record once mended sets it."""
    Path("theirs.csv").write_text(f"title,when,who\nOn Kelp and Its Forests,{date},Ada Okoro\n")
    Path("map.yaml").write_text("title: title\nwhen: published\nwho: authors\n")
    done = run("import", "theirs.csv", "--map", "map.yaml", "--write")
    assert done.code == 1
    assert f"not understood: when '{date}': {why}" in done.out
    assert str(load(Path("data")).by_id["on-kelp-and-its-forests"].published) == part
    (aside,) = Path("data/feeds").glob("*.quarantine")
    aside.write_text(aside.read_text().replace(date, mended))
    assert run("import", str(aside), "--write").code == 0
    assert str(load(Path("data")).by_id["on-kelp-and-its-forests"].published) == mended


def test_a_corrected_map_fills_what_it_left_out(lists: Path) -> None:
    """Also where a paper has no id and a title that says little: the record is the one that was imported."""
    Path("theirs.json").write_text('[{"name": "Seals", "people": "Ada Okoro"}, {"name": "Boats"}]')
    Path("map.yaml").write_text("name: title\npeople: '-'\n")
    assert run("import", "theirs.json", "--map", "map.yaml", "--write").code == 0
    Path("map.yaml").write_text("name: title\npeople: authors\n")
    done = run("import", "theirs.json", "--map", "map.yaml", "--write")
    assert "0 new, 1 already there, 1 changed" in done.err
    assert load(Path("data")).by_id["seals"].authors == ("Ada Okoro",)
    assert "0 new, 2 already there" in run("import", "theirs.json").err


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
    assert done.code == 1
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
        assert "2 papers in the feed (mapped list): 0 new, 2 already there, 1 value not understood\n" in (
            run("import", again).err
        )


def test_a_value_that_is_not_understood(declaring: Path) -> None:
    """The exit code is 1 and the line is named, also in a dry run; with --strict nothing is written."""
    Path("map.yaml").write_text(run("import", "theirs.yaml", "--suggest-map").out)
    before = Path("data/papers.yaml").read_text()
    for options in ((), ("--write", "--strict")):
        done = run("import", "theirs.yaml", "--map", "map.yaml", *options)
        assert done.code == 1
        assert "2 new, 0 already there, 1 value not understood\n" in done.err
        assert (
            "theirs.yaml:1: not understood: envs: 'Toaster' is not in the vocabulary; known are Web, Mobile"
            in done.err
        )
        assert "nothing written; " in done.err
        assert Path("data/papers.yaml").read_text() == before
        assert not Path("data/feeds").exists()
    Path("theirs.yaml").write_text(f"{OWN}  envs: [Toaster]\n")
    done = run("import", "theirs.yaml", "--map", "map.yaml")
    assert "2 values not understood\n" in done.err
    assert done.err.count("'Toaster' is not in the vocabulary; known are Web, Mobile (2 times)") == 1
    Path("theirs.yaml").write_text(OWN.replace(", Toaster", ""))
    done = run("import", "theirs.yaml", "--map", "map.yaml", "--write", "--strict")
    assert done.code == 0, done.err
    assert "added 2" in done.err


@pytest.mark.parametrize(
    ("envs", "fix", "expected"),
    [("[Mobile, Toaster]", "value", ("Mobile", "Web")), ("[Toaster]", "vocabulary", ("Toaster",))],
)
def test_a_value_that_is_fixed_later(declaring: Path, envs: str, fix: str, expected: tuple[str, ...]) -> None:
    """Its record is set aside; once the value is corrected, or its word declared, the paper gets it."""
    Path("theirs.yaml").write_text(OWN.replace("[Mobile, Toaster]", envs))
    Path("map.yaml").write_text(run("import", "theirs.yaml", "--suggest-map").out)
    assert run("import", "theirs.yaml", "--map", "map.yaml", "--write").code == 1
    aside = Path("data/feeds/theirs.json.quarantine")
    assert "theirs.yaml:1: not understood: envs: 'Toaster' is not in the vocabulary" in aside.read_text()
    assert "Boats" not in aside.read_text()
    if fix == "value":
        aside.write_text(aside.read_text().replace('"Toaster"', '"Web"'))
    else:
        Path("data/fields.yaml").write_text(FIELDS.replace("[Web,", "[Toaster,"))
    done = run("import", str(aside), "--write")
    assert done.code == 0, done.err
    assert "0 new, 0 already there, 1 changed\n" in done.err
    paper = load(Path("data")).by_id["on-compasses-with-long-needles"]
    assert paper.own["environment"] == expected
    assert not aside.exists()


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
