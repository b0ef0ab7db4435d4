"""One declaration in `fields.yaml` is all that loader, writer, schema, diff, merge and forms need."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf.bot.answers import corrected
from papershelf.bot.dead_links import links
from papershelf.bot.issue_forms import forms
from papershelf.bot.submissions import read_correction
from papershelf.curate.difference import difference
from papershelf.curate.merging import union
from papershelf.library import known_entries, load
from papershelf.library.draft import read_draft, template
from papershelf.library.edit import canonical, set_fields
from papershelf.library.fields import PAPER
from papershelf.library.load import warnings
from papershelf.library.own_fields import KINDS, READY, RESERVED
from papershelf.library.schemas import schema_text
from papershelf.library.unknown_keys import LINK_NAMES, OTHER_NAMES
from papershelf.library.write import with_entries
from papershelf.model import Paper, PartialDate
from papershelf.problems import InvalidInputError
from tests.bot.issue_makers import correction
from tests.cli.command_line import run

FIELDS = """\
- key: institutions
- key: tldr
- key: setting
  kind: words
  vocabulary: [Mobile, Web]
  facet: true
  form: true
- {key: size, kind: number, form: true}
- {key: revised, kind: date, form: true}
- {key: slides, kind: link, form: true}
- {key: is-open, label: Open, kind: yes/no, form: true}
- {key: lab, kind: institution}
- {key: status, kind: word, vocabulary: [draft, final]}
"""
VALUES: dict[str, Any] = {
    "institutions": ("MIT", "ETH Zürich, Switzerland"),
    "tldr": "It folds: quickly. "
    + "And a second sentence, which makes it longer than one line can be. " * 2
    + "End.",
    "setting": ("Web", "Mobile"),
    "size": 0.5,
    "revised": PartialDate(2024, 5),
    "slides": "https://a.org/s?x=1#y",
    "is-open": False,
    "lab": "no",
    "status": "draft",
}
FULL = Paper("full", "Full", note="Why.", added=PartialDate(2024, 1, 2), own=VALUES)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of two papers, the first of which has a value of each own field."""
    monkeypatch.chdir(tmp_path)
    folder = Path("data")
    folder.mkdir()
    (folder / "tags.yaml").write_text("- slug: a\n  label: A\n")
    (folder / "fields.yaml").write_text(FIELDS)
    own = load(folder).own_fields
    (folder / "papers.yaml").write_text(with_entries("", [FULL, Paper("bare", "Bare")], own))
    return folder


def problems(data: Path, fields: str = FIELDS, papers: str = "") -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        load(data, papers=papers.encode(), fields=fields.encode())
    return [f"{Path(each.path).name}:{each.line}: {each.message}" for each in caught.value.problems]


def test_values_are_read_and_written(data: Path) -> None:
    """They come back as they were, in the order of the declarations, between note and added."""
    text = (data / "papers.yaml").read_text()
    library = load(data)
    assert library.by_id["full"] == FULL
    assert list(library.by_id["full"].own) == list(VALUES)
    assert list(yaml.safe_load(text)[0]) == ["id", "title", "note", *VALUES, "added"]
    assert canonical(text, library.papers, library.own_fields) == text
    assert run("format", "--check").code == 0


def test_format_orders_them(data: Path) -> None:
    """Whatever the order in which they were written; comments stay with them."""
    (data / "papers.yaml").write_text(
        "- id: a\n  added: '2024-01-02'\n  size: 3 # pages\n  tldr: Short.\n  title: A\n"
    )
    assert run("format").code == 0
    assert (data / "papers.yaml").read_text() == (
        "- id: a\n  title: A\n  tldr: Short.\n  size: 3  # pages\n  added: '2024-01-02'\n"
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("setting: [Wb]", "setting: 'Wb' is not in the vocabulary, did you mean 'Web'?"),
        ("status: finl", "status: 'finl' is not in the vocabulary, did you mean 'final'?"),
        ("size: '3'", "size: '3' is text; write the number without quotes"),
        ("size: 1.50", "size: 1.50 is not a number as it would be written here; write 12 or 0.5"),
        ("is-open: 1", "is-open: 1 is neither true nor false; write one of them"),
        ("is-open: 'true'", "is-open: 'true' is text; write it without quotes"),
        ("slides: a.org", "slides: 'a.org' is not an http(s) link; write it in full, starting with https://"),
        ("institutions: MIT", "institutions: this must be a list of names of institutions: [one, another]"),
        ("instituions: [MIT]", "unknown key 'instituions', did you mean 'institutions'?"),
    ],
)
def test_values_are_checked(data: Path, line: str, message: str) -> None:
    """A value of another kind, or out of the vocabulary, is an error at its line."""
    papers = f"- id: a\n  title: A\n  {line}\n"
    assert problems(data, papers=papers) == [f"papers.yaml:3: {message}"]
    schema = json.loads(schema_text("papers.schema.json", load(data).own_fields))
    if "1.50" not in line:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml.safe_load(papers), schema)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("- keywords\n", "fields.yaml:1: an entry must be a mapping, such as 'key: keywords'"),
        ("- [a]\n", "fields.yaml:1: an entry must be a mapping with the key 'key'; found list"),
        ("- key: mood\n", "fields.yaml:1: 'mood' has no 'kind'; add one of text, word,"),
        ("- {key: title, kind: word}\n", "fields.yaml:1: every paper may have the key 'title' already"),
        ("- {key: year, kind: number}\n", "fields.yaml:1: the site uses the name 'year' itself"),
        ("- {key: Mood, kind: word}\n", "fields.yaml:1: key: 'Mood' is not a valid key; use up to 30"),
        ("- {key: not-a, kind: word}\n", "fields.yaml:1: key: 'not-a' is not a valid key"),
        (
            "- {key: a, kind: wrd}\n",
            "fields.yaml:1: kind: 'wrd' is not in the vocabulary, did you mean 'word'",
        ),
        (
            "- {key: a, kind: strng}\n",
            "fields.yaml:1: kind: 'strng' is not in the vocabulary, did you mean 'text'",
        ),
        (
            "- {key: a, kind: int}\n",
            "fields.yaml:1: kind: 'int' is not in the vocabulary, did you mean 'number'",
        ),
        ("- {key: a, kind: text, facet: true}\n", "fields.yaml:1: facet: nobody filters by the kind 'text'"),
        ("- {key: a, kind: link, vocabulary: [x]}\n", "fields.yaml:1: vocabulary: values of the kind 'link'"),
        (
            "- {key: a, kind: word}\n- {key: a, kind: word}\n",
            "fields.yaml:2: the key 'a' is already declared",
        ),
        ("- {key: a, kind: word, colour: red}\n", "fields.yaml:1: unknown key 'colour'"),
        (
            "- {key: a, kind: word, shown: [cards]}\n",
            "fields.yaml:1: shown: 'cards' is not in the vocabulary",
        ),
    ],
)
def test_declarations_are_checked(data: Path, fields: str, message: str) -> None:
    """What is wrong with a declaration is told at its line."""
    (told,) = problems(data, fields)
    assert told.startswith(message)


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        (
            "presentation: Oral",
            "; 'presentation' is ready to use, declare it in fields.yaml: '- key: presentation'",
        ),
        ("colour: red", "; declare a key of your own in fields.yaml"),
    ],
)
def test_a_key_that_is_not_declared(data: Path, line: str, advice: str) -> None:
    """It is told where to declare it, and how if it is ready to use."""
    (told,) = problems(data, "", f"- id: a\n  title: A\n  {line}\n")
    assert told.startswith("papers.yaml:3: unknown key")
    assert told.endswith(advice)


@pytest.mark.parametrize(
    ("key", "advice"),
    [
        ("year", ", did you mean 'published'?"),
        ("Date", ", did you mean 'published'?"),
        ("author", ", did you mean 'authors'?"),
        ("DOI", ", did you mean 'doi'?"),
        ("journal", ", did you mean 'venue'?"),
        ("comments", ", did you mean 'note'?"),
        ("url", "; write it below 'links': 'paper: https://…'"),
        ("pdf_url", "; write it below 'links': 'pdf: https://…'"),
        ("link", "; write it below 'links': 'paper: https://…'"),
        ("github", "; write it below 'links': 'code: https://…'"),
        ("poster", "; write it below 'links': 'poster: https://…'"),
        ("keyword", "; 'keywords' is ready to use, declare it in fields.yaml: '- key: keywords'"),
    ],
)
def test_a_key_by_another_name(data: Path, key: str, advice: str) -> None:
    """What people call a key leads to the one that is meant, without the list of all."""
    (told,) = problems(data, "", f"- id: a\n  title: A\n  {key}: x\n")
    assert told == f"papers.yaml:3: unknown key '{key}'{advice}"


@pytest.mark.parametrize("names", [OTHER_NAMES, LINK_NAMES])
def test_other_names_are_no_keys(names: Mapping[str, Sequence[str]]) -> None:
    """No key of a paper is taken for another one, and no name stands for two."""
    others = [each for some in names.values() for each in some]
    assert len(set(others)) == len(others)
    assert not {*others} & {field.key for field in PAPER}


def test_a_wrong_declaration_is_told_once(data: Path) -> None:
    """And not again for each paper that has the key."""
    papers = "- {id: x, title: X, mood: low}\n- {id: y, title: Y, mood: [3]}\n"
    (told,) = problems(data, "- {key: mood, kind: wrd}\n", papers)
    assert told.startswith("fields.yaml:1: kind: ")


def test_ready_fields_can_be_changed(data: Path) -> None:
    """A ready field needs only its key; what is declared beside it wins."""
    (data / "papers.yaml").write_text("")
    (data / "fields.yaml").write_text("".join(f"- key: {key}\n" for key in READY))
    ready = load(data).own_fields
    assert [each.label for each in ready] == ["Institutions", "Keywords", "TL;DR", "Presentation"]
    (data / "fields.yaml").write_text(
        "- {key: presentation, label: Talk, facet: false, vocabulary: [Talk]}\n"
    )
    (changed,) = load(data).own_fields
    assert (changed.label, changed.facet, changed.vocabulary) == ("Talk", False, ("Talk",))


def test_ready_fields_are_valid(data: Path) -> None:
    """Each has a kind that there is and a key that a list may use."""
    assert {each["kind"] for each in READY.values()} <= KINDS.keys()
    assert not READY.keys() & RESERVED


def test_spellings_are_compared(data: Path) -> None:
    """Values that differ in case, accents or punctuation are a warning; signs such as + tell names apart."""
    (data / "fields.yaml").write_text("- key: institutions\n")
    entry = "- id: {}\n  title: {}\n  institutions: [{}]\n"
    names = ("ETH Zürich", "E.T.H. Zurich", "ETH Zürich", "EPFL", "Web", "Web++", "'F#'", "F", "A*", "A")
    (data / "papers.yaml").write_text(
        "\n".join(entry.format(f"p{at}", f"P {at}", each) for at, each in enumerate(names))
    )
    told = [str(each) for each in warnings(load(data)) if each.rule == "spelt-in-two-ways"]
    message = "institutions: 'E.T.H. Zurich' is spelt 'ETH Zürich' elsewhere; spell them the same"
    assert told == [f"data/papers.yaml:7: warning: {message}"]


def test_own_values_are_read_with_suspicion(data: Path) -> None:
    """Characters that nobody sees and hosts that only one network reaches are warnings, as elsewhere."""
    (data / "papers.yaml").write_text(
        '- id: a\n  title: A\n  tldr: "Se\\u200ben"\n  slides: https://192.168.0.1/x\n', encoding="utf-8"
    )
    found = warnings(load(data))
    told = {(each.rule, each.line) for each in found if each.rule in {"hidden-character", "private-host"}}
    assert told == {("hidden-character", 3), ("private-host", 4)}
    assert [(link.key, link.line) for link in links(load(data))] == [("slides", 4)]


def test_the_schema_follows(data: Path) -> None:
    """Editors complete own keys and their vocabularies; `papershelf schema` writes it so."""
    assert run("schema").code == 0
    schema = json.loads((data / "schema" / "papers.schema.json").read_text())
    jsonschema.validate(yaml.safe_load((data / "papers.yaml").read_text()), schema)
    assert schema["items"]["properties"]["setting"]["items"] == {"enum": ["Mobile", "Web"]}
    declarations = json.loads((data / "schema" / "fields.schema.json").read_text())
    jsonschema.validate(yaml.safe_load(FIELDS), declarations)


@pytest.mark.parametrize("key", VALUES)
def test_they_are_set_and_removed(data: Path, key: str) -> None:
    """The other values stay, in lines and in braces."""
    own = load(data).own_fields
    text = (data / "papers.yaml").read_text()
    braces = f"- {json.dumps(yaml.safe_load(text)[0], ensure_ascii=False)}\n"
    for before in (text, braces):
        without = set_fields(before, {"full": {key: None}}, own)
        rest = {each: value for each, value in VALUES.items() if each != key}
        assert load(data, papers=without.encode()).by_id["full"].own == rest
        again = set_fields(without, {"full": {key: VALUES[key]}}, own)
        assert load(data, papers=again.encode()).by_id["full"].own == VALUES


def test_diff_names_them(data: Path) -> None:
    """Each with its value before and after."""
    before = load(data)
    text = set_fields(
        (data / "papers.yaml").read_text(), {"full": {"size": 2, "lab": None}}, before.own_fields
    )
    (changed,) = difference(before, load(data, papers=text.encode())).changed
    assert [(each.name, each.before, each.after) for each in changed.fields] == [
        ("size", 0.5, 2),
        ("lab", "no", None),
    ]


def test_merge_keeps_them(data: Path) -> None:
    """Values that only one entry has are kept, and the items of both lists; through commands as well."""
    own = load(data).own_fields
    other = Paper("other", "Other", own={"institutions": ("CMU",), "size": 2})
    assert union(other, FULL, own)["institutions"] == ("MIT", "ETH Zürich, Switzerland", "CMU")
    assert run("rename", "full", "whole").code == 0
    assert run("merge", "whole", "bare", "--yes").code == 0
    assert load(data).by_id["bare"].own == VALUES
    assert json.loads(run("show", "bare", "--json").out)["is-open"] is False


def test_what_is_known_follows_the_declarations(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry is read again after its field has changed; a kept file brings values back."""
    monkeypatch.setattr(known_entries, "FEWEST", 1)
    papers = load(data).papers
    monkeypatch.setattr(known_entries, "_known", {})
    monkeypatch.setattr(known_entries, "_looked_into", set())
    assert load(data).papers == papers
    (data / "fields.yaml").write_text(FIELDS.replace("[Mobile, Web]", "[Mobile]"))
    assert "not in the vocabulary" in run("check").out


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("institutions", "MIT, CMU", ("MIT", "CMU")),
        ("institutions", "ETH, Zürich; MIT", ("ETH, Zürich", "MIT")),
        ("tldr", "Short and new.", "Short and new."),
        ("setting", "Mobile", ("Mobile",)),
        ("size", "12", 12),
        ("revised", "2024-06", PartialDate(2024, 6)),
        ("slides", "https://b.org/", "https://b.org/"),
        ("is-open", "true", True),
    ],
)
def test_they_are_corrected_by_form(data: Path, key: str, typed: str, value: object) -> None:
    """The form offers those that are declared for it, and its answer becomes the value."""
    library = load(data)
    (choice,) = (
        element
        for element in yaml.safe_load(forms(library)["correct.yml"])["body"]
        if element.get("id") == "field"
    )
    assert key in choice["attributes"]["options"]
    assert "lab" not in choice["attributes"]["options"]
    answer = read_correction(correction(key, typed, paper="full"), library.own_fields)
    edited = corrected(answer, library).edit((data / "papers.yaml").read_text(), library)
    assert load(data, papers=edited.encode()).by_id["full"].own[key] == value


def test_they_are_in_the_draft(data: Path) -> None:
    """The template for a new paper has a place for those that are declared for it."""
    own = load(data).own_fields
    assert template({}, own).count("\n  size: ") == 1
    assert "lab:" not in template({}, own)
    draft = "- title: x\n  size: 12\n  institutions: [MIT]\n"
    assert read_draft(draft, lambda key, text: {key: text}, own) == {
        "title": "x",
        "size": 12,
        "institutions": ("MIT",),
    }


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "institutions": st.lists(
                st.text("aéZ: #'\"-,[]{}&0.", min_size=1).filter(str.strip), min_size=1, unique=True
            ).map(tuple),
            "tldr": st.text("ab: #\n'\"-", min_size=1).map(str.strip).filter(bool),
            "size": st.integers(-(10**14), 10**14)
            | st.integers(-99_999, 99_999).map(lambda number: number / 100),
            "is-open": st.booleans(),
        },
    )
)
def test_any_values_survive(own: dict[str, Any]) -> None:
    """What is written of a list's own fields is read back as it was."""
    folder = Path(__file__).parent
    fields = (
        b"- key: institutions\n- key: tldr\n- {key: size, kind: number}\n- {key: is-open, kind: yes/no}\n"
    )
    declared = load(folder, b"", b"", b"", fields=fields).own_fields
    whole: dict[str, Any] = {
        key: int(own[key]) if key == "size" and own[key] == int(own[key]) else own[key]
        for key in ("institutions", "tldr", "size", "is-open")
        if key in own
    }
    text = with_entries("", [Paper("a", "A", own=whole)], declared)
    library = load(folder, text.encode(), b"", b"", fields=fields)
    assert library.by_id["a"].own == whole
    assert canonical(text, library.papers, declared) == text
