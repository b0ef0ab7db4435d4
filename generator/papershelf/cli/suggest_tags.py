"""`papershelf suggest-tags`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from papershelf.cli.ids import PaperName, named
from papershelf.cli.options import data_option
from papershelf.curate.suggesting import Review, review, tags_to_write
from papershelf.library import Library, load
from papershelf.library.edit import set_fields
from papershelf.library.store import change
from papershelf.tagging import Suggestion, Vocabulary


@click.command("suggest-tags")
@click.argument("ids", type=PaperName(), nargs=-1, metavar="[ID]...")
@click.option("--write", is_flag=True, help="Set the tags of papers that have none; others stay as they are.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_option
def suggest_tags(ids: tuple[str, ...], data: Path, *, write: bool, as_json: bool) -> None:
    """Suggest tags for papers that have none, or for the papers named, and say why.

    The reasons are a paper's own words: what title and abstract hold of the names and patterns in tags.yaml.
    Tags that a person chose are never changed, only questioned: which of them the text does not suggest,
    and what else it fits.
    """
    reviews = _write(data, ids) if write else _reviews(load(data), ids)
    if as_json:
        click.echo(json.dumps([_as_data(each) for each in reviews], ensure_ascii=False, indent=2))
    else:
        for line in _as_text(reviews):
            click.echo(line)
    click.echo(_summary(reviews, data, written=write), err=True)


def _reviews(library: Library, ids: Sequence[str]) -> list[Review]:
    vocabulary = Vocabulary.of_library(library)
    papers = (
        [named(library, name) for name in dict.fromkeys(ids)]
        if ids
        else [paper for paper in library.papers if not paper.tags]
    )
    return [review(paper, vocabulary) for paper in papers]


def _write(data: Path, ids: Sequence[str]) -> list[Review]:
    reviews: list[Review] = []

    def edit(text: str, library: Library) -> str:
        reviews.extend(_reviews(library, ids))
        return set_fields(text, tags_to_write(reviews))

    change(data, edit)
    return reviews


def _as_text(reviews: Sequence[Review]) -> Iterator[str]:
    for each in reviews:
        yield f"{each.paper.id}: {each.paper.title}"
        for line in _questions(each) if each.paper.tags else _proposals(each):
            yield f"  {line}"


def _proposals(each: Review) -> list[str]:
    if not each.suggestions:
        return ["nothing in the text fits a tag; choose one, or leave the paper without"]
    return [str(suggestion) for suggestion in each.suggestions]


def _questions(each: Review) -> list[str]:
    lines = [f"has {', '.join(each.paper.tags)}"]
    for slug, weak in each.unsupported.items():
        lines.append(f"not suggested by the text: {slug}" + (f" (only {weak.reason})" if weak else ""))
    lines += [f"text also fits: {other.slug} because {other.reason}" for other in each.missing]
    return lines if len(lines) > 1 else [*lines, "the text suggests the same"]


def _as_data(each: Review) -> dict[str, Any]:
    return {
        "id": each.paper.id,
        "title": each.paper.title,
        "tags": each.paper.tags,
        "suggestions": [_suggestion(suggestion) for suggestion in each.suggestions],
        "not_suggested": list(each.unsupported),
        "also_fits": [suggestion.slug for suggestion in each.missing],
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "tag": suggestion.slug,
        "score": suggestion.score,
        "reason": suggestion.reason,
        "evidence": [asdict(piece) for piece in suggestion.evidence],
    }


def _summary(reviews: Sequence[Review], data: Path, *, written: bool) -> str:
    untagged = [each for each in reviews if not each.paper.tags]
    proposed = len(tags_to_write(reviews))
    if not untagged:
        return "every paper has tags; none was changed" if reviews or written else "every paper has tags"
    counts = f"{len(untagged)} without tags, suggestions for {proposed}"
    if not proposed:
        return counts
    return f"{counts}; " + (f"written to {data / 'papers.yaml'}" if written else "write them with --write")
