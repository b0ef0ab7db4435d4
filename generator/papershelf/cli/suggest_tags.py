"""`papershelf suggest-tags` and `papershelf tags`."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from papershelf.cli.findings import FINDINGS_AS
from papershelf.cli.options import data_option, format_option, print_report
from papershelf.cli.paper_name import PaperName, all_named
from papershelf.curate.quoting import plural
from papershelf.curate.tag_review import TagReview, review_tags, tags_to_write, vocabulary_lints
from papershelf.library import Library, load
from papershelf.library.edit import set_fields
from papershelf.library.store import change
from papershelf.tagging import Vocabulary

NO_TAG = "the text suggests no tag; choose one, or leave the paper without"
NO_TAGS = "their text suggests no tag; choose some, or leave them without"
FEW_SILENT = 3  # papers without a suggestion that are named one by one


@click.command("suggest-tags")
@click.argument("ids", type=PaperName(), nargs=-1, metavar="[ID]...")
@click.option("--write", is_flag=True, help="Set the tags of papers that have none; those of others stay.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_option
def suggest_tags(ids: tuple[str, ...], data: Path, *, write: bool, as_json: bool) -> None:
    """Suggest tags for papers that have none, or for the given papers, and say why.

    \b
    papershelf suggest-tags                 papers without tags
    papershelf suggest-tags --write
    papershelf suggest-tags 1603.09320      reviews the tags of one paper

    The reasons are a paper's own words: where its title and abstract match names and patterns in tags.yaml.
    Tags that a person chose are never changed, only reviewed: which of them the text doesn't support, and
    which others it suggests.
    """
    reviews = _write(data, ids) if write else _reviews(load(data), ids)
    print_report(_as_text(reviews), [_as_data(each) for each in reviews], as_json=as_json)
    click.echo(_summary(reviews, data, written=write), err=True)


def _reviews(library: Library, ids: Sequence[str]) -> list[TagReview]:
    vocabulary = Vocabulary.of_library(library)
    chosen = all_named(library, ids)
    untagged = [paper for paper in library.papers if not paper.tags]
    return [review_tags(paper, vocabulary) for paper in (chosen if ids else untagged)]


def _write(data: Path, ids: Sequence[str]) -> list[TagReview]:
    reviews: list[TagReview] = []

    def edit(text: str, library: Library) -> str:
        reviews.extend(_reviews(library, ids))
        return set_fields(text, tags_to_write(reviews), library.own_fields)

    change(data, edit)
    return reviews


def _as_text(reviews: Sequence[TagReview]) -> Iterator[str]:
    """Yield the reviews; many papers that get no suggestion are counted at the end."""
    silent = [each for each in reviews if not each.paper.tags and not each.suggestions]
    counted = silent if len(silent) > FEW_SILENT else []
    told = {each.paper.id for each in counted}
    for each in (review for review in reviews if review.paper.id not in told):
        yield f"{each.paper.id}: {each.paper.title}"
        lines = _review(each) if each.paper.tags else [*map(str, each.suggestions)] or [NO_TAG]
        yield from (f"  {line}" for line in lines)
    if counted:
        yield f"{plural(len(counted), 'paper')}, {counted[0].paper.id} the first of them: {NO_TAGS}"


def _review(each: TagReview) -> list[str]:
    lines = [f"has {', '.join(each.paper.tags)}"]
    for slug, weak in each.unsupported.items():
        lines.append(f"not supported by the text: {slug}" + (f" (only {weak.reason})" if weak else ""))
    lines += [f"also suggested by the text: {other}" for other in each.missing]
    return lines if len(lines) > 1 else [*lines, "the text suggests the same"]


def _as_data(each: TagReview) -> dict[str, Any]:
    return {
        "id": each.paper.id,
        "title": each.paper.title,
        "tags": each.paper.tags,
        "suggestions": [
            {
                "tag": suggestion.slug,
                "score": suggestion.score,
                "reason": suggestion.reason,
                "evidence": [asdict(piece) for piece in suggestion.evidence],
            }
            for suggestion in each.suggestions
        ],
        "not_suggested": list(each.unsupported),
        "also_fits": [suggestion.slug for suggestion in each.missing],
    }


def _summary(reviews: Sequence[TagReview], data: Path, *, written: bool) -> str:
    untagged = [each for each in reviews if not each.paper.tags]
    proposed = len(tags_to_write(reviews))
    if not untagged:
        return "every paper has tags; nothing was changed" if reviews or written else "every paper has tags"
    counts = f"{plural(len(untagged), 'paper')} without tags, suggestions for {proposed}"
    if not proposed:
        return counts
    return f"{counts}; " + (f"written to {data / 'papers.yaml'}" if written else "write them with --write")


@click.command()
@format_option
@data_option
def tags(data: Path, form: str) -> None:
    """Review the tag vocabulary and how the papers use it.

    Finds tags that are unused, nearly the same or on too many papers, groups without tags and papers, and
    papers whose text suggests a tag that they lack. Prints each as FILE:LINE: what is wrong; what to do.
    These are questions for a person, not errors.
    """
    library = load(data)
    problems = vocabulary_lints(library)
    click.echo(FINDINGS_AS[form](problems), nl=False)
    counts = f"{plural(len(library.tags), 'tag')}, {plural(len(library.papers), 'paper')}"
    click.echo(f"{counts}: {plural(len(problems), 'finding') if problems else 'nothing found'}", err=True)
