"""Subscripts and superscripts."""

import pytest

from papershelf.text import shown

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
}
STAYS = [
    "block_out and block_lse",
    "MPI_Send/Recv, MPI_Pack, MPI_1",
    "snake_case, __init__, file_name, f_1.txt",
    "a_1_b",
    "foo_x_1",
    "utf_8, sha_2",
    "OpenPI-pi_0.5",
    "G_{stack}",
    "O(epsilon^{-0.93}n)",
    "O(nm(log mloglog m)^{1/4})",
    "Obig(n+nk{m}big)",
    "x^{alpha}",
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


@pytest.mark.parametrize("raw", STAYS)
def test_identifiers_and_other_scripts_stay(raw: str) -> None:
    """Identifiers, addresses and scripts that Unicode cannot write whole stay as typed."""
    assert shown(raw) == raw
