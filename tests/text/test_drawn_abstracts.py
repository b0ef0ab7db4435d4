"""300 abstracts drawn from a list of 4,730 papers: no remains of markup, and each change reviewed by eye."""

import json
import lzma
import os
import random
import re
from pathlib import Path

import pytest

from papershelf.text import repair, shown
from tests.search_sets import LISTS
from tests.text.changes import changes

GOLDEN = Path(__file__).parent / "goldens" / "drawn-abstracts.repairs.txt"
DRAWN, SEED = 300, 34
REMAINS = {
    "a backslash": r"\\",
    "a brace": r"[{}]",
    "dashes": r"\w-{2,3}\w|\w-- |(?<= )--\w",
    "stars": r"\*\*|(?<![\w^])\*[A-Za-z]",
    "two apostrophes": r"''|``",
    "a tie": r"~[A-Za-z(]|[A-Za-z]~",
    "a power": r"[\^](?!\()",
    "a sentence without a blank": r"[a-z]{3,}\.[A-Z][a-z]+ [a-z]",
    "a comma without a blank": r"[a-z]{3,},[a-z]{3,}|%,\d",
    "a blank before a mark": r"[\w/] [.,](?:\s|$)",
    "a divided word": r"\b[a-z]+- (?!and|or|to|vs)[a-z]+",
    "a name without backslash": r"\b(?:sim|approx|leq|geq|rightarrow)(?:!|\d{2})|\d(?:times|cdot)\b|infty",
    "a label": r"\b(?:sec|fig|tab|eq):\w",
    "a lone dollar": r"(?<!\d)\$(?!\d)",
}
"""What a reader would take for a mistake."""
COMMANDS = frozenset(
    [
        "alpha",
        "app",
        "approx",
        "bar",
        "beta",
        "bf",
        "big",
        "bigg",
        "black",
        "blue",
        "cal",
        "cdot",
        "chi",
        "circ",
        "color",
        "ddtD",
        "ddtDDT",
        "ddtT",
        "deg",
        "delta",
        "Delta",
        "dots",
        "eg",
        "ell",
        "em",
        "emph",
        "epsilon",
        "eta",
        "etc",
        "exp",
        "fig",
        "floor",
        "footnotesizeblue",
        "frac",
        "gamma",
        "geq",
        "hat",
        "href",
        "http",
        "https",
        "ie",
        "in",
        "infty",
        "kappa",
        "lambda",
        "lambdacdot",
        "langle",
        "lceil",
        "ldots",
        "left",
        "leq",
        "lfloor",
        "log",
        "magenta",
        "mathbb",
        "mathbf",
        "mathbin",
        "mathcal",
        "mathit",
        "mathrm",
        "mathsf",
        "mu",
        "nabla",
        "neq",
        "nolinkurl",
        "nu",
        "old",
        "omega",
        "operatorname",
        "orange",
        "partial",
        "phi",
        "pi",
        "pm",
        "prime",
        "prod",
        "propto",
        "psi",
        "quad",
        "rangle",
        "rceil",
        "red",
        "rfloor",
        "rho",
        "right",
        "rightarrow",
        "sec",
        "sigma",
        "sim",
        "sqrt",
        "star",
        "sum",
        "tab",
        "tau",
        "teal",
        "text",
        "textbf",
        "textcolor",
        "textgreater",
        "textit",
        "textless",
        "textsc",
        "texttt",
        "Theta",
        "theta",
        "tilde",
        "times",
        "to",
        "top",
        "underline",
        "url",
        "varepsilon",
        "varphi",
        "widehat",
        "widetilde",
        "xi",
        "zeta",
    ]
)
WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    """Title and abstract of each paper of the list."""
    papers = json.loads(lzma.decompress(LISTS["daily-papers"].read_bytes()))
    return [(paper["title"], paper.get("abstract") or "") for paper in papers]


@pytest.fixture(scope="module")
def drawn(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that were drawn, in the order of the list."""
    places = random.Random(SEED).sample(range(len(texts)), DRAWN)  # noqa: S311 - a draw, no secret
    return [texts[place] for place in sorted(places)]


def test_every_change_is_the_reviewed_one(drawn: list[tuple[str, str]]) -> None:
    """They are repaired as in the golden; UPDATE_GOLDENS=1 rewrites it, and fails for a review."""
    lines: list[str] = []
    for title, abstract in drawn:
        found = [line for text in (title, abstract) for _, line in changes(text) if not _is_plain_link(line)]
        lines += [title, *found, ""] if found else []
    report = "\n".join(lines)
    expected = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    if os.environ.get("UPDATE_GOLDENS") and report != expected:
        GOLDEN.write_text(report, encoding="utf-8", newline="\n")
    assert report == expected


def _is_plain_link(line: str) -> bool:
    raw, _, rest = line.partition(" -> ")
    return rest == f"{raw}  [{raw}]"


@pytest.mark.parametrize("remains", REMAINS)
def test_no_remains_are_left(drawn: list[tuple[str, str]], remains: str) -> None:
    """A reader of the drawn abstracts meets none of what markup, or its loss, leaves in prose."""
    pattern = re.compile(REMAINS[remains])
    prose = [
        "".join(" " if segment.href else segment.shown for segment in repair(t))
        for pair in drawn
        for t in pair
    ]
    assert [match.group() for text in prose for match in pattern.finditer(text)] == []


def test_a_second_repair_changes_nothing(texts: list[tuple[str, str]]) -> None:
    """What readers see of any of the 4,730 papers is left alone when repaired again."""
    readable = [shown(text) for pair in texts for text in pair]
    assert [text for text in readable if shown(text) != text] == []


def test_no_word_is_lost(texts: list[tuple[str, str]]) -> None:
    """Of any of them, what is shown has every word that came, but for the names of commands."""
    lost: set[str] = set()
    for text in (text for pair in texts for text in pair):
        squeezed = re.sub(r"\W", "", shown(text))
        for segment in repair(text):
            if not segment.unchanged and segment.maths is None and segment.href is None:
                lost |= {
                    word
                    for word in WORD.findall(segment.raw)
                    if word not in squeezed and word not in COMMANDS
                }
    assert lost == set()
