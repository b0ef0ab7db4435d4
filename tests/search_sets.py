"""Queries with their right answers, and the lists of papers that they are asked of."""

import json
import lzma
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from papershelf.library import load
from papershelf.search_index import index_files, read_paper
from papershelf.search_input import SearchedPaper
from papershelf.text import shown

TESTS = Path(__file__).parent
LISTS = {"shelf": TESTS / "fixtures" / "list", "daily-papers": TESTS / "fixtures" / "daily-papers.json.xz"}


class Query(NamedTuple):
    """What somebody types, and the ids of the papers that answer it."""

    text: str
    right: Sequence[str]


class Score(NamedTuple):
    """The mean of 1 / the place of the first right answer, and the part of queries that have one first."""

    mrr: float
    first: float


class QuerySets(NamedTuple):
    """The sets of queries on a list, by name, and what MiniSearch scores on them."""

    queries: Mapping[str, Sequence[Query]]
    minisearch: Mapping[str, Score]


def query_sets(name: str) -> QuerySets:
    """Read the queries on a list."""
    given = yaml.safe_load((TESTS / "search" / f"{name}.yaml").read_text(encoding="utf-8"))
    scores = {key: Score(**score) for key, score in given.pop("minisearch").items()}
    return QuerySets(
        {key: [Query(text, right) for text, *right in rows] for key, rows in given.items()}, scores
    )


def score(places: Sequence[int]) -> Score:
    """Score the places of the first right answers, from 1; 0 is none."""
    return Score(
        sum(1 / place for place in places if place) / len(places),
        sum(place == 1 for place in places) / len(places),
    )


def searched_papers(name: str) -> tuple[list[SearchedPaper], dict[str, dict[str, Any]]]:
    """The papers of a list as the index takes them in, and its tags."""
    if name == "shelf":
        library = load(LISTS[name])
        tags = {
            tag.slug: {
                "slug": tag.slug,
                "label": tag.label,
                "aliases": list(tag.aliases),
                "about": tag.description or "",
            }
            for tag in library.tags
        }
        rows: list[Any] = [
            {"id": paper.id, "title": paper.title, "authors": paper.authors, "tags": paper.tags,
             "published": str(paper.published), "abstract": paper.abstract or ""}
            for paper in library.papers
        ]  # fmt: skip
    else:
        rows, tags = json.loads(lzma.decompress(LISTS[name].read_bytes())), {}
    return [_searched(row, tags) for row in rows], tags


def _searched(row: dict[str, Any], tags: Mapping[str, Mapping[str, Any]]) -> SearchedPaper:
    labels = [[slug, tags[slug]["label"] if slug in tags else slug.replace("-", " ")] for slug in row["tags"]]
    more = {"id": row["id"], "tags": labels, "published": row["published"]}
    authors = [(name, "authors/") for name in row["authors"]]
    return SearchedPaper(row["id"], shown(row["title"]), authors, "", shown(row["abstract"]), more)


def write_search_index(name: str, site: Path) -> None:
    """Write the index of a list into a site, without its pages."""
    papers, tags = searched_papers(name)
    for path, text in index_files([read_paper(paper, tags) for paper in papers], tags).items():
        (site / "search-index" / path).parent.mkdir(parents=True, exist_ok=True)
        (site / "search-index" / path).write_text(text, encoding="utf-8")
