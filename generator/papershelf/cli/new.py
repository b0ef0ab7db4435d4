"""`papershelf new`."""

import shlex
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from papershelf.cli.options import data_option, today
from papershelf.curate.matching import Matcher
from papershelf.curate.merging import FIELDS
from papershelf.curate.named import find_named
from papershelf.curate.quoting import SHOWN, cut, text_of
from papershelf.curate.titles import new_id
from papershelf.curate.typed import meant, read_typed
from papershelf.feeds.identifiers import UNDERSTOOD, read_identifier
from papershelf.library import Library, load
from papershelf.library.citation_keys import keys, new_key
from papershelf.library.draft import read_draft, template
from papershelf.library.fields import Field, paper_of
from papershelf.library.own_fields import OwnField
from papershelf.library.store import change
from papershelf.library.write import entry_text, with_entries
from papershelf.model import Candidate, Paper
from papershelf.problems import InvalidInputError, did_you_mean

INTERPRETED = ("authors", "others", "arxiv", "doi")
"""Keys whose values may be typed in several ways; what was understood is shown."""
IDENTIFYING = frozenset({"title", "authors", "published", "arxiv", "doi"})
QUESTIONS = {
    "title": "Title",
    "authors": "Authors, separated by commas or semicolons",
    "published": "First submission (YYYY, YYYY-MM or YYYY-MM-DD)",
    "arxiv": "arXiv id",
    "doi": "DOI",
    "venue": "Venue",
    "tags": "Tags, separated by commas",
    "note": "Why is it on the list",
    "abstract": "Abstract",
    "code": "Address of the code",
    "links": "Other links, as name: address; name: address",
}


@click.command()
@click.argument("identifier", required=False, metavar="[ID]")
@click.option(
    "--editor", is_flag=True, help="Fill in a template in $VISUAL or $EDITOR instead of answering questions."
)
@click.option(
    "--draft",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Go on in the editor with a draft that was kept.",
)
@data_option
def new(identifier: str | None, data: Path, *, editor: bool, draft: Path | None) -> None:
    """Add a paper by hand: answer questions, or fill in a template in an editor.

    \b
    papershelf new                 asks for everything
    papershelf new 1603.09320      knows the arXiv id already
    papershelf new --editor        opens a template

    Only the title is needed; an empty answer leaves a field out. The paper's id is made from the title. ID,
    if given, is its arXiv id or DOI, which isn't asked for then; `papershelf add` looks up the rest, too.

    Authors may be typed as they are printed or as references list them: "Ada Okoro, Bo Lind",
    "Okoro, Ada; Lind, Bo", "Martin Luther King, Jr., Ada Okoro and others". "Okoro, Ada" is one author, the
    family name first. Semicolons between names leave no doubt, and braces keep a name whole:
    "{Barnes, Noble & Co.}". What was understood is shown.

    A draft of the editor that isn't added is kept in a file, which is told; --draft goes on with it.
    """
    if identifier and draft:
        raise click.UsageError("give ID or --draft; a draft has its own identifiers")
    library = load(data)
    known = _identified(library, identifier) if identifier else {}
    paper = (
        _from_editor(data, known, library.own_fields, draft)
        if editor or draft
        else _added(data, _from_questions(library, known))
    )
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
        entry = {"id": new_id(values["title"], taken), "added": today(), **values}
        paper = paper_of(entry, present.own_fields)
        papers.append(replace(paper, key=new_key(paper, keys(present.papers).values())))
        return with_entries(text, papers, present.own_fields)

    try:
        change(data, edit)
    except InvalidInputError:
        click.echo(f"not added:\n{''.join(map(entry_text, papers))}", err=True)
        raise
    return papers[0]


def _identified(library: Library, typed: str) -> dict[str, Any]:
    """Return the arXiv id or DOI that the user gave; stop if the list already has that paper."""
    identifier = read_identifier(typed)
    if not identifier:
        raise click.UsageError(f"'{typed}' is not recognised; use {UNDERSTOOD}")
    if paper := find_named(library.papers, identifier.value):
        raise click.ClickException(f"{typed} is on the list already, {library.path}:{paper.line}: {paper.id}")
    return {identifier.kind: identifier.value}


def _from_questions(library: Library, known: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(known)
    questions = QUESTIONS | {each.key: _question(each) for each in library.own_fields if each.form}
    for key, question in questions.items():
        if key != "title" and "title" not in values:
            break
        answer: Mapping[str, Any] = {}
        while (key not in values or key == "links") and not answer:
            typed = click.prompt(question, default="", show_default=False, err=True).strip()
            if not typed:
                break
            answer = _answer(key, typed, values, library)
        values |= {each: _joined(values, each, value) for each, value in answer.items()}
        if IDENTIFYING & answer.keys() and (possible := _refuse_known(library, values)):
            click.echo(f"this may be {possible}", err=True)
    return values


def _question(field: OwnField) -> str:
    """Return the question for a field of the list's own, with what may be answered."""
    many = ", separated by commas or semicolons" if field.has_many else ""
    return f"{field.label}{many}{f' ({cut(field.choices, SHOWN)})' if field.choices else ''}"


def _answer(key: str, typed: str, values: Mapping[str, Any], library: Library) -> Mapping[str, Any]:
    """Return what an answer means, and say so where it isn't what was typed; nothing if it can't be used."""
    try:
        answer = read_typed(key, typed, library.own_fields)
    except InvalidInputError as error:
        click.echo(error.problems[0].message, err=True)
        return {}
    problems = [
        f"'{each}' is {text_of(values[each])} already"
        for each in answer
        if each in values and each != "links"
    ]
    unknown = [tag for tag in answer.get("tags", ()) if tag not in library.by_slug]
    problems += [f"unknown tag '{tag}'{did_you_mean(tag, library.by_slug)}" for tag in unknown]
    if problems:
        click.echo("\n".join(problems), err=True)
        return {}
    for each in INTERPRETED:
        if each in answer and text_of(answer[each]) != typed:
            value = "; ".join(answer[each]) if each == "authors" else text_of(answer[each])
            click.echo(f"understood as {each}: {value}", err=True)
    return answer


def _joined(values: Mapping[str, Any], key: str, value: Any) -> Any:
    """Return a value beside which the paper may have others: more links."""
    return {**values.get(key, {}), **value} if key == "links" else value


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


def _from_editor(data: Path, known: Mapping[str, Any], own: Sequence[Field], draft: Path | None) -> Paper:
    """Add what is written in an editor; whatever keeps it from being added, what was typed is kept."""
    begun = text = draft.read_text(encoding="utf-8") if draft else template(known, own)
    try:
        while True:
            text = click.edit(text, extension=".yaml", require_save=False) or ""
            try:
                return _added(data, read_draft(text, meant, own))
            except InvalidInputError as error:
                click.echo(f"{error}", err=True)
                click.confirm("edit again?", default=True, abort=True, err=True)
    except Exception:
        if text.strip() and text != begun:
            place = _kept(text, draft)
            again = f"papershelf new --draft {shlex.quote(str(place))}"
            click.echo(f"{place} has what you typed; go on with it: {again}", err=True)
        raise


def _kept(text: str, draft: Path | None) -> Path:
    """Write a draft where it was, or into a new file; return its place."""
    if draft:
        draft.write_text(text, encoding="utf-8")
        return draft
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="papershelf-draft-", suffix=".yaml", delete=False
    ) as file:
        file.write(text)
    return Path(file.name)
