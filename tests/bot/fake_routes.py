"""The calls that the fake of GitHub knows: which token may make them, what they take, what they do.

https://docs.github.com/en/rest and, for the permissions,
https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
"""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.bot.fake_state import BOT, Repository

Answer = tuple[int, Any]
Accepted = list[tuple[str, str]]


class RefusedError(Exception):
    """A reply that is an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True)
class Asked:
    """A call: the repository, its query, its body."""

    repository: Repository
    query: Mapping[str, str]
    body: Mapping[str, Any]

    def take(self, key: str, kind: type, *, optional: bool = False) -> Any:
        """A value of the body; what is missing or of another type is refused as GitHub does."""
        if key not in self.body and optional:
            return None
        value = self.body.get(key)
        if not isinstance(value, kind):
            raise RefusedError(422, f"Invalid request. {key} must be {kind.__name__}")
        return value

    def only(self, *keys: str) -> None:
        """Refuse keys that the call does not know; GitHub passes over them, which hides slips of the pen."""
        if unknown := set(self.body) - set(keys):
            raise RefusedError(422, f"unknown keys: {sorted(unknown)}")


@dataclass(frozen=True)
class Route:
    """One call. `permissions` gives the scopes of which one must suffice."""

    method: str
    path: re.Pattern[str]
    permissions: Callable[[Repository, tuple[str, ...]], Accepted]
    act: Callable[..., Answer]


ROUTES: list[Route] = []


def route(
    method: str, path: str, *accepted: tuple[str, str], on_thread: str = ""
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Register a call. `on_thread` is the level it needs on the issue or pull request that it is on."""

    def permissions(repository: Repository, arguments: tuple[str, ...]) -> Accepted:
        if not on_thread:
            return list(accepted)
        number = int(arguments[0]) if "comments/" not in path else _thread_of(repository, int(arguments[0]))
        both = [("issues", on_thread), ("pull_requests", on_thread)]
        return both if number in repository.pulls else both[:1]

    def register(act: Callable[..., Answer]) -> Callable[..., Answer]:
        ROUTES.append(Route(method, re.compile(path), permissions, act))
        return act

    return register


def find_route(method: str, path: str) -> tuple[Route | None, tuple[str, ...]]:
    """The call of a method and a path below the repository, with the variable parts of the path."""
    for known in ROUTES:
        match = known.path.fullmatch(path)
        if match and known.method == method:
            return known, match.groups()
    return None, ()


def _thread_of(repository: Repository, comment: int) -> int:
    return int(found(repository.comments, comment)["issue"])


def found(things: Mapping[Any, Any], key: Any) -> Any:
    """A thing that is there, or the refusal that GitHub gives."""
    if key not in things:
        raise RefusedError(404, "Not Found")
    return things[key]


@route("GET", "", ("metadata", "none"))
def _repository(asked: Asked) -> Answer:
    return 200, {"full_name": asked.repository.name, "default_branch": asked.repository.default_branch}


@route("GET", "/pages", ("pages", "read"))
def _pages(asked: Asked) -> Answer:
    return 200, found({"pages": asked.repository.pages} if asked.repository.pages else {}, "pages")


@route("GET", "/deployments", ("deployments", "read"))
def _deployments(asked: Asked) -> Answer:
    wanted = asked.query.get("environment")
    return 200, [each for each in asked.repository.deployments if wanted in (None, each["environment"])]


@route("GET", r"/git/ref/(heads/.+)", ("contents", "read"))
def _get_ref(asked: Asked, name: str) -> Answer:
    return 200, _ref(name, found(asked.repository.refs, name))


@route("POST", "/git/refs", ("contents", "write"))
def _create_ref(asked: Asked) -> Answer:
    asked.only("ref", "sha")
    name, sha = asked.take("ref", str).removeprefix("refs/"), asked.take("sha", str)
    if name in asked.repository.refs:
        raise RefusedError(422, "Reference already exists")
    if sha not in asked.repository.commits:
        raise RefusedError(422, "Object does not exist")
    asked.repository.refs[name] = sha
    return 201, _ref(name, sha)


@route("PATCH", r"/git/refs/(heads/.+)", ("contents", "write"))
def _move_ref(asked: Asked, name: str) -> Answer:
    asked.only("sha", "force")
    repository, sha = asked.repository, asked.take("sha", str)
    old = found(repository.refs, name)
    if sha not in repository.commits:
        raise RefusedError(422, "Object does not exist")
    if old not in repository.commits[sha]["parents"] and not asked.take("force", bool, optional=True):
        raise RefusedError(422, "Update is not a fast forward")
    repository.refs[name] = sha
    for pull in repository.pulls.values():
        if pull["head"]["repo"]["full_name"] == repository.name and f"heads/{pull['head']['ref']}" == name:
            pull["head"]["sha"] = sha
    return 200, _ref(name, sha)


@route("DELETE", r"/git/refs/(heads/.+)", ("contents", "write"))
def _delete_ref(asked: Asked, name: str) -> Answer:
    found(asked.repository.refs, name)
    del asked.repository.refs[name]
    return 204, None


@route("GET", r"/git/commits/([0-9a-f]{40})", ("contents", "read"))
def _get_commit(asked: Asked, sha: str) -> Answer:
    return 200, _commit(sha, found(asked.repository.commits, sha))


@route("POST", "/git/commits", ("contents", "write"))
def _create_commit(asked: Asked) -> Answer:
    asked.only("message", "tree", "parents")
    repository, tree, parents = asked.repository, asked.take("tree", str), asked.take("parents", list)
    if tree not in repository.trees or not set(parents) <= set(repository.commits):
        raise RefusedError(422, "Tree or parent does not exist")
    sha = repository.add_commit(asked.take("message", str), tree, parents)
    return 201, _commit(sha, repository.commits[sha])


@route("POST", "/git/blobs", ("contents", "write"))
def _create_blob(asked: Asked) -> Answer:
    asked.only("content", "encoding")
    if asked.take("encoding", str) != "base64":
        raise RefusedError(422, "the fake takes base64 only")
    try:
        content = base64.b64decode(asked.take("content", str), validate=True)
    except binascii.Error:
        raise RefusedError(422, "content is not valid Base64") from None
    return 201, {"sha": asked.repository.add_blob(content)}


@route("GET", r"/git/trees/([0-9a-f]{40})", ("contents", "read"))
def _get_tree(asked: Asked, sha: str) -> Answer:
    repository, tree = asked.repository, found(asked.repository.trees, sha)
    rows = [{"path": path, "mode": mode, "type": "blob", "sha": blob} for path, (mode, blob) in tree.items()]
    if "recursive" not in asked.query:
        rows = [row for row in rows if "/" not in row["path"]]
        rows += [
            {"path": name, "mode": "040000", "type": "tree", "sha": repository.add_tree(inside)}
            for name, inside in repository.folders(tree).items()
        ]
    limit = repository.tree_limit
    return 200, {"sha": sha, "tree": rows[:limit], "truncated": len(rows) > limit}


@route("GET", r"/git/blobs/([0-9a-f]{40})", ("contents", "read"))
def _get_blob(asked: Asked, sha: str) -> Answer:
    content = found(asked.repository.blobs, sha)
    return 200, {"sha": sha, "encoding": "base64", "content": base64.encodebytes(content).decode()}


@route("POST", "/git/trees", ("contents", "write"))
def _create_tree(asked: Asked) -> Answer:
    asked.only("base_tree", "tree")
    repository = asked.repository
    tree = dict(found(repository.trees, asked.take("base_tree", str)))
    for entry in asked.take("tree", list):
        if set(entry) != {"path", "mode", "type", "sha"} or entry["type"] != "blob":
            raise RefusedError(422, f"Must supply path, mode, type and sha: {entry}")
        _place(repository, tree, entry)
    return 201, {"sha": repository.add_tree(tree)}


def _place(repository: Repository, tree: dict[str, tuple[str, str]], entry: Mapping[str, Any]) -> None:
    path = entry["path"]
    if path.startswith("/") or {"", ".", "..", ".git"} & set(path.split("/")):
        raise RefusedError(422, "tree.path contains a malformed path component")
    if entry["sha"] is None:
        if path not in tree:
            raise RefusedError(422, "GitRPC::BadObjectState")
        del tree[path]
    elif entry["sha"] in repository.blobs:
        tree[path] = (entry["mode"], entry["sha"])
    else:
        raise RefusedError(422, "tree.sha is not a valid blob")


def _ref(name: str, sha: str) -> dict[str, Any]:
    return {"ref": f"refs/{name}", "object": {"type": "commit", "sha": sha}}


def _commit(sha: str, commit: Mapping[str, Any]) -> dict[str, Any]:
    parents = [{"sha": parent} for parent in commit["parents"]]
    author = {"name": BOT["login"]}
    return {
        "sha": sha,
        "message": commit["message"],
        "tree": {"sha": commit["tree"]},
        "parents": parents,
        "author": author,
    }
