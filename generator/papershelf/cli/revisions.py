"""The list as it is in a directory or in a revision of git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click

from papershelf.library import Library, load
from papershelf.library.load import COLLECTIONS, PAPERS, TAGS


def state(name: str, data: Path) -> Library:
    """Read a directory, or the directory `data` in a git revision. Raises InvalidInputError."""
    if Path(name).is_dir():
        return load(Path(name))
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise click.ClickException(f"'{name}' is neither a directory nor a git revision")
    revision = commit.decode().strip()
    papers, tags, collections = (
        _git("show", f"{revision}:./{(data / file).as_posix()}") or b""
        for file in (PAPERS, TAGS, COLLECTIONS)
    )
    return load(Path(f"{name}:{data.as_posix()}"), papers, tags, collections)


def _git(*arguments: str) -> bytes | None:
    """What git prints; None where it fails, as it does for a file that a revision lacks."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise click.ClickException("git is not installed; name two data directories instead") from None
    return done.stdout if done.returncode == 0 else None
