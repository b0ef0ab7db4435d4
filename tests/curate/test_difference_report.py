"""A difference of the list as text, Markdown and data, whatever the entries say."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.curate import difference_report
from papershelf.curate.difference import Difference, difference
from papershelf.library import Library
from papershelf.model import Collection, Paper, PartialDate, Step, Tag

GOLDEN = Path(__file__).parent / "goldens" / "difference.md"
HOSTILE = [
    "$(touch pwned)",
    "`touch pwned`",
    "``` \n# Heading\n```",
    "@mention please look, fixes #1",
    "<script>alert(1)</script><!-- ",
    "a | b \\| c | [link](https://evil.example) ![](https://evil.example/x.png)",
    "line\n\n# two\r\n- three\u2028four\x85five\x00",
    "\x1b[31mred\x1b]0;title\x07",
    "\u202eright to left",
    "www.evil.example a@evil.example $`x`$",
    "`" * 300,
]


def library(*papers: Paper, paths: tuple[Collection, ...] = ()) -> Library:
    tags = (Tag("hashing", "Hashing"), Tag("graphs", "Graphs"))
    return Library(
        "data/papers.yaml", papers, tags, {p.id: p for p in papers}, {t.slug: t for t in tags}, paths
    )


def path(slug: str, *papers: str) -> Collection:
    steps = tuple(Step(paper, f"Why {paper}.") for paper in papers)
    return Collection(slug, f"The path {slug}", "What one knows after it.", steps)


def everything() -> Difference:
    """A difference with each kind of change."""
    gone = Paper("gone", "A paper that is taken away")
    old = Paper("old", "A paper whose address changes", arxiv="1603.09320")
    lost = Paper("lost", "A paper whose address is lost", doi="10.1145/3575693")
    edited = Paper("edited", "A paper with another year", published=PartialDate(2016), tags=("graphs",))
    added = Paper("added", "A paper that is new here", arxiv="2503.10000", tags=("hashing",))
    return difference(
        library(gone, old, lost, edited, paths=(path("removed", "old"), path("longer", "old", "edited"))),
        library(
            replace(old, id="new", formerly=("old",)),
            replace(lost, id="found"),
            replace(edited, published=PartialDate(2016, 1, 14), links={"code": "https://example.org/x"}),
            added,
            Paper("twin", "A paper that is new here too"),
            paths=(path("longer", "added", "new", "edited"), path("come", "twin", "added")),
        ),
    )


def outside_code(text: str) -> str:
    """Markdown without its code spans, by CommonMark's rule: a run of backticks ends at the next as long."""
    kept, at = "", 0
    while run := re.compile("`+").search(text, at):
        end = re.compile(f"(?<!`){run[0]}(?!`)").search(text, run.end())
        kept += text[at : run.start()] + ("" if end else run[0])
        at = end.end() if end else run.end()
    return kept + text[at:]


def test_the_markdown_is_the_reviewed_one() -> None:
    """Each kind of change reads as in the golden; UPDATE_GOLDENS=1 rewrites it, and fails for a review."""
    made = difference_report.as_markdown(everything())
    expected = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    if os.environ.get("UPDATE_GOLDENS") and made != expected:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(made, encoding="utf-8", newline="\n")
    assert made == expected


def test_the_terminal_gets_a_line_for_each_change() -> None:
    """Marks at the start of a line tell the kinds of change apart."""
    assert difference_report.as_text(everything()).splitlines() == [
        "+ added  A paper that is new here",
        "+ twin  A paper that is new here too",
        "- gone  A paper that is taken away",
        "> old -> new",
        "> lost -> found  (the old URL is lost)",
        "~ edited",
        "    published: 2016 -> 2016-01-14",
        "    links: – -> code: https://example.org/x",
        "~ new",
        "    formerly: – -> old",
        "# hashing: 0 -> 1 paper",
        "= removed: removed, had 1 step",
        "= longer: 2 -> 3 steps",
        "= come: new, 2 steps",
        "? added and twin may be the same (92 % alike)",
        "@ edited  code: https://example.org/x",
    ]


def test_the_data_is_json() -> None:
    """Scripts get every change; what they get survives JSON."""
    data = difference_report.as_data(everything())
    assert json.loads(json.dumps(data)) == data
    assert data["moved"] == [
        {"from": "old", "to": "new", "redirected": True},
        {"from": "lost", "to": "found", "redirected": False},
    ]
    assert data["changed"][0]["fields"][0] == {"key": "published", "before": "2016", "after": "2016-01-14"}


@pytest.mark.parametrize("form", [difference_report.as_text, difference_report.as_markdown])
def test_nothing_new_is_said_so(form: object) -> None:
    """An empty difference is a sentence, not an empty comment."""
    assert callable(form)
    assert form(difference(library(), library())) == "The list says the same as before.\n"


def with_text(text: str) -> Difference:
    """A difference that shows a text wherever it shows any."""
    old = Paper(
        "edited", "Before", arxiv="1603.09320", note=text, authors=(text,), venue="A venue", feed=text
    )
    new = replace(old, title=text, note=f"{text} x", authors=(text, text), venue=text, organisation=text)
    return difference(
        library(Paper("gone", text), old),
        library(new, Paper("added", f"{text} and more", arxiv="2503.10000", sources={"doi": text})),
    )


def skeleton(markdown: str) -> str:
    return re.sub(r"\(empty\)", "", outside_code(markdown))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_shown(text: str) -> None:
    """Outside of code spans the comment is the same whatever the entries say."""
    made = difference_report.as_markdown(with_text(text))
    assert skeleton(made) == skeleton(difference_report.as_markdown(with_text("harmless")))


@given(st.text(st.sampled_from("`\\|<>@#$[]()!*_~\n\r\t\0 a\u2028\u202e\ud800"), min_size=1))
def test_no_text_gets_out_of_its_code_span(text: str) -> None:
    """Whatever is between the backticks stays there, on its line, and can be seen and sent."""
    made = difference_report.as_markdown(with_text(f"x{text}"))
    assert skeleton(made) == skeleton(difference_report.as_markdown(with_text("harmless")))
    assert all(char.isprintable() or char == "\n" for char in made)
    made.encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_is_not_told_what_to_do(text: str) -> None:
    """Neither escape sequences nor line breaks of an entry reach the terminal."""
    made = difference_report.as_text(with_text(text))
    assert all(char.isprintable() or char == "\n" for char in made)
    assert len(made.splitlines()) == len(difference_report.as_text(with_text("harmless")).splitlines())


def test_5_mb_of_text_stay_short() -> None:
    """A huge value is cut in the texts for people; the data for scripts is whole."""
    huge = with_text("x" * 5_000_000)
    assert len(difference_report.as_markdown(huge)) < 5_000
    assert len(difference_report.as_text(huge)) < 8_000
    assert len(difference_report.as_data(huge)["changed"][0]["title"]) == 5_000_000
