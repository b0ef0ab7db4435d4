"""The labels that the workflows put on issues and pull requests, and by which they know them."""

from __future__ import annotations

from typing import NamedTuple

from papershelf.github.client import GitHub
from papershelf.github.questions import CORRECTION, SUGGESTION

DEAD_LINKS = "dead-links"
FEED = "feed"


class Label(NamedTuple):
    """A label as GitHub shows it; `colour` is six hexadecimal digits."""

    name: str
    colour: str
    description: str


LABELS = (
    Label(SUGGESTION, "1b5e58", "A paper that somebody would like to see on the list"),
    Label(CORRECTION, "8a5a00", "Something on the list that somebody says is wrong"),
    Label(FEED, "2c5a9a", "Papers that the scheduled import proposes"),
    Label(DEAD_LINKS, "96392c", "Links of the list that lead nowhere"),
)


def make_missing(github: GitHub) -> list[str]:
    """Make the labels that the repository lacks, and return their names; those it has stay as they are."""
    present = {str(label["name"]).casefold() for label in github.get_all("labels")}
    missing = [label for label in LABELS if label.name not in present]
    for label in missing:
        body = {"name": label.name, "color": label.colour, "description": label.description}
        github.post("labels", body)
    return [label.name for label in missing]
