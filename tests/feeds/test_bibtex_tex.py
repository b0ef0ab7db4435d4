"""TeX in the values of BibTeX: what a reader would see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.feeds.bibtex_tex import decode_tex
from papershelf.text import shown
from tests.feeds.bibtex import with_fields
from tests.growth import grows_linearly

READ = {
    r"{H}ash \& {Erd{\H{o}}s}--R{\'e}nyi: ``$\alpha^2$''~in \emph{O}($n$) for 50\% of C{\#}": (
        "Hash & Erdős–Rényi: “$\\alpha^2$” in O($n$) for 50% of C#"
    ),
    # Google Scholar writes braces as formulas, Zotero and Mendeley write signs as commands
    r"$\{$FastFlow$\}$: a $\{$Large-Scale$\}$ system": "FastFlow: a Large-Scale system",
    r"{$\{$USENIX$\}$ ATC} ($\{$OSDI$\}$ 16)": "USENIX ATC (OSDI 16)",
    r"p {\textless} 0.05 and \textgreater{}3 {\textbar} x{\_}y": "p < 0.05 and >3 | x_y",
    r"{\textless}claim, title{\textgreater} \textbackslash{} {\textasciitilde}5": "<claim, title> \\ ~5",
    r"H\textsubscript{2}O, 4\textsuperscript{th}, 10\textsuperscript{-5}": "H2O, 4th, 10⁻⁵",
    r"\enquote{one \enquote{two}} and \mkbibquote{three}, `four'": "“one ‘two’” and “three”, ‘four’",
    r"{\em With\/} care, {\it more\/}, {\bf\small less}, {\color{red}red} \textcolor{blue}{blue}": (
        "With care, more, less, red blue"
    ),
    r"{\em With} \textit care \LaTeX{} and \TeX\ is \ldots{} \alpha-x": "With care LaTeX and TeX is … α-x",
    r"\foreignlanguage{german}{Zur Sache} \texorpdfstring{$x$}{x} \uppercase{a}": "Zur Sache x a",
    r"0.2\,mm, a\;b, well\-known, x\!y, et al.\ 2018, line\\break": (
        "0.2 mm, a b, wellknown, xy, et al. 2018, line break"
    ),
    r"it\'s what they don\'t \"say aloud\"": "it's what they don't \"say aloud\"",
    r"Wie{\'s} and \'{e}t\'e, na{\"\i}ve, \c{c}a, {\ss}, {\O}re, {\aa}": "Wieś and été, naïve, ça, ß, Øre, å",
    r"na\"ive, na\"{i}ve, na\"\i ve, na\"{\i}ve": "naïve, naïve, naïve, naïve",
    r"\textquoteleft x\textquoteright, a\textemdash b, 25\textdegree C": "‘x’, a—b, 25°C",
    r"Ren{\textbackslash}'{e}e, $\backslash$emph{x}, {$\backslash$}'e": "Renée, x, é",
    r"``quoted'', 5'' and don't": "“quoted”, 5” and don't",
    r"x{-}{-}y -{}- 1--2 --- ----": "x--y -- 1–2 — ----",
    r"{\noopsort{b}}A \ensuremath{\sim}5 \ensuremath{x^2}": "A ∼5 $x^2$",
}
SIGNS = {
    r"Reaching $>$90\% with $\sim$10 {GPU}s": "Reaching >90% with ∼10 GPUs",
    r"2$\times$10$^{3}$ samples, $\pm$0.1\%, 0.2\,mm$^2$": "2×10³ samples, ±0.1%, 0.2 mm²",
    r"{$\sim$}100 and {$\geq$}95": "∼100 and ≥95",
    r"Cu$_2$O and H$_{2}$O at 10$^{-5}$ s$^{-1}$": "Cu₂O and H₂O at 10⁻⁵ s⁻¹",
    r"$<$i$>$E. coli$<$/i$>$": "<i>E. coli</i>",
    r"20$^\circ$C, A $\rightarrow$ B": "20°C, A → B",
}
STAYS = [
    *(
        r"\foo{bar} baz",
        r"\href{https://a.org}{b}",
        r"\cite{key}",
        "costs $5, or $6",
        "50% & more",
        "a_b x^2 #3",
    ),
    *(
        "US$5/A$7 or $10",
        "$n$ of $x<5$",
        r"$O(n \log n)$",
        r"\(y\) \[z\] $$w$$",
        "C:\\2013\\x",
        "don't, x'",
        "\\",
        "{",
        "}",
    ),
]


@pytest.mark.parametrize(("tex", "text"), (READ | SIGNS).items())
def test_tex_is_read_as_text(tex: str, text: str) -> None:
    """Braces, accents, symbols, quotes, dashes, ties and formulas of mere signs become what readers see."""
    assert decode_tex(tex) == text


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_tex_stays(text: str) -> None:
    """Formulas, unknown commands, prices and stray marks are not taken away."""
    assert decode_tex(text) == text


@pytest.mark.parametrize("tex", SIGNS)
def test_signs_need_no_further_repair(tex: str) -> None:
    """What was a formula of signs is shown as it is kept."""
    assert shown(decode_tex(tex)) == decode_tex(tex)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("H<sub>2</sub>O and <i>E. coli</i> at 5 &lt; 6", "H2O and E. coli at 5 < 6"),
        ("{\\textless}p{\\textgreater}We test.{\\textless}/p{\\textgreater}", "We test."),
        ("<jats:p>We {test} &amp; <b and c></jats:p>", "We test & <b and c>"),
        ("$<$i$>$E. coli$<$/i$>$ {\\&}amp; more", "E. coli & more"),
        ("Caf{\\'e} caf&eacute; &#x3b1;", "Café café α"),
    ],
)
def test_markup_in_values_is_removed(value: str, text: str) -> None:
    """Tags and entities go, as in other feeds, also where their signs were written as TeX."""
    paper = with_fields(f"abstract = {{{value}}}, journal = {{{value}}}")
    assert (paper.abstract, paper.venue) == (text, text)


PIECES = st.lists(
    st.sampled_from([*"\\{}$`'~-\"^.= \nai1", "\\emph", "\\'", "\\c", "\\textsuperscript{", "\\o", "$x$"])
)


@given(PIECES.map("".join) | st.text())
def test_any_value_is_decoded(value: str) -> None:
    """Nothing raises, and text without a mark of TeX is left alone."""
    assert decode_tex(value) == value or set(value) & set("\\{}$`'~-")


@pytest.mark.parametrize(
    "piece", ["{", "\\'", "\\emph{", "\\c ", "$", "\\(", "``", "`a ", "''", "\\foo{", "$$x", '\\"a']
)
def test_hostile_values_take_linear_time(piece: str) -> None:
    """Openings that never close come through, eight times as many in about eight times the time."""
    assert grows_linearly(lambda count: decode_tex(piece * count), 20_000)
