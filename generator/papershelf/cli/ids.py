"""Naming a paper on the command line: by its id, a former id, its arXiv id or its DOI."""

from __future__ import annotations

import difflib
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from papershelf.library import Library, load
from papershelf.model import Paper, bare_arxiv
from papershelf.problems import InvalidInputError


class PaperName(click.ParamType[str]):
    """A paper's name; the shell completes ids of the list that --data names."""

    name = "paper"

    def shell_complete(
        self, ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the ids that begin as typed; a list with errors offers none."""
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
    """The paper of that name; ClickException with the nearest ids where there is none."""
    for paper in library.papers:
        same_arxiv = paper.arxiv and bare_arxiv(name) == bare_arxiv(paper.arxiv)
        same_doi = paper.doi and name.lower() == paper.doi.lower()
        if name in {paper.id, *paper.formerly} or same_arxiv or same_doi:
            return paper
    wanted = name.casefold()
    holding = [paper.id for paper in library.papers if wanted in f"{paper.id} {paper.title}".casefold()]
    close = holding[:3] or difflib.get_close_matches(name, library.by_id, n=3, cutoff=0.5)
    hint = f"; did you mean {', '.join(close)}?" if close else ""
    raise click.ClickException(f"no paper in {library.path} is called '{name}'{hint}")
