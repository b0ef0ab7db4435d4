"""Setting up: `papershelf init` and `papershelf completion`."""

import re
import subprocess
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from papershelf.bot.issue_forms import forms
from papershelf.generated import DIGESTS
from papershelf.library import load
from papershelf.library.load import COLLECTIONS, PAPERS, TAGS
from papershelf.library.schemas import SCHEMAS, schema_text
from papershelf.library.write import MODELINE
from papershelf.settings import FILE, with_settings
from papershelf.whole_files import replace_file

OURS = ("data", f"docs/{DIGESTS}")  # folders of the list that is emptied
FORMS = Path(".github/ISSUE_TEMPLATE")
LEFT_TO_DO = """\
next: write README.md, docs/about.md and the vocabulary in data/tags.yaml (then run `papershelf forms`),
and put the reviewers into .github/CODEOWNERS"""


def reset(root: Path, values: Mapping[str, str]) -> dict[Path, bytes | None]:
    """Return the new content of each file, or None to remove it: an empty list with an example vocabulary.

    `values` are settings of mkdocs.yml. Everything in `data/` belongs to the list, but for the schemas, and
    so do its digests. Paths are relative to `root`.
    """
    settings = root / FILE
    text = with_settings(settings.read_text(encoding="utf-8"), values, str(settings))
    tags, collections = (
        resources.files("papershelf").joinpath("starter", name).read_bytes() for name in (TAGS, COLLECTIONS)
    )
    new: dict[Path, bytes | None] = {
        path.relative_to(root): None
        for folder in OURS
        for path in sorted((root / folder).rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }
    new |= {Path("data/schema") / name: schema_text(name).encode() for name in SCHEMAS}
    new[Path("data/feeds/.gitkeep")] = b""  # git keeps no empty folder
    data = {PAPERS: MODELINE.encode(), TAGS: tags, COLLECTIONS: collections}
    new |= {Path("data") / name: content for name, content in data.items()}
    new[Path(FILE)] = text.encode()
    empty = load(root / "data", MODELINE.encode(), tags, collections, moved=b"", fields=b"", citations=b"")
    new |= {FORMS / name: text.encode() for name, text in forms(empty).items()}
    present = {path: (root / path).read_bytes() for path in new if (root / path).exists()}
    return {path: content for path, content in new.items() if content != present.get(path)}


@click.command()
@click.option("--name", prompt="Name of the list", help="What the site is called.")
@click.option("--description", prompt="What it is about, in a sentence", help="One sentence about the list.")
@click.option("--repository", prompt="URL of the repository", help="Its URL: https://github.com/OWNER/NAME.")
@click.option("--site", help="URL of the site; defaults to GitHub Pages for a repository on GitHub.")
@click.option("--write", is_flag=True, help="Do what is shown.")
def init(*, name: str, description: str, repository: str, site: str | None, write: bool) -> None:
    """Turn this copy of the repository into the start of a list of your own.

    Empties the list, removes its feeds and digests, replaces the vocabulary with an example, and writes the
    name, the description and the URLs into mkdocs.yml. Everything else, workflows included, is ready as it
    is. Shows which files change. Nothing is written without --write, or while data/, docs/digests/ or
    mkdocs.yml have uncommitted changes: git can restore everything.
    """
    root = Path()
    if not (root / FILE).is_file():
        raise click.ClickException(f"there is no {FILE} here; run this in your clone of the repository")
    changes = reset(root, _settings_of(name, description, repository, site))
    for path, content in changes.items():
        click.echo(f"{'removes' if content is None else 'writes '} {path.as_posix()}")
    if not write:
        click.echo("nothing written; do it with --write", err=True)
        return
    _refuse_uncommitted()
    for path, content in changes.items():
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, content)
    click.echo(LEFT_TO_DO, err=True)


def _settings_of(name: str, description: str, repository: str, site: str | None) -> dict[str, str]:
    repository = repository.removesuffix(".git").rstrip("/")
    place = re.fullmatch(r"https://github\.com/([\w-]+)/([\w.-]+)", repository, re.ASCII)
    if not re.match(r"https?://[^/\s]+/\S", repository):
        raise click.UsageError(
            f"'{repository}' is not the URL of a repository; use https://host/you/your-list"
        )
    if not site and not place:
        raise click.UsageError("give the site's URL with --site; it is only known for GitHub Pages")
    return {
        "site_name": name.strip(),
        "site_description": description.strip(),
        "site_url": f"{site.rstrip('/')}/" if site else _pages(*place.groups()) if place else "",
        "repo_url": repository,
    }


def _pages(owner: str, name: str) -> str:
    """Return where GitHub Pages publishes a repository: at the root if it is named after its host."""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def _refuse_uncommitted() -> None:
    command = ["git", "status", "--porcelain", "--untracked-files=all", "--", *OURS, FILE]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except FileNotFoundError:
        raise click.ClickException("git is not installed; what this removes could not be restored") from None
    if done.returncode:
        raise click.ClickException("this is not a git repository; what this removes could not be restored")
    if done.stdout:
        raise click.ClickException(f"commit or undo these first, or they are lost:\n{done.stdout.rstrip()}")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes papershelf's commands, options and paper ids in a shell.

    \b
    bash:  papershelf completion bash > ~/.local/share/bash-completion/completions/papershelf
    zsh:   papershelf completion zsh > "${fpath[1]}/_papershelf"
    fish:  papershelf completion fish > ~/.config/fish/completions/papershelf.fish
    """
    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - click knows all three
        raise click.ClickException(f"click cannot complete for {shell}")
    click.echo(kind(ctx.find_root().command, {}, "papershelf", "_PAPERSHELF_COMPLETE").source())
