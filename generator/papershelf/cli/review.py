"""`papershelf review` and `papershelf comment`."""

import os
from pathlib import Path

import click

from papershelf.bot.comments import upsert_comment
from papershelf.bot.github import from_environ
from papershelf.bot.pull_request_review import as_json, only_file, parsed, site_changes
from papershelf.bot.pull_request_review import review as make_review
from papershelf.bot.review_markdown import as_markdown
from papershelf.bot.review_shape import ShapeError
from papershelf.cli.findings import checked, findings_as_github
from papershelf.cli.options import FOLDER, data_option, state, today
from papershelf.curate.difference import Difference, difference
from papershelf.facts.permalinks import RECORD, addresses, published, recorded, vanished_from
from papershelf.library import Library
from papershelf.limits import most
from papershelf.problems import InvalidInputError, Problem
from papershelf.whole_files import replace_file

REVIEW = "review.json"
MARKER = "<!-- papershelf: review -->"


@click.command()
@click.option(
    "--base", required=True, help="Revision that the pull request starts from, or a data directory."
)
@click.option(
    "--out", required=True, type=FOLDER, help="Directory for review.json; created if it doesn't exist."
)
@click.option(
    "--pull-request", required=True, type=click.IntRange(1), envvar="PULL_REQUEST", help="Its number."
)
@click.option("--head-sha", required=True, envvar="HEAD_SHA", help="The commit that is proposed.")
@click.option("--site-before", type=FOLDER, help="The site built from BASE; ignored if it doesn't exist.")
@click.option("--site-after", type=FOLDER, help="The site built from DATA; ignored if it doesn't exist.")
@data_option
def review(  # noqa: PLR0913, PLR0917 - click passes each option by name
    base: str,
    out: Path,
    pull_request: int,
    head_sha: str,
    site_before: Path | None,
    site_after: Path | None,
    data: Path,
) -> None:
    """Write what a pull request changes on the list and on the site, for `papershelf comment`.

    Needs no permissions and no secrets, so it may run on anybody's pull request. Prints the findings of the
    check as GitHub annotations; exits with 1 if one is an error, after writing the review.
    """
    library, problems = checked(data, today(days_ago=-1))
    found, unreadable = _compared(base, data, library)
    problems += unreadable
    before, after = (site if site and site.is_dir() else None for site in (site_before, site_after))
    changes = site_changes(after, before) if after else None
    problems += _vanished(base, data, library, before, after) if library and not unreadable else []
    made = make_review(pull_request, head_sha, found, problems, changes)
    out.mkdir(parents=True, exist_ok=True)
    replace_file(out / REVIEW, as_json(made).encode())
    click.echo(findings_as_github(problems), nl=False)
    if made["problem_counts"]["error"]:
        raise click.exceptions.Exit(1)


def _compared(base: str, data: Path, library: Library | None) -> tuple[Difference | None, list[Problem]]:
    """Return the difference, None if a state can't be read; errors of the base are only a warning."""
    if library is None:
        return None, []
    try:
        return difference(state(base, data), library), []
    except InvalidInputError as error:
        first = error.problems[0]
        message = f"the base can't be read, so nothing is compared: {first.message}"
        return None, [Problem(first.path, first.line, message, "warning", "unreadable-base")]


def _vanished(
    base: str, data: Path, library: Library, before: Path | None, after: Path | None
) -> list[Problem]:
    """Return an error for each address of the base, or on record, that would vanish without a word."""
    found = list(vanished_from(library, addresses(state(base, data)), addresses(library)))
    if after:
        record = data / RECORD
        known = set(recorded(record.read_text(encoding="utf-8"))) if record.exists() else set()
        known |= published(_names(before)) if before else set()
        told = addresses(library) | addresses(state(base, data))  # pages, which are looked at above
        found += vanished_from(library, known - told, published(_names(after)))
    return found


def _names(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]


@click.command()
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Directory with the review's artifact, which anybody may have written.",
)
@click.option(
    "--head-sha", required=True, envvar="HEAD_SHA", help="The commit that was reviewed, according to GitHub."
)
@click.option(
    "--run",
    required=True,
    type=click.IntRange(1),
    envvar="REVIEW_RUN",
    help="Id of the workflow run of the review.",
)
def comment(source: Path, head_sha: str, run: int) -> None:
    """Post a review on its pull request, as one comment that later reviews update.

    Trusts nothing in the directory: it may hold only review.json, of at most 1 MB and the right shape, and
    the pull request must be open and at the commit that GitHub names. Needs GITHUB_REPOSITORY and a
    GITHUB_TOKEN with write permission for pull requests.
    """
    try:
        review = parsed(only_file(source, REVIEW, most("review-size")), REVIEW)
        if review["head_sha"] != head_sha:
            raise click.ClickException("the review is about another commit than its run; nothing was posted")
        github = from_environ(os.environ)
        number = review["pull_request"]
        pull = github.get(f"pulls/{number}")
        if pull["state"] != "open" or pull["head"]["sha"] != head_sha:
            click.echo(f"pull request {number} is closed or has newer commits; nothing was posted")
            return
        server = os.environ.get("GITHUB_SERVER_URL") or "https://github.com"
        body = as_markdown(review, f"{server}/{github.repository}/actions/runs/{run}")
        click.echo(upsert_comment(github, number, MARKER, body))
    except ShapeError as error:
        raise click.ClickException(f"{error}; nothing was posted") from None
