"""What the two issue forms ask: read by those who make the forms and by those who read the answers."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml

from papershelf.bot.questions import (
    CORRECTION,
    CURRENT,
    FIELD,
    LINE,
    LINK,
    NEW,
    OTHER_TAGS,
    PAPER,
    REASON,
    SUGGESTION,
    TAGS,
    WHY,
    Question,
)
from papershelf.library import Library
from papershelf.library.draft import asked_fields
from papershelf.library.values import TAGS_PER_PAPER
from papershelf.model import Tag

"""The labels that the forms put on their issues; a form's answers are asked for by its label."""


MOST_OPTIONS = 100
MADE = "# Made by `papershelf forms` from data/tags.yaml. An edit here is lost: edit the vocabulary.\n"


def forms(library: Library) -> dict[str, str]:
    """The text of each form that depends on the list, by file name."""
    return {"suggest.yml": _text(_suggest(library)), "correct.yml": _text(_correct())}


def option(tag: Tag) -> str:
    """A tag in the list to choose from. GitHub joins what was chosen by commas, so the slug ends each."""
    label = re.sub(r"\),\s*", ") ", " ".join(tag.label.split()))
    return f"{label} ({tag.slug})"


def chosen(answer: str) -> tuple[str, ...]:
    """The slugs of the options in an answer."""
    return tuple(re.findall(r"\(([a-z0-9-]+)\)(?=,|$)", answer))


def offered(library: Library) -> list[Tag]:
    """The tags to choose from, in the vocabulary's order: where there are too many, those used most."""
    uses = Counter(slug for paper in library.papers for slug in paper.tags)
    most = sorted(library.tags, key=lambda tag: -uses[tag.slug])[:MOST_OPTIONS]
    kept = {tag.slug for tag in most}
    return [tag for tag in library.tags if tag.slug in kept]


def _suggest(library: Library) -> dict[str, Any]:
    body = [
        _input(LINK, "An arXiv address or id, or a DOI.", placeholder="https://arxiv.org/abs/1603.09320"),
        *_tags(library),
        _textarea(WHY, "A sentence or two for readers; it stands on the paper's page."),
    ]
    about = "Name a paper that belongs on the list; its facts are looked up for you."
    return _form("Suggest a paper", about, "Suggest: ", SUGGESTION, body)


def _tags(library: Library) -> Iterator[dict[str, Any]]:
    tags = offered(library)
    cut = len(library.tags) - len(tags)
    about = f"At most {TAGS_PER_PAPER}. Without any, tags are proposed from the paper's abstract."
    if cut:
        about += f" These {len(tags)} of {len(library.tags)} tags are used most; name others below."
    if tags:
        options = {"multiple": True, "options": [option(tag) for tag in tags]}
        yield _element("dropdown", TAGS, about, **options)
    if cut:
        yield _input(OTHER_TAGS, "Slugs of tags that the list above leaves out, with commas between.")


def _correct() -> dict[str, Any]:
    keys = "\n".join(f"- `{field.key}`: {field.help}" for field in asked_fields())
    body = [
        {"type": "markdown", "attributes": {"value": f"Each paper has these fields:\n{keys}"}},
        _input(PAPER, "The last part of the address of the paper's page."),
        _input(LINE, "Where its entry begins in the list, for those who look it up by hand."),
        _element(
            "dropdown", FIELD, "One a form.", multiple=False, options=[field.key for field in asked_fields()]
        ),
        _textarea(CURRENT, "What the list says now; nothing needs to be changed here.", render="yaml"),
        _textarea(
            NEW,
            "The whole new value of the field: authors and tags with commas between, "
            "a link as `code: https://…`, one a line.",
        ),
        _textarea(REASON, "How do we know? A link helps."),
    ]
    about = "Correct one field of a paper on the list."
    return _form("Correct a paper", about, "Correct: ", CORRECTION, body)


def _form(name: str, about: str, title: str, label: str, body: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "description": about, "title": title, "labels": [label], "body": body}


def _input(question: Question, about: str, **more: Any) -> dict[str, Any]:
    return _element("input", question, about, **more)


def _textarea(question: Question, about: str, **more: Any) -> dict[str, Any]:
    return _element("textarea", question, about, **more)


def _element(kind: str, question: Question, about: str, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "id": question.id,
        "attributes": {"label": question.heading, "description": about, **more},
        "validations": {"required": question.required},
    }


def _text(form: dict[str, Any]) -> str:
    return MADE + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=2**31 - 1)
