"""What is proposed to the curator: tags where there are none, questions where there are some."""

from papershelf.curate.tag_review import review_tags, tagger, tags_to_write
from papershelf.library import Library
from papershelf.model import Candidate, Paper, Tag
from papershelf.tagging import Vocabulary

TAGS = (
    Tag("search", "Finding things"),
    Tag("vector-search", "Vector search", parent="search"),
    Tag("kv-cache", "KV cache"),
    Tag("pruning", "Pruning"),
)
VOCABULARY = Vocabulary.of(TAGS)


def paper(*tags: str, title: str = "Vector search with KV caches", abstract: str | None = None) -> Paper:
    """A paper that carries these tags."""
    return Paper("a", title, tags=tags, abstract=abstract)


def test_a_paper_without_tags() -> None:
    """All suggestions are proposed, and nothing is questioned."""
    found = review_tags(paper(), VOCABULARY)
    assert [each.slug for each in found.suggestions] == ["vector-search", "kv-cache"]
    assert not found.unsupported
    assert not found.missing


def test_tags_that_agree_with_the_text() -> None:
    """Where the text suggests the paper's tags nothing is asked, in whatever order they come."""
    found = review_tags(paper("kv-cache", "vector-search"), VOCABULARY)
    assert not found.unsupported
    assert not found.missing


def test_a_tag_that_the_text_does_not_suggest() -> None:
    """It is questioned with what little speaks for it, or with nothing."""
    found = review_tags(
        paper("vector-search", "pruning", "kv-cache", title="Things", abstract="Pruning."), VOCABULARY
    )
    assert set(found.unsupported) == {"vector-search", "pruning", "kv-cache"}
    assert found.unsupported["vector-search"] is None
    weak = found.unsupported["pruning"]
    assert weak is not None
    assert weak.reason == "'Pruning' in the abstract"


def test_what_else_the_text_fits() -> None:
    """A suggestion that the paper lacks is told; the paper's own tags are not told again."""
    found = review_tags(paper("kv-cache"), VOCABULARY)
    assert [str(each) for each in found.missing] == ["vector-search: 'Vector search' in the title"]


def test_a_group_in_place_of_its_tag() -> None:
    """A paper that carries the group of what its text suggests is asked for the more specific tag only."""
    found = review_tags(paper("search", "kv-cache"), VOCABULARY)
    assert not found.unsupported
    assert [each.slug for each in found.missing] == ["vector-search"]


def test_a_tag_in_place_of_its_group() -> None:
    """A paper that carries a tag is not asked for its group."""
    found = review_tags(paper("vector-search", title="Finding things"), VOCABULARY)
    assert not found.missing


def test_only_papers_without_tags_are_written() -> None:
    """Writing would set tags where there are none and the text suggests some; never where a person chose."""
    untagged = Paper("b", "Pruning")
    silent = Paper("c", "Things")
    reviews = [review_tags(each, VOCABULARY) for each in (paper("pruning"), untagged, silent)]
    assert tags_to_write(reviews) == {"b": {"tags": ("pruning",)}}


def test_new_papers_of_an_import() -> None:
    """An import asks for the tags of each candidate; its keywords speak too."""
    tags_of = tagger(Library("data/papers.yaml", tags=TAGS))
    assert tags_of(Candidate("Vector search")) == ("vector-search",)
    assert tags_of(Candidate("Things", "A KV cache.", keywords=("KV caches",))) == ("kv-cache",)
    assert tags_of(Candidate("Things")) == ()
