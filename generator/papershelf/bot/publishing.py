"""Where GitHub Pages publishes a repository, whether it does, and what to click where it does not."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from papershelf.bot.github import GitHub, GitHubError
from papershelf.problems import InvalidInputError, Problem

OFF = frozenset({403, 404})
"""Replies about a repository without Pages, or whose plan or token has none."""


@dataclass(frozen=True, slots=True)
class EventRepository:
    """The repository of an event and the ref that the event is about; empty where it is about none."""

    owner: str
    name: str
    address: str
    branch: str
    ref: str
    private: bool

    @property
    def is_on_default_branch(self) -> bool:
        """Whether the event is about the branch that is published."""
        return self.ref == f"refs/heads/{self.branch}"


@dataclass(frozen=True, slots=True)
class Publication:
    """`site_url`, with a final slash, is where the site lives or would live; `advice` what to click first."""

    site_url: str
    publish: bool = False
    advice: str | None = None


def pages_address(owner: str, name: str) -> str:
    """Return where GitHub Pages publishes a repository: at the root if it is named after its host."""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def read_event(content: bytes, path: str, ref: str) -> EventRepository:
    """Read the event of a workflow, of any kind. Raises InvalidInputError where it names no repository."""
    try:
        read: Any = json.loads(content)
        repository = read["repository"]
        return EventRepository(
            owner=str(repository["owner"]["login"]),
            name=str(repository["name"]),
            address=str(repository["html_url"]),
            branch=str(repository["default_branch"]),
            ref=ref,
            private=bool(repository["private"]),
        )
    except (ValueError, KeyError, TypeError):
        message = "this is not an event with a repository; pass the file that GITHUB_EVENT_PATH names"
        raise InvalidInputError([Problem(path, 1, message)]) from None


def publication(repository: EventRepository, pages: Mapping[str, Any] | None) -> Publication:
    """Return whether and where the site is published, by what GitHub says of its Pages; None: it has none.

    Only a push to the default branch publishes, and only it is told what is missing.
    """
    usual = pages_address(repository.owner, repository.name)
    site = f"{str((pages or {}).get('html_url') or usual).rstrip('/')}/"
    if not repository.is_on_default_branch:
        return Publication(site)
    if pages and pages.get("build_type") == "workflow":
        return Publication(site, publish=True)
    return Publication(site, advice=_advice(repository, pages))


def ask_for_pages(github: GitHub) -> Mapping[str, Any] | None:
    """Ask GitHub for the Pages of a repository; None if it has none. Raises GitHubError without an answer.

    https://docs.github.com/en/rest/pages/pages#get-a-github-pages-site
    """
    try:
        found = github.get("pages")
    except GitHubError as error:
        if error.status in OFF:
            return None
        raise
    return found if isinstance(found, dict) else None


def _advice(repository: EventRepository, pages: Mapping[str, Any] | None) -> str:
    settings = f"{repository.address}/settings"
    what = "publishes a branch here" if pages else "is off here"
    first = ""
    if repository.private and not pages:
        first = (
            f"this repository is private: make it public ({settings}, Danger Zone), unless your plan has "
            "Pages for private repositories; then "
        )
    return (
        f"The site was built but not published, because GitHub Pages {what}: {first}choose "
        f"Source: GitHub Actions at {settings}/pages, then run this workflow again."
    )
