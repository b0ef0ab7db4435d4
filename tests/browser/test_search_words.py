"""The script reads words as the index has them."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from papershelf.search_words import words_in_order

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

READ = """async ([address, texts]) => {
  const { wordsInOrder } = await import(address);
  return texts.map(wordsInOrder);
}"""
HARD = [
    "Ødegård Łukasz Đỗ Weiß Straße æther œuvre þorn ħ ı İstanbul ΟΔΟΣ",
    "2-bit 8-bit C++ C# F# A+ GPT-4o 1706.03762v5 3.5x v2.0-beta 10.1109/TPAMI.2018 ½ ² H₂O",
    "Erdős–Rényi K−means co‐op non‑stop em—dash a--b -c d- don’t 'quoted' O'Neil",
    "TokenRing KVCache DeepSpeed-Inference HPC-ColPali LoRA LLMs iPhone XMLHttpRequest ÉcoleNormale",
    "\u54c8\u5e0c\u8868\u5b66\u4e60 a\u5b66b \u30cf\u30c3\u30b7\u30e5",
    "\ud55c\uad6d\uc5b4 \u0e20\u0e32\u0e29\u0e32 \U00020000",
    "🦙 👩‍🔬 🇩🇪 ❤️ ™ © ½ \u200b\u00ad\u2060\ufeff x\u0301 \u0645\u0631\u062d\u0628\u0627 नमस्ते",
]


# Of scripts that have been in Unicode for long.
CHARACTERS = st.characters(max_codepoint=0x33FF, exclude_categories=["Cs", "Cn", "Co"])


def read(page: Page, texts: list[str]) -> list[list[list[str]]]:
    address = page.evaluate("new URL('assets/search-words.js', document.baseURI).href")
    return page.evaluate(READ, [address, texts])  # type: ignore[no-any-return]


def test_it_reads_hard_words_as_the_generator_does(visit: Visit) -> None:
    """Letters without a decomposition, all kinds of hyphens, inner capitals, other scripts, pictures."""
    assert read(visit(), HARD) == [words_in_order(text) for text in HARD]


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(CHARACTERS), min_size=60, max_size=60))
def test_it_reads_any_text_as_the_generator_does(visit: Visit, texts: list[str]) -> None:
    """Whatever characters a title may have that both know; each knows another version of Unicode."""
    assert read(visit(), texts) == [words_in_order(text) for text in texts]


def test_other_spellings_are_those_of_the_other_side(visit: Visit) -> None:
    """From British to American and back, also where two parts of a word differ."""
    page = visit()
    address = page.evaluate("new URL('assets/search-words.js', document.baseURI).href")
    script = "async ([address, word]) => (await import(address)).otherSpellings(word)"
    pairs = [
        ("modelling", "modeling"),
        ("centre", "center"),
        ("defence", "defense"),
        ("colourise", "colorize"),
    ]
    for british, american in pairs:
        assert american in page.evaluate(script, [address, british])
        assert british in page.evaluate(script, [address, american])
    assert page.evaluate(script, [address, "hash"]) == []
