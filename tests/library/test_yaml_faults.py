"""Slips in YAML are named as what they are, on the line where they are."""

import pytest

from papershelf.library.located_yaml import parse

OPEN = "isn't closed"
CLOSED = "is closed within it"
TAB = "a tab begins this line"
COLON = "put the text in quotes"
INDENT = "begins further to the right"
OUTDENT = "begins further to the left"
CONFLICT = "an unresolved merge conflict begins here"
MARK = "is a mark of a merge conflict"
FAULTS = {
    "a quote left open": ('- id: a\n  title: "Ä\n  added: x\n- id: b\n  title: B\n', 2, OPEN),
    "closed by the next one": ('- id: a\n  title: "Ä 𝒜\n  added: x\n- id: b\n  title: "B"\n', 2, OPEN),
    "a single one left open": ("- id: a\n  links: {code: 'https://x}\n- id: b\n  title: B\n", 2, OPEN),
    "closed by an apostrophe": (
        "- id: a\n  doi: '10.1/x\n  added: x\n- id: b\n  title: It's B\n  doi: '10.1/y'\n",
        2,
        OPEN,
    ),
    "at the end of the file": ('- id: a\n  title: "A\n', 2, OPEN),
    "an apostrophe in single quotes": ("- id: a\n  title: 'It's A'\n- id: b\n", 2, CLOSED),
    "a quote in double quotes": ('- id: a\n  authors: ["A, "B"]\n', 2, CLOSED),
    "a tab for an indent": ("- id: a\n\ttitle: A\n", 2, TAB),
    "a tab after spaces": ("- id: a\n  title: A\n \tb: c\n", 3, TAB),
    "a tab in a block": ("- id: a\n  abstract: |\n    A\n\tB\n  title: A\n", 4, TAB),
    "a tab below a list in brackets": ("- id: a\n  tags: [b]\n\tdoi: c\n", 3, TAB),
    "a tab below a quoted text": ("- id: a\n  title: 'A'\n  \tdoi: c\n", 3, TAB),
    "a colon in a text": ("- id: a\n  title: Count-Min: A Sketch\n", 2, COLON),
    "a colon in the first text": ("- title: A: B\n  id: a\n", 1, COLON),
    "an indent too many": ("- id: a\n  title: A\n    authors: [B]\n", 3, INDENT),
    "an indent too many below a quoted text": ("- id: a\n  title: 'A'\n   doi: c\n", 3, INDENT),
    "an indent too many below brackets": ("- id: a\n  tags: [b]\n   doi: c\n", 3, INDENT),
    "an indent too few": ("- id: a\n  title: A\n doi: c\n", 3, OUTDENT),
    "an indent too few in a text": ("- id: a\n  note: >-\n    A\n doi: c\n", 4, OUTDENT),
    "an entry too far to the right": ("- id: a\n  title: 'A'\n - id: b\n", 3, "not valid YAML"),
    "a conflict": ("- id: a\n<<<<<<< HEAD\n  title: A\n=======\n  title: B\n>>>>>>> x\n", 2, CONFLICT),
    "a conflict in a block": ("- id: a\n  note: >-\n    A\n<<<<<<< HEAD\n    B\n=======\n", 4, CONFLICT),
    "a mark that was left": ("- id: a\n  title: A\n>>>>>>> other\n- id: b\n", 3, MARK),
    "the middle of a conflict": ("- id: a\n  title: A\n=======\n- id: b\n", 3, MARK),
    "a bracket left open": ("- id: a\n  authors: [A, B\n  title: C\n", 3, "not valid YAML"),
}


@pytest.mark.parametrize(("text", "line", "message"), FAULTS.values(), ids=FAULTS)
def test_slips(text: str, line: int, message: str) -> None:
    """Each is told once, on its own line, with what to do."""
    told: list[tuple[int, str]] = []
    assert parse(text.encode(), lambda at, what: told.append((at, what))) is None
    assert [at for at, _ in told] == [line]
    assert message in told[0][1]


def test_marks_within_a_text_are_text() -> None:
    """An abstract may hold the marks of a conflict, and a quote or a tab may be in a text."""
    text = '- id: a\n  abstract: |\n    <<<<<<< HEAD\n    A\t=\n  title:\t"It\'s A"\n'
    told: list[str] = []
    assert parse(text.encode(), lambda _, what: told.append(what)) is not None
    assert told == []
