"""A paper of the list as an argument of commands."""

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from papershelf.curate.named import find_named, nearest_ids
from papershelf.feeds.identifiers import read_identifier
from papershelf.library import Library, load
from papershelf.model import Paper
from papershelf.problems import InvalidInputError


class PaperName(click.ParamType[str]):
    """A paper of the list by any of its names; the shell completes ids of the list given by --data."""

    name = "paper"

    def shell_complete(
        self, ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the ids that start with what was typed; a list with errors offers none."""
        try:
            library = load(ctx.params.get("data") or Path("data"))
        except InvalidInputError:
            return []
        return [
            CompletionItem(paper.id, help=paper.title)
            for paper in library.papers
            if paper.id.startswith(incomplete)
        ]


def named(library: Library, name: str) -> Paper:
    """Return the paper with a name, as `find_named` does. Raises ClickException with the nearest ids."""
    if paper := find_named(library.papers, name):
        return paper
    if identifier := read_identifier(name):
        hint = f"; to add it: papershelf add {identifier.value}"
    else:
        close = nearest_ids(library.papers, name)
        hint = f"; did you mean {', '.join(close)}?" if close else ""
    raise click.ClickException(f"no paper in {library.path} is called '{name}'{hint}")


def all_named(library: Library, names: Iterable[str]) -> list[Paper]:
    """Return the papers with these names, each once. Raises ClickException as `named` does."""
    return [library.by_id[paper_id] for paper_id in dict.fromkeys(named(library, name).id for name in names)]
