"""Edits change the entries they should in a file of any style, and not a byte of the others."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library import load
from papershelf.library.edit import canonical, remove_entries, set_fields
from papershelf.library.entries import UneditableError
from papershelf.library.write import entry_text
from papershelf.model import Paper, PartialDate
from tests.library.human_yaml import EXAMPLES, HumanList, Piece, completed, human_lists, read_plainly

Values = dict[str, Any]
LONG = "A text of many words that fills more than one line of the file, with a colon: and # a hash. " * 2
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": st.sampled_from(["New", "New: with 'quotes' > and", "😀 # x", LONG.strip()]),
    "authors": st.sampled_from([None, ("Ada",), ("Ada, B.", "É")]),
    "published": st.sampled_from([None, PartialDate(2024), PartialDate(2024, 5, 1)]),
    "venue": st.sampled_from([None, "ICML >-", "x" * 120, "a " * 60 + ">"]),
    "links": st.sampled_from(
        [None, {"code": "https://c.org"}, {"code": "https://c.org", "data": "https://d.org"}]
    ),
    "tags": st.sampled_from([None, ("b",), ("a", "b")]),
    "note": st.sampled_from([None, "short", LONG, LONG.strip(), "one\n\ntwo"]),
    "votes": st.sampled_from([None, 3]),
    "formerly": st.sampled_from([None, ("old",)]),
    "abstract": st.sampled_from([None, "short", LONG, LONG.strip(), "one\n  two", "😀"]),
}
CHANGES = st.fixed_dictionaries({}, optional=FIELDS).filter(bool)


def changed(values: Values, fields: Values) -> Values:
    """What an entry says after a change."""
    kept = {key: value for key, value in values.items() if key not in fields}
    new = {key: value for key, value in fields.items() if value is not None}
    return {
        **kept,
        **{key: value if isinstance(value, dict) else _as_read(value) for key, value in new.items()},
    }


def _as_read(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else str(value)


def flat(pieces: tuple[Piece, ...], changing: set[str]) -> str:
    """A pattern for the file's lines in which the entries in `changing` may hold anything."""
    parts = []
    in_text = False  # where blank lines are a changing entry's own, or would become so
    for piece in pieces:
        lines = list(piece.lines)
        while in_text and lines and not lines[0]:
            del lines[0]
        in_text = piece.id in changing and any(re.search(r": [|>]\+", line) for line in piece.lines)
        parts += [re.escape(line) + "\n" for line in piece.above]
        parts += ["(?s:.*?\n)"] if piece.id in changing else [re.escape(line) + "\n" for line in lines]
    return "".join(parts)


@EXAMPLES
@given(human_lists(), st.data())
def test_fields_are_set_and_nothing_else(made: HumanList, data: st.DataObject) -> None:
    """Every change is made; the lines of all other entries stay, every comment, and the line ends."""
    changes = {
        paper_id: data.draw(CHANGES) for paper_id in made.ids if data.draw(st.booleans(), label="is changed")
    }
    after = set_fields(made.text, changes)
    expected = [
        changed(values, changes.get(values["id"], {})) for values in read_plainly(completed(made.text))
    ]
    assert read_plainly(completed(after)) == expected
    lines = after.replace("\r\n", "\n") + ("" if made.last_newline else "\n")
    assert re.fullmatch(flat(made.pieces, set(changes)), lines)
    for comment in (comment for piece in made.pieces for comment in piece.comments):
        assert comment in after
    assert "\n" not in made.text or after.count("\n") == after.count(made.newline)


def test_blank_lines_below_a_text_that_keeps_them() -> None:
    """They are part of the last text of an entry, and stay in it where a field comes below."""
    after = set_fields(
        "- id: a\n  title: |+\n    A title\n\n\n- id: b\n  title: B\n", {"a": {"venue": "VLDB"}}
    )
    titles = [entry["title"] for entry in read_plainly(after)]
    assert titles == ["A title\n\n\n", "B"]


@EXAMPLES
@given(human_lists(), st.data())
def test_a_changed_entry_comes_into_canonical_form(made: HumanList, data: st.DataObject) -> None:
    """A second edit then changes the lines of its field only."""
    old = data.draw(st.sampled_from(made.ids))
    once = set_fields(made.text, {old: {"venue": "First"}}).split("\n")
    twice = set_fields("\n".join(once), {old: {"venue": "Second"}}).split("\n")
    assert [line.replace("Second", "First") for line in twice] == once


@pytest.mark.parametrize("fields", [{"venue": "X"}, {"note": LONG, "names": ("X",)}, {"tags": None}])
def test_an_edit_keeps_the_list_in_canonical_form(list_dir: Path, fields: Values) -> None:
    """In a list of that form, only the lines of the fields change."""
    before = load(list_dir).papers
    text = (list_dir / "papers.yaml").read_text(encoding="utf-8")
    after = set_fields(text, {paper.id: fields for paper in before})
    papers = load(list_dir, papers=after.encode()).papers
    assert papers == tuple(
        replace(paper, **{**fields, "tags": fields.get("tags", paper.tags) or ()}) for paper in before
    )
    assert canonical(after, papers) == after


TABLE: dict[str, tuple[str, Values, str]] = {
    "a field in place, with the comment behind it": (
        "- id: a\n  title: Old   # mine\n  venue: X\n",
        {"title": "New"},
        "- id: a\n  title: New  # mine\n  venue: X\n",
    ),
    "a new field in its canonical place": (
        "- id: a\n  title: A\n  # below\n  tags: [b]\n",
        {"authors": ("Ada",), "note": "why"},
        "- id: a\n  title: A\n  authors: [Ada]\n  # below\n  tags: [b]\n  note: why\n",
    ),
    "the place beside a field that goes": (
        "- id: a\n  title: A\n  venue: X\n  tags: [b]\n",
        {"venue": None, "links": {"code": "https://c.org"}},
        "- id: a\n  title: A\n  links:\n    code: https://c.org\n  tags: [b]\n",
    ),
    "the key on the dash line goes": (
        "- note: x\n  id: a\n  title: A\n",
        {"note": None},
        "- id: a\n  title: A\n",
    ),
    "the comments of fields that go stay": (
        "- note: x # one\n  # two\n  venue: y\n  id: a\n  title: A\n  tags: [b] # three\n",
        {"note": None, "venue": None, "tags": None},
        "# one\n# two\n- id: a\n  title: A\n  # three\n",
    ),
    "comments inside a list go behind the new one": (
        "- id: a\n  title: A\n  tags: # best first\n    - b # so\n    # and\n    - a\n",
        {"tags": ("a",)},
        "- id: a\n  title: A\n  tags: [a]  # best first  # so  # and\n",
    ),
    "comments inside a list that stays keep it as typed": (
        "-   id: a\n    title: A\n    tags: # best first\n      - b # so\n      - a\n",
        {"note": "x"},
        "- id: a\n  title: A\n  tags: # best first\n    - b # so\n    - a\n  note: x\n",
    ),
    "a block with a comment behind its header": (
        "- id: a\n  title: A\n  abstract: | # raw\n    Old\n    text\n\n  # below\n- id: b\n  title: B\n",
        {"abstract": "New"},
        "- id: a\n  title: A\n  abstract: >-  # raw\n    New\n  # below\n- id: b\n  title: B\n",
    ),
    "a block in place of a value with a comment": (
        "- id: a\n  title: A\n  abstract: Old # mine\n",
        {"abstract": "New"},
        "- id: a\n  title: A\n  abstract: >-  # mine\n    New\n",
    ),
    "a value that ends like a block's header": (
        "- id: a\n  title: A # mine\n",
        {"title": "A >-"},
        "- id: a\n  title: A >-  # mine\n",
    ),
    "a block with its first line deeper": (
        "- id: a\n  title: A\n  note: |2\n      code\n    text\n  abstract: x\n",
        {"note": "y"},
        "- id: a\n  title: A\n  note: y\n  abstract: >-\n    x\n",
    ),
    "comments that a block would swallow": (
        "- id: a\n  title: A\n  abstract: x\n      # deep\n\n     # deeper\n\n# b\n- id: b\n",
        {"abstract": "y"},
        "- id: a\n  title: A\n  abstract: >-\n    y\n  # deep\n  # deeper\n\n# b\n- id: b\n",
    ),
    "a comment below a field that goes, which the text above would swallow": (
        "- id: a\n  title: A\n  note: |\n    x\n  venue: y\n      # deep\n",
        {"venue": None},
        "- id: a\n  title: A\n  note: 'x\n\n    '\n  # deep\n",
    ),
    "blank lines that are the text above": (
        "- id: a\n  title: A\n  note: |+\n    x\n  venue: y\n\n  added: '2023-05-01'\n\n\n- id: b\n",
        {"venue": None, "added": PartialDate(2024, 1, 2)},
        "- id: a\n  title: A\n  note: 'x\n\n    '\n  added: '2024-01-02'\n\n\n- id: b\n",
    ),
    "lines of spaces that would become a block": (
        "- id: a\n  title: A\n  venue: y\n     \n  \n- id: b\n",
        {"abstract": "x", "venue": None},
        "- id: a\n  title: A\n  abstract: >-\n    x\n\n\n- id: b\n",
    ),
    "spaces that end a text which keeps blank lines, and the file": (
        "- id: a\n  title: A\n  note: |+\n   x\n   ",
        {"note": None, "abstract": "y"},
        "- id: a\n  title: A\n  abstract: >-\n    y\n",
    ),
    "characters beyond 16 bits, and breaks that only YAML counts": (
        "- id: b # 😀\x85  title: 😀𝜋\n- id: a\n  title: A\n  venue: 😀 # 😀\n",
        {"venue": "X"},
        "- id: b # 😀\x85  title: 😀𝜋\n- id: a\n  title: A\n  venue: X  # 😀\n",
    ),
    "a hard space at the end of a block": (
        "- id: a\n  title: A\n  abstract: |-\n    x\xa0\n",
        {"abstract": "y"},
        "- id: a\n  title: A\n  abstract: >-\n    y\n",
    ),
    "no last line end, which the last entry gets": (
        "- id: a\n  title: A",
        {"venue": "X"},
        "- id: a\n  title: A\n  venue: X\n",
    ),
    "no last line end in an entry that stays": (
        "- id: a\n  title: A\n- id: b",
        {"venue": "X"},
        "- id: a\n  title: A\n  venue: X\n- id: b",
    ),
    "the last field of a file without a last line end goes": (
        "- id: a\n  title: A\n  venue: X",
        {"venue": None},
        "- id: a\n  title: A\n",
    ),
    "mixed line ends": (
        "- id: b\n- id: a\n  title: A\r\n  venue: X\n  note: x\r\n- id: c\n",
        {"venue": None, "note": "y"},
        "- id: b\n- id: a\r\n  title: A\r\n  note: y\r\n- id: c\n",
    ),
    "an entry in braces": (
        "- {id: a, title: 'A: B', # why\n   votes: 7,\n tags: [b]} # mine\n- id: b\n  title: B\n",
        {"abstract": "x"},
        (
            "- id: a  # why  # mine\n  title: 'A: B'\n  tags: [b]\n  votes: 7\n  abstract: >-\n    x\n"
            "- id: b\n  title: B\n"
        ),
    ),
    "empty lists, in lines and in braces": (
        "- id: a\n  title: A\n  tags: []\n- {id: b, tags: []}\n",
        {"venue": "X"},
        "- id: a\n  title: A\n  venue: X\n  tags: []\n- {id: b, tags: []}\n",
    ),
    "an indented list": (
        "  - id: b\n  # about a\n  - title: A\n    # the id\n    id: a\n\n  # about c\n  - id: c\n",
        {"links": {"code": "https://c.org"}},
        (
            "  - id: b\n  # about a\n  # the id\n  - id: a\n    title: A\n    links:\n"
            "      code: https://c.org\n\n  # about c\n  - id: c\n"
        ),
    ),
    "a key behind a question mark": (
        "- id: a\n  ? title # one\n  : A # two\n",
        {"title": "B"},
        "- id: a\n  title: B  # one  # two\n",
    ),
    "a dash on a line of its own": (
        "-\n    id: a\n    title: A\n",
        {"venue": "X"},
        "- id: a\n  title: A\n  venue: X\n",
    ),
}


@pytest.mark.parametrize(("before", "fields", "after"), TABLE.values(), ids=TABLE)
def test_a_change(before: str, fields: Values, after: str) -> None:
    """Each change gives exactly this text, with LF and with CRLF."""
    assert set_fields(before, {"a": fields}) == after
    if "\r" not in before:
        assert set_fields(before.replace("\n", "\r\n"), {"a": fields}) == after.replace("\n", "\r\n")


def test_several_at_once() -> None:
    """Many changes in one go are all made, and removals beside each other too."""
    parts = {name: f"# {name}\n{entry_text(Paper(name, name.upper()))}\n" for name in "abcde"}
    text = "".join(parts.values())
    after = set_fields(text, {name: {"venue": name * 3} for name in "aec"})
    assert [values.get("venue") for values in read_plainly(after)] == ["aaa", None, "ccc", None, "eee"]
    assert remove_entries(text, "cab") == parts["d"] + parts["e"]
    keeping = "- id: x\n  note: |+\n    y\n\n"
    assert remove_entries(f"{keeping}- id: a\n- id: b\n\n\n", "ab") == keeping


@pytest.mark.parametrize(
    "entry",
    [
        "- id: a\r  title: A\r- id: c\n",
        "- id: a\n  title: A\n  colour: red\n",
        "- id: a\n  title: A\n  sources:\n    # so\n    doi: |+\n      Crossref\n\n\n\n- id: c\n",
    ],
)
def test_what_would_do_harm_is_refused(entry: str) -> None:
    """An entry in a form that nobody types, which a change would spoil, is named by its line."""
    with pytest.raises(UneditableError, match="edit it by hand") as raised:
        set_fields(f"- id: b\n{entry}", {"a": {"title": "B"}})
    assert raised.value.line == 2


def test_an_unknown_id() -> None:
    """An id that is not in the list is a KeyError, which no caller should see."""
    with pytest.raises(KeyError):
        set_fields("- id: a\n", {"b": {}})
    with pytest.raises(KeyError):
        remove_entries("- id: a\n", ["b"])
