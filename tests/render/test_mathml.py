"""Formulas as MathML that holds nothing else."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds import detect
from papershelf.render.html import ATTRIBUTES, ELEMENTS, LENGTHS, THIN_SPACE, heading, inline

PIECES = [
    "x",
    "^",
    "_",
    "{",
    "}",
    "\\frac",
    "\\sqrt",
    "\\left(",
    "\\right)",
    "\\text{<b>}",
    "\\href{javascript:alert(1)}{x}",
    "\\class{a}{b}",
    "\\style{color:red}{x}",
    "\\color{red}",
    "&lt;script&gt;",
    "<script>",
    '"',
    "'",
    "&",
    "\\begin{matrix}",
    "\\end{matrix}",
    "\\\\",
    "\\rule{99em}{99em}",
    "\\hspace{-99em}",
    "\\unknown",
    "1",
    "+",
    "\\sum",
    "\\log",
    " ",
    "é",
]


class _Elements(HTMLParser):
    """Collects elements with their attributes, and whether each is closed in order."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.found.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_a_formula_holds_mathml_only(tex: str) -> None:
    """Whatever is between the delimiters: no other element, address, style, or size that covers a page."""
    markup = _Elements(str(inline(f"a \\({tex}\\) b")))
    assert markup.open == []
    for name, attributes in markup.found:
        assert name in ELEMENTS
        for key, value in attributes:
            assert key in ATTRIBUTES | LENGTHS | {"display", "tabindex"}
            assert key not in LENGTHS or re.fullmatch(r"[-+]?[0-4]?(\.[0-9]+)?em", value or "")


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("$x_i$", "<math><mrow><msub><mi>x</mi><mi>i</mi></msub></mrow></math>"),
        ("\\[x\\]", '<math display="block" tabindex="0"><mrow><mi>x</mi></mrow></math>'),
        ("$$x$$", '<math display="block" tabindex="0"><mrow><mi>x</mi></mrow></math>'),
        ("$a<b$", "<math><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math>"),
        ("$\\text{<b>&amp;}$", "<math><mrow><mtext>&lt;b&gt;&amp;</mtext></mrow></math>"),
        ("$\\unknown$", "<math><mrow><mi>\\unknown</mi></mrow></math>"),
        (
            "$n \\log n$",
            f"<math><mrow><mi>n</mi>{THIN_SPACE}<mi>log</mi>{THIN_SPACE}<mi>n</mi></mrow></math>",
        ),
    ],
)
def test_formulas(text: str, markup: str) -> None:
    """Inline or on a line of its own; text in it is text; what is not known stays visible."""
    assert inline(text) == markup


@pytest.mark.parametrize("tex", ["\\left( x", "\\frac{1}", "x^", "\\sqrt", "a^b^c"])
def test_what_cannot_be_set_stays_as_typed(tex: str) -> None:
    """With its dollars, as plain text."""
    assert inline(f"a ${tex}$ b") == f"a ${tex}$ b"


def test_a_heading_has_formulas_but_no_links() -> None:
    """Since a heading may be a link itself."""
    assert heading("$x$ at https://a.example and $5") == (
        "<math><mrow><mi>x</mi></mrow></math> at https://a.example and $5"
    )


def test_a_long_formula_can_be_scrolled_by_keys() -> None:
    """It takes the focus, but not in a heading, which may be a link."""
    text = f"${'+'.join('abcdefghijklmnop')}$"
    assert inline(text).startswith('<math tabindex="0"><mrow>')
    assert heading(text).startswith("<math><mrow>")


def test_formulas_of_arxiv_are_set() -> None:
    """Each formula of a real reply becomes MathML."""
    path = Path(__file__).parents[1] / "fixtures" / "arxiv" / "search-15-results.atom.xml"
    abstracts = [each.abstract or "" for each in detect.read(path.read_bytes(), path.name).candidates]
    assert sum(str(inline(abstract)).count("<math>") for abstract in abstracts) == 21
