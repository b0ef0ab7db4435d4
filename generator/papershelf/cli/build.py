"""Commands that make the site: `papershelf build`, `index` and `export-site`."""

import tempfile
import zipfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from papershelf.build_cache import BuildCache
from papershelf.cli.options import FOLDER, data_option, list_in
from papershelf.curate.quoting import plural
from papershelf.offline_copy import markdown_copy, offline_copy
from papershelf.problems import InvalidInputError, Problem
from papershelf.settings import FILE, read_settings

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a ZIP file can have: the same site gives the same bytes
READABLE = 0o644 << 16


@click.command()
@data_option
@click.option(
    "--docs", type=FOLDER, default="docs", help="Directory of the site's Markdown, beside mkdocs.yml."
)
def build(data: Path, docs: Path) -> None:
    """Generate the site's Markdown pages from papers.yaml and tags.yaml.

    Writes one page per paper and the indices by tag, author, venue and year into DOCS. Only pages that
    changed are written, pages of removed papers are deleted, hand-written files are left alone.
    """
    from papershelf import site  # noqa: PLC0415 - NumPy and the templates take a while to load, which no other command needs
    from papershelf.build_lock import BuildLock  # noqa: PLC0415 - no other command needs it

    cache, settings = BuildCache(docs.parent / ".cache"), read_settings(docs.parent / FILE)
    with BuildLock(cache.folder, partial(click.echo, err=True)):
        result = site.build(data, docs / settings.prefix, settings, cache)
    written, removed = plural(len(result.written), "page"), len(result.removed)
    click.echo(f"{written} written, {removed} removed, {result.unchanged} unchanged", err=True)


@click.command()
@click.argument("site", type=FOLDER, default="site")
def index(site: Path) -> None:
    """Make the search index of a built SITE, and the database of its papers.

    `mkdocs build` and `mkdocs serve` do this themselves; run it after another engine, such as Zensical,
    has built the site. SITE defaults to "site".
    """
    from papershelf.list_database import write_database  # noqa: PLC0415 - no other command needs it
    from papershelf.search_index import write_index  # noqa: PLC0415 - it loads regex, which no other needs

    shelf = list_in(site)
    click.echo(f"{plural(write_index(shelf), 'paper')} indexed", err=True)
    write_database(shelf)


@click.command("export-site")
@click.argument("output", required=False, type=click.Path(path_type=Path))
@click.option("--zip", "packed", is_flag=True, help="Write one ZIP file instead of a folder.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Copy the Markdown of the pages instead.")
@click.option("--site", type=FOLDER, default="site", help="Folder of the built site.")
def export_site(output: Path | None, site: Path, *, packed: bool, as_markdown: bool) -> None:
    """Copy the built site so that it opens from a file manager.

    \b
    papershelf export-site --zip           papershelf-site.zip
    papershelf export-site --markdown      papershelf-notes

    OUTPUT is a folder, or with --zip a file, that does not exist yet: papershelf-site or papershelf-site.zip
    by default. Open index.html in it. Pages, links and pictures all work; search, filters and
    reading state need a server, so static lists replace them.

    With --markdown the copy has a Markdown file for each paper, tag, collection, venue, year and author, with
    the facts as properties: papershelf-notes or papershelf-notes.zip by default. It opens as a vault in
    Obsidian, and in any editor; begin with index.md.
    """
    from papershelf.last_build import is_behind  # noqa: PLC0415 - it loads MkDocs, which no other needs

    name, first = ("papershelf-notes", "index.md") if as_markdown else ("papershelf-site", "index.html")
    output = output or Path(f"{name}.zip" if packed else name)
    if output.exists():
        raise click.ClickException(f"{output} already exists; remove it or choose another name")
    if not output.parent.is_dir():
        raise click.ClickException(
            f"there is no folder {output.parent}; make it first, or name another place"
        )
    shelf = list_in(site)
    if shelf != site and not as_markdown:
        message = (
            "its pages are in the layout of the site around them; copy the whole site, or use --markdown"
        )
        raise InvalidInputError([Problem(str(shelf), 1, message)])
    files = list(markdown_copy(shelf) if as_markdown else offline_copy(site))
    data = site.absolute().parent / "data"
    if is_behind(site, data, data.with_name(".cache")):
        click.echo(
            f"{site} is older than {data.name}; to export what the list says now, build it first", err=True
        )
    (_pack if packed else _unpack)(output, files)
    size = sum(len(content) for _, content in files) / 1e6
    click.echo(f"{output}: {len(files):,} files, {size:.1f} MB; open {first} in it", err=True)


def _unpack(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a folder under a temporary name first, so that nobody ever finds half of it."""
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        whole = Path(beside) / folder.name
        for name, content in files:
            path = whole / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        whole.rename(folder)


def _pack(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a ZIP file with one folder in it, under a temporary name first as well."""
    part = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files:
                entry = zipfile.ZipInfo(f"{path.stem}/{name}", EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = READABLE
                archive.writestr(entry, content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
