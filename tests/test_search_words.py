"""The words of a text, as the index has them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from papershelf.search_words import folded, words_in_order


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Attention, is all; you (need)!", ["attention is all you need"]),
        ("2-bit and 8-bit", ["2 bit and 8 bit", "2bit", "8bit"]),
        ("TokenRing", ["token ring", "tokenring"]),
        ("KVCache", ["kv cache", "kvcache"]),
        ("LoRA of LLMs", ["lora of llms"]),
        ("GPT-4o", ["gpt 4o", "gpt4o"]),
        ("C++ and C# are not C", ["c++ and c# are not c"]),
        ("1706.03762v5", ["1706.03762v5"]),
        ("Erdős–Rényi", ["erdos renyi", "erdosrenyi"]),
        ("Ødegård, Łukasz, Đỗ, Weiß", ["odegard lukasz do weiss"]),
        ("H₂O don’t", ["h2o dont"]),
        ("state-of-the-art", ["state of the art", "stateof", "ofthe", "theart"]),
        ("学习 hash", ["学习 习 hash"]),
        ("한국어", ["한국 국어 어"]),
        ("🦙 runs", ["🦙 runs"]),
        ("مرحبا", ["مرحبا"]),
        ("", [""]),
        ("– ‘…’ —", [""]),
    ],
)
def test_words_are_what_a_reader_would_type(text: str, words: list[str]) -> None:
    """Without case and accents; joined words are there as one and as their parts."""
    found = words_in_order(text)
    joined = {word for here in found for word in here[1:]}
    assert " ".join(here[0] for here in found) == words[0]
    assert joined == set(words[1:])


def test_a_joined_word_has_the_places_of_its_parts() -> None:
    """So that a phrase finds it from either end."""
    assert words_in_order("a two-fold gain") == [["a"], ["two", "twofold"], ["fold", "twofold"], ["gain"]]


@given(st.text())
@example("𝑨")
def test_folding_again_changes_nothing(text: str) -> None:
    """Whatever the text, a word of the index is found by itself."""
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_every_text_has_words_without_spaces(text: str) -> None:
    """No word is empty or has a gap in it."""
    for here in words_in_order(text):
        assert here
        assert not [word for word in here if not word or word.split() != [word]]
