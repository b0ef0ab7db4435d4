"""The settings of mkdocs.yml as lines by which one build tells whether another had the same."""

import re
from collections.abc import Container, Mapping
from typing import Any

ADDRESS = re.compile(r" at 0x[0-9a-f]+(?=>)")


def setting_lines(settings: Mapping[str, Any], but: Container[str]) -> list[str]:
    """Return a line for each setting, in order, `but` for some; functions are in them by their names alone.

    Material has emoji named as functions, which are somewhere else in the memory of each process.
    """
    return [
        f"{key}={ADDRESS.sub('', repr(value))}" for key, value in sorted(settings.items()) if key not in but
    ]
