"""The receipt accounts for every block, the same way for people and for machines."""

import json
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curate.importing import Receipt, Row, plan
from papershelf.curate.quoting import plural
from papershelf.curate.receipt import OUTCOME_WIDTH, as_data, as_text, summary
from papershelf.feeds.capture import Capture, Unplaced
from papershelf.feeds.quarantine import quarantined
from papershelf.model import Block, Candidate, Paper, PartialDate
from tests.curate.made_up import CANDIDATES, TERMS, library

GOLDEN = Path(__file__).parent / "goldens" / "receipt.txt"
PLACES = ("paper", "paper", "furniture", "repeat", "unplaced")


@st.composite
def captures(draw: st.DrawFn) -> Capture:
    """A capture whose blocks are dealt out to papers, furniture, repeats and what was not understood."""
    piles: dict[str, list[Block]] = {name: [] for name in PLACES}
    for line in range(1, draw(st.integers(1, 12))):
        piles[draw(st.sampled_from(PLACES))].append(Block(3 * line, f"block {line}"))
    papers = []
    while piles["paper"]:
        own = tuple(piles["paper"].pop(0) for _ in range(min(len(piles["paper"]), draw(st.integers(1, 3)))))
        made = draw(CANDIDATES)
        papers.append(Candidate(made.title, made.abstract, own[0].line, arxiv=made.arxiv, blocks=own))
    return Capture(
        tuple(papers),
        "page text",
        draw(st.sampled_from([None, "Jul 29"])),
        tuple(piles["furniture"]),
        tuple(piles["repeat"]),
        tuple(Unplaced(block, "odd; remove it") for block in piles["unplaced"]),
    )


def blocks(capture: Capture) -> list[int]:
    """The lines of all blocks of a capture."""
    own = [block for candidate in capture.candidates for block in candidate.blocks]
    unplaced = [item.block for item in capture.unplaced]
    return sorted(block.line for block in (*own, *capture.furniture, *capture.repeats, *unplaced))


PRESENT = library(Paper("neural-walrus", "Neural Walrus", abstract="Mine.", line=1))


@given(captures())
def test_every_block_is_in_one_row(capture: Capture) -> None:
    """The lines of the rows are those of the blocks, each once, and the summary counts the rows."""
    data = as_data(capture, plan(capture.candidates, PRESENT, TERMS), "day.txt")
    assert sorted(line for row in data["rows"] for line in row["lines"]) == blocks(capture)
    assert data["summary"] == Counter(row["outcome"] for row in data["rows"])
    assert json.loads(json.dumps(data)) == data


@given(captures())
def test_text_and_data_agree(capture: Capture) -> None:
    """Both tell of the same outcomes at the same lines; the text has one line for each of the others."""
    receipt = plan(capture.candidates, PRESENT, TERMS)
    data = as_data(capture, receipt, "day.txt")
    lines = list(as_text(capture, receipt, "day.txt"))
    told = Counter(line[:OUTCOME_WIDTH].strip() for line in lines if line[:1].strip())
    expected = Counter(row["outcome"] for row in data["rows"])
    for name in ("repeat", "skipped"):
        expected[name] = min(1, expected[name])
    assert told == +expected
    for row in data["rows"]:
        if "line" in row:
            assert any(
                re.match(rf"{row['outcome']} +day\.txt:{row['line']}  {row['id']}", line) for line in lines
            )
    said = summary(capture, receipt)
    assert f"{plural(len(capture.candidates), 'paper')} in the feed (page text" in said
    assert all(
        f"{count} {name}" in said
        for name, count in data["summary"].items()
        if name not in {"repeat", "skipped"}
    )


def example() -> tuple[Capture, Receipt]:
    """A capture with something of everything."""
    candidates = (
        Candidate(
            "On Compasses", "New.", 3, authors=("Ada",), blocks=(Block(3, "On Compasses"), Block(5, "New."))
        ),
        Candidate("On Lanterns", line=7, authors=("Ada",), blocks=(Block(7, "On Lanterns"),)),
        Candidate(
            "On Teapots",
            "Black, and as long as it takes to be cut short\nin the receipt.",
            9,
            arxiv="2401.00001",
            published=PartialDate(2024, 5),
            authors=("Ada", "Bob"),
            links={"code": "https://a.org"},
            votes=12,
            unkept={"keywords": "tea, pots", "pages": "1\x1b[2J-9"},
            blocks=(Block(9, "On Teapots"), Block(11, "Black.")),
        ),
        Candidate(
            "On Walruses",
            "\x1b[31mRed.",
            13,
            authors=("Ada",),
            unkept={"pages": "3"},
            blocks=(Block(13, "On Walruses"),),
        ),
        Candidate("On Lantern", line=15, blocks=(Block(15, "On Lantern"),)),
        Candidate("On Compasses!", "Old.", 17, authors=("Ada",), blocks=(Block(17, "On Compasses!"),)),
    )
    capture = Capture(
        candidates,
        "page text",
        "Jul 29",
        tuple(Block(number, "furniture") for number in (1, *range(30, 40))),
        (Block(21, "On Lanterns"), Block(22, "again")),
        (
            Unplaced(
                Block(19, "What is\nthis \x1b[2J, then? " + "x" * 80),
                "a title without an abstract; remove it",
            ),
        ),
    )
    present = library(
        Paper("on-lanterns", "On Lanterns", authors=("Ada",)),
        Paper(
            "on-teapots",
            "On Teapots",
            authors=("Cid",),
            published=PartialDate(2023),
            arxiv="2401.00001",
            votes=3,
        ),
        Paper("on-walruses", "On Walruses", authors=("Ada",), abstract="Blue."),
    )
    return capture, plan(capture.candidates, present, TERMS)


def everything() -> str:
    """The receipt in all its forms."""
    capture, receipt = example()
    parts = [
        *as_text(capture, receipt, "day.txt"),
        "",
        summary(capture, receipt),
        "",
        quarantined(capture, "day.txt").replace("\x1b", "ESC"),
        json.dumps(as_data(capture, receipt, "day.txt"), ensure_ascii=False, indent=1),
        "",
    ]
    return "\n".join(parts)


def test_the_receipt_is_as_reviewed() -> None:
    """Text, summary, quarantine and JSON are those of the golden; UPDATE_GOLDENS=1 rewrites it, and fails."""
    expected = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    actual = everything()
    if os.environ.get("UPDATE_GOLDENS") and actual != expected:
        GOLDEN.write_text(actual, encoding="utf-8", newline="\n")
    assert actual == expected


@given(captures(), st.lists(st.dictionaries(st.sampled_from("abc"), st.text("xyz", min_size=1)), max_size=9))
def test_fields_that_are_not_kept_are_counted(capture: Capture, unkept: list[dict[str, str]]) -> None:
    """Each field is counted once a record, and its first text and line are those of a record that has it."""
    records = [
        replace(candidate, unkept=fields)
        for candidate, fields in zip(capture.candidates, unkept, strict=False)
    ]
    rows = tuple(Row("new", record, Paper("a", "A")) for record in records)
    told = as_data(capture, Receipt(rows), "day.txt")["not_kept"]
    counts = Counter(name for record in records for name in record.unkept)
    assert {row["field"]: row["papers"] for row in told} == counts
    assert [row["papers"] for row in told] == sorted(counts.values(), reverse=True)
    for row in told:
        first = next(record for record in records if row["field"] in record.unkept)
        assert (row["line"], row["text"]) == (first.line, first.unkept[row["field"]])


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\nb", "a\x07\u202eb"])
def test_a_feed_does_not_command_the_terminal(text: str) -> None:
    """Whatever a feed holds, each line of the text is one printable line."""
    odd = Capture((), unplaced=(Unplaced(Block(1, text), "odd"),))
    assert all(line.isprintable() for line in as_text(odd, Receipt(()), "day.txt"))
    changed = plan(
        [Candidate("On Walruses", text)], library(Paper("w", "On Walruses", abstract=text * 2)), TERMS
    )
    assert all(line.isprintable() for line in as_text(Capture(), changed, "day.txt"))
