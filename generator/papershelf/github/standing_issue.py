"""One issue of ours that follows a state of affairs: opened, kept up to date, closed when all is well."""

from __future__ import annotations

from typing import Any

from papershelf.github.bodies import LIMIT, length, within_limit
from papershelf.github.client import GitHub
from papershelf.github.commenting import BOT


def follow_in_issue(github: GitHub, title: str, label: str, body: str) -> str | None:
    """Let the open issue say `body`, or open it; close it where `body` is empty. Gives its URL.

    Ours is the open issue with the label that the workflow's bot wrote and that begins with our marker.
    """
    marker = f"<!-- papershelf: {label} -->"
    wanted = {"state": "open", "labels": label, "creator": BOT}
    ours = next((issue for issue in github.get_all("issues", wanted) if _is_ours(issue, marker)), None)
    text = f"{marker}\n{within_limit(body, LIMIT - length(marker) - 1)}"
    if not body:
        if ours:
            github.patch(f"issues/{ours['number']}", {"state": "closed", "state_reason": "completed"})
        return str(ours["html_url"]) if ours else None
    if ours is None:
        ours = github.post("issues", {"title": title, "body": text, "labels": [label]})
    elif ours["body"] != text:
        github.patch(f"issues/{ours['number']}", {"body": text})
    return str(ours["html_url"])


def _is_ours(issue: Any, marker: str) -> bool:
    return "pull_request" not in issue and str(issue.get("body") or "").startswith(f"{marker}\n")
