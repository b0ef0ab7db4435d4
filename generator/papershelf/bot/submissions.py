"""Issues created with a form, read as requests: a paper to add, or a correction."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from papershelf.bot import issue_forms as form
from papershelf.bot.comments import CORRECTION, PAPER_REQUEST
from papershelf.library.draft import asked_fields
from papershelf.library.fields import Field
from papershelf.problems import InvalidInputError, Problem

LONGEST = 25_000_000
"""Bytes; GitHub doesn't send larger events."""
ISSUE = "the issue"
LONGEST_BODY = 65_536
"""Characters that GitHub allows in an issue; a longer text did not come from there."""
NO_RESPONSE = "_No response_"
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)")


@dataclass(frozen=True, slots=True)
class Issue:
    """What we need of an issue; `body` is whatever its author wrote, `branch` the default branch."""

    number: int
    body: str
    labels: frozenset[str]
    is_open: bool
    branch: str


def read_issue(source: bytes, path: str) -> Issue:
    """Read the issue from an event, a JSON file. Raises InvalidInputError if it isn't the event of an issue.

    https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues
    """
    if len(source) > LONGEST:
        raise invalid(f"{len(source):,} bytes are more than GitHub sends; this is not an event", path=path)
    try:
        event: Any = json.loads(source)
        issue = event["issue"]
        number, body, branch = issue["number"], issue["body"] or "", event["repository"]["default_branch"]
        labels = frozenset(str(label["name"]) for label in issue["labels"])
        is_open = issue["state"] == "open"
    except (ValueError, RecursionError, KeyError, TypeError):
        message = "this is not the event of an issue; pass the file that GITHUB_EVENT_PATH names"
        raise invalid(message, path=path) from None
    if not (type(number) is int and number > 0 and isinstance(body, str) and isinstance(branch, str)):
        message = "number, body or default branch have the wrong type; this is not an event from GitHub"
        raise invalid(message, path=path)
    return Issue(number, body, labels, is_open, branch)


def invalid(*messages: str, path: str = ISSUE) -> InvalidInputError:
    """Make the error about problems of the issue, or of the file at `path`, as a whole."""
    return InvalidInputError(Problem(path, 1, message) for message in messages)


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A paper that somebody wants on the list; `link` and `tags` are as typed, not looked up yet."""

    link: str
    tags: tuple[str, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A new value for one field of a paper; `paper` and `value` are as typed, not looked up yet."""

    paper: str
    key: str
    value: str
    reason: str | None = None


def read_paper_request(body: str) -> PaperRequest:
    """Read the answers to the form "Suggest a paper". Raises InvalidInputError with every problem."""
    answers = _answers(body, form.QUESTIONS[PAPER_REQUEST])
    ticked, typed = answers.get(form.TAGS, ""), answers.get(form.OTHER_TAGS, "")
    tags = (*form.chosen(ticked), *re.findall(r"[^\s,]+", typed))
    if ticked and not form.chosen(ticked):
        raise invalid(f"{form.TAGS.heading}: choose from the form's list")
    return PaperRequest(answers[form.LINK], tuple(dict.fromkeys(tags)), _paragraph(answers.get(form.WHY)))


def read_correction(body: str, own: Sequence[Field] = ()) -> Correction:
    """Read the answers to the form "Correct a paper", which asks for fields of the list's own, too.

    Raises InvalidInputError with every problem.
    """
    answers = _answers(body, form.QUESTIONS[CORRECTION])
    keys = [field.key for field in asked_fields(own)]
    if answers[form.FIELD] == "id":
        raise invalid("Field: the id is the paper's URL and stays; tell the maintainers why to change it")
    if answers[form.FIELD] not in keys:
        raise invalid(f"Field: choose one of {', '.join(keys)}")
    return Correction(
        answers[form.PAPER], answers[form.FIELD], answers[form.NEW], _paragraph(answers.get(form.REASON))
    )


def _answers(body: str, questions: Sequence[form.Question]) -> dict[form.Question, str]:
    """Return the answers by question, without empty ones; too long, repeated or missing ones are problems."""
    if len(body) > LONGEST_BODY:
        raise invalid(f"the text has {len(body):,} characters, more than {LONGEST_BODY:,}; shorten it")
    problems: list[Problem] = []
    answers: dict[form.Question, str] = {}
    by_heading = {question.heading: question for question in questions}
    for line, heading, text in _sections(_printable(body), frozenset(by_heading)):
        question = by_heading[heading]
        if question in answers:
            message = f"'{heading}' is listed twice; keep one, and write headings in an answer without #"
            problems.append(Problem(ISSUE, line, message))
        elif len(text) > question.longest:
            message = f"{heading}: {len(text):,} characters are more than {question.longest:,}; shorten it"
            problems.append(Problem(ISSUE, line, message))
        answers[question] = text
    problems += [
        Problem(ISSUE, 1, f"{question.heading}: not answered; write an answer")
        for question in questions
        if question.required and not answers.get(question)
    ]
    if problems:
        raise InvalidInputError(problems)
    return {question: text for question, text in answers.items() if text}


def _sections(text: str, headings: frozenset[str]) -> Iterator[tuple[int, str, str]]:
    """Yield line, heading and answer of each section; other headings, and those in code, are text."""
    lines = text.split("\n")
    hidden = _in_code(lines)
    starts = [
        number
        for number, line in enumerate(lines)
        if number not in hidden and line.startswith("### ") and line[4:].strip() in headings
    ]
    for start, end in pairwise([*starts, len(lines)]):
        yield start + 1, lines[start][4:].strip(), _unfenced("\n".join(lines[start + 1 : end]).strip())


def _in_code(lines: Sequence[str]) -> set[int]:
    """Return the numbers of lines in closed code blocks; one left open would hide everything below it."""
    hidden: set[int] = set()
    opened: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        match = FENCE.fullmatch(line)
        if match and opened is None:
            opened = number, match[1]
        elif match and opened and match[1].startswith(opened[1]) and not match[2].strip():
            hidden |= set(range(opened[0], number + 1))
            opened = None
    return hidden


def _unfenced(answer: str) -> str:
    """Unwrap an answer that is a single code block; return "" for GitHub's placeholder."""
    lines = answer.split("\n")
    opening = FENCE.fullmatch(lines[0])
    if opening and len(lines) > 1 and lines[-1].strip() == opening[1]:
        answer = "\n".join(lines[1:-1]).strip()
    return "" if answer == NO_RESPONSE else answer


def _printable(text: str) -> str:
    """Replace control and other invisible characters with spaces, and line ends with line feeds."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char if char.isprintable() or char == "\n" else " " for char in plain)


def _paragraph(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
