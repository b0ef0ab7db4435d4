"""A map proposed by looking at somebody else's list."""

from typing import Any

import pytest

from papershelf.curate.suggested_map import suggested_map
from papershelf.feeds.mapped_list.field_map import map_text, read_map
from papershelf.feeds.mapped_list.rows import Row
from papershelf.library.own_fields import OwnField
from papershelf.library.values import TEXT

ROWS = [
    Row(
        {
            "name": ("A Study of Lists",),
            "link": ("https://arxiv.org/abs/2503.10000",),
            "people": ("Ada Okoro", "Lind, Bo"),
            "when": ("2025-03-01",),
            "sources.code": ("https://github.com/o/r",),
            "mood": ("calm",),
        },
        line=2,
    ),
    Row(
        {"name": ("Another",), "link": ("https://a.example/a.pdf",), "people": ("Cy Tan", "Dee Dow")}, line=8
    ),
]
THEIRS = [
    ("title", "title"),
    ("Affiliations", "institutions"),
    ("TL;DR", "tldr"),
    ("meta.keywords", "keywords"),
    ("envs", "environment"),
    ("how_hard", "level"),
    ("task", "tags"),
]


def own(*declarations: dict[str, Any]) -> list[OwnField]:
    """Fields that a list declares itself."""
    return [OwnField(each["key"], TEXT, "Help.", label=each.get("label", "")) for each in declarations]


def test_a_proposed_map() -> None:
    """Fields are known by their names, else by what they hold; what is neither isn't kept."""
    found = [(theirs, ours) for theirs, ours, _ in suggested_map(ROWS)]
    assert found == [
        ("name", "title"),
        ("link", "url"),
        ("people", "authors"),
        ("when", "published"),
        ("sources.code", "links.code"),
        ("mood", "-"),
    ]


def test_a_proposed_map_is_a_map() -> None:
    """What is proposed can be read as it is, and says how many rows have a field."""
    text = map_text(suggested_map(ROWS), "list.yaml")
    assert read_map(text.encode(), "map").of("title") == ("name",)
    assert "sources.code: links.code  # 1 of 2, such as: https://github.com/o/r\n" in text


@pytest.mark.parametrize(("name", "expected"), THEIRS)
def test_a_proposed_map_knows_the_list_s_own_fields(name: str, expected: str) -> None:
    """They are known by key, label, other spellings, and as shortened."""
    having = own(
        {"key": "institutions"},
        {"key": "tldr"},
        {"key": "keywords"},
        {"key": "environment"},
        {"key": "level", "label": "How hard"},
    )
    (found,) = suggested_map([Row({name: ("Some text",)}, 1)], having)
    assert found[:2] == (name, expected)


def test_openreview_beside_an_address_is_a_link_of_its_own() -> None:
    """Alone it is the paper's address."""
    address = ("https://openreview.net/forum?id=a",)
    beside = suggested_map([Row({"link": ("https://a.example",), "openreview": address}, 1)])
    assert [ours for _, ours, _ in beside] == ["url", "links.openreview"]
    assert [ours for _, ours, _ in suggested_map([Row({"openreview": address}, 1)])] == ["url"]


@pytest.mark.parametrize(
    ("name", "ours", "ready"),
    [
        ("affiliation", "-", "institutions"),
        ("tldr", "-", "tldr"),
        ("keywords", "keywords", "keywords"),
        ("decision", "-", "presentation"),
    ],
)
def test_a_proposed_map_offers_what_is_ready_to_use(name: str, ours: str, ready: str) -> None:
    """Where the list doesn't declare a field that would take one of theirs, the remark says how to."""
    (found,) = suggested_map([Row({name: ("x",)}, 1)])
    assert found[:2] == (name, ours)
    assert found[2].endswith(
        f"; to keep it as {ready}, add '- key: {ready}' to data/fields.yaml and run this again"
    )
    (declared,) = suggested_map([Row({name: ("x",)}, 1)], own({"key": ready}))
    assert declared == (name, ready, "1 of 1, such as: x")


@pytest.mark.parametrize(
    ("name", "texts", "declaration"),
    [
        ("meta.Envs used", ("Web", "Mobile"), "- {key: envs-used, kind: words}"),
        ("size", ("12",), "- {key: size, kind: number}"),
        ("is_open", ("True",), "- {key: is-open, kind: yes/no}"),
        ("mood", ("calm",), "- {key: mood, kind: text}"),
        ("votes", ("calm",), ""),
        ("気分", ("calm",), ""),
    ],
)
def test_a_proposed_map_says_how_to_keep_any_field(
    name: str, texts: tuple[str, ...], declaration: str
) -> None:
    """By a declaration with its name and kind, where it can have that name; declared so, it is kept."""
    ((_, ours, remark),) = suggested_map([Row({name: texts}, 1)])
    assert ours == "-"
    assert (f"; to keep it, add '{declaration}' to data/fields.yaml and run this again" in remark) == bool(
        declaration
    )
    key = declaration.partition(",")[0].removeprefix("- {key: ")
    assert not key or suggested_map([Row({name: texts}, 1)], own({"key": key}))[0][1] == key


def proposed(*columns: tuple[str, tuple[str, ...]]) -> dict[str, str]:
    """What each column of a table would be, given its name and its cells; an empty cell is none."""
    every = range(max(len(cells) for _, cells in columns))
    rows = [Row({name: (cells[at],) for name, cells in columns if cells[at]}, at + 2) for at in every]
    return {theirs: ours for theirs, ours, _ in suggested_map(rows)}


def test_headers_in_german() -> None:
    """They are known as the English ones are."""
    names = ("Titel", "Autoren", "Jahr", "Zeitschrift", "Schlagwörter", "Bemerkung")
    found = proposed(*((name, ("2019",) if name == "Jahr" else ("Wort",)) for name in names))
    assert [*found.values()] == ["title", "authors", "published", "venue", "keywords", "note"]


def test_a_title_is_there_in_most_rows() -> None:
    """A column of a few texts is none, however much they look like titles; its key is in plain letters."""
    texts = ("Über Tang und andere Algen", "", "", "")
    assert proposed(("Überblick", texts), ("x", ("1", "2", "3", "4")))["Überblick"] == "-"
    rows = [Row({"Überblick": (texts[0],)}, 1), *(Row({"x": ("1",)}, line) for line in (2, 3, 4))]
    (remark,) = (remark for theirs, _, remark in suggested_map(rows) if theirs == "Überblick")
    assert "{key: uberblick, kind: text}" in remark


def test_of_two_columns_for_one_thing_the_fuller_is_taken() -> None:
    """A date of nearly every paper is better than a year of a few."""
    found = proposed(
        ("Jahr", ("2019", "", "")), ("Datum", ("25.12.2019", "5.3.2020", "")), ("Titel", ("A", "B", "C"))
    )
    assert found == {"Jahr": "-", "Datum": "published", "Titel": "title"}


def test_arxiv_as_it_is_written() -> None:
    """Its capital begins no other word."""
    assert proposed(("arXiv", ("1901.10000", "1901.1")), ("Title", ("A", "B")))["arXiv"] == "arxiv"
