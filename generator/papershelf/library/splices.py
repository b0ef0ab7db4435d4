"""Small changes to the text of a data file: every byte that no splice names stays as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from papershelf.library.layout import UneditableError, entries, newline


class Splice(NamedTuple):
    """Put `text` in place of what stands from `start` to `end`, counted in characters."""

    start: int
    end: int
    text: str = ""


def applied(text: str, splices: Sequence[Splice], meant: Sequence[Mapping[str, Any]]) -> str:
    """Make the changes; UneditableError where the text would not say then what is meant."""
    line_break = newline(text)
    parts: list[str] = []
    done = 0
    for splice in sorted(splices):
        parts += [text[done : splice.start], splice.text.replace("\n", line_break)]
        done = splice.end
    result = "".join([*parts, text[done:]])
    try:
        said = [entry.values for entry in entries(result if result.endswith("\n") else result + "\n")]
    except yaml.YAMLError:
        said = None
    if said != meant:
        line = text.count("\n", 0, min(splices).start) + 1
        raise UneditableError(line, "no command can change what begins here without harm; edit it by hand")
    return result
