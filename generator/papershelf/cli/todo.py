"""`papershelf todo`."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from papershelf.cli.options import data_option, today
from papershelf.curate.quoting import plural
from papershelf.curate.todo import KINDS, as_page, as_text, tasks
from papershelf.library import load
from papershelf.problems import InvalidInputError, Problem


@click.command("todo")
@click.option(
    "--only",
    "kinds",
    multiple=True,
    type=click.Choice(list(KINDS)),
    metavar="KIND",
    help=f"Show only these: {', '.join(KINDS)}; may be repeated.",
)
@click.option(
    "--links",
    "links_file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What `papershelf links --json` printed; its dead links are things to do.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "page", "json"]),
    default="text",
    help="text for people, page for docs/todo.md, json for scripts.",
)
@data_option
def todo(kinds: tuple[str, ...], links_file: Path | None, data: Path, form: str) -> None:
    """Show what curators can do next, each with the command that settles it.

    Papers that lack tags, an abstract, a venue though they are no longer new, or code that their abstract
    names; papers that may be one; tags on too many papers; dead links. Asks no service: dead links are those
    of `papershelf links --json`, given with --links. Things to do are not errors: the exit code is 0.

    \b
    papershelf todo --format page > docs/todo.md    a page for maintainers, todo/ on the site
    """
    dead = _dead_links(links_file) if links_file else []
    found = [task for task in tasks(load(data), today(), dead) if not kinds or task.kind in kinds]
    if form == "json":
        click.echo(json.dumps([asdict(task) for task in found], ensure_ascii=False, indent=2))
    else:
        for line in as_page(found) if form == "page" else as_text(found):
            click.echo(line)
    counts = Counter(task.kind for task in found)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])
    click.echo(f"{plural(len(found), 'thing')} to do{f': {told}' if told else ''}", err=True)


def _dead_links(path: Path) -> list[dict[str, Any]]:
    """Read the links that were checked. Raises InvalidInputError for another file."""
    try:
        links = json.loads(path.read_bytes())
    except ValueError:
        links = None
    if not isinstance(links, list) or not all(isinstance(link, dict) for link in links):
        message = "this isn't what `papershelf links --json` prints; save that"
        raise InvalidInputError([Problem(str(path), 1, message)])
    return links
