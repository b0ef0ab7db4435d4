"""`papershelf review` and `papershelf comment`."""

import os
from pathlib import Path

import click

from papershelf.bot.comments import upsert_comment
from papershelf.bot.github import GitHub, GitHubError, from_environ
from papershelf.bot.pull_request_review import SiteChanges, as_json, only_file, parsed, site_changes
from papershelf.bot.pull_request_review import review as put_together
from papershelf.bot.review_markdown import as_markdown
from papershelf.bot.review_shape import ShapeError
from papershelf.cli.arguments import state
from papershelf.cli.findings import checked, findings_as_github
from papershelf.cli.options import data_option
from papershelf.curate.difference import Difference, difference
from papershelf.library import Library
from papershelf.problems import InvalidInputError, Problem

REVIEW = "review.json"


@click.command()
@click.option(
    "--base", required=True, help="Revision that the pull request starts from, or a data directory."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Directory for review.json; made if need be.",
)
@click.option(
    "--pull-request", required=True, type=click.IntRange(1), envvar="PULL_REQUEST", help="Its number."
)
@click.option("--head-sha", required=True, envvar="HEAD_SHA", help="The commit that is proposed.")
@click.option(
    "--site-before",
    type=click.Path(file_okay=False, path_type=Path),
    help="The site as built from BASE; passed over if there is none.",
)
@click.option(
    "--site-after",
    type=click.Path(file_okay=False, path_type=Path),
    help="The site as built now; passed over if there is none.",
)
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
    """Write what a pull request does to the list and to the site, for `papershelf comment`.

    Needs no rights and no secrets, so it may run on anybody's pull request. Prints what the check finds as
    GitHub's annotations; exits with 1 if there is an error, after the review is written.
    """
    library, problems = checked(data)
    found, unreadable = _compared(base, data, library)
    problems += unreadable
    try:
        made = put_together(pull_request, head_sha, found, problems, _site(site_before, site_after))
    except ShapeError as error:
        raise click.ClickException(str(error)) from None
    out.mkdir(parents=True, exist_ok=True)
    (out / REVIEW).write_text(as_json(made), encoding="utf-8")
    click.echo(findings_as_github(problems), nl=False)
    if made["problem_counts"]["error"]:
        raise click.exceptions.Exit(1)


def _compared(base: str, data: Path, library: Library | None) -> tuple[Difference | None, list[Problem]]:
    """The difference, None where it cannot be told; what is wrong in the base is no fault of the request."""
    if library is None:
        return None, []
    try:
        return difference(state(base, data), library), []
    except InvalidInputError as error:
        first = error.problems[0]
        message = f"the base cannot be read, so nothing is compared: {first.message}"
        return None, [Problem(first.path, first.line, message, "warning", "unreadable-base")]


def _site(before: Path | None, after: Path | None) -> SiteChanges | None:
    if after is None or not after.is_dir():
        return None
    return site_changes(after, before if before and before.is_dir() else None)


MARKER = "<!-- papershelf: review -->"
LARGEST = 1_000_000


@click.command()
@click.option(
    "--from",
    "source",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Directory with the artifact of the review, which anybody may have made.",
)
@click.option(
    "--head-sha", required=True, envvar="HEAD_SHA", help="The commit that GitHub says was reviewed."
)
@click.option(
    "--run",
    required=True,
    type=click.IntRange(1),
    envvar="REVIEW_RUN",
    help="Id of the run that reviewed it.",
)
def comment(source: Path, head_sha: str, run: int) -> None:
    """Put a review on its pull request, as one comment that is kept up to date.

    Trusts nothing in the directory: review.json must be alone in it, at most 1 MB long and of the right
    shape, and its pull request must be open and stand at the commit that GitHub names. GITHUB_REPOSITORY and
    GITHUB_TOKEN say where to comment; the token needs `pull-requests: write`.
    """
    try:
        review = parsed(only_file(source, REVIEW, LARGEST), REVIEW)
        if review["head_sha"] != head_sha:
            raise click.ClickException("the review is of another commit than its run; nothing was posted")
        github = from_environ(os.environ)
        number = review["pull_request"]
        if not _stands_at(github, number, head_sha):
            click.echo(f"pull request {number} is closed or has moved on; nothing was posted")
            return
        server = os.environ.get("GITHUB_SERVER_URL") or "https://github.com"
        body = as_markdown(review, f"{server}/{github.repository}/actions/runs/{run}")
        click.echo(upsert_comment(github, number, MARKER, body))
    except ShapeError as error:
        raise click.ClickException(f"{error}; nothing was posted") from None
    except GitHubError as error:
        raise click.ClickException(str(error)) from None


def _stands_at(github: GitHub, number: int, head_sha: str) -> bool:
    pull = github.get(f"pulls/{number}")
    return bool(pull["state"] == "open" and pull["head"]["sha"] == head_sha)
