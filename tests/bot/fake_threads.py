"""The fake's calls on issues, pull requests, comments and labels."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.bot.fake_routes import Answer, Asked, RefusedError, found, route
from tests.bot.fake_state import BOT

LIMIT = 65_536
TITLE_LIMIT = 256


@route("GET", "/pulls", ("pull_requests", "read"))
def _list_pulls(asked: Asked) -> Answer:
    return 200, [pull for pull in reversed(asked.repository.pulls.values()) if _matches(asked, pull)]


def _matches(asked: Asked, pull: Mapping[str, Any]) -> bool:
    head = f"{pull['head']['repo']['full_name'].split('/')[0]}:{pull['head']['ref']}"
    wanted = asked.query
    return (
        wanted.get("state", "open") in {"all", pull["state"]}
        and wanted.get("head", head) == head
        and wanted.get("base", pull["base"]["ref"]) == pull["base"]["ref"]
    )


@route("POST", "/pulls", ("pull_requests", "write"))
def _create_pull(asked: Asked) -> Answer:
    asked.only("title", "body", "head", "base", "draft", "maintainer_can_modify")
    repository = asked.repository
    head, base = asked.take("head", str), asked.take("base", str)
    if f"heads/{head}" not in repository.refs or f"heads/{base}" not in repository.refs:
        raise RefusedError(422, "Validation Failed: head or base invalid")
    for pull in repository.pulls.values():
        there = pull["head"]["repo"]["full_name"], pull["head"]["ref"], pull["base"]["ref"]
        if pull["state"] == "open" and there == (repository.name, head, base):
            raise RefusedError(422, f"A pull request already exists for {head}")
    if repository.refs[f"heads/{head}"] == repository.refs[f"heads/{base}"]:
        raise RefusedError(422, f"No commits between {base} and {head}")
    body = _body(asked) or ""
    return 201, repository.add_pull(head, base, _title(asked), body, user=BOT)


@route("GET", r"/pulls/(\d+)", ("pull_requests", "read"))
def _get_pull(asked: Asked, number: str) -> Answer:
    return 200, found(asked.repository.pulls, int(number))


@route("PATCH", r"/pulls/(\d+)", ("pull_requests", "write"))
def _edit_pull(asked: Asked, number: str) -> Answer:
    asked.only("title", "body", "state")
    found(asked.repository.pulls, int(number))
    return 200, _edit(asked, int(number))


@route("GET", "/issues", ("issues", "read"))
def _list_issues(asked: Asked) -> Answer:
    wanted = asked.query
    labels = set(filter(None, wanted.get("labels", "").split(",")))
    return 200, [
        issue
        for issue in reversed(asked.repository.issues.values())
        if wanted.get("state", "open") in {"all", issue["state"]}
        and labels <= {label["name"] for label in issue["labels"]}
        and wanted.get("creator", issue["user"]["login"]) == issue["user"]["login"]
    ]


@route("POST", "/issues", ("issues", "write"))
def _create_issue(asked: Asked) -> Answer:
    asked.only("title", "body", "labels")
    issue = asked.repository.add_issue(_title(asked), _body(asked) or "", user=BOT)
    asked.repository.label(issue["number"], _names(asked.body.get("labels", [])))
    return 201, issue


@route("GET", r"/issues/(\d+)", on_thread="read")
def _get_issue(asked: Asked, number: str) -> Answer:
    return 200, found(asked.repository.issues, int(number))


@route("PATCH", r"/issues/(\d+)", on_thread="write")
def _edit_issue(asked: Asked, number: str) -> Answer:
    asked.only("title", "body", "state", "state_reason")
    found(asked.repository.issues, int(number))
    return 200, _edit(asked, int(number))


@route("GET", r"/issues/(\d+)/comments", on_thread="read")
def _list_comments(asked: Asked, number: str) -> Answer:
    found(asked.repository.issues, int(number))
    return 200, [comment for comment in asked.repository.comments.values() if comment["issue"] == int(number)]


@route("POST", r"/issues/(\d+)/comments", on_thread="write")
def _create_comment(asked: Asked, number: str) -> Answer:
    asked.only("body")
    found(asked.repository.issues, int(number))
    return 201, asked.repository.add_comment(int(number), _comment(asked), BOT)


@route("PATCH", r"/issues/comments/(\d+)", on_thread="write")
def _edit_comment(asked: Asked, key: str) -> Answer:
    asked.only("body")
    comment = found(asked.repository.comments, int(key))
    comment["body"] = _comment(asked)
    return 200, comment


@route("DELETE", r"/issues/comments/(\d+)", on_thread="write")
def _delete_comment(asked: Asked, key: str) -> Answer:
    del asked.repository.comments[int(key)]
    return 204, None


@route("POST", r"/issues/(\d+)/labels", on_thread="write")
def _add_labels(asked: Asked, number: str) -> Answer:
    asked.only("labels")
    found(asked.repository.issues, int(number))
    return 200, asked.repository.label(int(number), _names(asked.take("labels", list)))


@route("DELETE", r"/issues/(\d+)/labels/(.+)", on_thread="write")
def _remove_label(asked: Asked, number: str, name: str) -> Answer:
    issue = found(asked.repository.issues, int(number))
    kept = [label for label in issue["labels"] if label["name"] != name]
    if len(kept) == len(issue["labels"]):
        raise RefusedError(404, "Label does not exist")
    issue["labels"] = kept
    if int(number) in asked.repository.pulls:
        asked.repository.pulls[int(number)]["labels"] = kept
    return 200, kept


@route("GET", "/labels", ("issues", "read"), ("pull_requests", "read"))
def _list_labels(asked: Asked) -> Answer:
    return 200, list(asked.repository.labels.values())


@route("POST", "/labels", ("issues", "write"), ("pull_requests", "write"))
def _create_label(asked: Asked) -> Answer:
    asked.only("name", "color", "description")
    name = asked.take("name", str)
    if name in asked.repository.labels:
        raise RefusedError(422, "Validation Failed: already_exists")
    asked.repository.labels[name] = {"color": "ededed", "description": None, **asked.body}
    return 201, asked.repository.labels[name]


@route("PATCH", r"/labels/(.+)", ("issues", "write"), ("pull_requests", "write"))
def _edit_label(asked: Asked, name: str) -> Answer:
    asked.only("new_name", "color", "description")
    label = found(asked.repository.labels, name)
    label |= asked.body
    return 200, label


@route("PUT", r"/actions/workflows/([\w.-]+)/enable", ("actions", "write"))
def _enable_workflow(asked: Asked, name: str) -> Answer:
    return 204, None


def _edit(asked: Asked, number: int) -> Any:
    changes = dict(asked.body)
    if "title" in changes:
        changes["title"] = _title(asked)
    if "body" in changes:
        changes["body"] = _body(asked)
    if changes.get("state", "open") not in {"open", "closed"}:
        raise RefusedError(422, "state must be open or closed")
    things = [asked.repository.issues[number]]
    if number in asked.repository.pulls:
        things.append(asked.repository.pulls[number])
    for thing in things:
        thing.update(changes)
    return things[-1]


def _title(asked: Asked) -> str:
    title = str(asked.take("title", str))
    if not 0 < len(title) <= TITLE_LIMIT or "\n" in title:
        raise RefusedError(422, f"title is too long (maximum is {TITLE_LIMIT} characters), empty, or broken")
    return title


def _body(asked: Asked) -> str | None:
    body: str | None = asked.take("body", str, optional=True)
    if body and len(body.encode("utf-16-le")) // 2 > LIMIT:
        raise RefusedError(422, f"body is too long (maximum is {LIMIT} characters)")
    return body


def _comment(asked: Asked) -> str:
    body = _body(asked)
    if not body:
        raise RefusedError(422, "body cannot be blank")
    return body


def _names(labels: Iterable[Any]) -> list[str]:
    names = list(labels)
    if not all(isinstance(name, str) and name for name in names):
        raise RefusedError(422, "labels must be names")
    return names
