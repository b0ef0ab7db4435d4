"""What the list of 75 papers, kept in fixtures/, promises: facts, ids, and a vocabulary of a useful size."""

from collections import Counter
from pathlib import Path

import pytest

from papershelf.facts.groups import topics
from papershelf.feeds import detect
from papershelf.library import Library, load

FEED = "feeds/daily-papers.txt"


@pytest.fixture(scope="module")
def library(list_dir: Path) -> Library:
    """The list."""
    return load(list_dir)


def test_it_has_the_papers_of_its_feed(library: Library, list_dir: Path) -> None:
    """Each of the 75 is there with the title and abstract as received, and says where it came from."""
    capture = detect.read((list_dir / FEED).read_bytes(), FEED)
    received = [(candidate.title, candidate.abstract) for candidate in capture.candidates]
    assert len(received) == 75
    assert [(paper.title, paper.abstract) for paper in library.papers if paper.feed == FEED] == received


def test_bibliographic_facts(library: Library) -> None:
    """Every paper of the feed has an arXiv id, authors, a date and the day it was added."""
    for paper in library.papers:
        assert paper.arxiv, paper.id
        assert paper.authors, paper.id
        assert paper.published, paper.id
        assert paper.added, paper.id
        assert paper.abstract, paper.id


def test_an_id_that_yaml_takes_for_a_number(library: Library) -> None:
    """2503.10000 kept its zeros."""
    assert [paper.id for paper in library.papers if paper.arxiv == "2503.10000"] == [
        "metricgrids-arbitrary-nonlinear-approximation-with"
    ]


def test_ids(library: Library) -> None:
    """They are unique and short."""
    ids = [paper.id for paper in library.papers]
    assert len(set(ids)) == len(ids)
    assert max(map(len, ids)) <= 60


def test_each_paper_has_one_to_five_tags(library: Library) -> None:
    """Nothing is left out, and nothing is drowned."""
    assert {len(paper.tags) for paper in library.papers} <= {1, 2, 3, 4, 5}


def test_no_tag_is_too_wide(library: Library) -> None:
    """None holds more than 40 % of the papers, those of its children counted."""
    most = 0.4 * len(library.papers)
    assert {
        slug: len(topic.papers) for slug, topic in topics(library).items() if len(topic.papers) > most
    } == {}


def test_no_tag_is_too_narrow(library: Library) -> None:
    """A tag on a single paper says why it is kept; none is without papers, those of its children counted."""
    found = topics(library)
    assert [slug for slug, topic in found.items() if not topic.papers] == []
    assert [slug for slug, topic in found.items() if len(topic.papers) == 1 and not topic.tag.single] == []


def test_the_size_of_the_vocabulary(library: Library) -> None:
    """About 25 to 40 tags in a few groups, each described."""
    groups = Counter(tag.parent for tag in library.tags)
    assert 25 <= len(library.tags) <= 45
    assert 3 <= groups[None] <= 8
    assert [tag.slug for tag in library.tags if not tag.description] == []
