"""What workflows ask before they build: `papershelf pages`."""

import os
from pathlib import Path

import click

from papershelf.bot.github import from_environ
from papershelf.bot.publishing import Publication, ask_for_pages, publication, read_event
from papershelf.cli.options import event_option


@click.command()
@event_option("The event")
@click.option(
    "--ref", envvar="GITHUB_REF", show_envvar=True, help="What the event is about: refs/heads/main."
)
def pages(event: Path, ref: str | None) -> None:
    """Say where GitHub Pages publishes this list, whether it does, and what to click where it does not.

    Prints `site_url`, `repo_url`, `branch` and `publish` as the outputs of a workflow's step. Asks GitHub if
    GITHUB_TOKEN is set, which needs read permission for Pages; otherwise the usual address is given, and
    nothing is to be published. What to click goes to standard error and to the summary of the run.
    """
    repository = read_event(event.read_bytes(), str(event), ref or "")
    asks = bool(os.environ.get("GITHUB_TOKEN", "").strip())
    if asks and repository.is_on_default_branch:
        found = publication(repository, ask_for_pages(from_environ(os.environ)))
    else:
        found = Publication(publication(repository, None).site_url)
    for name, value in {
        "site_url": found.site_url,
        "repo_url": repository.address,
        "branch": repository.branch,
        "publish": str(found.publish).lower(),
    }.items():
        click.echo(f"{name}={' '.join(value.split())}")
    if found.advice:
        _advise(found.advice)


def _advise(advice: str) -> None:
    """Tell what to click: as a notice on the run's page, and in its summary."""
    in_actions = os.environ.get("GITHUB_ACTIONS") == "true"
    click.echo(f"::notice title=Not published yet::{advice}" if in_actions else advice, err=True)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"{advice}\n")
