"""Pull requests as the bot makes them: one branch, one commit, and never over the work of people."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from papershelf.bot.comments import TITLE_LIMIT, within_limit
from papershelf.bot.github import GitHub, GitHubError


def ensure_current(github: GitHub, branch: str, path: str, content: bytes) -> None:
    """Raise GitHubError where somebody changed the file meanwhile: a proposal would undo that."""
    commit = github.get(f"git/ref/heads/{branch}")["object"]["sha"]
    tree = github.get(f"git/commits/{commit}")["tree"]["sha"]
    listed = github.get(f"git/trees/{tree}", {"recursive": 1})["tree"]
    theirs = next((entry["sha"] for entry in listed if entry["path"] == path), None)
    ours = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
    if theirs != ours:
        raise GitHubError(f"{path} has changed on {branch} since this job began; run the job again")


def pending_files(github: GitHub, branch: str, base: str, folder: str) -> dict[str, bytes]:
    """The files in a folder that the open pull request of a branch adds to its base, by name.

    There are none without an open pull request: one that was closed has been decided.
    """
    wanted = {"state": "open", "head": f"{github.owner}:{branch}", "base": base}
    if not github.get_all("pulls", wanted):
        return {}
    before, after = (_blobs(github, name, f"{folder}/") for name in (base, branch))
    return {
        path.removeprefix(f"{folder}/"): base64.b64decode(github.get(f"git/blobs/{sha}")["content"])
        for path, sha in after.items()
        if path not in before
    }


def _blobs(github: GitHub, branch: str, prefix: str) -> dict[str, str]:
    commit = github.get(f"git/ref/heads/{branch}")["object"]["sha"]
    tree = github.get(f"git/commits/{commit}")["tree"]["sha"]
    listed = github.get(f"git/trees/{tree}", {"recursive": 1})["tree"]
    return {
        entry["path"]: entry["sha"]
        for entry in listed
        if entry["type"] == "blob" and entry["path"].startswith(prefix)
    }


OURS = re.compile(r"papershelf/[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
TRAILER = "Proposed-by: papershelf"


class OthersWorkError(GitHubError):
    """The branch of an open pull request holds commits that are not ours; it was left as it is."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a pull request shall be.

    `files` maps paths to their new content, None to delete. `branch` is `papershelf/…`; it holds one commit
    on top of `base`, another branch.
    """

    branch: str
    base: str
    files: Mapping[str, bytes | None]
    title: str
    body: str
    labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse to write any branch but ours: ValueError."""
        if not OURS.fullmatch(self.branch) or self.branch == self.base:
            raise ValueError(self.branch)


def propose(github: GitHub, proposal: Proposal) -> str | None:
    """Open the pull request, or update the open one of its branch; give its URL.

    The branch is written only where its files would differ; None where `base` already holds the files. Raises
    GitHubError, of which OthersWorkError where people have worked on the open pull request.
    """
    start = github.get(f"git/ref/heads/{proposal.base}")["object"]["sha"]
    before = github.get(f"git/commits/{start}")["tree"]["sha"]
    changed = _changed(github, before, proposal.files)
    if not changed:
        return None
    pull = _open_pull(github, proposal)
    head = _head(github, proposal.branch)
    tree = _tree(github, before, changed)
    if not (head and pull and _already_says(github, head, tree)):
        message = f"{_flat(proposal.title)}\n\n{TRAILER}\n"
        commit = {"message": message, "tree": tree, "parents": [start]}
        _write_branch(github, proposal.branch, head, commit)
    return _written_pull(github, proposal, pull)


def _changed(github: GitHub, tree: str, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    """What of `files` differs from the tree: GitHub refuses to delete what is not there."""
    listed = github.get(f"git/trees/{tree}", {"recursive": 1})
    if listed.get("truncated"):
        raise GitHubError(
            "the repository holds more files than GitHub lists at once; propose the change by git"
        )
    present = {entry["path"]: entry["sha"] for entry in listed["tree"] if entry["type"] == "blob"}
    return {
        path: content
        for path, content in files.items()
        if present.get(path) != (None if content is None else _blob_sha(content))
    }


def _blob_sha(content: bytes) -> str:
    """Git's name for a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _tree(github: GitHub, before: str, changed: Mapping[str, bytes | None]) -> str:
    entries = [
        {"path": path, "mode": "100644", "type": "blob", "sha": _blob(github, content)}
        for path, content in changed.items()
    ]
    return str(github.post("git/trees", {"base_tree": before, "tree": entries}, repeatable=True)["sha"])


def _blob(github: GitHub, content: bytes | None) -> str | None:
    if content is None:
        return None
    body = {"content": base64.b64encode(content).decode(), "encoding": "base64"}
    return str(github.post("git/blobs", body, repeatable=True)["sha"])


def _open_pull(github: GitHub, proposal: Proposal) -> Any:
    wanted = {"state": "open", "head": f"{github.owner}:{proposal.branch}", "base": proposal.base}
    for pull in github.get_all("pulls", wanted):
        home = pull["head"]["repo"] or {}  # null once a fork is deleted
        if str(home.get("full_name")).lower() == github.repository.lower():
            return pull
    return None


def _already_says(github: GitHub, head: str, tree: str) -> bool:
    """Whether the branch under review holds these files; raises where its last commit is not ours."""
    last = github.get(f"git/commits/{head}")
    if not last["message"].rstrip().endswith(TRAILER):
        raise OthersWorkError(
            "people have committed to the branch of the open pull request; merge or close it, then try again"
        )
    return bool(last["tree"]["sha"] == tree)


def _write_branch(github: GitHub, branch: str, head: str | None, commit: Mapping[str, Any]) -> None:
    sha = github.post("git/commits", commit, repeatable=True)["sha"]
    if head:
        github.patch(f"git/refs/heads/{branch}", {"sha": sha, "force": True})
    else:
        github.post("git/refs", {"ref": f"refs/heads/{branch}", "sha": sha})


def _written_pull(github: GitHub, proposal: Proposal, pull: Any) -> str:
    text = {"title": _flat(proposal.title)[:TITLE_LIMIT], "body": within_limit(proposal.body)}
    if pull is None:
        pull = github.post("pulls", {**text, "head": proposal.branch, "base": proposal.base})
    elif {key: pull[key] for key in text} != text:
        pull = github.patch(f"pulls/{pull['number']}", text)
    missing = set(proposal.labels) - {label["name"] for label in pull["labels"]}
    if missing:
        github.post(f"issues/{pull['number']}/labels", {"labels": sorted(missing)}, repeatable=True)
    return str(pull["html_url"])


def _head(github: GitHub, branch: str) -> str | None:
    try:
        return str(github.get(f"git/ref/heads/{branch}")["object"]["sha"])
    except GitHubError as error:
        if error.status != 404:  # noqa: PLR2004 - not found
            raise
    return None


def _flat(title: str) -> str:
    return " ".join(title.split())
