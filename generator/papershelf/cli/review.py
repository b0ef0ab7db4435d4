"""`papershelf review`."""

from __future__ import annotations

from pathlib import Path

import click

from papershelf.cli.findings import as_github
from papershelf.cli.options import data_option
from papershelf.cli.revisions import state
from papershelf.curate.checking import checked
from papershelf.curate.differing import Difference, difference
from papershelf.curate.review import as_json
from papershelf.curate.review import review as put_together
from papershelf.curate.shapes import ShapeError
from papershelf.curate.site_changes import SiteChanges, site_changes
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
    click.echo(as_github(problems), nl=False)
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
