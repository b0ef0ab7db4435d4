"""The bot's pull requests: one branch, one commit, and never on top of other people's work."""

import base64
import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from papershelf.bot.comments import TITLE_LIMIT, within_limit
from papershelf.bot.github import GitHub, GitHubError

OURS = re.compile(r"papershelf/[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
TRAILER = "Proposed-by: papershelf"


def ensure_current(github: GitHub, branch: str, path: str, content: bytes) -> None:
    """Raise GitHubError if the file on the branch isn't `content`: a proposal would undo what changed."""
    folder, name = posixpath.split(path)
    if _files_on(github, branch, folder).get(name) != _blob_sha(content):
        raise GitHubError(f"{path} has changed on {branch} since this job began; run the job again")


def pending_files(github: GitHub, branch: str, base: str, folder: str) -> dict[str, bytes]:
    """Return the files that the open pull request of a branch adds to a folder of its base, by name.

    Without an open pull request there are none: a closed one has been decided.
    """
    return _proposed(github, branch, base, folder, new_only=True)


def proposed_files(github: GitHub, branch: str, base: str, folder: str) -> dict[str, bytes]:
    """Return the files in a folder that the open pull request of a branch adds or changes, by name."""
    return _proposed(github, branch, base, folder, new_only=False)


def _proposed(github: GitHub, branch: str, base: str, folder: str, *, new_only: bool) -> dict[str, bytes]:
    if not _open_pull(github, branch, base):
        return {}
    before, after = (_files_on(github, name, folder) for name in (base, branch))
    return {
        name: base64.b64decode(github.get(f"git/blobs/{sha}")["content"])
        for name, sha in after.items()
        if (name not in before if new_only else before.get(name) != sha)
    }


def _head(github: GitHub, branch: str) -> str:
    """Return the SHA of the last commit of a branch."""
    return str(github.get(f"git/ref/heads/{branch}")["object"]["sha"])


def _tree_of(github: GitHub, commit: str) -> str:
    """Return the SHA of the root folder of a commit."""
    return str(github.get(f"git/commits/{commit}")["tree"]["sha"])


def _files_on(github: GitHub, branch: str, folder: str) -> dict[str, str]:
    return _files_in(github, _tree_of(github, _head(github, branch)), folder)


def _files_in(github: GitHub, tree: str, folder: str) -> dict[str, str]:
    """Return the SHAs of the files directly in a folder below `tree`, by name; none if it does not exist.

    Reads level by level, because GitHub truncates the recursive listing of a large repository.
    https://docs.github.com/en/rest/git/trees#get-a-tree
    """
    for name in filter(None, folder.split("/")):
        subfolders = _entries(github, tree, "tree")
        if name not in subfolders:
            return {}
        tree = subfolders[name]
    return _entries(github, tree, "blob")


def _entries(github: GitHub, tree: str, kind: str) -> dict[str, str]:
    listed = github.get(f"git/trees/{tree}")
    if listed.get("truncated"):
        raise GitHubError("a folder has more files than GitHub lists at once; propose the change with git")
    return {entry["path"]: entry["sha"] for entry in listed["tree"] if entry["type"] == kind}


class OthersWorkError(GitHubError):
    """The branch of an open pull request has commits that are not ours; it was left unchanged."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The content of a pull request.

    `files` maps paths to their new content, None to delete. `branch` is `papershelf/…`; it gets one commit
    on top of `base`, another branch.
    """

    branch: str
    base: str
    files: Mapping[str, bytes | None]
    title: str
    body: str
    labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse to write any branch but ours. Raises ValueError."""
        if not OURS.fullmatch(self.branch) or self.branch == self.base:
            raise ValueError(self.branch)


def propose(github: GitHub, proposal: Proposal) -> str | None:
    """Open the pull request, or update the open one of its branch; return its URL.

    The branch is written only if its files would differ. Returns None if `base` already has the files. Raises
    GitHubError, and its subclass OthersWorkError if people have committed to the open pull request.
    """
    start = _head(github, proposal.base)
    before = _tree_of(github, start)
    changed = _changed(github, before, proposal.files)
    if not changed:
        return None
    pull = _open_pull(github, proposal.branch, proposal.base)
    head = _head_if_any(github, proposal.branch)
    tree = _new_tree(github, before, changed)
    if not (head and pull and _is_up_to_date(github, head, tree)):
        message = f"{_on_one_line(proposal.title)}\n\n{TRAILER}\n"
        commit = {"message": message, "tree": tree, "parents": [start]}
        _write_branch(github, proposal.branch, head, commit)
    return _write_pull(github, proposal, pull)


def _changed(github: GitHub, tree: str, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
    """Return those of `files` that differ from the tree; GitHub refuses to delete a file that isn't there."""
    present = {
        posixpath.join(folder, name): sha
        for folder in {posixpath.dirname(path) for path in files}
        for name, sha in _files_in(github, tree, folder).items()
    }
    return {
        path: content
        for path, content in files.items()
        if present.get(path) != (None if content is None else _blob_sha(content))
    }


def _blob_sha(content: bytes) -> str:
    """Return the name that git gives to a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _new_tree(github: GitHub, before: str, changed: Mapping[str, bytes | None]) -> str:
    entries = [
        {"path": path, "mode": "100644", "type": "blob", "sha": _new_blob(github, content)}
        for path, content in changed.items()
    ]
    return str(github.post("git/trees", {"base_tree": before, "tree": entries}, repeatable=True)["sha"])


def _new_blob(github: GitHub, content: bytes | None) -> str | None:
    if content is None:
        return None
    body = {"content": base64.b64encode(content).decode(), "encoding": "base64"}
    return str(github.post("git/blobs", body, repeatable=True)["sha"])


def _open_pull(github: GitHub, branch: str, base: str) -> Any:
    """Return the open pull request of our branch, None if there isn't one; a fork's branch is not ours."""
    for pull in github.get_all("pulls", {"state": "open", "head": f"{github.owner}:{branch}", "base": base}):
        home = pull["head"]["repo"] or {}  # null once a fork is deleted
        if str(home.get("full_name")).lower() == github.repository.lower():
            return pull
    return None


def _head_if_any(github: GitHub, branch: str) -> str | None:
    try:
        return _head(github, branch)
    except GitHubError as error:
        if error.status != 404:  # noqa: PLR2004 - not found
            raise
    return None


def _is_up_to_date(github: GitHub, head: str, tree: str) -> bool:
    """Check whether the branch has these files. Raises OthersWorkError if its last commit isn't ours."""
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


def _write_pull(github: GitHub, proposal: Proposal, pull: Any) -> str:
    text = {"title": _on_one_line(proposal.title)[:TITLE_LIMIT], "body": within_limit(proposal.body)}
    if pull is None:
        pull = github.post("pulls", {**text, "head": proposal.branch, "base": proposal.base})
    elif {key: pull[key] for key in text} != text:
        pull = github.patch(f"pulls/{pull['number']}", text)
    missing = set(proposal.labels) - {label["name"] for label in pull["labels"]}
    if missing:
        github.post(f"issues/{pull['number']}/labels", {"labels": sorted(missing)}, repeatable=True)
    return str(pull["html_url"])


def _on_one_line(title: str) -> str:
    return " ".join(title.split())
