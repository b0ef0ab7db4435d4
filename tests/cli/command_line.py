"""Runs the command line as a user does, in this process: the real `main`, its output and its exit code."""

import sys
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from click.testing import CliRunner

from papershelf.cli import main

ABSTRACT = (
    "Walruses are large, and this text says so at some length, so that a reader of pages takes it for an"
    " abstract: it needs a good many characters, more than any title has, and it ends with a full stop."
)
TAGS = "- slug: animals\n  label: Animals\n- slug: pots\n  label: Pots\n"
PAPERS = """\
# My list

# the first
- id: on-walruses
  title: On Walruses
  arxiv: '2401.00001'
  doi: 10.1000/AbC
  tags: [animals]   # best first
  abstract: Big.

- id: on-teapots
  title: On Teapots
  tags: [pots]
"""


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, stdin: bytes = b"") -> Done:
    """Run `papershelf` with arguments."""
    code: object = 0
    with (
        patch.object(sys, "argv", ["papershelf", *map(str, arguments)]),
        CliRunner().isolation(stdin) as (out, err, _),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    assert code is None or isinstance(code, int)
    return Done(code or 0, out.getvalue().decode(), err.getvalue().decode())


def page(*titles: str, abstract: str = ABSTRACT) -> str:
    """A captured page of papers with these titles."""
    return "".join(f"{title}\n\n{abstract}\n\n" for title in titles)
