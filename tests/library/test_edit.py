"""Edits change what they should in a file of any style, and not a byte more."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.library.edit import remove_entries, set_fields
from papershelf.library.entries import UneditableError
from papershelf.library.located_yaml import Located, parse
from papershelf.library.write import MODELINE, entry_text, with_entries
from papershelf.model import Paper, PartialDate
from tests.library.human_yaml import HumanList, Piece, human_lists

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
EXAMPLES = settings(max_examples=60, deadline=None)


def said(text: str) -> list[Values]:
    """What the loader reads in a text, with all scalars as text."""
    found: list[str] = []
    tree = parse(text.encode(), lambda _line, message: found.append(message))
    assert tree is not None, found
    assert not found
    read: Any = _plain(tree)
    assert isinstance(read, list)
    return read


def _plain(located: Located) -> Any:
    if isinstance(located.value, dict):
        return {key: _plain(value) for key, value in located.value.items()}
    return [_plain(value) for value in located.value] if isinstance(located.value, list) else located.value


def completed(text: str) -> str:
    """The text with its last line end, which YAML counts to a block that the file ends with."""
    return text if text.endswith("\n") else text + "\n"


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
    expected = [changed(values, changes.get(values["id"], {})) for values in said(completed(made.text))]
    assert said(completed(after)) == expected
    lines = after.replace("\r\n", "\n") + ("" if made.last_newline else "\n")
    assert re.fullmatch(flat(made.pieces, set(changes)), lines)
    for comment in (comment for piece in made.pieces for comment in piece.comments):
        assert comment in after
    assert "\n" not in made.text or after.count("\n") == after.count(made.newline)


@EXAMPLES
@given(human_lists(), st.data())
def test_entries_are_removed_and_nothing_else(made: HumanList, data: st.DataObject) -> None:
    """The other entries say what they said, and keep their lines and their comments."""
    gone = data.draw(st.sets(st.sampled_from(made.ids), min_size=1))
    after = remove_entries(made.text, gone)
    kept = [values for values in said(completed(made.text)) if values["id"] not in gone]
    assert said(completed(after)) == kept
    lines = [line for piece in made.pieces if piece.id not in gone for line in (*piece.above, *piece.lines)]
    left = after.replace("\r\n", "\n").split("\n")
    assert list(filter(str.strip, left)) == list(filter(str.strip, lines))


@EXAMPLES
@given(human_lists(min_size=0), st.integers(1, 2))
def test_entries_are_added_and_nothing_else(made: HumanList, count: int) -> None:
    """What is added is one block, read as it was meant; every byte around it is as it was."""
    new = [Paper(f"new-entry-{number}", "New: 😀", abstract=LONG, tags=("a", "b")) for number in range(count)]
    after = with_entries(made.text, new)
    added = [{"id": paper.id, "title": paper.title, "tags": ["a", "b"], "abstract": LONG} for paper in new]
    before, now = said(completed(made.text)), said(after)
    place = now.index(added[0])
    assert now == before[:place] + added + before[place:]
    whole, changed_whole = (completed(text).replace("\r\n", "\n") for text in (made.text, after))
    pairs = zip(whole, changed_whole, strict=False)
    same = next((place for place, (one, other) in enumerate(pairs) if one != other), len(whole))
    assert changed_whole.endswith(whole[same:])
    assert "\n" not in made.text or after.count("\n") == after.count(made.newline)


@EXAMPLES
@given(human_lists(), st.data())
def test_a_rename_keeps_all_other_lines(made: HumanList, data: st.DataObject) -> None:
    """A new id changes the line of the id only."""
    old = data.draw(st.sampled_from(made.ids))
    entry = next(piece for piece in made.pieces if piece.id == old)
    after = set_fields(made.text, {old: {"id": "quite-new"}}).replace("\r\n", "\n")
    assert [values["id"] for values in said(after)] == ["quite-new" if i == old else i for i in made.ids]
    if not any("{id" in line for line in entry.lines):
        expected = re.sub(rf"\bid: {old}(?=\s|$)", "id: quite-new", made.text.replace("\r\n", "\n"), count=0)
        assert after.split("\n") == expected.split("\n")


TABLE: dict[str, tuple[str, Values, str]] = {
    "a field in place, with the comment behind it": (
        "- id: a\n  title: Old   # mine\n  venue: X\n",
        {"title": "New"},
        "- id: a\n  title: New   # mine\n  venue: X\n",
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
    "the keys on the dash line and below go": (
        "-   tags:\n    - x\n    venue: y\n    id: a\n    title: A\n",
        {"tags": None, "venue": None},
        "-   id: a\n    title: A\n",
    ),
    "the key on the dash line and one below a comment go": (
        "- note: x\n  # why\n  venue: y\n  id: a\n  title: A\n",
        {"note": None, "venue": None},
        "- # why\n  id: a\n  title: A\n",
    ),
    "the key on the dash line goes, its comment stays": (
        "-  note: x # why\n   id: a\n   title: A\n",
        {"note": None},
        "-  # why\n   id: a\n   title: A\n",
    ),
    "comments inside a list go behind the new one": (
        "- id: a\n  title: A\n  tags: # best first\n    - b # so\n    # and\n    - a\n",
        {"tags": ("a",)},
        "- id: a\n  title: A\n  tags: [a]  # best first  # so  # and\n",
    ),
    "a block with a comment behind its header": (
        "- id: a\n  title: A\n  abstract: | # raw\n    Old\n    text\n\n  # below\n- id: b\n  title: B\n",
        {"abstract": "New"},
        "- id: a\n  title: A\n  abstract: >-  # raw\n    New\n\n  # below\n- id: b\n  title: B\n",
    ),
    "a block in place of a value with a comment": (
        "- id: a\n  title: A\n  abstract: Old # mine\n",
        {"abstract": "New"},
        "- id: a\n  title: A\n  abstract: >- # mine\n    New\n",
    ),
    "a value that ends like a block's header": (
        "- id: a\n  title: A # mine\n",
        {"title": "A >-"},
        "- id: a\n  title: A >- # mine\n",
    ),
    "a block with its first line deeper": (
        "- id: a\n  title: A\n  note: |2\n      code\n    text\n  abstract: x\n",
        {"note": "y"},
        "- id: a\n  title: A\n  note: y\n  abstract: x\n",
    ),
    "a comment that a block would swallow": (
        "- id: a\n  title: A\n  abstract: x\n      # deep\n",
        {"abstract": "y"},
        '- id: a\n  title: A\n  abstract: "y"\n      # deep\n',
    ),
    "blank lines that are the text above": (
        "- id: a\n  title: A\n  note: |+\n    x\n\n\n  abstract: y\n",
        {"added": PartialDate(2024, 1, 2)},
        "- id: a\n  title: A\n  note: |+\n    x\n\n\n  added: '2024-01-02'\n  abstract: y\n",
    ),
    "blank lines that would become the text above": (
        "- id: a\n  title: A\n  note: |+\n    x\n  venue: y\n\n  added: '2024'\n\n\n- id: b\n",
        {"venue": None, "added": None},
        "- id: a\n  title: A\n  note: |+\n    x\n- id: b\n",
    ),
    "a line of blanks that would become the text above, and those that would not": (
        "- id: a\n  title: A\n  note: |-\n    x\n  venue: y\n     \n  \n\n- id: b\n",
        {"venue": None},
        "- id: a\n  title: A\n  note: |-\n    x\n  \n\n- id: b\n",
    ),
    "a line of blanks that would become a block, behind a field that goes": (
        "- id: a\n  title: A\n  venue: y\n     \n- id: b\n",
        {"title": "A: \nB", "venue": None},
        '- id: a\n  title: "A: \\nB"\n     \n- id: b\n',
    ),
    "blank lines below a field that goes where another comes": (
        "- id: a\n  title: A\n  note: |+\n    x\n  votes: 3\n\n- id: b\n",
        {"votes": None, "abstract": "y"},
        "- id: a\n  title: A\n  note: |+\n    x\n  abstract: >-\n    y\n\n- id: b\n",
    ),
    "a line of blanks that ends the text above": (
        "- id: a\n  title: A\n  note: |\n   x\n     \n\n- id: b\n",
        {"abstract": "y"},
        "- id: a\n  title: A\n  note: |\n   x\n     \n\n  abstract: >-\n    y\n- id: b\n",
    ),
    "fields that go, with a line of blanks below the last": (
        "- id: a\n  title: A\n  note: |\n   x\n  votes: 3\n\n  venue: y\n     \n\n- id: b\n",
        {"votes": None, "venue": None},
        "- id: a\n  title: A\n  note: |\n   x\n\n\n- id: b\n",
    ),
    "blanks that end a text which keeps blank lines, and the file": (
        "- id: a\n  title: A\n  note: |+\n   x\n   ",
        {"abstract": "y"},
        "- id: a\n  title: A\n  note: |+\n   x\n   \n  abstract: >-\n    y",
    ),
    "characters beyond 16 bits, and breaks that only YAML counts": (
        "- id: a\n  title: 😀𝜋\n  note: |\n    x\x85    y\u2028    z\n  venue: 😀 # 😀\n",
        {"venue": "X"},
        "- id: a\n  title: 😀𝜋\n  note: |\n    x\x85    y\u2028    z\n  venue: X # 😀\n",
    ),
    "a hard space at the end of a block": (
        "- id: a\n  title: A\n  abstract: |-\n    x\xa0\n",
        {"abstract": "y"},
        "- id: a\n  title: A\n  abstract: >-\n    y\n",
    ),
    "no last line end": ("- id: a\n  title: A", {"venue": "X"}, "- id: a\n  title: A\n  venue: X"),
    "the last field of a file without a last line end goes": (
        "- id: a\n  title: A\n  venue: X",
        {"venue": None},
        "- id: a\n  title: A\n",
    ),
    "mixed line ends": (
        "- id: a\n  title: A\r\n  venue: X\n  note: x\r\n",
        {"venue": None, "note": "y"},
        "- id: a\n  title: A\r\n  note: y\r\n",
    ),
    "an entry in braces": (
        "- {id: a, title: 'A: B', # why\n   votes: 7,\n tags: [b]} # mine\n- id: b\n  title: B\n",
        {"abstract": "x"},
        (
            "- id: a  # why # mine\n  title: 'A: B'\n  tags: [b]\n  votes: 7\n  abstract: >-\n    x\n"
            "- id: b\n  title: B\n"
        ),
    ),
    "a dash on a line of its own": (
        "-\n    id: a\n    title: A\n",
        {"venue": "X"},
        "-\n    id: a\n    title: A\n    venue: X\n",
    ),
}


@pytest.mark.parametrize(("before", "fields", "after"), TABLE.values(), ids=TABLE)
def test_a_change(before: str, fields: Values, after: str) -> None:
    """Each change gives exactly this text, with LF and with CRLF."""
    assert set_fields(before, {"a": fields}) == after
    if "\r" not in before:
        assert set_fields(before.replace("\n", "\r\n"), {"a": fields}) == after.replace("\n", "\r\n")


REMOVALS: dict[str, tuple[str, str]] = {
    "with the comment right above, but not that of the section": (
        "# section\n\n# about a\n- id: a\n  title: A\n\n# about b\n- id: b\n",
        "# section\n\n# about b\n- id: b\n",
    ),
    "with its last comment": ("- id: a\n  title: A\n  # todo\n- id: b\n", "- id: b\n"),
    "a dash on a line of its own": ("# all\n\n- # first\n  id: a\n-\n  id: b\n", "# all\n\n-\n  id: b\n"),
    "the line that names the schema stays": (
        "# yaml-language-server: $schema=x\n- id: a\n",
        "# yaml-language-server: $schema=x\n",
    ),
    "what looks like a comment above it is text": (
        "- id: b\n  note: 'x\n\n# no comment'\n- id: a\n",
        "- id: b\n  note: 'x\n\n# no comment'\n",
    ),
    "blank lines below a text that keeps them": (
        "- id: b\n  note: |+\n    x\n\n- id: a\n\n\n- id: c\n",
        "- id: b\n  note: |+\n    x\n\n- id: c\n",
    ),
    "lines of blanks below, which the text above would take in": (
        "- id: b\n  note: |\n   x\n- id: a\n  note: |\n    y\n\n    \n\n",
        "- id: b\n  note: |\n   x\n\n",
    ),
    "in a list that is indented": ("  - id: b\n  # about a\n  - id: a\n    title: A\n", "  - id: b\n"),
    "no last line end": ("- id: b\n- id: a", "- id: b\n"),
}


@pytest.mark.parametrize(("before", "after"), REMOVALS.values(), ids=REMOVALS)
def test_a_removal(before: str, after: str) -> None:
    """Each removal gives exactly this text, with LF and with CRLF."""
    assert remove_entries(before, ["a"]) == after
    assert remove_entries(before.replace("\n", "\r\n"), ["a"]) == after.replace("\n", "\r\n")


ENTRY = "- id: n\n  title: N\n"
APPENDED: dict[str, tuple[str, str]] = {
    "only comments": ("# mine\n", f"# mine\n\n{ENTRY}"),
    "an empty list": ("[]\n", f"{MODELINE}\n{ENTRY}"),
    "an empty list between comments": ("# a\n[ ] # b\n# c\n", f"# a\n# b\n# c\n\n{ENTRY}"),
    "an empty list behind the document's start": ("--- []\n", f"--- \n\n{ENTRY}"),
    "null": ("# a\nnull\n# b", f"# a\n# b\n\n{ENTRY}"),
    "no last line end": ("- id: a # x", f"- id: a # x\n\n{ENTRY}"),
    "a text that keeps blank lines": (
        "- id: a\n  note: |+\n    x\n\n",
        f"- id: a\n  note: |+\n    x\n\n{ENTRY}",
    ),
    "an indented list": ("  - id: a\n", "  - id: a\n\n  - id: n\n    title: N\n"),
}


@pytest.mark.parametrize(("before", "after"), APPENDED.values(), ids=APPENDED)
def test_an_addition(before: str, after: str) -> None:
    """What is added to each of these gives exactly this text, with LF and with CRLF."""
    assert with_entries(before, [Paper("n", "N")]) == after
    if "\n" in before:
        assert with_entries(before.replace("\n", "\r\n"), [Paper("n", "N")]) == after.replace("\n", "\r\n")


def test_several_at_once() -> None:
    """Many changes in one go are all made, and removals beside each other too."""
    parts = {name: f"# {name}\n{entry_text(Paper(name, name.upper()))}\n" for name in "abcde"}
    text = "".join(parts.values())
    after = set_fields(text, {name: {"venue": name * 3} for name in "aec"})
    assert [values.get("venue") for values in said(after)] == ["aaa", None, "ccc", None, "eee"]
    assert remove_entries(text, "cab") == parts["d"] + parts["e"]
    keeping = "- id: x\n  note: |+\n    y\n\n"
    assert remove_entries(f"{keeping}- id: a\n- id: b\n\n\n", "ab") == keeping


@pytest.mark.parametrize("text", ["[{id: a, title: A}]", "# x\n[\n{id: a,\n title: A}]\n"])
def test_a_list_in_brackets_is_refused(text: str) -> None:
    """No entry can be added to a list in brackets or changed in it, and the message tells the line."""
    attempts: list[Callable[[], str]] = [
        lambda: set_fields(text, {"a": {"title": "B"}}),
        lambda: remove_entries(text, ["a"]),
        lambda: with_entries(text, [Paper("n", "N")]),
    ]
    for attempt in attempts:
        with pytest.raises(UneditableError, match="stands in brackets") as raised:
            attempt()
        assert raised.value.line == text.count("\n", 0, text.index("[")) + 1


def test_what_would_do_harm_is_refused() -> None:
    """A value in a form that nobody types, where a change would spoil the file, is named by its line."""
    with pytest.raises(UneditableError, match="edit it by hand") as raised:
        set_fields("- id: b\n- id: a\n  ? title\n  : A\n", {"a": {"title": "B"}})
    assert raised.value.line == 3
    with pytest.raises(UneditableError, match="edit it by hand"):
        set_fields("- id: a\n  note: |\n    x\n  venue: y\n      # deep\n", {"a": {"venue": None}})


def test_an_unknown_id() -> None:
    """An id that is not in the list is a KeyError, which no caller should see."""
    with pytest.raises(KeyError):
        set_fields("- id: a\n", {"b": {}})
    with pytest.raises(KeyError):
        remove_entries("- id: a\n", ["b"])
