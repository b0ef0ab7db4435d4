"""Whether a file that a change was made from is still what a branch holds."""

from __future__ import annotations

import hashlib

from papershelf.github.client import GitHub
from papershelf.github.errors import GitHubError


def ensure_current(github: GitHub, branch: str, path: str, content: bytes) -> None:
    """Raise GitHubError where somebody changed the file meanwhile: a proposal would undo that."""
    commit = github.get(f"git/ref/heads/{branch}")["object"]["sha"]
    tree = github.get(f"git/commits/{commit}")["tree"]["sha"]
    listed = github.get(f"git/trees/{tree}", {"recursive": 1})["tree"]
    theirs = next((entry["sha"] for entry in listed if entry["path"] == path), None)
    ours = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
    if theirs != ours:
        raise GitHubError(f"{path} has changed on {branch} since this job began; run the job again")
