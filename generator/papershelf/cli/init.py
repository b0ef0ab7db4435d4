"""Setting up: `papershelf init` and `papershelf completion`."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from click.shell_completion import get_completion_class

from papershelf.problems import UserFacingError
from papershelf.starter.engine_source import EngineSource, engine_source
from papershelf.starter.list_files import Files, followed_files, library_of, made_files, started_files
from papershelf.starter.list_record import RECORD, record_of, record_text
from papershelf.starter.next_steps import next_steps
from papershelf.starter.start_answers import LICENCES, Answers, checked_answers, repository_address
from papershelf.whole_files import replace_file

EXAMPLES, EMPTY = "examples", "empty"
REPOSITORY_QUESTION = "Repository (you/your-list on GitHub, or an address; empty if there is none yet)"


class _Repository(click.types.StringParamType):
    """A repository, or nothing; the question is asked again for anything else."""

    name = "repository"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return it as it is. Raises BadParameter where it cannot be used."""
        try:
            repository_address(value)
        except UserFacingError as error:
            self.fail(str(error), param, ctx)
        return str(value)


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the list is called.")
@click.option("--description", help="What it is about, in a sentence.")
@click.option("--repository", help="OWNER/NAME on GitHub, or the address of a repository elsewhere.")
@click.option("--site", help="Address of the site, if it is not that of GitHub Pages for the repository.")
@click.option(
    "--licence",
    type=click.Choice(list(LICENCES)),
    help="Licence of what people write for the list.",
)
@click.option("--start", type=click.Choice([EXAMPLES, EMPTY]), help="With three papers to look at, or none.")
@click.option("--yes", is_flag=True, help="Ask nothing; what is not given is chosen.")
def init(  # noqa: PLR0913 - an option for each question
    *,
    directory: Path,
    name: str | None,
    description: str | None,
    repository: str | None,
    site: str | None,
    licence: str | None,
    start: str | None,
    yes: bool,
) -> None:
    """Start a list of your own in DIRECTORY: a small repository, ready for `make serve` and for GitHub.

    Asks for the name of the list, what it is about, its repository, its licence, and whether to begin with
    examples; each has an option. Writes at most 30 files, none if one of them is there already.

    \b
    papershelf init my-list
    papershelf init my-list --name "Reading Group" --repository you/my-list --yes
    """
    _refuse_a_list(directory)
    unknown = "-"  # what is given is checked before anything is asked
    checked_answers(
        unknown if name is None else name,
        unknown if description is None else description,
        repository or "",
        site,
        licence or unknown,
    )
    usual = (
        directory.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Reading list"
    )
    name = _answer(name, "Name of the list", usual, yes=yes)
    description = _answer(description, "What it is about, in a sentence", "Papers we read.", yes=yes)
    repository = _answer(repository, REPOSITORY_QUESTION, "", yes=yes, kind=_Repository())
    kinds = click.Choice(list(LICENCES))
    licence = _answer(licence, "Licence of what you write for it", next(iter(LICENCES)), yes=yes, kind=kinds)
    start = _answer(start, "Start with", EXAMPLES, yes=yes, kind=click.Choice([EXAMPLES, EMPTY]))
    answers = checked_answers(name, description, repository, site, licence)
    source = engine_source()
    files = new_list(answers, source, examples=start == EXAMPLES)
    if taken := in_the_way(directory, files):
        what = "are there already; move them" if len(taken) > 1 else "is there already; move it"
        names = ", ".join(map(str, taken))
        raise UserFacingError(f"{names} {what} away, or choose another directory")
    _write(directory, files)
    if source.remark:
        click.echo(source.remark, err=True)
    click.echo(next_steps(directory, len(files), answers), err=True, nl=False)


def new_list(answers: Answers, source: EngineSource, *, examples: bool) -> Files:
    """Return all files of a new list, its record among them, by path."""
    started = started_files(answers, examples=examples)
    followed = followed_files(answers, source)
    made = made_files(library_of(started))
    record = record_text(record_of(answers, followed, made))
    return {**started, **followed, **made, RECORD: record.encode()}


def _answer(
    given: str | None,
    question: str,
    usual: str,
    *,
    yes: bool,
    kind: click.Choice[str] | _Repository | None = None,
) -> str:
    if given is not None:
        return given
    if yes:
        return usual
    try:
        return str(click.prompt(question, default=usual, show_default=bool(usual), type=kind, err=True))
    except click.Abort:
        if sys.stdin.isatty():
            raise  # by somebody who knows why
        click.echo(err=True)
        message = "the input ends before the questions do; answer them, or choose what is usual by --yes"
        raise UserFacingError(message) from None


def _refuse_a_list(directory: Path) -> None:
    """Raise UserFacingError where a list was started before."""
    if (directory / RECORD).is_file():
        raise UserFacingError(f"{directory} is a list already; run `papershelf upgrade` there")


def in_the_way(directory: Path, files: Files) -> list[Path]:
    """Return each place that is taken already. The wheel that the list gets may lie there."""
    taken = {
        directory / path
        for path, content in files.items()
        if ((directory / path).exists() or (directory / path).is_symlink())
        and not _is_that_wheel(directory / path, content)
    }
    folders = {parent for path in files for parent in (directory / path).parents}
    taken |= {folder for folder in folders if folder.exists() and not folder.is_dir()}
    return sorted(taken)


def _is_that_wheel(place: Path, content: bytes) -> bool:
    return place.suffix == ".whl" and place.is_file() and place.read_bytes() == content


def _write(directory: Path, files: Files) -> None:
    """Write all files or, where one cannot be written, none."""
    done: list[Path] = []
    folders: list[Path] = []
    try:
        for path, content in files.items():
            place = directory / path
            if place.exists():
                continue  # the wheel; it is not ours to remove
            missing = [folder for folder in place.parents if not folder.exists()]
            for folder in reversed(missing):
                folder.mkdir()
                folders.append(folder)
            replace_file(place, content, lasting=False)
            done.append(place)
    except BaseException:
        for place in done:
            place.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        raise


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
