"""The command line: `papershelf`, one module a command."""

from __future__ import annotations

import sys

import click

from generator import __version__
from generator.cli.build import build
from generator.cli.check import check
from generator.cli.import_ import import_
from generator.cli.schema import schema
from generator.problems import InvalidInputError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="papershelf")
def papershelf() -> None:
    r"""Keep a reading list of research papers and build its site.

    \b
    papershelf import FEED   shows what a captured feed would add; --write adds it
    papershelf check         finds what is wrong in data/
    papershelf build         turns data/ into Markdown pages in docs/
    mkdocs build             turns docs/ into site/
    """


for command in (import_, check, build, schema):
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
        sys.stderr.close()
        sys.exit(141)
