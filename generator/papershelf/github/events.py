"""The event of an issue, as GitHub hands it to a workflow.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from papershelf.problems import InvalidInputError, Problem

LONGEST = 25_000_000
"""Bytes; GitHub sends no larger event."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What is needed of an issue; `body` is whatever its author wrote, `branch` the default one."""

    number: int
    body: str
    labels: frozenset[str]
    is_open: bool
    branch: str


def read_issue(source: bytes, path: str) -> Issue:
    """Read the event. Raises InvalidInputError where it is none of an issue."""
    if len(source) > LONGEST:
        raise _invalid(path, f"{len(source):,} bytes are more than GitHub sends; this is no event")
    try:
        event: Any = json.loads(source)
        issue = event["issue"]
        number, body, branch = issue["number"], issue["body"] or "", event["repository"]["default_branch"]
        labels = frozenset(str(label["name"]) for label in issue["labels"])
        is_open = issue["state"] == "open"
    except (ValueError, RecursionError, KeyError, TypeError):
        raise _invalid(path, "this is no event of an issue; give the file of GITHUB_EVENT_PATH") from None
    if not (type(number) is int and number > 0 and isinstance(body, str) and isinstance(branch, str)):
        raise _invalid(path, "number, body or default branch have the wrong type; this is no event of GitHub")
    return Issue(number, body, labels, is_open, branch)


def _invalid(path: str, message: str) -> InvalidInputError:
    return InvalidInputError([Problem(path, 1, message)])
