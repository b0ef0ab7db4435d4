"""Comments, issues and labels on GitHub: created once, then updated in place."""

from typing import Any

from papershelf.bot.github import GitHub

LIMIT = 65_536
TITLE_LIMIT = 256
BOT = "github-actions[bot]"
"""The author of what is written with a workflow's token; the token may not ask GitHub for this name."""
PAPER_REQUEST = "suggestion"
CORRECTION = "correction"
FEED = "feed"
DEAD_LINKS = "dead-links"


def length(text: str) -> int:
    """Count as GitHub's form does, in UTF-16 code units: never fewer than there are characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def within_limit(text: str, limit: int = LIMIT) -> str:
    """Return the text, or as many of its first lines as fit, below a note saying how many were left out.

    The note comes first: at the end, an open code block or a table would swallow it.
    """
    if length(text) <= limit:
        return text
    lines = text.splitlines(keepends=True)
    room = limit - length(_note(len(lines), limit))
    kept = 0
    for line in lines:
        room -= length(line)
        if room < 0:
            break
        kept += 1
    return _note(len(lines) - kept, limit) + "".join(lines[:kept])


def _note(left_out: int, limit: int) -> str:
    what = f"the last {left_out} lines are left out" if left_out > 1 else "the last line is left out"
    return f"> **Cut off**: GitHub takes {limit:,} characters; {what}.\n\n"


def upsert_comment(github: GitHub, number: int, marker: str, body: str) -> str:
    """Create or update our comment on issue or pull request `number`; return its URL.

    `marker` is an HTML comment such as `<!-- papershelf: review -->` that identifies ours. The comment has to
    start with it and be written by the workflow's bot, so nobody else's is ever changed. If there are
    several, the oldest is kept. Raises GitHubError.
    """
    if not (marker.startswith("<!-- ") and marker.endswith(" -->") and "\n" not in marker):
        raise ValueError(f"not an HTML comment on one line: {marker!r}")
    text = f"{marker}\n{within_limit(body, LIMIT - length(marker) - 1)}"
    path = f"issues/{number}/comments"
    ours = [comment for comment in github.get_all(path) if _is_our_comment(comment, marker)]
    if not ours:
        return str(github.post(path, {"body": text})["html_url"])
    for surplus in ours[1:]:
        github.delete(f"issues/comments/{surplus['id']}")
    if ours[0]["body"] != text:
        github.patch(f"issues/comments/{ours[0]['id']}", {"body": text})
    return str(ours[0]["html_url"])


def _is_our_comment(comment: Any, marker: str) -> bool:
    user = comment.get("user") or {}  # null once an account is deleted
    by_bot = user.get("login") == BOT and user.get("type") == "Bot"
    return by_bot and _starts_with(comment, marker)


def _starts_with(thread: Any, marker: str) -> bool:
    return str(thread.get("body") or "").startswith(f"{marker}\n")


def upsert_issue(github: GitHub, title: str, label: str, body: str) -> str | None:
    """Create or update our open issue, or close it if `body` is empty; return its URL, None if there is none.

    Ours is the open issue with that label that the workflow's bot wrote and that starts with our marker.
    Raises GitHubError.
    """
    marker = f"<!-- papershelf: {label} -->"
    wanted = {"state": "open", "labels": label, "creator": BOT}
    issues = (issue for issue in github.get_all("issues", wanted) if "pull_request" not in issue)
    ours = next((issue for issue in issues if _starts_with(issue, marker)), None)
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


LABELS = {
    PAPER_REQUEST: ("1b5e58", "A paper that somebody would like to see on the list"),
    CORRECTION: ("8a5a00", "Something on the list that somebody says is wrong"),
    FEED: ("2c5a9a", "Papers proposed by the scheduled import"),
    DEAD_LINKS: ("96392c", "Broken links on the list"),
}
"""Names to colours, as six hexadecimal digits, and descriptions."""


def create_missing_labels(github: GitHub) -> list[str]:
    """Create the labels that the repository lacks; return their names. Raises GitHubError."""
    present = {str(label["name"]).casefold() for label in github.get_all("labels")}
    missing = [name for name in LABELS if name not in present]
    for name in missing:
        colour, description = LABELS[name]
        github.post("labels", {"name": name, "color": colour, "description": description})
    return missing
