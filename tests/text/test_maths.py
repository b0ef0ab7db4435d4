"""Formulas that are marked as such, and the dollars that are money."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds import detect
from papershelf.text import repair, shown

PIECES = [
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "x",
    "{",
    "}",
    "\\frac",
    " ",
    "5",
    "\\$",
    "and",
    "^",
    "_",
    "\\",
    "-",
    "k",
    "\\begin{a}",
    "\\end{a}",
]


def formulas(text: str) -> list[str | None]:
    """The TeX of each formula of a text."""
    return [segment.maths for segment in repair(text) if segment.maths is not None]


@pytest.mark.parametrize(
    ("text", "tex", "plain"),
    [
        ("in $O(n \\log n)$ time", ["O(n \\log n)"], "in O(n log n) time"),
        ("the $k$-NN and $k$NN", ["k", "k"], "the k-NN and kNN"),
        ("\\(x^2\\) and \\[ y \\]", ["x^2", "y"], "x² and y"),
        ("so $$\\sum_{i=1}^n x_i$$ holds", ["\\sum_{i=1}^n x_i"], "so ∑ᵢ₌₁ⁿ xᵢ holds"),
        ("at most $25\\%$ of $50$", ["25\\%", "50"], "at most 25% of 50"),
        ("2$\\times$ faster, 10$^5$ points", ["\\times", "^5"], "2× faster, 10⁵ points"),
        ("$W \\in \\mathbb{R}^d$", ["W \\in \\mathbb{R}^d"], "W ∈ ℝᵈ"),
        ("$x_{i,j}$ stays TeX", ["x_{i,j}"], "x_{i,j} stays TeX"),
        ("$f(x)\\, dx$", ["f(x)\\, dx"], "f(x) dx"),
        ("$y$ if $x \\text{ is not a word}$", ["y", "x \\text{ is not a word}"], "y if x is not a word"),
        ("\\textbf{$k$} and ``$k$-means''", ["k", "k"], "k and “k-means”"),
        ("\\$5 and $x$", ["x"], "$5 and x"),
        ("Reaching $>$90% with $\\sim$10 GPUs", [">", "\\sim"], "Reaching >90% with ∼10 GPUs"),
        ("$\\sim$100 h, 2$\\times$10$^{3}$", ["\\sim", "\\times", "^{3}"], "∼100 h, 2×10³"),
        ("$\\pm$0.1, $p<$0.05, $n=$20, $\\geq$95", ["\\pm", "p<", "n=", "\\geq"], "±0.1, p<0.05, n=20, ≥95"),
        ("Al$_2$O$_3$ at 10$^{-5}$ s$^{-1}$", ["_2", "_3", "^{-5}", "^{-1}"], "Al₂O₃ at 10⁻⁵ s⁻¹"),
        ("mm$^2$, p$<$0.05, $^{13}$C, A$\\beta$25", ["^2", "<", "^{13}", "\\beta"], "mm², p<0.05, ¹³C, Aβ25"),
    ],
)
def test_formulas(text: str, tex: list[str], plain: str) -> None:
    """Each is told apart with its TeX, and has a plain form for titles and previews."""
    assert formulas(text) == tex
    assert shown(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        *(
            "$1M and $2M",
            "$5 and $10",
            "between $5-$10",
            "US$5/A$7",
            "from $3,000--$5,000 on",
            "5$ or 10$, 5$/10$",
        ),
        *("costs $5k to 10k$ or so", "$HOME/$USER", "a $ b $ c", "$", "$$", "$$$", "$x", "x$"),
        *("a $10$5 b", "\\$x\\$", "from $5--$10", "5$-$10", "$5+$3", "$HOME=$1", "US$(5) and A$(6)"),
    ],
)
def test_money_and_lone_dollars(text: str) -> None:
    """They are not a formula."""
    assert formulas(text) == []


@pytest.mark.parametrize(
    "tex",
    [
        *("\\frac{1", "x}", "}{", "{" * 21 + "x" + "}" * 21, "\\begin{matrix}a", "\\begin{a}x\\end{b}"),
        *("\\def\\a{\\a\\a}\\a", "\\newcommand{\\a}{b}\\a", "\\input{x}", "a\\end{a}"),
        "\\begin{a}\\begin{b}x\\end{a}\\end{b}",
    ],
)
def test_what_is_no_formula_stays_as_typed(tex: str) -> None:
    """Unclosed braces and environments, deep nesting and definitions keep their dollars."""
    assert formulas(f"a ${tex}$ b") == []
    assert shown(f"a ${tex}$ b").count("$") == 2


@pytest.mark.parametrize(
    "tex",
    [
        *("\\begin{cases} x \\end{cases}", "\\begin{a}\\begin{b}x\\end{b}\\end{a}"),
        *("\\begin{a}x\\end{a}\\begin{b}y\\end{b}", "{" * 20 + "x" + "}" * 20),
    ],
)
def test_environments_and_braces_within_each_other(tex: str) -> None:
    """They are a formula where each one ends before what it is in, to the depth that is drawn."""
    assert formulas(f"a ${tex}$ b") == [tex]


FORMULAS = ["$\\sim$", "$>$", "$\\pm$", "$n=$", "$x$ ", "$O(n)$ ", "10$^3$ ", "H$_2$O ", "5$\\times$"]
PRICES = ["$5", "US$10", "$1.5M", "A$7", "$3,000"]


@given(st.lists(st.tuples(st.sampled_from(FORMULAS), st.sampled_from(PRICES)), min_size=1, max_size=6))
def test_formulas_before_numbers_among_prices(pairs: list[tuple[str, str]]) -> None:
    """Each formula pairs its own dollars, and each price keeps its own, in whatever order they come."""
    text = " ".join(f"we pay {price} for {formula}100 of them" for formula, price in pairs)
    assert formulas(text) == [re.findall(r"\$(.*)\$", formula)[0] for formula, _ in pairs]
    assert all(price in shown(text) for _, price in pairs)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_nothing_is_lost_around_formulas(raw: str) -> None:
    """The raws join to the text, and a formula never holds a dollar that is not escaped."""
    assert "".join(segment.raw for segment in repair(raw)) == raw
    assert not any(re.search(r"(?<!\\)\$", tex or "") for tex in formulas(raw))


def test_formulas_of_arxiv() -> None:
    """Every pair of dollars in the abstracts of a real reply is a formula."""
    path = Path(__file__).parents[1] / "fixtures" / "arxiv" / "search-15-results.atom.xml"
    capture = detect.read(path.read_bytes(), path.name)
    found = [tex for each in capture.candidates for tex in formulas(each.abstract or "")]
    assert len(found) == 21
    assert "25\\%" in found
    assert not any("$" in shown(each.abstract or "") for each in capture.candidates)
