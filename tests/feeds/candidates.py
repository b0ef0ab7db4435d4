"""What a reader found out about a paper, in a form that is short to compare."""

from collections.abc import Iterable
from typing import Any

from papershelf.model import Candidate


def values_of(candidate: Candidate, keys: Iterable[str]) -> dict[str, Any]:
    """Return some values of a candidate, dates as they are written in the data."""
    found = {key: getattr(candidate, key) for key in keys}
    return {key: str(value) if key == "published" else value for key, value in found.items()}
