"""`papershelf init`."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import click

from papershelf.library.store import replace_file
from papershelf.starter.resetting import SETTINGS, reset

LEFT_TO_DO = """\
now yours to write: README.md, docs/about.md, the vocabulary in data/tags.yaml (then run `papershelf forms`),
and whose review is asked for in .github/CODEOWNERS"""


@click.command()
@click.option("--name", prompt="Name of the list", help="What the site is called.")
@click.option("--description", prompt="What it is about, in a sentence", help="One sentence about the list.")
@click.option(
    "--repository",
    prompt="Address of the repository",
    help="Where it lives: https://github.com/OWNER/NAME.",
)
@click.option("--site", help="Where the site will live; for a repository on GitHub, its Pages if left out.")
@click.option("--write", is_flag=True, help="Do what is shown.")
def init(*, name: str, description: str, repository: str, site: str | None, write: bool) -> None:
    """Make this copy of the repository the start of a list of your own.

    Empties the list, removes its feeds, puts an example in place of the vocabulary, and writes the name, the
    description and the addresses into mkdocs.yml. All else, the workflows too, is already as you need it.
    Shows which files change; nothing is written without --write, nor where data/ or mkdocs.yml hold work that
    is not committed: git can bring everything back.
    """
    root = Path()
    if not (root / SETTINGS).is_file():
        raise click.ClickException(f"there is no {SETTINGS} here; run this where you cloned the repository")
    changes = reset(root, _settings(name, description, repository, site))
    for path, content in changes.items():
        click.echo(f"{'removes' if content is None else 'writes '} {path.as_posix()}")
    if not write:
        click.echo("nothing written; do it with --write", err=True)
        return
    _refuse_uncommitted()
    _apply(changes)
    click.echo(LEFT_TO_DO, err=True)


def _settings(name: str, description: str, repository: str, site: str | None) -> dict[str, str]:
    repository = repository.removesuffix(".git").rstrip("/")
    place = re.fullmatch(r"https://github\.com/([\w-]+)/([\w.-]+)", repository, re.ASCII)
    if not re.match(r"https?://[^/\s]+/\S", repository):
        raise click.UsageError(
            f"'{repository}' is no address of a repository; give https://host/you/your-list"
        )
    if not site and not place:
        raise click.UsageError("say with --site where the site will live; only for GitHub Pages is it known")
    return {
        "site_name": name.strip(),
        "site_description": description.strip(),
        "site_url": f"{site.rstrip('/')}/" if site else _pages(*place.groups()) if place else "",
        "repo_url": repository,
    }


def _pages(owner: str, name: str) -> str:
    """Where GitHub Pages publishes a repository: at the root for one that is named like its address."""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def _refuse_uncommitted() -> None:
    command = ["git", "status", "--porcelain", "--untracked-files=all", "--", "data", SETTINGS]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise click.ClickException("git is missing; what this removes could not be brought back") from None
    if done.returncode:
        raise click.ClickException("this is no git repository; what this removes could not be brought back")
    if done.stdout:
        raise click.ClickException(f"commit or undo first, else this is lost:\n{done.stdout.rstrip()}")


def _apply(changes: Mapping[Path, bytes | None]) -> None:
    for path, content in changes.items():
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
