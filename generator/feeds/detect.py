"""Tell by its content what kind of feed a file is, and read it."""

from __future__ import annotations

from generator.feeds import daily_papers_text
from generator.feeds.capture import Capture


def read(source: bytes, path: str) -> Capture:
    """Read a feed of any kind."""
    return daily_papers_text.read(source, path)
