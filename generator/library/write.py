"""From Paper to the text of an entry of `papers.yaml`: stable key order, wrapped abstracts, quoted ids."""

from __future__ import annotations

import os
import tempfile
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from generator.library.fields import PAPER
from generator.model import Paper, PartialDate

MODELINE = "# yaml-language-server: $schema=schema/papers.schema.json\n"
WIDTH = 90
ONE_LINE = frozenset({"id", "title"})
QUOTED = frozenset({"arxiv", "doi", "published", "added"})


class _Quoted(str):
    """Text that YAML might take for a number or a date."""

    __slots__ = ()


class _Wrapped(str):
    """Text long enough to be read in lines of its own."""

    __slots__ = ()


class _Flow(list):  # type: ignore[type-arg]
    """A list that stands on one line."""

    __slots__ = ()


class _Dumper(yaml.CSafeDumper):
    """PyYAML's dumper with the three styles above."""


_Dumper.add_representer(
    _Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="'")
)
_Dumper.add_representer(
    _Wrapped, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=">")
)
_Dumper.add_representer(
    _Flow, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
)


def entry_text(paper: Paper) -> str:
    """Write one entry, from `- id:` to its last line end; reading it gives the same Paper."""
    given = [(field.key, getattr(paper, field.key)) for field in PAPER if getattr(paper, field.key)]
    text = "".join(field_text(key, value) for key, value in given)
    return "- " + textwrap.indent(text, "  ").removeprefix("  ")


def field_text(key: str, value: Any) -> str:
    """Write one key of an entry with its value, not indented."""
    width = 2**31 - 1 if key in ONE_LINE else WIDTH
    return yaml.dump({key: _styled(key, value)}, Dumper=_Dumper, allow_unicode=True, width=width)


def with_entries(text: str, papers: Iterable[Paper]) -> str:
    """Append entries to the text of `papers.yaml`; every byte that was there stays."""
    entries = [entry_text(paper) for paper in papers]
    if not entries:
        return text
    line_end = "\r\n" if "\r\n" in text else "\n"
    before = text or MODELINE
    if not before.endswith("\n"):
        before += line_end
    added = "\n" + "\n".join(entries)
    return before + added.replace("\n", line_end)


def replace_file(path: Path, text: str) -> None:
    """Put `text` in place of the file at once: readers see the old bytes or the new, never a half."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink()
        raise


def _styled(key: str, value: Any) -> Any:
    if isinstance(value, PartialDate) or (key in QUOTED and value):
        return _Quoted(value)
    if isinstance(value, tuple):
        return _Flow(value)
    if key in {"abstract", "note"} and value:
        return _Wrapped(value)
    return dict(value) if key == "links" else value
