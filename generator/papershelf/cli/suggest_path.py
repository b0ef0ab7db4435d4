"""`papershelf suggest-path`."""

import textwrap
from collections.abc import Sequence
from pathlib import Path

import click

from papershelf.cli.options import data_option
from papershelf.cli.paper_name import PaperName, all_named
from papershelf.curate.quoting import plural
from papershelf.facts.citation_links import citation_links
from papershelf.facts.proposed_paths import FEWEST_BEFORE, ProposedStep, papers_with_paths, proposed_path
from papershelf.library import Library, load
from papershelf.library.load import COLLECTIONS
from papershelf.library.values import LONGEST_SLUG
from papershelf.library.write import field_text
from papershelf.model import Paper
from papershelf.text import shown

SUGGESTED = 3  # paths that are shown where no paper is named
NAMED = 3  # papers that a reason names
SHORT = 60  # characters of a title in a reason


@click.command("suggest-path")
@click.argument("ids", type=PaperName(), nargs=-1, metavar="[ID]...")
@data_option
def suggest_path(ids: tuple[str, ...], data: Path) -> None:
    """Suggest collections that lead to a paper from those that it builds on, the foundations first.

    Prints a path to each of the papers given, or to the three that build on most others of the list and end
    no collection yet. What papers build on is in citations.yaml, which `papershelf enrich --citations`
    writes. Each path is an entry of collections.yaml. Its reasons say no more than which papers build on
    which, so put your own words in their place.

    \b
    papershelf suggest-path graph-rag >> data/collections.yaml
    """
    library = load(data)
    links = citation_links(library)
    papers = all_named(library, ids) or papers_with_paths(library, links)[:SUGGESTED]
    found = [(paper, proposed_path(paper, links)) for paper in papers]
    for paper, steps in found:
        if steps:
            click.echo("\n" + _entry(library, paper, steps), nl=False)
        else:
            click.echo(f"{paper.id} builds on fewer than {FEWEST_BEFORE} papers of the list", err=True)
    if not library.citations:
        click.echo("citations.yaml not found; papershelf enrich --citations --write makes it", err=True)
    paths = plural(sum(bool(steps) for _, steps in found), "path")
    click.echo(f"{paths}; add them to {data / COLLECTIONS}, with reasons of your own", err=True)


def _entry(library: Library, paper: Paper, steps: Sequence[ProposedStep]) -> str:
    """Return the entry of a collection, from its dash on."""
    title = _short(paper)
    fields = [
        field_text("slug", _slug(library, paper)),
        field_text("title", f"What “{title}” builds on"),
        field_text("description", f"Papers that lead to “{title}”, each after those that it builds on."),
        "steps:\n",
        *(textwrap.indent(_step(step), "  ") for step in steps),
    ]
    return "- " + textwrap.indent("".join(fields), "  ").removeprefix("  ")


def _step(step: ProposedStep) -> str:
    paper = field_text("id", step.paper.id).removeprefix("id: ")
    return f"- paper: {paper}" + textwrap.indent(field_text("why", _why(step)), "  ")


def _why(step: ProposedStep) -> str:
    if step.built_on_by:
        return f"{_names(step.built_on_by)} {'build' if len(step.built_on_by) > 1 else 'builds'} on it."
    return f"It builds on {_names(step.builds_on)}."


def _names(papers: Sequence[Paper]) -> str:
    named = [f"“{_short(paper)}”" for paper in papers[:NAMED]]
    if more := len(papers) - len(named):
        named.append(f"{more} more")
    *others, last = named
    return f"{', '.join(others)} and {last}" if others else last


def _short(paper: Paper) -> str:
    """Return a title up to its colon, or its first words."""
    name = shown(paper.title).partition(": ")[0]
    return name if len(name) <= SHORT else name[:SHORT].rpartition(" ")[0] + "…"


def _slug(library: Library, paper: Paper) -> str:
    """Return a slug that no collection has."""
    taken = {collection.slug for collection in library.collections}
    start = f"to-{paper.id}"[:LONGEST_SLUG].rstrip("-")
    numbers = (f"{start[: LONGEST_SLUG - 3]}-{number}" for number in range(2, len(taken) + 3))
    return start if start not in taken else next(each for each in numbers if each not in taken)
