"""Values with their lines, whatever the style in which they are written."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library.located_yaml import Located, parse


def read(text: str) -> Located:
    """The values of a text that is in order."""
    found: list[tuple[int, str]] = []
    tree = parse(text.encode(), lambda line, message: found.append((line, message)))
    assert tree is not None
    assert not found
    return tree


def plain(located: Located) -> object:
    """The same values without their lines."""
    if isinstance(located.value, dict):
        return {key: plain(value) for key, value in located.value.items()}
    if isinstance(located.value, list):
        return [plain(value) for value in located.value]
    return located.value


def test_every_value_has_its_line() -> None:
    """Lines are those where a value and its key begin, in block and flow style alike."""
    tree = read(
        "# comment\n- id: a\n  tags: [x,\n    y]\n  abstract: >-\n    One\n    two.\n- {id: b,\n  title: B}\n"
    )
    first, second = (entry.keys() for entry in tree.entries())
    assert [(key, value.key_line, value.line) for key, value in first.items()] == [
        ("id", 2, 2),
        ("tags", 3, 3),
        ("abstract", 5, 5),
    ]
    assert [tag.line for tag in first["tags"].entries()] == [3, 4]
    assert [(key, value.key_line) for key, value in second.items()] == [("id", 8), ("title", 9)]


def test_a_value_may_stand_below_its_key() -> None:
    """The key's line and the value's line are told apart."""
    value = read("title:\n\n  Long\n").keys()["title"]
    assert (value.key_line, value.line) == (1, 3)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("word", "text"),
        ("2503.10000", "number"),
        ("12", "number"),
        ("0x1f", "number"),
        ("'2503.10000'", "text"),
        ('"12"', "text"),
        ("!!str 12", "text"),
        ("2024-05-01", "date"),
        ("yes", "yes/no value"),
        ("~", "null value"),
        ("", "null value"),
        ("[a]", "list"),
        ("{a: b}", "mapping"),
        ("10.1145/3575693", "text"),
        ("=", "text"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    """A value's kind is what YAML takes it for; quotes make it text."""
    assert read(f"- {text}").entries()[0].kind == kind


def test_scalars_stay_as_typed() -> None:
    """No zero is lost to a number, and no word to a yes or no."""
    assert plain(read("[2503.10000, 0010, no, ~, 2024-05]")) == ["2503.10000", "0010", "no", "~", "2024-05"]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n...\n", "\n\n"])
def test_a_file_without_values(text: str) -> None:
    """It is an empty list, or nothing at all."""
    assert not read(text).entries()


def test_byte_order_mark_and_line_ends() -> None:
    """A BOM is passed over, and CRLF counts one line."""
    tree = read("\ufeff- id: a\r\n  title: A\r\n")
    assert plain(tree) == [{"id": "a", "title": "A"}]
    assert tree.entries()[0].keys()["title"].line == 2


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TREES = st.recursive(WORDS, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner), max_leaves=20)


@given(TREES, st.booleans())
def test_reads_what_yaml_writes(tree: object, flow: bool) -> None:
    """Any text, list and mapping that PyYAML writes is read as it was."""
    text = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, default_flow_style=flow)
    assert plain(read(text)) == tree


@given(st.binary(max_size=60) | st.text("[]{}:,-?*&!|>'\"%@`#~ \n\tab", max_size=60).map(str.encode))
def test_never_raises(source: bytes) -> None:
    """Whatever the bytes are, they are read or complained about, on a line of the file."""
    found: list[int] = []
    tree = parse(source, lambda line, _message: found.append(line))
    assert tree is not None or found
    assert all(1 <= line <= max(1, len(source.splitlines())) for line in found)


def test_a_merge_conflict_is_called_one() -> None:
    """Its marks are no YAML; the line is that of the first of them."""
    found: list[tuple[int, str]] = []
    text = "- id: a\n<<<<<<< HEAD\n  title: A\n=======\n  title: B\n>>>>>>> other\n"
    assert parse(text.encode(), lambda line, message: found.append((line, message))) is None
    ((line, message),) = found
    assert (line, message.partition(";")[0]) == (2, "an unresolved merge conflict begins here")
