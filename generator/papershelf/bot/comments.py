"""Comments, issues and labels that are kept up to date in place."""

from typing import Any, NamedTuple

from papershelf.bot.github import GitHub
from papershelf.bot.questions import CORRECTION, SUGGESTION

LIMIT = 65_536
TITLE_LIMIT = 256


def length(text: str) -> int:
    """Count as GitHub's form does, in UTF-16 units, which are never fewer than characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def within_limit(text: str, limit: int = LIMIT) -> str:
    """Give the text whole, or as many of its first lines as fit, below a note that tells how many do not.

    The note stands on top: below, an open code block or a table would swallow it.
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
    begins = str(comment.get("body") or "").startswith(f"{marker}\n")
    return begins and user.get("login") == BOT and user.get("type") == "Bot"


def follow_in_issue(github: GitHub, title: str, label: str, body: str) -> str | None:
    """Let the open issue say `body`, or open it; close it where `body` is empty. Gives its URL.

    Ours is the open issue with the label that the workflow's bot wrote and that begins with our marker.
    """
    marker = f"<!-- papershelf: {label} -->"
    wanted = {"state": "open", "labels": label, "creator": BOT}
    ours = next((issue for issue in github.get_all("issues", wanted) if _is_our_issue(issue, marker)), None)
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


def _is_our_issue(issue: Any, marker: str) -> bool:
    return "pull_request" not in issue and str(issue.get("body") or "").startswith(f"{marker}\n")


DEAD_LINKS = "dead-links"
FEED = "feed"


class Label(NamedTuple):
    """A label as GitHub shows it; `colour` is six hexadecimal digits."""

    name: str
    colour: str
    description: str


LABELS = (
    Label(SUGGESTION, "1b5e58", "A paper that somebody would like to see on the list"),
    Label(CORRECTION, "8a5a00", "Something on the list that somebody says is wrong"),
    Label(FEED, "2c5a9a", "Papers that the scheduled import proposes"),
    Label(DEAD_LINKS, "96392c", "Links of the list that lead nowhere"),
)


def make_missing(github: GitHub) -> list[str]:
    """Make the labels that the repository lacks, and return their names; those it has stay as they are."""
    present = {str(label["name"]).casefold() for label in github.get_all("labels")}
    missing = [label for label in LABELS if label.name not in present]
    for label in missing:
        body = {"name": label.name, "color": label.colour, "description": label.description}
        github.post("labels", body)
    return [label.name for label in missing]
