"""Accents, symbols, escapes, quotation marks, dashes and styles."""

import pytest

from papershelf.text import shown

ACCENTS = {
    r"Uzna\'{n}ski": "Uznański",
    r"\"Ust\"un et al.": "Üstün et al.",
    r"{\"o}, \c{c}, \v{s}, {\v{s}}, \v s, \.z, \H{o}": "ö, ç, š, š, š, ż, ő",
    r"na\"{\i}ve, Garc\'{\i}a, {\'s}": "naïve, García, ś",
    r"S\o ren, Stra\ss e, {\L}ukasz, \AA{}rhus": "Søren, Straße, Łukasz, Århus",
    r"\tilde{O}(n), tilde{O}(\sqrt{T}), \hat{x}": "Õ(n), Õ(√T), x̂",
}
SYMBOLS = {
    r"\alpha, \beta-fair": "α, β-fair",
    r"0.673 \pm 0.019": "0.673 ± 0.019",
    r"x \leq y \geq z \le 1, A \rightarrow B \to C": "x ≤ y ≥ z ≤ 1, A → B → C",
    r"x\in\mathbb{R}, mathbb{E}, \mathcal{O}(n)": "x∈ℝ, 𝔼, O(n)",
    r"n \log n, \ldots": "n log n, …",
    r"\lceil \log_2 K \rceil": "⌈log₂ K⌉",
    "(b=lceillog_2 Krceil), langle x,yrangle": "(b=⌈log₂ K⌉), ⟨x,y⟩",
    r"\frac{1}{2}, \sqrt{2T}, sqrt{n}": "1/2, √(2T), √n",
    r"\left(x\right), \bigl[y\bigr], \left\{z\right\}": "(x), [y], {z}",
    r"\left\|x\right\|, \|y\|": "‖x‖, ‖y‖",
    r"\& \_ \# \$ \{ \} 3\%, p\|q": "& _ # $ { } 3%, p‖q",
    r"block\_out": "block_out",
    r"1\,000 and et al.\ 2018": "1\u202f000 and et al. 2018",
    r"GPT\xspace is": "GPT is",
    r"it\'s, we\'re, don\'t": "it's, we're, don't",
    r"\"open\" quotes": '"open" quotes',
    r"(\eg, x), \ie x, \etal.": "(e.g., x), i.e. x, et al.",
    r"at least \1.49M, (about \212 K)": "at least $1.49M, (about $212 K)",
    r"Network\ for. \ This": "Network for. This",
    r"360{\deg}, \textgreater 96\%": "360°, > 96%",
}
QUOTES = {
    "(``Generative Recommenders'')": "(“Generative Recommenders”)",
    "``x\" and ``H_2O''": "“x” and “H₂O”",
    "\"Contamination-Free'' Dynamic": "“Contamination-Free” Dynamic",
    "`aha' and `don't'": "‘aha’ and ‘don't’",
    "``a `b' c''": "“a ‘b’ c”",
}
DASHES = {
    "two modifications -- (1) We": "two modifications – (1) We",
    "A Library -- Technical Report -- 2": "A Library – Technical Report – 2",
    "unsolved --- no model": "unsolved — no model",
}
STYLES = {
    r"\textbf{x} \emph{y} \textit{} \texttt{z}": "x y  z",
    "``a'' and ''b c'', x''": "“a” and “b c”, x''",
    "three critical textit{O}bstacles": "three critical Obstacles",
    r"{\em entropy collapse} in, {\bf x}": "entropy collapse in, x",
    r"\textsc{AIEV-Instruct} (tuning)": "AIEV-Instruct (tuning)",
    r"\textbf{65.8\% \emph{and} 48times}": "65.8% and 48×",
    r"\textcolor{blue}{x} {\color{red} y} {\color{red}{z}}": "x y z",
    r"{\footnotesizeblue{x}}": "x",
}
STAYS = [
    r"\foo{x} and \cite{key2020}",
    r"\today",
    r"\footnote{x}",
    r"a\\b",
    r"\textbf{unclosed",
    "don't, x', 5'', the models'",
    "a \"b\" and 5'' c",
    "``unclosed",
    "run -- --flag, a ---- b, x -- - y",
    "-- at the start, at the end --",
    "`code` and `snake_case`",
    "``` fence ```",
    "<think> x* [x](y) {{ }} { x } $1M $ a & b # 1",
    "floor and ceil, lceil x",
    r"3\frac{1}{2}",
    "Déjà Vu? 你好 “x”",
]


@pytest.mark.parametrize(("raw", "readable"), (ACCENTS | SYMBOLS | QUOTES | DASHES | STYLES).items())
def test_tex_becomes_readable(raw: str, readable: str) -> None:
    """Known TeX is shown as printed, also where the page stripped a backslash that can be told."""
    assert shown(raw) == readable


@pytest.mark.parametrize("raw", STAYS)
def test_unknown_tex_and_other_syntax_stay(raw: str) -> None:
    """Unknown or unclosed TeX stays visible; Markdown, tags, money and apostrophes are not touched."""
    assert shown(raw) == raw
