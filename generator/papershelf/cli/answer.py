"""Commands for issue forms: `papershelf answer`, `forms` and `labels`."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from papershelf.bot import answers
from papershelf.bot.comments import CORRECTION, PAPER_REQUEST, create_missing_labels, upsert_comment
from papershelf.bot.github import GitHub, from_environ
from papershelf.bot.issue_forms import forms as forms_of
from papershelf.bot.pull_requests import OthersWorkError, Proposal, ensure_current, propose
from papershelf.bot.submissions import Issue, read_correction, read_issue, read_paper_request
from papershelf.cli.findings import findings
from papershelf.cli.options import FOLDER, client, data_option, event_option, network_options, today
from papershelf.curate.fetching import identified
from papershelf.library import Library, load
from papershelf.library.load import PAPERS, TAGS
from papershelf.library.store import change
from papershelf.problems import InvalidInputError
from papershelf.services.endpoints import ApiError
from papershelf.settings import FILE, ISSUE_FORMS, read_settings
from papershelf.whole_files import replace_file

MARKER = "<!-- papershelf: answer -->"


@dataclass(frozen=True, slots=True)
class Desk:
    """What an answer needs; `cache` and `contact` are for requests to arXiv and Crossref."""

    github: GitHub
    data: Path
    library: Library
    cache: Path | None
    contact: str | None


@click.command()
@event_option("The event of an issue")
@network_options
@data_option
def answer(event: Path, data: Path, cache: Path | None, contact: str | None) -> None:
    """Answer an issue created with a form: open or update its pull request, or explain why there is none.

    The issue's label says which form: "suggestion" adds an entry, filled in from arXiv or Crossref,
    "correction" changes one field. Writes to GitHub only, not to DATA. Needs GITHUB_REPOSITORY and a
    GITHUB_TOKEN with write permission for contents, pull requests and issues.
    """
    if not data.resolve().is_relative_to(Path.cwd().resolve()):
        raise click.UsageError("run this in the repository's top folder, with DATA in it")
    if not (data / PAPERS).exists():
        raise click.UsageError(f"{data / PAPERS} does not exist; create an empty one first")
    issue = read_issue(event.read_bytes(), str(event))
    kind = next((label for label in MAKERS if label in issue.labels), None)
    if kind is None or not issue.is_open:
        click.echo(f"issue {issue.number} is closed or has no form's label; nothing to answer", err=True)
        return
    _answer(Desk(from_environ(os.environ), data, load(data), cache, contact), issue, kind)


def _answer(desk: Desk, issue: Issue, kind: str) -> None:
    """Answer on the issue; an error that its author can't fix is raised again after it was reported there."""
    failure: ApiError | None = None
    try:
        text = _propose(desk, issue, kind, MAKERS[kind](desk, issue))
    except InvalidInputError as error:
        text = answers.complaint(error)
    except answers.DeclinedError as error:
        text = str(error)
    except OthersWorkError:
        text = "A maintainer has worked on this issue's pull request, so it was left unchanged."
    except ApiError as error:
        failure = error
        text = f"{error.name} can't be reached right now. Edit the text of the issue above to try again."
    click.echo(f"issue {issue.number}: {upsert_comment(desk.github, issue.number, MARKER, text)}")
    if failure:
        raise failure


def _add_requested(desk: Desk, issue: Issue) -> answers.ListEdit:
    request = read_paper_request(issue.body)
    settings = read_settings(Path(FILE))
    identifier = answers.requested(request, desk.library, settings)
    with client(desk.cache, desk.contact) as service:
        fetched = list(identified(service, [identifier]))
    return answers.with_requested(
        request, identifier, fetched, desk.library, data=desk.data, day=today(), settings=settings
    )


MAKERS: Mapping[str, Callable[[Desk, Issue], answers.ListEdit]] = {
    PAPER_REQUEST: _add_requested,
    CORRECTION: lambda desk, issue: answers.corrected(
        read_correction(issue.body, desk.library.own_fields), desk.library
    ),
}


def _propose(desk: Desk, issue: Issue, kind: str, made: answers.ListEdit) -> str:
    """Open or update the pull request; return the answer for the issue."""
    folder = desk.data.resolve().relative_to(Path.cwd().resolve()).as_posix()
    papers, remarks = _changed(desk.data, made)
    files: dict[str, bytes | None] = {f"{folder}/{PAPERS}": papers}
    files |= {f"{folder}/{name}": content for name, content in made.files.items()}
    ensure_current(desk.github, issue.branch, f"{folder}/{PAPERS}", (desk.data / PAPERS).read_bytes())
    body = f"Closes #{issue.number}\n\n{made.body}\n{answers.remarked(remarks)}"
    branch = f"papershelf/issue-{issue.number}"
    url = propose(desk.github, Proposal(branch, issue.branch, files, made.title, body, labels=(kind,)))
    if url is None:
        return "Nothing to change: the list says so already."
    return f"Thank you! This is proposed in {url}; a maintainer will look at it next."


def _changed(data: Path, made: answers.ListEdit) -> tuple[bytes, list[str]]:
    """Make and check the edit in a copy; return the new papers.yaml, and the findings about the paper."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in (PAPERS, TAGS):
            shutil.copy(data / name, copy / name)
        change(copy, made.edit)
        library = load(copy)
        paper = library.by_id[made.paper.id]
        lines = {paper.line, *paper.lines.values()}
        remarks = [problem.message for problem in findings(library) if problem.line in lines]
        return (copy / PAPERS).read_bytes(), remarks


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a form is not up to date.")
@click.option(
    "--folder",
    type=FOLDER,
    default=ISSUE_FORMS,
    help="Directory of the repository's issue forms.",
)
@data_option
def forms(data: Path, folder: Path, *, check: bool) -> None:
    """Write the issue forms for suggesting and correcting papers; their tags come from tags.yaml."""
    texts = forms_of(load(data))
    stale = [
        name
        for name, text in texts.items()
        if not (folder / name).exists() or (folder / name).read_bytes() != text.encode()
    ]
    if check and stale:
        names = ", ".join(str(folder / name) for name in stale)
        raise click.ClickException(f"not up to date: {names}; run papershelf forms")
    for name in stale:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(folder / name, texts[name].encode())
        click.echo(str(folder / name))


@click.command()
def labels() -> None:
    """Create the labels on GitHub that forms and workflows put on their issues; existing ones stay.

    Needs GITHUB_REPOSITORY and a GITHUB_TOKEN with write permission for issues.
    """
    created = create_missing_labels(from_environ(os.environ))
    click.echo(f"created {', '.join(created)}" if created else "no label is missing", err=True)
