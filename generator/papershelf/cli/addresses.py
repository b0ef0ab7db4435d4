"""Commands that keep published addresses: `papershelf rename-tag`, `rename-collection` and `permalinks`."""

from pathlib import Path

import click

from papershelf.cli.options import FOLDER, data_option, list_in
from papershelf.curate.quoting import plural
from papershelf.facts.permalinks import RECORD, addresses, published, record, recorded
from papershelf.library import Library, load
from papershelf.library.edit import set_fields
from papershelf.library.moved_pages import with_redirect, with_values
from papershelf.library.store import change
from papershelf.library.values import slug_problem
from papershelf.problems import did_you_mean
from papershelf.whole_files import replace_file


@click.command("rename-tag")
@click.argument("old")
@click.argument("new")
@data_option
def rename_tag(old: str, new: str, data: Path) -> None:
    """Give the tag OLD the slug NEW, in papers and below it too; its old URL redirects to the new one.

    \b
    papershelf rename-tag hash-grids hash-encodings

    The label that readers see stays. Feeds and files of the tag go on at their old addresses as well.
    """
    library = load(data)
    _look_at(old, new, [tag.slug for tag in library.tags], "tag")

    def edit(text: str, present: Library) -> str:
        tags = {
            paper.id: {"tags": tuple(new if tag == old else tag for tag in paper.tags)}
            for paper in present.papers
            if old in paper.tags
        }
        return set_fields(text, tags, present.own_fields) if tags else text

    change(
        data,
        edit,
        edit_tags=lambda text, _: with_values(text, {"slug", "parent"}, old, new),
        edit_moved=lambda text, _: with_redirect(text, f"tags/{old}/", f"tags/{new}/"),
    )
    click.echo(f"renamed the tag {old} to {new}; its URL redirects there now", err=True)


@click.command("rename-collection")
@click.argument("old")
@click.argument("new")
@data_option
def rename_collection(old: str, new: str, data: Path) -> None:
    """Give the collection OLD the slug NEW; its old URL redirects to the new one.

    The title that readers see stays. Feeds and files of it go on at their old addresses as well.
    """
    library = load(data)
    _look_at(old, new, [each.slug for each in library.collections], "collection")
    change(
        data,
        lambda text, _: text,
        lambda text, _: with_values(text, {"slug"}, old, new),
        edit_moved=lambda text, _: with_redirect(text, f"collections/{old}/", f"collections/{new}/"),
    )
    click.echo(f"renamed the collection {old} to {new}; its URL redirects there now", err=True)


def _look_at(old: str, new: str, known: list[str], what: str) -> None:
    if old not in known:
        raise click.ClickException(f"unknown {what} '{old}'{did_you_mean(old, known)}")
    if problem := slug_problem(new):
        raise click.ClickException(problem)
    if new in known:
        raise click.ClickException(f"there is a {what} '{new}' already; choose another slug")


@click.command()
@click.option("--site", type=FOLDER, help="A built site, whose feeds and files are recorded too.")
@click.option("--write", is_flag=True, help="Add them to the record.")
@data_option
def permalinks(data: Path, site: Path | None, *, write: bool) -> None:
    """Print the addresses of the site that data/permalinks.txt does not have yet; record them.

    What is recorded must keep working: `papershelf check` fails where a page of a paper, tag,
    collection, venue or author would, unless data/moved.yaml has its redirect or says why it is gone.
    `papershelf review` also fails where a feed or file would, if it is given the built site.
    """
    path = data / RECORD
    known = recorded(path.read_text(encoding="utf-8")).keys() if path.exists() else set[str]()
    present = set(addresses(load(data)))
    if site:
        shelf = list_in(site)
        present |= published(
            each.relative_to(shelf).as_posix() for each in shelf.rglob("*") if each.is_file()
        )
    fresh = sorted(present - known)
    for each in fresh:
        click.echo(each)
    if fresh and write:
        replace_file(path, record(present | known).encode())
    told = plural(len(fresh), "new permalink")
    click.echo(f"{told}, recorded in {path}" if fresh and write else told, err=True)
