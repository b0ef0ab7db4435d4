"""The lists beside the index: orders, permalinks, and the words of all papers."""

import json

from papershelf.search_index import IndexedPaper, search_lists

PAPERS = [
    IndexedPaper("en_1", "Héavy walruses", {"title": "Walruses"}, {"paper": "w", "published": "2016-03"}),
    IndexedPaper(
        "en_2", "Short", {"title": "\u2018Ant\u2019"}, {"paper": "a", "published": "2016", "votes": "9"}
    ),
    IndexedPaper("en_3", "heavy", {"title": "Teapots"}, {"paper": "t", "votes": "12", "added": "2020-01-02"}),
    IndexedPaper("en_4", "heavy", {"title": "Bees"}, {"paper": "b", "published": "2016-03"}),
]


def lists() -> dict[str, object]:
    return {name: json.loads(text) for name, text in search_lists(PAPERS)}


def test_papers_have_their_permalinks() -> None:
    """Each name of the index leads to the id of a paper."""
    assert lists()["ids.json"] == {"en_1": "w", "en_2": "a", "en_3": "t", "en_4": "b"}


def test_orders_hold_every_paper() -> None:
    """The newest first, equals by id, undated last; other orders keep that, titles go by their letters."""
    found = lists()
    newest = ["en_4", "en_1", "en_2", "en_3"]
    assert found["orders/newest.json"] == newest
    assert found["orders/added.json"] == ["en_3", "en_4", "en_1", "en_2"]
    assert found["orders/title.json"] == ["en_2", "en_4", "en_3", "en_1"]
    assert found["orders/votes.json"] == ["en_3", "en_2", "en_4", "en_1"]


def test_words_are_folded_and_the_frequent_come_first() -> None:
    """Each letter has a list, an empty one too; a word is in it once, without case and accents."""
    found = lists()
    assert found["words/h.json"] == ["heavy"]
    assert found["words/w.json"] == ["walruses"]
    assert found["words/z.json"] == []
