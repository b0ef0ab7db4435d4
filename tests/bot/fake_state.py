"""What a made-up repository on GitHub holds: git objects and the things people see."""

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

BOT = {"login": "github-actions[bot]", "type": "Bot"}
Tree = dict[str, tuple[str, str]]
"""Paths with the mode and the blob's name, folders flattened."""


@dataclass
class Repository:
    """One repository; tests fill it and read it, the fake's routes change it.

    `refs` maps `heads/main` to a commit, `commits` a commit to {"message", "tree", "parents"}. `pulls`,
    `issues` and `labels` are by number or name, as JSON; `comments` by id, each with its `issue` number.
    `pages` is what Pages are set to, if they are on; `deployments` has the newest first.
    """

    name: str = "list-owner/reading-list"
    default_branch: str = "main"
    refs: dict[str, str] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, Tree] = field(default_factory=dict)
    commits: dict[str, dict[str, Any]] = field(default_factory=dict)
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    labels: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[str, Any] | None = None
    deployments: list[dict[str, Any]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    tree_limit: int = 100_000  # entries that a listing of a tree has at most

    def add_blob(self, content: bytes) -> str:
        """Keep a file's content under git's own name for it."""
        sha = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
        self.blobs[sha] = content
        return sha

    def add_tree(self, tree: Tree) -> str:
        """Keep a tree; the same files give the same name."""
        sha = _name("tree", sorted(tree.items()))
        self.trees[sha] = dict(tree)
        return sha

    def folders(self, tree: Tree) -> dict[str, Tree]:
        """Split what is not at the top of a tree into the trees of its folders."""
        inside: dict[str, Tree] = {}
        for path, blob in tree.items():
            name, slash, rest = path.partition("/")
            if slash:
                inside.setdefault(name, {})[rest] = blob
        return inside

    def add_commit(self, message: str, tree: str, parents: list[str]) -> str:
        """Keep a commit."""
        commit = {"message": message, "tree": tree, "parents": parents}
        sha = _name("commit", commit)
        self.commits[sha] = commit
        return sha

    def commit_files(self, branch: str, files: Mapping[str, bytes], message: str = "Edit") -> str:
        """Commit files on top of a branch, as a person would; give the commit."""
        ref = f"heads/{branch}"
        parents = [self.refs[ref]] if ref in self.refs else []
        tree = dict(self.trees[self.commits[parents[0]]["tree"]]) if parents else {}
        tree |= {path: ("100644", self.add_blob(content)) for path, content in files.items()}
        self.refs[ref] = self.add_commit(message, self.add_tree(tree), parents)
        return self.refs[ref]

    def files(self, branch: str) -> dict[str, bytes]:
        """What a branch holds."""
        tree = self.trees[self.commits[self.refs[f"heads/{branch}"]]["tree"]]
        return {path: self.blobs[sha] for path, (_, sha) in tree.items()}

    def add_issue(self, title: str, body: str = "", login: str = "reader", **more: Any) -> dict[str, Any]:
        """Open an issue."""
        number = next(self.numbers)
        self.issues[number] = {
            "number": number,
            "title": title,
            "body": body,
            "state": "open",
            "labels": [],
            "user": {"login": login, "type": "User"},
            "html_url": f"https://github.com/{self.name}/issues/{number}",
            **more,
        }
        return self.issues[number]

    def add_pull(self, head: str, base: str, title: str, body: str = "", **more: Any) -> dict[str, Any]:
        """Open a pull request; `sha` and `repo` are those of a fork, otherwise `head` is a branch of ours."""
        sha = more.pop("sha", None) or self.refs[f"heads/{head}"]
        repo = more.pop("repo", self.name)
        issue = self.add_issue(title, body, **more)
        number = issue["number"]
        issue["pull_request"] = {"url": f"pulls/{number}"}
        self.pulls[number] = issue | {
            "html_url": f"https://github.com/{self.name}/pull/{number}",
            "head": {"ref": head, "sha": sha, "repo": {"full_name": repo}},
            "base": {"ref": base, "sha": self.refs.get(f"heads/{base}"), "repo": {"full_name": self.name}},
        }
        return self.pulls[number]

    def add_comment(self, number: int, body: str, user: Mapping[str, str] | None) -> dict[str, Any]:
        """Comment on an issue or pull request; `user` is None once the account is deleted."""
        key = next(self.numbers)
        url = f"https://github.com/{self.name}/issues/{number}#issuecomment-{key}"
        self.comments[key] = {"id": key, "issue": number, "body": body, "user": user, "html_url": url}
        return self.comments[key]

    def comments_of(self, number: int) -> list[str]:
        """The texts of the comments on an issue or pull request, in order."""
        return [comment["body"] for comment in self.comments.values() if comment["issue"] == number]

    def label(self, number: int, names: list[str]) -> list[dict[str, Any]]:
        """Put labels on an issue or pull request; those that do not exist are made, as GitHub does."""
        for name in names:
            self.labels.setdefault(name, {"name": name, "color": "ededed", "description": None})
        for thing in (self.issues.get(number), self.pulls.get(number)):
            if thing is not None:
                have = [label["name"] for label in thing["labels"]]
                thing["labels"] = [self.labels[name] for name in dict.fromkeys((*have, *names))]
        return list(self.issues[number]["labels"])


def _name(kind: str, content: Any) -> str:
    return hashlib.sha1(f"{kind} {json.dumps(content)}".encode(), usedforsecurity=False).hexdigest()
