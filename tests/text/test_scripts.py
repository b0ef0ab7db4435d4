"""Subscripts and superscripts."""

import pytest

from papershelf.text import Segment, repair, shown

CHANGES = {
    "H_2O: Heavy-Hitter Oracle": "H₂O: Heavy-Hitter Oracle",
    "Heavy Hitters (H_2).": "Heavy Hitters (H₂).",
    "CO_2, Al_2O_3, CaCO_3 and C_6H_{12}O_6": "CO₂, Al₂O₃, CaCO₃ and C₆H₁₂O₆",
    "(>6.5km^2) from": "(>6.5km²) from",
    "an R^2 score": "an R² score",
    "its 2^n neighboring": "its 2ⁿ neighboring",
    "partitions in R^d.": "partitions in Rᵈ.",
    "takes O(n^4) time": "takes O(n⁴) time",
    "O(n^2log n)": "O(n²log n)",
    "log_2 K": "log₂ K",
    "x_{12} and x_i^2": "x₁₂ and xᵢ²",
    "10^5 and s^-1": "10⁵ and s⁻¹",
    "the 5^{th}": "the 5ᵗʰ",
    "(1+x)^2": "(1+x)²",
    "A^T, A^{\\top}": "Aᵀ, Aᵀ",
    r"O(\epsilon^{-1}n)": "O(ϵ⁻¹n)",
    "O(epsilon^{-1}n)": "O(ϵ⁻¹n)",
    r"k\epsilon^{-2}": "kϵ⁻²",
    "alpha_1 and beta_{t}": "α₁ and βₜ",
    "360^circ and 90^{\\circ}": "360° and 90°",
    r"\mathbb{R}^d": "ℝᵈ",
    r"\ell_1": "ℓ₁",
    r"x_{\text{out}}": "xₒᵤₜ",
    "PPL_{out}^2": "PPLₒᵤₜ²",
    "O(epsilon^{-0.93}n), d^{0.75}": "O(ϵ⁻⁰·⁹³n), d⁰·⁷⁵",
    "pi_{0.5}, π_{0.5} and V_{0.5}": "π₀.₅, π₀.₅ and V₀.₅",
    "rho_{partial}": "ρₚₐᵣₜᵢₐₗ",
    "k^{*}, c^*, lambda^star, v_t^top": "k*, c*, λ*, vₜᵀ",
    "alpha_j^max(s)": "αⱼᵐᵃˣ(s)",
    "eta_2propto d": "η₂∝ d",
}
STAYS = [
    "block_out and block_lse",
    "MPI_Send/Recv, MPI_Pack, MPI_1",
    "snake_case, __init__, file_name, f_1.txt",
    "a_1_b",
    "foo_x_1",
    "utf_8, sha_2",
    "OpenPI-pi_0.5",
    "publicly released^§.",
    "10^2.5",
    "(^_^) and ^2",
    "john_d@example.com",
    "huggingface.co/x_1/y_2",
    "`H_2`",
    "where Delta denotes",
    r"\foo_x",
]


@pytest.mark.parametrize(("raw", "readable"), CHANGES.items())
def test_scripts_become_unicode(raw: str, readable: str) -> None:
    """A script of characters that Unicode can raise or lower is shown raised or lowered."""
    assert shown(raw) == readable


FORMULAS = {
    "G_{stack}": (r"G_{\text{stack}}", "G_stack"),
    "pi_{RL}": (r"π_{\text{RL}}", "π_RL"),
    "L_{1,2}": ("L_{1,2}", "L_{1,2}"),
    "x^{alpha}": (r"x^{\alpha }", "x^α"),
    "R^{d times d}": (r"R^{d \times  d}", "R^(d × d)"),
    "ell^{-\\beta}": (r"ℓ^{-\beta }", "ℓ^(-β)"),
    "J_{G}^*": ("J_{G}^{*}", "J_G*"),
}


@pytest.mark.parametrize(("raw", "tex", "plain"), [(raw, *rest) for raw, rest in FORMULAS.items()])
def test_other_scripts_are_formulas(raw: str, tex: str, plain: str) -> None:
    """A script in braces that Unicode cannot write is set as a formula, commands and words told apart."""
    assert repair(f"so {raw} is") == (
        Segment("so ", "so "),
        Segment(raw, plain, maths=tex),
        Segment(" is", " is"),
    )


def test_a_script_after_a_bracket_is_a_formula() -> None:
    """It has no base of its own, so that the bracket stays in the text."""
    assert [(segment.raw, segment.maths) for segment in repair("(log m)^{1/4}")] == [
        ("(log m)", None),
        ("^{1/4}", "{}^{1/4}"),
    ]
    assert shown("(log m)^{1/4}") == "(log m)^(1/4)"


@pytest.mark.parametrize("raw", STAYS)
def test_identifiers_and_other_scripts_stay(raw: str) -> None:
    """Identifiers, addresses and scripts that Unicode cannot write whole stay as typed."""
    assert shown(raw) == raw
