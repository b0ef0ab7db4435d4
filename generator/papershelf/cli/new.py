"""`papershelf new`."""

from pathlib import Path
from typing import Any

import click

from papershelf.cli.options import data_option, today
from papershelf.curate.matching import Matcher
from papershelf.curate.merging import FIELDS
from papershelf.curate.titles import new_id
from papershelf.library import Library, load
from papershelf.library.draft import read_draft, read_value, template
from papershelf.library.store import change
from papershelf.library.write import entry_text, with_entries
from papershelf.model import Candidate, Paper
from papershelf.problems import InvalidInputError, did_you_mean

IDENTIFYING = frozenset({"title", "authors", "published", "arxiv", "doi"})
QUESTIONS = {
    "title": "Title",
    "authors": "Authors, separated by commas",
    "published": "First submission (YYYY, YYYY-MM or YYYY-MM-DD)",
    "arxiv": "arXiv id",
    "doi": "DOI",
    "venue": "Venue",
    "tags": "Tags, separated by commas",
    "note": "Why is it on the list",
    "abstract": "Abstract",
}


@click.command()
@click.option(
    "--editor", is_flag=True, help="Fill in a template in $VISUAL or $EDITOR instead of answering questions."
)
@data_option
def new(data: Path, *, editor: bool) -> None:
    """Add a paper by hand: answer questions, or fill in a template in an editor.

    Only the title is needed; an empty answer leaves a field out. The id is made from the title.
    """
    library = load(data)
    paper = _from_editor(data) if editor else _added(data, _from_questions(library))
    click.echo(entry_text(paper), nl=False)
    place = load(data).by_id[paper.id].line
    click.echo(f"added to {library.path}:{place}; papershelf check reports what is still missing", err=True)


def _added(data: Path, values: dict[str, Any]) -> Paper:
    """Add the paper to the list; if it is refused, show what was typed so that it isn't lost."""
    if not values.get("title"):
        raise click.ClickException("a paper needs a title; nothing was added")
    papers: list[Paper] = []

    def edit(text: str, present: Library) -> str:
        if possible := _refuse_known(present, values):
            click.confirm(f"this may be {possible}; add it as another paper?", abort=True, err=True)
        taken = {name for paper in present.papers for name in (paper.id, *paper.formerly)}
        papers.append(Paper(**{"id": new_id(values["title"], taken), "added": today(), **values}))
        return with_entries(text, papers)

    try:
        change(data, edit)
    except InvalidInputError:
        click.echo(f"not added:\n{''.join(map(entry_text, papers))}", err=True)
        raise
    return papers[0]


def _from_questions(library: Library) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, question in QUESTIONS.items():
        if key != "title" and not values:
            break
        while typed := click.prompt(question, default="", show_default=False, err=True).strip():
            try:
                values[key] = read_value(key, typed)
            except InvalidInputError as error:
                click.echo(error.problems[0].message, err=True)
                continue
            unknown = [tag for tag in values[key] if tag not in library.by_slug] if key == "tags" else []
            if not unknown:
                break
            del values[key]
            for tag in unknown:
                click.echo(f"unknown tag '{tag}'{did_you_mean(tag, library.by_slug)}", err=True)
        if key in IDENTIFYING and key in values and (possible := _refuse_known(library, values)):
            click.echo(f"this may be {possible}", err=True)
    return values


def _refuse_known(library: Library, values: dict[str, Any]) -> str:
    """Stop if the list already has the paper, before more is typed; return which one it may be, if any."""
    candidate = Candidate(**{key: value for key, value in values.items() if key in FIELDS})
    match = Matcher(library.papers, [candidate]).find(candidate)
    if not match:
        return ""
    place = f"{library.path}:{match.paper.line}: {match.paper.id}"
    if match.certain:
        raise click.ClickException(f"{match.reason} is on the list already, {place}")
    return f"{place} ({match.reason})"


def _from_editor(data: Path) -> Paper:
    text = template()
    while True:
        edited = click.edit(text, extension=".yaml", require_save=False)
        if edited is None:
            raise click.ClickException("the editor returned no text; set VISUAL or EDITOR to your editor")
        try:
            return _added(data, read_draft(edited))
        except InvalidInputError as error:
            click.echo(f"{error}", err=True)
            click.confirm("edit again?", default=True, abort=True, err=True)
            text = edited
