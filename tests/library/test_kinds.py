"""Each kind of value: the loader and the JSON Schema take the same values."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library import values
from papershelf.library.located_yaml import parse
from papershelf.library.values import Kind

TEXTS = [
    *("", " ", "word", "two words", "a-slug", "A-slug", "x" * 60, "x" * 61, "a--b", "null", "[", "(?P<x"),
    *("2016", "2016-01", "2016-13", "2016-1", "2016-01-31", "2016-02-30", "2016-1-1", "0000", "20160101"),
    *("1603.09320", "1603.09320v2", "1603.09320v0", "1603.0932", "0704.0001", "0704.00011", "1412.9999"),
    *("1501.0001", "1501.00001", "2503.1000", "2503.10000", "2513.10000", "math.GT/0309136"),
    *("hep-th/9901001", "q-alg/9506011", "hep-th/9913001", "hep-th/99010", "arXiv:1603.09320"),
    *("10.1145/3575693", "10.1/x", "10.1000/", "doi:10.1000/1", "https://doi.org/10.1000/1", "10.1000/a b"),
    *("https://a.org", "HTTP://a.org/x", "http://", "https:///x", "ftp://a.org", "a.org"),
    *("https://a.org/x y", "https://a.org/<x>", "https://a.org/x?y=1#z", "https://[a.org"),
    *("javascript:alert(1)", "12", "é", "tags/a-b/", "tags/", "tags/a", "tags/A/", "../a/", "years/2016/"),
]  # fmt: skip
SCALARS: list[Any] = [*TEXTS, 0, 12, -1, 1.5, 999_999_999, 1_000_000_000, True, False, None]
SAMPLES: list[Any] = [
    *SCALARS,
    *([item] for item in SCALARS),
    [],
    ["a", "b"],
    ["a", "a"],
    list("abcde"),
    list("abcdef"),
    [["a"]],
    {},
    *({"code": item} for item in SCALARS),
    {"Code": "https://a.org"},
    {"code": ["https://a.org"]},
]
KINDS = {name: kind for name, kind in vars(values).items() if isinstance(kind, Kind)}


def is_read(kind: Kind, value: Any) -> bool:
    """Whether the loader takes a value, written as JSON, which is YAML."""
    wrong: list[str] = []
    tree = parse(f"- {json.dumps(value, ensure_ascii=False)}\n".encode(), lambda _, text: wrong.append(text))
    assert tree
    kind.read(tree.entries()[0], lambda _, text: wrong.append(text))
    return not wrong


def is_valid(kind: Kind, value: Any) -> bool:
    """Whether the schema takes a value."""
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(kind.schema, format_checker=checker).is_valid(value)


@pytest.mark.parametrize("name", KINDS)
def test_loader_and_schema_agree(name: str) -> None:
    """Neither takes what the other refuses, and each kind takes and refuses something."""
    read = [value for value in SAMPLES if is_read(KINDS[name], value)]
    valid = [value for value in SAMPLES if is_valid(KINDS[name], value)]
    assert read == valid
    assert 0 < len(read) < len(SAMPLES)


@pytest.mark.parametrize("name", KINDS)
@given(made=st.data())
def test_they_agree_on_what_is_made_up(name: str, made: st.DataObject) -> None:
    """Lists and mappings of any of the samples too."""
    scalars = st.sampled_from(SCALARS)
    names = st.sampled_from(["code", "data", "A", "x-1"])
    value = made.draw(st.lists(scalars, max_size=7) | st.dictionaries(names, scalars, max_size=3))
    assert is_read(KINDS[name], value) == is_valid(KINDS[name], value)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("'12'", "'12' is text; write the number without quotes"),
        ("007", "007 is not a count; write a whole number such as 12"),
        ("1_000", "1_000 is not a count; write a whole number such as 12"),
        ("[1]", "a list is not a count; write a whole number such as 12"),
    ],
)
def test_what_is_not_a_count(written: str, message: str) -> None:
    """A number is written as one, in the form in which everybody reads it alike."""
    found: list[str] = []
    tree = parse(f"- {written}\n".encode(), lambda _line, text: found.append(text))
    assert tree
    values.COUNT.read(tree.entries()[0], lambda _line, text: found.append(text))
    assert found == [message]
