"""From Paper to the text of an entry of `papers.yaml`: stable key order, wrapped abstracts, quoted ids."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from generator.library.fields import PAPER
from generator.model import Paper, PartialDate

MODELINE = "# yaml-language-server: $schema=schema/papers.schema.json\n"
WIDTH = 90
ONE_LINE = frozenset({"id", "title"})
ABSENT: tuple[Any, ...] = (None, "", (), {})
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
    text = "".join(field_text(key, value) for key, value in given(paper).items())
    return "- " + textwrap.indent(text, "  ").removeprefix("  ")


def given(paper: Paper) -> dict[str, Any]:
    """The values that a paper has, by key, in the order in which they are written."""
    values = {field.key: getattr(paper, field.key) for field in PAPER}
    return {key: value for key, value in values.items() if value not in ABSENT}


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


def _styled(key: str, value: Any) -> Any:
    if isinstance(value, PartialDate) or (key in QUOTED and value):
        return _Quoted(value)
    if isinstance(value, tuple):
        return _Flow(value)
    if key == "abstract" or (key == "note" and len(value) > WIDTH):
        return _Wrapped(value)
    return dict(value) if isinstance(value, Mapping) else value
