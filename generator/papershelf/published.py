"""The files that a site has beside its pages: Markdown of the pages, and what names them to programs."""

from collections.abc import Mapping
from pathlib import Path


def publish(site: Path, files: Mapping[str, str]) -> None:
    """Write files into a site, by their paths there."""
    for path, text in files.items():
        place = site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")
