"""How generated files in `docs/` are known: their folders, and the mark in each page."""

FOLDERS = (
    "papers", "tags", "authors", "venues", "years", "collections", "map", "statistics", "reading", "new",
    "subscribe", "exports",
)  # fmt: skip
MADE = "# Made by `papershelf build` from data/. An edit here is lost: edit the data."
