"""Characters that no text needs are refused with their line; what deceives is told; outputs stay valid."""

import json
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

from papershelf.characters import hidden_in, named, turning_in, unneeded_in, without_unneeded
from papershelf.feeds import detect
from papershelf.library import Library, load
from papershelf.library.load import warnings
from papershelf.model import Paper, PartialDate
from papershelf.render.pages import pages
from papershelf.settings import Settings

CONTROLS = [*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]
UNNEEDED = [
    *CONTROLS,
    *range(0xFDD0, 0xFDF0),
    *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
]


def test_what_no_text_needs() -> None:
    """These are the controls except white space, halves of characters, and what will never be a character."""
    found = {code for code in range(sys.maxunicode + 1) if unneeded_in(chr(code))}
    assert found == {*UNNEEDED, *range(0xD800, 0xE000)}
    assert all(unicodedata.category(chr(code)) in {"Cc", "Cn", "Cs"} for code in found)
    assert not without_unneeded("".join(map(chr, found)))


@pytest.mark.parametrize("text", ["e\u0301", "a\tb\nc\r\x85", "", "\ue000", "𝜋 → ∞", "\u200b", "\ufffd"])
def test_what_texts_need(text: str) -> None:
    """White space, marks, private characters and what stands for an unknown one are not errors."""
    assert unneeded_in(text) is None
    assert without_unneeded(text) == text


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\u061c"])
def test_what_turns_a_text(sign: str) -> None:
    """It is found between other letters."""
    assert turning_in(f"ab{sign}c") == hidden_in(f"ab{sign}c") == sign


@pytest.mark.parametrize("sign", ["\u200b", "\xad", "\ufeff", "\u3164", "\U000e0041", "\u200d", "\u2060"])
def test_what_is_not_seen(sign: str) -> None:
    """It is found between other letters."""
    assert hidden_in(f"ab{sign}c") == sign
    assert turning_in(f"ab{sign}c") is None


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "क्\u200dष", "👩\u200d🔬", "👩🏽\u200d🔬", "❤\ufe0f\u200d🔥", "Erdős", "王小明"]
)
def test_what_joins_letters(text: str) -> None:
    """Persian, the scripts of India and emoji need joiners, and are not a warning."""
    assert hidden_in(text) is None


def test_names_of_characters() -> None:
    """Controls have a code only."""
    assert named("\u202e") == "U+202E (RIGHT-TO-LEFT OVERRIDE)"
    assert named("\x1b") == "U+001B"


@pytest.mark.parametrize("code", [0, 7, 0x1B, 0x7F, 0x80, 0x9B, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("papers", '- id: a\n  title: "{}"\n', "papers.yaml:2: title"),
        ("papers", '- id: a\n  title: A\n  authors: [B, "{}"]\n', "papers.yaml:3: authors"),
        ("papers", '- id: a\n  title: A\n  abstract: "x\n\n    y{}"\n', "papers.yaml:3: abstract"),
        ("papers", '- id: a\n  title: A\n  sources: {{"{}": B}}\n', "papers.yaml:3: sources"),
        ("papers", '- id: a\n  title: A\n  links:\n    code: "https://a.org/{}"\n', "papers.yaml:4: links"),
        ("tags", '- slug: a\n  label: "{}"\n', "tags.yaml:2: label"),
        ("collections", '- slug: a\n  title: "{}"\n  description: D.\n', "collections.yaml:2: title"),
    ],
)  # fmt: skip
def test_they_are_refused_with_their_line(
    complaints: Callable[..., list[str]], name: str, text: str, place: str, code: int
) -> None:
    """In each text of each file, written as an escape."""
    found = complaints(**{name: text.format(f"x\\U{code:08X}y")})
    assert any(
        each.startswith(place) and f"the character U+{code:04X}; remove it" in each for each in found
    ), found


def test_what_deceives_is_a_warning(tmp_path: Path) -> None:
    """Its line, its key, its code and its name; an abstract may have what is merely not seen."""
    (tmp_path / "tags.yaml").write_text("- slug: t\n  label: T\u200b\n", encoding="utf-8")
    (tmp_path / "papers.yaml").write_text(
        "- id: a\n  title: A\u202eb\n  authors: [X, Y\u200bZ]\n  links:\n    code: https://a.org/\u2066x\n"
        "  tags: [t]\n  note: Fine.\n  abstract: Soft\xadly, \u202eturned.\n",
        encoding="utf-8",
    )
    (tmp_path / "collections.yaml").write_text(
        "- slug: s\n  title: S\n  description: D.\n  steps:\n    - paper: a\n      why: W\u2060.\n",
        encoding="utf-8",
    )
    told = [
        str(each).removeprefix(f"{tmp_path}/") for each in warnings(load(tmp_path)) if "hidden" in each.rule
    ]
    seen, turns = "nobody sees the character", "U+202E (RIGHT-TO-LEFT OVERRIDE)"
    assert told == [
        f"collections.yaml:6: warning: why: {seen} U+2060 (WORD JOINER), which may deceive; remove it",
        f"papers.yaml:2: warning: title: {seen} {turns}, which may deceive; remove it",
        f"papers.yaml:3: warning: authors: {seen} U+200B (ZERO WIDTH SPACE), which may deceive; remove it",
        f"papers.yaml:4: warning: links: {seen} U+2066 (LEFT-TO-RIGHT ISOLATE), which may deceive; remove it",
        f"papers.yaml:8: warning: abstract: {turns} turns the text around; remove it",
        f"tags.yaml:2: warning: label: {seen} U+200B (ZERO WIDTH SPACE), which may deceive; remove it",
    ]


@pytest.mark.parametrize(
    "feed",
    [
        '[{"id": "1", "title": "Bad\\uffff title"}, {"id": "2", "title": "Good title"}]',
        '[{"id": "1", "title": "Bad title", "abstract": "x\\ufffey"}, {"id": "2", "title": "Good title"}]',
        "@misc{a, title = {Bad\ufdd0 title}}\n@misc{b, title = {Good title}}\n",
        "TY  - JOUR\nTI  - Bad\ufffe title\nER  -\n\nTY  - JOUR\nTI  - Good title\nER  -\n",
    ],
)
def test_a_record_of_a_feed_with_one(feed: str) -> None:
    """It is set aside with its line and its reason, and does not hold up the others."""
    capture = detect.read(feed.encode(), "feed")
    assert [candidate.title for candidate in capture.candidates] == ["Good title"]
    (unplaced,) = capture.unplaced
    assert unplaced.reason.startswith("no text needs the character U+")
    assert unplaced.block.line == 1


def test_outputs_are_valid_whatever_the_data_hold() -> None:
    """Feeds are well-formed and JSON is read, also where a setting or a caller brings them in."""
    bad = "".join(map(chr, [*UNNEEDED, 0x202E]))
    paper = Paper(
        "a", f"T{bad}", authors=(f"N{bad}",), venue=f"V{bad}", note=f"O{bad}", abstract=f"A{bad}.",
        added=PartialDate(2024, 5, 1), published=PartialDate(2024), line=1, lines={},
    )  # fmt: skip
    library = Library("papers.yaml", (paper,), (), {"a": paper})
    settings = Settings(f"S{bad}", f"D{bad}", site_url="https://list.example/")
    made = {page.path: page.text for page in pages(library, settings)}
    feeds = [text for path, text in made.items() if path.endswith(".xml")]
    assert len(feeds) == 2
    for text in feeds:
        ET.fromstring(text)  # noqa: S314 - our own
    for path, text in made.items():
        if path.endswith(".json"):
            json.loads(text)
