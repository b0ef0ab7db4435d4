"""How generated files are known: folders in `docs/`, the mark in a page, what a site gets last."""

FOLDERS = (
    "papers", "tags", "authors", "venues", "years", "by", "collections", "map", "statistics", "reading",
    "new", "subscribe", "exports", "api",
)  # fmt: skip
MADE = "# Made by `papershelf build` from data/. An edit here is lost: edit the data."
START, END = f"---\n{MADE}\n", "\n---\n"
"""What a generated page begins with, and the end of its head."""
SEARCH_INDEX = "search-index"
DATABASE = "api/v1/list.sqlite"
DIGESTS = "digests"
"""The folder of digests: its pages are written once, by a command, and a build leaves them as they are."""
