"""Arguments that commands share: papers by id, and commits."""

import difflib
import subprocess
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from papershelf.library import Library, load
from papershelf.library.load import COLLECTIONS, PAPERS, TAGS
from papershelf.model import Paper, bare_arxiv
from papershelf.problems import InvalidInputError


class PaperName(click.ParamType[str]):
    """A paper's id, arXiv id or DOI; the shell completes ids of the list given by --data."""

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
    """Return the paper with that id, arXiv id or DOI. Raises ClickException with the nearest ids."""
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


def state(name: str, data: Path) -> Library:
    """Read a directory, or the directory `data` in a git revision. Raises InvalidInputError."""
    if Path(name).is_dir():
        return load(Path(name))
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise click.ClickException(f"'{name}' is neither a directory nor a git revision")
    revision = commit.decode().strip()
    papers, tags, collections = (
        _git("show", f"{revision}:./{(data / file).as_posix()}") or b""
        for file in (PAPERS, TAGS, COLLECTIONS)
    )
    return load(Path(f"{name}:{data.as_posix()}"), papers, tags, collections)


def _git(*arguments: str) -> bytes | None:
    """Return git's output, or None if it fails, as for a file that a revision lacks."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise click.ClickException("git is not installed; give two data directories instead") from None
    return done.stdout if done.returncode == 0 else None
