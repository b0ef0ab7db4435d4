"""Issues as GitHub makes them of the forms' answers, the events that tell of them, and their repository."""

from typing import Any

NONE = "_No response_"


def paper_request(link: str = "1603.09320", tags: str = NONE, why: str = NONE) -> str:
    """The text of an issue that suggests a paper."""
    return f"### Link\n\n{link}\n\n### Tags\n\n{tags}\n\n### Why it belongs\n\n{why}"


def correction(field: str = "venue", new: str = "VLDB 2024", paper: str = "a-paper", why: str = NONE) -> str:
    """The text of an issue that corrects one."""
    return (
        f"### Paper id\n\n{paper}\n\n### Line\n\n12\n\n### Field\n\n{field}\n\n"
        f"### Current values\n\n```yaml\ntitle: A\n```\n\n### New value\n\n{new}\n\n"
        f"### Source or reason\n\n{why}"
    )


def event_repository(name: str, branch: str = "main", *, private: bool = False) -> dict[str, Any]:
    """The repository of an event, as far as anything reads it."""
    owner, _, short = name.partition("/")
    return {
        "name": short,
        "full_name": name,
        "owner": {"login": owner},
        "html_url": f"https://github.com/{name}",
        "default_branch": branch,
        "private": private,
    }


def event(issue: dict[str, Any], repository: str, action: str = "opened") -> dict[str, Any]:
    """The event of an issue; https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues."""
    return {
        "action": action,
        "issue": issue,
        "repository": event_repository(repository),
        "sender": issue["user"],
    }
