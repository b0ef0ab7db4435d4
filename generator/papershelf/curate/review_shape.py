"""The shape of a review, version 1, and its limits."""

from __future__ import annotations

from papershelf.curate.shapes import fields, flag, maybe, number, rows, text

VERSION = 1
SAID = 300
LISTED = 100
PAGES = 200
MOST = 10**9

_SAID = text(SAID)
_COUNT = number(0, MOST)
_PAPER = {"id": _SAID, "title": _SAID, "line": _COUNT}
_CHANGE = fields({"key": _SAID, "before": maybe(_SAID), "after": maybe(_SAID)})
_ADDED = {"arxiv": maybe(_SAID), "published": maybe(_SAID), "tags": rows(_SAID, LISTED)}

ROWS = {
    "added": fields(_PAPER | _ADDED),
    "removed": fields(_PAPER),
    "moved": fields({"from": _SAID, "to": _SAID, "redirected": flag}),
    "changed": fields({**_PAPER, "fields": rows(_CHANGE, LISTED)}),
    "tags": fields({"slug": _SAID, "before": maybe(_COUNT), "after": maybe(_COUNT)}),
    "collections": fields(
        {"slug": _SAID, "title": _SAID, "before": maybe(_COUNT), "after": maybe(_COUNT)},
    ),
    "possible_duplicates": fields(
        {"first": _SAID, "second": _SAID, "alike": number(0, 100, whole=False)},
    ),
    "new_links": fields({"id": _SAID, "name": _SAID, "href": _SAID}),
}
_PROBLEM = fields(
    {
        "path": _SAID,
        "line": _COUNT,
        "message": _SAID,
        "severity": text(7, "error|warning"),
        "rule": _SAID,
    }
)
_SITE = fields(
    {
        "files": _COUNT,
        "bytes": number(0, MOST * 1000),
        "bytes_before": maybe(number(0, MOST * 1000)),
        "page_counts": fields(dict.fromkeys(("added", "removed", "changed"), _COUNT)),
        "pages": fields(dict.fromkeys(("added", "removed", "changed"), rows(_SAID, PAGES))),
    }
)

REVIEW = fields(
    {
        "version": number(VERSION, VERSION),
        "pull_request": number(1, MOST),
        "head_sha": text(40, "[0-9a-f]{40}"),
        "counts": fields(dict.fromkeys(ROWS, _COUNT)),
        "difference": maybe(fields({key: rows(shape, LISTED) for key, shape in ROWS.items()})),
        "problem_counts": fields({"error": _COUNT, "warning": _COUNT}),
        "problems": rows(_PROBLEM, LISTED),
        "site": maybe(_SITE),
    }
)
