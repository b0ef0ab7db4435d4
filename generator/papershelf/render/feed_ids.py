"""Ids of feeds and entries: tag URIs (RFC 4151), which stay when the site moves or a paper is renamed."""

from papershelf.model import PartialDate
from papershelf.render.list_parts import list_slug
from papershelf.render.shelf import Shelf

AUTHORITY = "tag:papershelf,2026"


def feed_id(shelf: Shelf, *path: str) -> str:
    """Return the id of what has this path on the list."""
    return ":".join([AUTHORITY, "/".join([list_slug(shelf), *filter(None, path)])])


def moment(day: PartialDate | None) -> str:
    """Return a day as a timestamp (RFC 3339); an empty feed has the earliest one."""
    full = PartialDate(day.year, day.month or 1, day.day or 1) if day else PartialDate(1970, 1, 1)
    return f"{full}T00:00:00Z"
