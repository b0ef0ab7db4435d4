"""How generated files are known: their folders in `docs/`, the mark in each page, the index in a site."""

FOLDERS = (
    "papers", "tags", "authors", "venues", "years", "collections", "map", "statistics", "reading", "new",
    "subscribe", "exports", "api",
)  # fmt: skip
MADE = "# Made by `papershelf build` from data/. An edit here is lost: edit the data."
SEARCH_INDEX = "search-index"
DIGESTS = "digests"
"""The folder of digests: its pages are written once, by a command, and a build leaves them as they are."""
