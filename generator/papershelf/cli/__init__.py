"""The command line: `papershelf`, one module a command."""

import os
import sys
from typing import Any

import click

from papershelf import __version__
from papershelf.bot.github import GitHubError
from papershelf.bot.review_shape import ShapeError
from papershelf.cli.add import add
from papershelf.cli.answer import answer, forms, labels
from papershelf.cli.build import build, export_site, index
from papershelf.cli.check import check, diff, format_, schema
from papershelf.cli.edit import edit
from papershelf.cli.enrich import enrich
from papershelf.cli.import_ import import_
from papershelf.cli.init import completion, init
from papershelf.cli.links import links_, propose_feed
from papershelf.cli.new import new
from papershelf.cli.papers import merge, remove, rename, show
from papershelf.cli.review import comment, review
from papershelf.cli.suggest_tags import suggest_tags, tags
from papershelf.problems import InvalidInputError
from papershelf.services.endpoints import ApiError

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True}


class _Commands(click.Group):
    """Ends a command with the message of a service, of GitHub or of a refused review."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ApiError, GitHubError, ShapeError) as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=_Commands, context_settings=SETTINGS)
@click.version_option(__version__, prog_name="papershelf")
def papershelf() -> None:
    """Keep a reading list of research papers and build its site.

    \b
    papershelf import FEED   shows what a captured feed would add; --write adds it
    papershelf check         reports what is wrong in data/
    papershelf build         turns data/ into Markdown pages in docs/
    mkdocs build             turns docs/ into site/
    """  # noqa: D301 - click wants the character itself: what follows it keeps its lines


COMMANDS = (
    import_, add, enrich, new, show, edit, rename, merge, remove, diff, review, comment, check, format_,
    schema, build, export_site, index, suggest_tags, tags, init, forms, answer, propose_feed, links_, labels,
    completion,
)  # fmt: skip
for command in COMMANDS:
    papershelf.add_command(command)


def main() -> None:
    """Run the command line; print everything that is wrong with an input and exit with 1."""
    try:
        papershelf(prog_name="papershelf")
    except InvalidInputError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output is gone; Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"{where}{error.strerror}", err=True)
        sys.exit(1)
