"""The command line: `papershelf`, one module a command."""

from __future__ import annotations

import os
import sys

import click

from generator import __version__
from generator.cli.add import add
from generator.cli.answer import answer
from generator.cli.build import build
from generator.cli.check import check
from generator.cli.comment import comment
from generator.cli.completion import completion
from generator.cli.diff import diff
from generator.cli.edit import edit
from generator.cli.enrich import enrich
from generator.cli.export_site import export_site
from generator.cli.format import format_
from generator.cli.forms import forms
from generator.cli.import_ import import_
from generator.cli.index import index
from generator.cli.init import init
from generator.cli.labels import labels
from generator.cli.links import links_
from generator.cli.merge import merge
from generator.cli.new import new
from generator.cli.propose_feed import propose_feed
from generator.cli.remove import remove
from generator.cli.rename import rename
from generator.cli.review import review
from generator.cli.schema import schema
from generator.cli.show import show
from generator.cli.suggest_tags import suggest_tags
from generator.cli.tags import tags
from generator.problems import InvalidInputError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="papershelf")
def papershelf() -> None:
    """Keep a reading list of research papers and build its site.

    \b
    papershelf import FEED   shows what a captured feed would add; --write adds it
    papershelf check         finds what is wrong in data/
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
    """Run the command line; what is wrong with an input is printed, all of it, and exits with 1."""
    try:
        papershelf(prog_name="papershelf")
    except InvalidInputError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone; Python would say so once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"{where}{error.strerror}", err=True)
        sys.exit(1)
