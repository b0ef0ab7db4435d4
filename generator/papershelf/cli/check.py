"""Commands about the data as a whole: `papershelf check`, `format`, `schema` and `diff`."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from papershelf.cli.findings import FINDINGS_AS, checked
from papershelf.cli.options import (
    check_data,
    data_option,
    format_option,
    state,
    today,
    unchecked_data_option,
)
from papershelf.curate import difference_report
from papershelf.curate.difference import Difference, difference
from papershelf.curate.quoting import plural
from papershelf.library import Library, load
from papershelf.library.citation_edits import canonical_citations
from papershelf.library.edit import canonical
from papershelf.library.entries import UneditableError
from papershelf.library.load import CITATIONS, load_what_is_right
from papershelf.library.schemas import SCHEMAS, schema_text
from papershelf.library.store import change
from papershelf.problems import InvalidInputError, Problem
from papershelf.whole_files import replace_file


@click.command()
@format_option
@data_option
def check(data: Path, form: str) -> None:
    """Report every error and warning in the files of DATA: papers, tags, collections, citations and fields.

    \b
    papershelf check
    papershelf check --format json

    Prints every problem as FILE:LINE: what is wrong, and what to do. Exits with 1 if there is an error;
    warnings alone exit with 0.
    """
    library, problems = checked(data, today(days_ago=-1))
    summary = f"{_size(library)}: " if library else ""
    click.echo(FINDINGS_AS[form](problems), nl=False)
    errors = sum(problem.severity == "error" for problem in problems)
    counts = {"error": errors, "warning": len(problems) - errors}
    told = ", ".join(plural(number, severity) for severity, number in counts.items() if number)
    click.echo(summary + (told or "nothing wrong"), err=True)
    if errors:
        raise click.exceptions.Exit(1)


def _size(library: Library) -> str:
    papers, tags = plural(len(library.papers), "paper"), plural(len(library.tags), "tag")
    if not library.collections:
        return f"{papers} and {tags}"
    return f"{papers}, {tags} and {plural(len(library.collections), 'collection')}"


@click.command("format")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if something would.")
@data_option
def format_(data: Path, *, only_check: bool) -> None:
    """Write papers.yaml in its canonical form: keys in order, ids quoted, abstracts wrapped.

    The content of the entries, their order and the comments stay the same. citations.yaml, if there is one,
    is sorted as well: by paper, with an id on each line.
    """
    if only_check:
        _check(data)
        return

    def edit(text: str, library: Library) -> str:
        result = canonical(text, library.papers, library.own_fields)
        wrote.extend([library.path] if result != text else [])
        return result

    def edit_citations(text: str, _library: Library) -> str:
        result = canonical_citations(text)
        wrote.extend([str(data / CITATIONS)] if result != text else [])
        return result

    wrote: list[str] = []
    change(data, edit, edit_citations=edit_citations)
    click.echo(f"wrote {' and '.join(wrote)}" if wrote else "nothing to change", err=True)


def _check(data: Path) -> None:
    library = load(data)
    path, citations = Path(library.path), data / CITATIONS
    text = _text(path)
    try:
        in_form = {path: canonical(text, library.papers, library.own_fields) == text}
    except UneditableError as error:
        raise InvalidInputError([Problem(str(path), error.line, error.message)]) from None
    in_form[citations] = canonical_citations(_text(citations)) == _text(citations)
    for each in (each for each in in_form if not in_form[each]):
        click.echo(f"{each} is not in canonical form; run papershelf format", err=True)
    if not all(in_form.values()):
        raise click.exceptions.Exit(1)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig") if path.exists() else ""


@click.command()
@data_option
def schema(data: Path) -> None:
    """Write the JSON Schemas that editors use to complete and check the data files, into DATA/schema/.

    Run it again when fields.yaml has changed: papers.yaml then has other keys.
    """
    own = load_what_is_right(data)[0].own_fields
    for name in SCHEMAS:
        path = data / "schema" / name
        path.parent.mkdir(exist_ok=True)
        replace_file(path, schema_text(name, own).encode())
        click.echo(str(path))


DIFFERENCE_AS: Mapping[str, Callable[[Difference], str]] = {
    "text": difference_report.as_text,
    "markdown": difference_report.as_markdown,
    "json": lambda found: json.dumps(difference_report.as_data(found), ensure_ascii=False, indent=2) + "\n",
}


@click.command()
@click.argument("base")
@click.argument("head", default="")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(DIFFERENCE_AS)),
    default="text",
    help="text for a terminal, markdown for a review comment, json for scripts.",
)
@unchecked_data_option
@click.pass_context
def diff(ctx: click.Context, *, base: str, head: str, data: Path, form: str) -> None:
    """Show what changed in the list from BASE to HEAD, by paper and field.

    \b
    papershelf diff main           from the branch main to the files as they are
    papershelf diff v1.0 v2.0      between two commits, tags or branches
    papershelf diff old/ new/      between two data directories

    Each is a git revision, in which DATA is read, or a directory. HEAD defaults to the files in DATA.
    """
    if not (Path(base).is_dir() and head and Path(head).is_dir()):
        check_data(ctx)
    if not head:
        load_what_is_right(data)  # known since the last command, and so are most entries of the revision
    found = difference(state(base, data), state(head, data) if head else load(data))
    click.echo(DIFFERENCE_AS[form](found), nl=False)
