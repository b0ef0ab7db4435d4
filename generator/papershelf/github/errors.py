"""What GitHub refuses, told in one line."""

from __future__ import annotations

from typing import Any


class GitHubError(Exception):
    """A request that GitHub did not fulfil; the message is one line. `status` is 0 without a reply."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(" ".join(message.split()))
        self.status = status


def refusal(method: str, path: str, status: int, reply: Any) -> GitHubError:
    """Make the error of a reply; `reply` is its JSON: {"message": …, "errors": [{"message": …}, …]}."""
    said = reply if isinstance(reply, dict) else {}
    reasons = [str(said.get("message") or "no reason given")]
    errors = said.get("errors")
    reasons += map(_reason, errors if isinstance(errors, list) else ())
    return GitHubError(
        f"GitHub refused {method} {path} ({status}): {'; '.join(reasons)}{_advice(status)}", status
    )


def _reason(error: Any) -> str:
    return str(error.get("message") or error.get("code")) if isinstance(error, dict) else str(error)


def _advice(status: int) -> str:
    match status:
        case 401:
            return "; the token is wrong or has expired"
        case 403:
            return "; give the job the permission in its workflow's `permissions:`"
        case 301 | 302 | 307 | 308:
            return "; the repository has moved, use its new name"
        case _ if status >= 500:  # noqa: PLR2004 - the range of server errors
            return "; try again later"
    return ""
