"""The command line: `papershelf`, one module a command."""

from __future__ import annotations

import os
import sys

import click

from papershelf import __version__
from papershelf.cli.add import add
from papershelf.cli.answer import answer
from papershelf.cli.build import build
from papershelf.cli.check import check
from papershelf.cli.comment import comment
from papershelf.cli.completion import completion
from papershelf.cli.diff import diff
from papershelf.cli.edit import edit
from papershelf.cli.enrich import enrich
from papershelf.cli.export_site import export_site
from papershelf.cli.format import format_
from papershelf.cli.forms import forms
from papershelf.cli.import_ import import_
from papershelf.cli.index import index
from papershelf.cli.init import init
from papershelf.cli.labels import labels
from papershelf.cli.links import links_
from papershelf.cli.merge import merge
from papershelf.cli.new import new
from papershelf.cli.propose_feed import propose_feed
from papershelf.cli.remove import remove
from papershelf.cli.rename import rename
from papershelf.cli.review import review
from papershelf.cli.schema import schema
from papershelf.cli.show import show
from papershelf.cli.suggest_tags import suggest_tags
from papershelf.cli.tags import tags
from papershelf.problems import InvalidInputError


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
