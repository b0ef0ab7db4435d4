"""One comment of ours on an issue or pull request, kept up to date."""

from __future__ import annotations

from typing import Any

from papershelf.github.bodies import LIMIT, length, within_limit
from papershelf.github.client import GitHub

BOT = "github-actions[bot]"
"""Who writes with the token of a workflow; that token may not ask GitHub for its own name."""


def upsert_comment(github: GitHub, number: int, marker: str, body: str) -> str:
    """Write our comment on issue or pull request `number`, or change it; give its URL.

    `marker` is an HTML comment, such as `<!-- papershelf: review -->`, by which ours is found again: it must
    begin the comment of the workflow's bot, so nobody else's is ever changed. Should there be several, the
    oldest is kept.
    """
    if not (marker.startswith("<!-- ") and marker.endswith(" -->") and "\n" not in marker):
        raise ValueError(f"no HTML comment on one line: {marker!r}")
    text = f"{marker}\n{within_limit(body, LIMIT - length(marker) - 1)}"
    path = f"issues/{number}/comments"
    ours = [comment for comment in github.get_all(path) if _is_ours(comment, marker)]
    if not ours:
        return str(github.post(path, {"body": text})["html_url"])
    for surplus in ours[1:]:
        github.delete(f"issues/comments/{surplus['id']}")
    if ours[0]["body"] != text:
        github.patch(f"issues/comments/{ours[0]['id']}", {"body": text})
    return str(ours[0]["html_url"])


def _is_ours(comment: Any, marker: str) -> bool:
    user = comment.get("user") or {}  # null once an account is deleted
    begins = str(comment.get("body") or "").startswith(f"{marker}\n")
    return begins and user.get("login") == BOT and user.get("type") == "Bot"
