"""Commands for single entries: `papershelf show`, `remove`, `rename` and `merge`."""

import json
from collections.abc import Collection as Container
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from papershelf.cli.options import data_option
from papershelf.cli.paper_name import PaperName, all_named, named
from papershelf.curate.identity import compare, identifiers
from papershelf.curate.merging import given_up, union
from papershelf.curate.named import find_named
from papershelf.curate.quoting import cut, json_of, plural, text_of
from papershelf.library import Library, load
from papershelf.library.citation_edits import with_cited_renamed, without_cited
from papershelf.library.collection_edits import with_paper_renamed, without_papers
from papershelf.library.edit import remove_entries, set_fields
from papershelf.library.fields import ABSENT, given, value_of
from papershelf.library.load import COLLECTIONS, PAPERS, load_what_is_right
from papershelf.library.moved_pages import with_reason, with_redirect
from papershelf.library.one_entry import one_entry
from papershelf.library.store import change
from papershelf.library.values import slug_problem
from papershelf.library.write import entry_text
from papershelf.model import Collection, Paper, Step
from papershelf.problems import InvalidInputError
from papershelf.text import shown

SHOWN = 60


def _places(library: Library, ids: Container[str]) -> Iterator[tuple[str, Collection, Step]]:
    """Yield the steps whose papers are in `ids`, each after its file, line and number in words."""
    path = Path(library.path).with_name(COLLECTIONS)
    for collection in library.collections:
        for number, step in enumerate(collection.steps, start=1):
            if step.paper in ids:
                yield f"{path}:{step.line}: step {number} of '{collection.slug}'", collection, step


@click.command()
@click.argument("paper_id", type=PaperName(), metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of YAML.")
@data_option
def show(paper_id: str, data: Path, *, as_json: bool) -> None:
    """Print the entry of a paper; its file and line go to standard error.

    \b
    papershelf show 1603.09320
    papershelf show https://arxiv.org/abs/1603.09320 --json

    ID is the paper's id, one of its names, an arXiv id, a DOI, or the address of a page of any of them or of
    the list's site. The entry is found although another one has errors.
    """
    paper = one_entry(data, paper_id) or _right(data, paper_id)
    click.echo(f"{data / PAPERS}:{paper.line}", err=True)
    if as_json:
        entry = {key: json_of(value) for key, value in given(paper).items()} | {"line": paper.line}
        click.echo(json.dumps(entry, ensure_ascii=False, indent=2))
    else:
        click.echo(entry_text(paper), nl=False)


def _right(data: Path, name: str) -> Paper:
    """Return the paper with a name if its own entry is right. Raises InvalidInputError with all problems."""
    library, problems = load_what_is_right(data)
    if not problems:
        return named(library, name)
    found = find_named(library.papers, name)
    if paper := one_entry(data, found.id) if found else None:
        return paper
    raise InvalidInputError(problems)


@click.command()
@click.argument("ids", type=PaperName(), nargs=-1, required=True, metavar="ID...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--steps", is_flag=True, help="Remove their steps from collections too.")
@click.option("--why", metavar="TEXT", help="Leave a page at their URLs that says so, and why.")
@data_option
def remove(ids: tuple[str, ...], data: Path, *, yes: bool, steps: bool, why: str | None) -> None:
    """Remove papers from the list, and the comment right above each entry.

    \b
    papershelf remove 1603.09320 --yes
    papershelf remove 2111.08566 --yes --why "Withdrawn by its authors."

    The next build removes their pages; with --why, it leaves one that tells readers the reason. To let a URL
    lead to another paper, merge the two. A paper that is a step of a collection is kept unless you pass
    --steps.
    """
    library = load(data)
    papers = all_named(library, ids)
    for paper in papers:
        click.echo(f"{library.path}:{paper.line}: {paper.title}", err=True)
    _look_at_collections(library, {paper.id for paper in papers}, steps=steps)
    if not yes:
        click.confirm(f"remove {plural(len(papers), 'paper')} from the list?", abort=True, err=True)

    def edit(text: str, present: Library) -> str:
        return remove_entries(text, [named(present, paper.id).id for paper in papers])

    def edit_collections(text: str, _present: Library) -> str:
        return without_papers(text, {paper.id for paper in papers}) if steps else text

    def edit_moved(text: str, present: Library) -> str:
        return _with_words(text, present, {paper.id for paper in papers}, why) if why else text

    def edit_citations(text: str, _present: Library) -> str:
        return without_cited(text, {paper.id for paper in papers})

    change(data, edit, edit_collections, edit_moved=edit_moved, edit_citations=edit_citations)
    click.echo(f"removed {plural(len(papers), 'paper')}", err=True)
    if not why and (data / "permalinks.txt").exists():
        click.echo("their pages vanish; tell readers why with --why, or in moved.yaml", err=True)


def _with_words(text: str, library: Library, gone: Container[str], why: str) -> str:
    """Say of every address that goes with papers why; pages of venues and authors lead to their index."""
    from papershelf.facts.permalinks import addresses  # noqa: PLC0415 - it loads regex

    left = replace(library, papers=tuple(paper for paper in library.papers if paper.id not in gone))
    for paper in library.papers:
        for name in (paper.id, *paper.formerly) if paper.id in gone else ():
            text = with_reason(text, f"papers/{name}/", shown(paper.title), why)
    for address in sorted(addresses(library) - addresses(left)):
        if not address.startswith("papers/"):
            text = with_redirect(text, address, f"{address.partition('/')[0]}/")
    return text


def _look_at_collections(library: Library, ids: Container[str], *, steps: bool) -> None:
    """Report the steps that would be removed; refuse where they may not be, or where none would be left."""
    found = [place for place, _, _ in _places(library, ids)]
    for place in found:
        click.echo(place, err=True)
    if found and not steps:
        raise click.ClickException("a collection includes it; remove the steps too with --steps")
    for collection in library.collections:
        if all(step.paper in ids for step in collection.steps):
            where = Path(library.path).with_name(COLLECTIONS)
            message = f"'{collection.slug}' would have no step; remove it by hand first"
            raise click.ClickException(f"{where}:{collection.line}: {message}")


@click.command()
@click.argument("old", type=PaperName())
@click.argument("new")
@data_option
def rename(old: str, new: str, data: Path) -> None:
    """Give the paper OLD the id NEW, also in collections and citations; its old URL redirects to the new.

    \b
    papershelf rename 2505.14065 prime-ccl
    """
    if problem := slug_problem(new):
        raise click.ClickException(problem)

    def edit(text: str, library: Library) -> str:
        paper = named(library, old)
        if new == paper.id:
            raise click.ClickException(f"the paper is already called '{new}'")
        former = tuple(name for name in dict.fromkeys((*paper.formerly, paper.id)) if name != new)
        return set_fields(text, {paper.id: {"id": new, "formerly": former}}, library.own_fields)

    change(
        data,
        edit,
        lambda text, library: with_paper_renamed(text, named(library, old).id, new),
        edit_citations=lambda text, library: with_cited_renamed(text, named(library, old).id, new),
    )
    click.echo(f"renamed {old} to {new}", err=True)


@click.command()
@click.argument("gone", type=PaperName(), metavar="A")
@click.argument("kept", type=PaperName(), metavar="B")
@click.option("--yes", is_flag=True, help="Do not ask, however different the two are.")
@data_option
def merge(gone: str, kept: str, data: Path, *, yes: bool) -> None:
    """Merge entry A into B: B stays, and gains what only A had.

    Where both have a value, the fuller one stays: the longer text, the more precise date; else that of B.
    What of A is not taken is shown. A's URL redirects to B from then on, and B takes A's place in
    collections; in one that has both, A's step is removed.
    """

    def edit(text: str, library: Library) -> str:
        loser, winner = named(library, gone), named(library, kept)
        if loser is winner:
            raise click.ClickException(f"'{gone}' and '{kept}' are the same entry")
        _look_at_identity(loser, winner, yes=yes)
        values = dict(union(winner, loser, library.own_fields))
        for key, value in values.items():
            before, after = (_shown(each) for each in (value_of(winner, key), value))
            click.echo(f"{key}: {before} -> {after}", err=True)
        for key, (stays, lacking) in given_up(winner, loser, library.own_fields).items():
            click.echo(f"{key}: {_shown(stays)} stays, without {_shown(lacking)}", err=True)
        values["formerly"] = tuple(dict.fromkeys((*winner.formerly, loser.id, *loser.formerly)))
        return remove_entries(set_fields(text, {winner.id: values}, library.own_fields), [loser.id])

    def edit_collections(text: str, library: Library) -> str:
        loser, winner = named(library, gone), named(library, kept)
        for place, collection, gone_step in _places(library, [loser.id]):
            if winner.id in {step.paper for step in collection.steps}:
                message = f"{place}: removed, '{winner.id}' is a step there already: {gone_step.why}"
                click.echo(message, err=True)
        return with_paper_renamed(text, loser.id, winner.id)

    def edit_citations(text: str, library: Library) -> str:
        return with_cited_renamed(text, named(library, gone).id, named(library, kept).id)

    change(data, edit, edit_collections, edit_citations=edit_citations)
    click.echo(f"merged {gone} into {kept}; its URL redirects there now", err=True)


def _shown(value: Any) -> str:
    return "-" if value in ABSENT else cut(text_of(value), SHOWN)


def _look_at_identity(gone: Paper, kept: Paper, *, yes: bool) -> None:
    """Refuse to merge entries with two arXiv ids; ask, unless `yes`, where two entries may be two papers."""
    (arxiv, doi), (other_arxiv, other_doi) = identifiers(gone), identifiers(kept)
    if arxiv and other_arxiv and arxiv != other_arxiv:
        both = f"{arxiv} and {other_arxiv}"
        raise click.ClickException(f"their arXiv ids differ, {both}; correct one of them first")
    have_two_dois = bool(doi and other_doi and doi != other_doi)
    comparison = compare(gone, kept)
    if yes or (comparison.relation == "same" and not have_two_dois):
        return
    click.echo(f"A  {gone.title}\nB  {kept.title}", err=True)
    if have_two_dois:
        click.echo(f"their DOIs differ, {gone.doi} and {kept.doi}", err=True)
    click.confirm(f"these look like two papers: {comparison}; merge A into B?", abort=True, err=True)
