"""Entries are added and removed in a file of any style, and every other byte stays."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library.edit import remove_entries, set_fields
from papershelf.library.entries import UneditableError
from papershelf.library.write import MODELINE, with_entries
from papershelf.model import Paper
from tests.library.human_yaml import EXAMPLES, HumanList, completed, human_lists, read_plainly

LONG = "A text of many words that fills more than one line of the file, with a colon: and # a hash. " * 2


@EXAMPLES
@given(human_lists(), st.data())
def test_entries_are_removed_and_nothing_else(made: HumanList, data: st.DataObject) -> None:
    """The other entries say what they said, and keep their lines and their comments."""
    gone = data.draw(st.sets(st.sampled_from(made.ids), min_size=1))
    after = remove_entries(made.text, gone)
    kept = [values for values in read_plainly(completed(made.text)) if values["id"] not in gone]
    assert read_plainly(completed(after)) == kept
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
    before, now = read_plainly(completed(made.text)), read_plainly(after)
    place = now.index(added[0])
    assert now == before[:place] + added + before[place:]
    whole, changed_whole = (completed(text).replace("\r\n", "\n") for text in (made.text, after))
    pairs = zip(whole, changed_whole, strict=False)
    same = next((place for place, (one, other) in enumerate(pairs) if one != other), len(whole))
    assert changed_whole.endswith(whole[same:])
    assert "\n" not in made.text or after.count("\n") == after.count(made.newline)


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


@pytest.mark.parametrize("text", ["[{id: a, title: A}]", "# x\n[\n{id: a,\n title: A}]\n"])
def test_a_list_in_brackets_is_refused(text: str) -> None:
    """No entry can be added to a list in brackets or changed in it, and the message tells the line."""
    attempts: list[Callable[[], str]] = [
        lambda: set_fields(text, {"a": {"title": "B"}}),
        lambda: remove_entries(text, ["a"]),
        lambda: with_entries(text, [Paper("n", "N")]),
    ]
    for attempt in attempts:
        with pytest.raises(UneditableError, match="is in brackets") as raised:
            attempt()
        assert raised.value.line == text.count("\n", 0, text.index("[")) + 1
