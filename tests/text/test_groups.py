"""Braces, stars and commands without backslash that were left in prose."""

import pytest

from papershelf.text import shown

CHANGES = {
    "GradSentry ({Grad}ient {Sentry}), a": "GradSentry (Gradient Sentry), a",
    "CaRE, a {C}ontinual Le{a}rner, Mixture-of-{E}xperts": "CaRE, a Continual Learner, Mixture-of-Experts",
    "(1) {Flow-Noise} models": "(1) Flow-Noise models",
    "propose {bf Elastic-Cache}, Touch{é}": "propose Elastic-Cache, Touché",
    "{sim}50 runs, {sim}2{times} faster, {approx}0.2": "~50 runs, ~2× faster, ≈0.2",
    "n=4{,}851, R^2{=}0.86, FID{}=1.63": "n=4,851, R²=0.86, FID=1.63",
    "red{Warning: this}, teal{Data Science}, black{a frame}": "Warning: this, Data Science, a frame",
    r"\color{ddtD}ecoupled and \color{red}x": "Decoupled and x",
    "to adjust} model": "to adjust model",
    "any {W}-space direction {F}_t on {W} to": "any W-space direction Fₜ on W to",
    "**ToolHazard**, the **C**hinese (**R2R**)": "ToolHazard, the Chinese (R2R)",
    "a *live* test, (*SC*), *Open Theorems* (OT)": "a live test, (SC), Open Theorems (OT)",
    "5.7\\% rightarrow 25.4\\%, infty-RoPE": "5.7% → 25.4%, ∞-RoPE",
    "leq 0.02\\%, Denser neq Better, q propto p": "≤ 0.02%, Denser ≠ Better, q ∝ p",
    "lambdacdot k cdot r": "λ· k · r",
    "D_f approx 1.7, phi approx 0": "D_f ≈ 1.7, phi ≈ 0",
    "phi approx 0, the approx 7": "phi ≈ 0, the approx 7",
    "O(nlog n) and O(log mloglog m)": "O(n log n) and O(log m log log m)",
    "nlog n and (kloglog k), dlog d": "n log n and (k log log k), d log d",
    "loglog n, time loglog n": "log log n, time log log n",
    "leq 1, x leq 2, αleqβ, 2cdot k": "≤ 1, x ≤ 2, α≤β, 2· k",
    "a {b} c} d": "a {b} c d",
    "Obig(n+nk{m}big), big[x+ybig]": "O(n+nk{m}), [x+y]",
    "(widetilde P, V), n times n": "(P̃, V), n × n",
    "sim!30 FPS, x!in!{4,8}, frac12D": "~30 FPS, x∈{4,8}, 1/2 D",
}
STAYS = [
    "a * b * c, A* and B*, k*=0, M*: a",
    "2**3, x**2 and y**2, *.py and **kwargs, *args",
    "{True, False}, {name}, {+1,-1}, Qwen3-{1.7B, 4B}",
    "https://x.org/{model} and f{x}, model{name}, dict{}",
    "a { x } and {{ x }} and \\foo{Bar}",
    "the Big(Q) rule, a big (x) one, bigger",
    "write a blog a day, a dialog 5, catalog x",
    "xlog n, xloglog n, anlog n, Anloglog n, \\nlog n, logn",
    "a_leq b, n/leq 2, x.leq 2, x-leq 2, {leq 2}, \\alphaleq",
    "{ a } b, {a",
    "top-k units (approx 30K tokens), approx. 5",
    "three times a day, n times m",
    "a cell, well (ellipse), yell",
    "the eq, a leqs and geqo",
    "path/rightarrow.svg, my_infty, \\rightarrows",
    "Hello! in! times!",
]


@pytest.mark.parametrize(("raw", "readable"), CHANGES.items())
def test_remains_are_removed(raw: str, readable: str) -> None:
    """Grouping and emphasis go, names of signs become signs."""
    assert shown(raw) == readable


@pytest.mark.parametrize("raw", STAYS)
def test_sets_code_and_english_stay(raw: str) -> None:
    """Sets, placeholders, code, products and English words that look alike are not touched."""
    assert shown(raw) == raw
