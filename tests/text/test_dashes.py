"""Dashes that were typed as hyphens."""

import pytest

from papershelf.text import shown

CHANGES = {
    "the accuracy--efficiency frontier": "the accuracy–efficiency frontier",
    "Hamilton--Jacobi, LLM--LLM and 100K--1M": "Hamilton–Jacobi, LLM–LLM and 100K–1M",
    "generate--diagnose--refine loop": "generate–diagnose–refine loop",
    "(TFs)--Fourier, 74\\%--cut": "(TFs)–Fourier, 74%–cut",
    "an x_a y--z, then y--z w_a": "an xₐ y–z, then y–z wₐ",
    "costs--often overlooked--stand": "costs—often overlooked—stand",
    "settings--size, bits, order--across models": "settings—size, bits, order—across models",
    "solutions--with the potential to": "solutions—with the potential to",
    "speeds--achieving more": "speeds—achieving more",
    "human--AI work and the train--test mismatch": "human–AI work and the train–test mismatch",
    "a gap (220M--7.6B), which is an agent--harness one": "a gap (220M–7.6B), which is an agent–harness one",
    "an aside---the agent's---of mine": "an aside—the agent's—of mine",
    "Magentic-Marketplace-- a market": "Magentic-Marketplace – a market",
    "transcription --including numbers": "transcription – including numbers",
    "MIRAGE --Model Internals": "MIRAGE – Model Internals",
}
STAYS = [
    "run with --including, --no-cache or --model=x",
    "git commit --amend --no-edit",
    "i-- and j--; x = y--",
    "models--meta_llama--Llama",
    "x_y--z and models--meta_llama",
    "a <!--comment--> b --> c",
    "5---6 and a----b",
    "short- and long-term, well-known",
    "`a--b` and https://x.org/a--b",
]


@pytest.mark.parametrize(("raw", "readable"), CHANGES.items())
def test_dashes_are_set(raw: str, readable: str) -> None:
    """Between the halves of a compound or a range stands an en dash, around an aside an em dash."""
    assert shown(raw) == readable


@pytest.mark.parametrize("raw", STAYS)
def test_hyphens_stay(raw: str) -> None:
    """Options, decrements, comments, identifiers, code and addresses keep theirs."""
    assert shown(raw) == raw
