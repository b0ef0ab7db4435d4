"""The OpenAPI description of the API (https://spec.openapis.org/oas/v3.1.0): its paths and their schemas."""

from collections.abc import Mapping
from typing import Any

from papershelf.render.api_schemas import FIELD_TITLE, TITLES
from papershelf.settings import Settings

ID, DAY = "The id of one, as lists have it.", "A day that `changes.json` names."
# The kind of a file by its path; its parameter, if any, and what that is.
PATHS: Mapping[str, tuple[str, str]] = {
    "/index.json": ("index", ""),
    "/papers.json": ("papers", ""),
    "/pages/{number}.json": ("papers", "The number of a file of the list, from 2."),
    "/papers/{id}.json": ("paper", ID),
    "/tags.json": ("tags", ""),
    "/tags/{id}.json": ("tag", ID),
    "/collections.json": ("collections", ""),
    "/collections/{id}.json": ("collection", ID),
    "/authors.json": ("authors", ""),
    "/authors/{letter}.json": ("letter", "A letter that `authors.json` names."),
    "/venues.json": ("venues", ""),
    "/venues/{id}.json": ("venue", ID),
    "/changes.json": ("changes", ""),
    "/changes/{day}.json": ("day", DAY),
}
DOWNLOADS: Mapping[str, tuple[str, str, str]] = {
    "/list.json": ("listAsJson", "application/json", "The whole list, or its first part, as a JSON array."),
    "/list.jsonl": ("listAsJsonLines", "application/jsonl", "The same as JSON Lines: a paper a line."),
    "/list.csv": ("listAsCsv", "text/csv", "The same as CSV, with a first line of column names."),
    "/list.sqlite": ("listAsSqlite", "application/vnd.sqlite3", "An SQLite database with full-text search."),
}  # fmt: skip
ABOUT = (
    "The reading list as static files: no key, no sign-in and no limit. Titles and abstracts belong to their"
    " authors."
)


def openapi(settings: Settings, *, has_fields: bool = False) -> Mapping[str, Any]:
    """Return the description of all files; `has_fields` says that the list declares facets of its own."""
    fields = {"/fields/{id}.json": ("field", "A key that `index.json` names.")} if has_fields else {}
    return {
        "openapi": "3.1.0",
        "info": {"title": settings.name, "version": "1", "description": ABOUT},
        "servers": [{"url": f"{settings.site_url}api/v1" if settings.site_url else "."}],
        "paths": {path: _path(path, *about) for path, about in {**PATHS, **fields}.items()}
        | {path: {"get": _download(*about)} for path, about in DOWNLOADS.items()},
    }


def _path(path: str, kind: str, parameter: str) -> Mapping[str, Any]:
    name = path.partition("{")[2].partition("}")[0]
    title = FIELD_TITLE if kind == "field" else TITLES[kind]
    content = {"application/json": {"schema": {"$ref": f"schemas/{kind}.json"}}}
    operation: dict[str, Any] = {
        "operationId": f"{kind}{'ByNumber' if name == 'number' else ''}",
        "summary": title,
        "responses": {"200": {"description": title, "content": content}},
    }
    if name:
        schema = {"type": "integer", "minimum": 2} if name == "number" else {"type": "string"}
        values = {"name": name, "in": "path", "required": True, "description": parameter, "schema": schema}
        operation["parameters"] = [values]
        operation["responses"]["404"] = {"description": "There is none."}
    return {"get": operation}


def _download(operation: str, media_type: str, summary: str) -> Mapping[str, Any]:
    return {
        "operationId": operation,
        "summary": summary,
        "responses": {"200": {"description": summary, "content": {media_type: {}}}},
    }
