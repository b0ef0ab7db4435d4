"""A row of the table of fields, with its attribute of Paper, is all that a new key of a paper costs."""

import dataclasses
import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import yaml

import papershelf
from papershelf import model
from papershelf.bot.answers import corrected
from papershelf.bot.issue_forms import forms
from papershelf.bot.submissions import read_correction
from papershelf.curate.difference import difference
from papershelf.curate.quoting import json_of
from papershelf.curate.typed import meant
from papershelf.library import fields, load, values
from papershelf.library.draft import read_draft, template
from papershelf.library.edit import canonical, set_fields
from papershelf.library.fields import Field
from papershelf.library.schemas import schema_text
from papershelf.library.write import with_entries
from papershelf.model import PartialDate
from papershelf.render import views
from tests.bot.issue_makers import correction
from tests.cli.command_line import run

LONG = "Words that fill more than one line of the file, and a colon: here. " * 3
NEW: dict[str, tuple[Field, Any, str]] = {
    "subtitle": (Field("subtitle", values.TEXT, "A text."), LONG.strip(), LONG),
    "essay": (Field("essay", values.PROSE, "A long text."), "Short, but prose.", "Short, but prose."),
    "keywords": (Field("keywords", values.WORDS, "Words."), ("graphs", "1.5", "no"), "graphs, 1.5, no"),
    "sheets": (Field("sheets", values.COUNT, "A number."), 12, "12"),
    "revised": (Field("revised", values.PARTIAL_DATE, "A date."), PartialDate(2024, 5), "2024-05"),
    "reviewed": (Field("reviewed", values.DAY, "A day."), PartialDate(2024, 5, 1), "2024-05-01"),
    "series": (Field("series", values.SLUGS, "A slug."), "a-series", "a-series"),
    "slides": (Field("slides", values.ADDRESS, "A link."), "https://a.org/s?x=1#y", "https://a.org/s?x=1#y"),
    "mirrors": (
        Field("mirrors", values.LINKS, "Links."),
        {"one": "https://a.org", "two": "https://b.org"},
        "one: https://a.org\ntwo: https://b.org",
    ),
}
VALUES = {key: value for key, (_, value, _) in NEW.items()}
TAGS = "- slug: a\n  label: A\n"


def _default(kind: values.Kind) -> Any:
    factory = {"array": tuple, "object": dict}.get(kind.schema.get("type", ""))
    return dataclasses.field(default_factory=factory) if factory else dataclasses.field(default=None)


@pytest.fixture(autouse=True)
def wider(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The class of papers with the new keys; they are in the table for the time of a test."""
    for found in pkgutil.walk_packages(papershelf.__path__, "papershelf."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    rows = (*fields.PAPER[:5], *(row for row, _, _ in NEW.values()), *fields.PAPER[5:])
    attributes = [(row.key, Any, _default(row.kind)) for row, _, _ in NEW.values()]
    made = dataclasses.make_dataclass("Paper", attributes, bases=(model.Paper,), frozen=True, slots=True)
    for old, new in ((fields.PAPER, rows), (model.Paper, made)):
        for name, module in list(sys.modules.items()):
            if name.partition(".")[0] == "papershelf":
                for key in [key for key, value in vars(module).items() if value is old]:
                    monkeypatch.setattr(module, key, new)
    return made


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wider: Any) -> Path:
    """A list of two papers in the working directory, the first of which has all the new keys."""
    monkeypatch.chdir(tmp_path)
    folder = Path("data")
    folder.mkdir()
    (folder / "tags.yaml").write_text(TAGS)
    text = with_entries("", [wider(id="a", title="A", note="Why.", **VALUES), wider(id="b", title="B")])
    (folder / "papers.yaml").write_text(text)
    return folder


def held(data: Path, paper_id: str = "a") -> dict[str, Any]:
    """The new values that the list holds of a paper."""
    paper = load(data).by_id[paper_id]
    return {key: getattr(paper, key) for key in NEW}


def test_table_and_attributes_agree() -> None:
    """Each key of the table is an attribute of Paper, and each attribute but those of its place a key."""
    original = model.Paper.__mro__[1]
    attributes = {attribute.name for attribute in dataclasses.fields(original)}
    assert attributes - {"line", "lines", "own"} == {row.key for row in fields.PAPER} - NEW.keys()


def test_it_is_read_written_and_formatted(data: Path) -> None:
    """The values come back as they were, in the order of the table, and in canonical form."""
    text = (data / "papers.yaml").read_text()
    assert held(data) == VALUES
    assert canonical(text, load(data).papers) == text
    assert list(yaml.safe_load(text)[0]) == ["id", "title", *NEW, "note"]
    assert run("format", "--check").code == 0


def test_it_is_checked(data: Path) -> None:
    """A value of another kind is an error with its line, and an unknown key is likened to the new one."""
    assert run("check").code == 0
    for key in NEW:
        (data / "papers.yaml").write_text(f"- id: a\n  title: A\n  {key}: [[]]\n")
        done = run("check")
        assert done.code == 1
        assert done.out.startswith(f"data/papers.yaml:3: {key}: ")
    (data / "papers.yaml").write_text("- id: a\n  title: A\n  sldes: x\n")
    assert "did you mean 'slides'?" in run("check").out


def test_it_is_in_the_schema(data: Path) -> None:
    """Editors complete it, and what the list holds of it is valid."""
    schema = json.loads(schema_text("papers.schema.json"))
    described = {key: schema["items"]["properties"][key]["description"] for key in NEW}
    assert described == {key: row.help for key, (row, _, _) in NEW.items()}
    jsonschema.validate(yaml.safe_load((data / "papers.yaml").read_text()), schema)


@pytest.mark.parametrize("key", NEW)
def test_it_is_set_and_removed(data: Path, key: str) -> None:
    """The other values stay, in lines and in braces."""
    text = (data / "papers.yaml").read_text()
    braces = json.dumps({**yaml.safe_load(text)[0]}, ensure_ascii=False)
    for before in (text, f"- {braces}\n"):
        without = set_fields(before, {"a": {key: None}})
        (data / "papers.yaml").write_text(without)
        assert held(data) == {**VALUES, key: getattr(load(data).by_id["a"], key)}
        assert not held(data)[key]
        (data / "papers.yaml").write_text(set_fields(without, {"a": {key: VALUES[key]}}))
        assert held(data) == VALUES


def test_it_is_shown(data: Path) -> None:
    """As YAML and as JSON."""
    assert yaml.safe_load(run("show", "a").out)[0].keys() >= NEW.keys()
    shown = json.loads(run("show", "a", "--json").out)
    assert {key: shown[key] for key in NEW} == {key: json_of(value) for key, value in VALUES.items()}


def test_its_changes_are_told(data: Path) -> None:
    """`diff` names the key with the value before and after."""
    before = load(data)
    text = (data / "papers.yaml").read_text()
    after = load(data, papers=set_fields(text, {"a": dict.fromkeys(NEW)}).encode())
    (changed,) = difference(before, after).changed
    assert {field.name: field.before for field in changed.fields} == VALUES


def test_it_survives_every_rewrite(data: Path) -> None:
    """Renaming, merging either way, adding and removing another entry."""
    assert run("rename", "a", "c").code == 0
    assert held(data, "c") == VALUES
    assert run("merge", "c", "b", "--yes").code == 0
    assert held(data, "b") == VALUES
    text = with_entries((data / "papers.yaml").read_text(), [model.Paper("d", "D")])
    (data / "papers.yaml").write_text(text)
    assert run("merge", "d", "b", "--yes").code == 0
    (data / "papers.yaml").write_text(with_entries(text, [model.Paper("e", "E")]))
    assert run("remove", "e", "d", "--yes").code == 0
    assert held(data, "b") == VALUES


@pytest.mark.parametrize("key", NEW)
def test_it_is_corrected_by_form(data: Path, key: str) -> None:
    """The form offers it and shows its value, and its answer becomes the value."""
    library = load(data)
    form = yaml.safe_load(forms(library)["correct.yml"])
    (choice,) = (element for element in form["body"] if element.get("id") == "field")
    assert key in choice["attributes"]["options"]
    assert f"\n{key}: " in unquote(views.query(library.by_id["a"]))
    answer = read_correction(correction(key, NEW[key][2], paper="b"))
    edited = corrected(answer, library).edit((data / "papers.yaml").read_text(), library)
    (data / "papers.yaml").write_text(edited)
    assert held(data, "b")[key] == VALUES[key]


def test_it_is_in_the_draft(data: Path) -> None:
    """The template for a new paper has a place for it, which may stay empty or be filled in."""
    assert template({}).count("\n  sheets: ") == 1
    assert not read_draft(template({}), meant)
    assert read_draft("- id: x\n  sheets: 12\n  keywords: [graphs]\n", meant) == {
        "id": "x",
        "sheets": 12,
        "keywords": ("graphs",),
    }
