"""What this repository's own list promises its readers."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.facts.groups import topics
from generator.feeds import daily_papers
from generator.library import Library, load
from generator.library.schema import SCHEMAS, schema_text
from generator.library.write import MODELINE

FEED = "feeds/daily-papers.txt"


@pytest.fixture(scope="module")
def data(project_root: Path) -> Path:
    """The repository's data."""
    return project_root / "data"


@pytest.fixture(scope="module")
def library(data: Path) -> Library:
    """The repository's list."""
    return load(data)


def test_it_has_the_papers_of_its_feed(library: Library, data: Path) -> None:
    """Each of the 75 is there with the title and abstract as received, and says where it came from."""
    capture = daily_papers.read((data / FEED).read_bytes(), FEED)
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


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_not_stale(data: Path, name: str) -> None:
    """`papershelf schema` would change nothing."""
    assert (data / "schema" / name).read_text(encoding="utf-8") == schema_text(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_data_keep_their_schemas(data: Path, name: str) -> None:
    """An editor that checks them finds nothing."""
    source = (data / name.replace(".schema.json", ".yaml")).read_bytes()
    content: Any = yaml.load(source, Loader=yaml.CSafeLoader)
    schema = json.loads((data / "schema" / name).read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(content)] == []


@pytest.mark.parametrize("name", ["papers", "tags"])
def test_editors_are_told_the_schema(data: Path, name: str) -> None:
    """The first line of each file names it."""
    first = (data / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == MODELINE.strip().replace("papers", name)
    assert (data / first.partition("$schema=")[2]).is_file()
