"""`papershelf comment`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from papershelf.cli.review import REVIEW
from papershelf.curate.review import only_file, parsed
from papershelf.curate.review_markdown import as_markdown
from papershelf.curate.shapes import ShapeError
from papershelf.github.client import GitHub, from_environ
from papershelf.github.commenting import upsert_comment
from papershelf.github.errors import GitHubError

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
