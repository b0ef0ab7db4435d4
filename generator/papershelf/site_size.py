"""How large a site is, and whether GitHub Pages still publishes it.

https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits
"""

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

MOST = 1_000_000_000  # bytes
NEAR = 0.8  # of that
NAMED = 3  # folders


def sizes(site: Path) -> Mapping[str, int]:
    """Return the bytes in each folder of a site, and in the files beside them as "."."""
    found: Counter[str] = Counter()
    for folder, _, names in os.walk(site):
        inside = Path(folder).relative_to(site).parts
        found[inside[0] if inside else "."] += sum(os.lstat(f"{folder}/{name}").st_size for name in names)
    return found


def is_too_large(folders: Mapping[str, int]) -> bool:
    """Whether GitHub Pages refuses a site of this size."""
    return sum(folders.values()) > MOST


def advice(folders: Mapping[str, int]) -> str | None:
    """Return what to say about a site that GitHub Pages hardly publishes, or no longer; None about others."""
    whole = sum(folders.values())
    if whole < MOST * NEAR:
        return None
    largest = sorted(folders.items(), key=lambda item: -item[1])[:NAMED]
    parts = ", ".join(f"{name}/ {_megabytes(size)}" for name, size in largest)
    return (
        f"the site has {_megabytes(whole)}, most of it in {parts}; GitHub Pages publishes up to "
        f"{_megabytes(MOST)}: move papers of some years to a list of their own, or the site elsewhere"
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
