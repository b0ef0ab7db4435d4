"""Suggestions: the right tags first, each with its reason in the words of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.model import Candidate, Paper, Tag
from papershelf.tagging import TagSuggestion, Vocabulary, reasons, tag_suggestions
from papershelf.text import shown

TAGS = [
    Tag("finding", "Finding things", aliases=("information retrieval",)),
    Tag(
        "vector-search",
        "Vector search",
        parent="finding",
        aliases=("approximate nearest neighbor", "nearest neighbor search", "ANNS"),
        patterns=(r"\bvector index(?:es)?\b",),
    ),
    Tag("kv-cache", "KV cache", aliases=("KVCache",)),
    Tag("clustering", "Clustering"),
    Tag("complexity", "Complexity", aliases=("Erdős number", "O-notation")),
    Tag("offloading", "Offloading"),
    Tag("pruning", "Pruning"),
]
VOCABULARY = Vocabulary.of(TAGS)


def suggestions(
    title: str, abstract: str = "", keywords: tuple[str, ...] = (), vocabulary: Vocabulary = VOCABULARY
) -> tuple[TagSuggestion, ...]:
    """The suggestions for a candidate with these texts."""
    return tag_suggestions(Candidate(title, abstract=abstract, keywords=keywords), vocabulary)


def slugs(title: str, abstract: str = "", keywords: tuple[str, ...] = ()) -> list[str]:
    """The suggested tags."""
    return [each.slug for each in suggestions(title, abstract, keywords)]


def score(title: str, abstract: str = "") -> float:
    """The score of the strongest suggestion."""
    return suggestions(title, abstract)[0].score


def test_the_reason() -> None:
    """A suggestion tells the words as they stand in the text, where, and how often; the weightiest first."""
    (suggestion,) = suggestions(
        "Approximate Nearest-Neighbor Lookup",
        "A vector index helps. Many vector indexes, and ANNS.",
    )
    assert str(suggestion) == (
        "vector-search: 'Approximate Nearest-Neighbor' in the title,"
        " 'vector index' in the abstract (2 times), 'ANNS' in the abstract"
    )


def test_a_long_quote_is_shortened() -> None:
    """A pattern that matches a whole abstract does not make it the reason."""
    vocabulary = Vocabulary.of([Tag("all", "All", patterns=(".+",))])
    (suggestion,) = suggestions("word " * 50, vocabulary=vocabulary)
    assert len(suggestion.reason) < 80
    assert suggestion.reason.endswith("…' in the title")


def test_the_title_says_more_than_the_abstract() -> None:
    """One word of the title is enough; one phrase of the abstract, which may be an aside, is not."""
    assert slugs("Clustering of Things") == ["clustering"]
    assert slugs("Things", "A KV cache.") == []
    assert slugs("Things", "A KV cache. The KV caches. A KV cache.") == ["kv-cache"]
    assert score("Vector search") > score("Things", "Vector search. Vector search. Vector search.")


def test_a_claim_says_more_than_what_others_did() -> None:
    """What the authors say of their own work may be enough where the same words in passing are not."""
    assert slugs("Things", "Others use a KV cache. KV caches are known.") == []
    assert slugs("Things", "Things are known. We present a KV cache. A KV cache is small.") == ["kv-cache"]
    assert slugs("Things", "In this paper, a KV cache is shared. KV caches.") == ["kv-cache"]


def test_a_name_that_goes_on_is_another() -> None:
    """A name with "-to-" behind it is that of something else, as in Zero-1-to-3."""
    assert slugs("Pruning-to-A: a method") == slugs("Pruning–to–A") == []
    assert slugs("Pruning to A") == ["pruning"]


def test_a_phrase_says_more_than_a_word() -> None:
    """Two words together are less likely to mean something else than one alone."""
    assert score("Vector search") > score("Clustering")
    assert slugs("Things", "Clustering and clustering.") == []


def test_overlapping_names_count_once() -> None:
    """A tag's longest name counts, not those within it."""
    assert score("approximate nearest neighbor search") == score("approximate nearest neighbor")


def test_the_specific_tag_stands_for_its_group() -> None:
    """A group is suggested only where none of its tags is."""
    assert slugs("Information retrieval") == ["finding"]
    assert slugs("Information retrieval by vector search") == ["vector-search"]


def test_five_at_most_the_strongest_first() -> None:
    """No more tags than a paper may carry; equals in the vocabulary's order."""
    everything = "Pruning, offloading, clustering, KV cache, vector search, complexity"
    assert slugs(everything) == ["vector-search", "kv-cache", "clustering", "complexity", "offloading"]


def test_keywords_map_through_the_aliases() -> None:
    """A feed's keywords count as the abstract does, in any spelling; two of them are never read as one."""
    assert slugs("Things", "A KV cache.", ("KV-caches", "robots")) == ["kv-cache"]
    assert slugs("Things", "", ("nearest neighbor searches", "vector search")) == ["vector-search"]
    assert slugs("Things", "A vector search.", ("vector", "search")) == []


@pytest.mark.parametrize("item", [Paper("a", "Things"), Candidate("Things"), Candidate("Things", "")])
def test_no_abstract(item: Paper | Candidate) -> None:
    """Without an abstract the title alone speaks; a title that says nothing suggests nothing."""
    assert tag_suggestions(item, VOCABULARY) == ()


def test_two_identical_papers() -> None:
    """The same text gets the same suggestions, whatever else the papers are."""
    first = Paper("a", "Vector search", abstract="KV cache, KV cache")
    second = Paper("b", "Vector search", tags=("pruning",), abstract="KV cache, KV cache")
    assert tag_suggestions(first, VOCABULARY) == tag_suggestions(second, VOCABULARY) != ()


def test_after_text_repair() -> None:
    """Papers are read as readers see them, not as the page mangled them."""
    raw = "The Erd\\H{o}s number of \\emph{KV} caches"
    assert [each.slug for each in tag_suggestions(Paper("a", raw), VOCABULARY)] == ["kv-cache", "complexity"]
    assert [each.slug for each in tag_suggestions(Candidate(raw), VOCABULARY)] == ["kv-cache", "complexity"]


def test_reasons_tell_also_what_is_weak() -> None:
    """For a page that explains its tags: all that speaks for a tag, enough for a suggestion or not."""
    found = reasons(Paper("a", "Vector search", abstract="With clustering."), VOCABULARY)
    assert {slug: each.strong for slug, each in found.items()} == {"vector-search": True, "clustering": False}
    assert found["clustering"].reason == "'clustering' in the abstract"


def test_no_vocabulary() -> None:
    """Without tags there is nothing to suggest."""
    assert suggestions("Vector search", vocabulary=Vocabulary.of([])) == ()


PIECES = st.sampled_from(
    [
        "vector", "search", "Vector-Search", "ANNS", "kv caches", "clustering", "information", "retrieval",
        "nearest", "neighbors", "pruning", "offloading", ". ", ", ", "(", ")", "\n", "é", "²",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join))


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3).map(tuple))
def test_whatever_the_text(title: str, abstract: str, keywords: tuple[str, ...]) -> None:
    """At most five strong tags, none above another, strongest first; every quote stands where it says."""
    found = suggestions(title, abstract, keywords)
    chosen = [each.slug for each in found]
    assert len(chosen) == len(set(chosen)) <= 5
    assert not {ancestor for slug in chosen for ancestor in VOCABULARY.ancestors(slug)} & set(chosen)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    texts = {
        "title": shown(title),
        "abstract": shown(abstract),
        "keywords": "; ".join(map(shown, keywords)),
    }
    for each in found:
        assert each.strong
        for piece in each.evidence:
            assert piece.quote in texts[piece.place]
            assert piece.times >= 1
    assert suggestions(title, abstract, keywords) == found
