"""How a submission is answered: by a change to the list, or by the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from papershelf.github.markdown import bullets
from papershelf.library import Library
from papershelf.model import Paper
from papershelf.problems import InvalidInputError
from papershelf.settings import Settings

MOST_PROBLEMS = 20


class DeclinedError(Exception):
    """A submission from which nothing can be made; the message is Markdown for whoever made it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A proposal: `edit` changes the text of papers.yaml, `files` are further ones below the data directory.

    `title` and `body` are those of the pull request.
    """

    paper: Paper
    edit: Callable[[str, Library], str]
    title: str
    body: str
    files: Mapping[str, bytes] = field(default_factory=dict)


def page_link(paper: Paper, settings: Settings) -> str:
    """A Markdown link to the page of a paper; only its id where nobody said where the site lives."""
    if not settings.site_url:
        return f"`{paper.id}`"
    return f"[{paper.id}]({settings.site_url.rstrip('/')}/papers/{paper.id}/)"


def complaint(error: InvalidInputError) -> str:
    """What is wrong with a submission, as Markdown."""
    messages = list(dict.fromkeys(problem.message for problem in error.problems))
    left = len(messages) - MOST_PROBLEMS
    more = f"\n\n… and {left} more." if left > 0 else ""
    return (
        f"Nothing was changed, because:\n\n{bullets(messages[:MOST_PROBLEMS])}{more}\n\n"
        "Edit the issue's text above and it is looked at again."
    )


def remarked(remarks: Sequence[str]) -> str:
    """What `papershelf check` says of an entry, as Markdown: a workflow's pull request starts no checks."""
    said = f"remarks:\n\n{bullets(remarks)}" if remarks else "finds nothing wrong with the entry."
    return (
        f"`papershelf check` {said}\n\nA workflow opened this pull request, so GitHub starts no checks "
        "on it; close and reopen it to start them.\n"
    )
