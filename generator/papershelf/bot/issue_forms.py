"""The two issue forms: their questions, and the YAML that GitHub shows them from."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from papershelf.bot.comments import CORRECTION, PAPER_REQUEST
from papershelf.library import Library
from papershelf.library.draft import asked_fields
from papershelf.library.values import TAGS_PER_PAPER
from papershelf.model import Tag

MOST_OPTIONS = 100
NOTICE = "# Made by `papershelf forms` from data/tags.yaml. An edit here is lost: edit the vocabulary.\n"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form: GitHub's id for it, the heading above its answer, the longest answer."""

    id: str
    heading: str
    longest: int
    required: bool = False


LINK = Question("link", "Link", 300, required=True)
TAGS = Question("tags", "Tags", 12_000)
OTHER_TAGS = Question("other-tags", "Other tags", 400)
WHY = Question("why", "Why it belongs", 1_000)

PAPER = Question("paper", "Paper id", 300, required=True)
LINE = Question("line", "Line", 20)
FIELD = Question("field", "Field", 40, required=True)
CURRENT = Question("current", "Current values", 10_000)
NEW = Question("new", "New value", 8_000, required=True)
REASON = Question("reason", "Source or reason", 1_000)

QUESTIONS = {
    PAPER_REQUEST: (LINK, TAGS, OTHER_TAGS, WHY),
    CORRECTION: (PAPER, LINE, FIELD, CURRENT, NEW, REASON),
}
"""The questions of each form, by the label that it puts on its issues."""


def forms(library: Library) -> dict[str, str]:
    """Return the YAML text of each form, by file name."""
    return {"suggest.yml": _paper_request(library), "correct.yml": _correction(library)}


def option(tag: Tag) -> str:
    """Return a tag as an option. GitHub joins the chosen options with commas, so each ends with its slug."""
    label = re.sub(r"\),\s*", ") ", " ".join(tag.label.split()))
    return f"{label} ({tag.slug})"


def chosen(answer: str) -> tuple[str, ...]:
    """Return the slugs of the options in an answer."""
    return tuple(re.findall(r"\(([a-z0-9-]+)\)(?=,|$)", answer))


def offered(library: Library) -> list[Tag]:
    """Return the tags to choose from, in the vocabulary's order; if there are too many, the most used."""
    uses = Counter(slug for paper in library.papers for slug in paper.tags)
    most = sorted(library.tags, key=lambda tag: -uses[tag.slug])[:MOST_OPTIONS]
    kept = {tag.slug for tag in most}
    return [tag for tag in library.tags if tag.slug in kept]


def _paper_request(library: Library) -> str:
    body = [
        _ask(
            "input", LINK, "An arXiv address or id, or a DOI.", placeholder="https://arxiv.org/abs/1603.09320"
        ),
        *_tags(library),
        _ask("textarea", WHY, "A sentence or two for readers; it is shown on the paper's page."),
    ]
    about = "Name a paper that belongs on the list; its details are looked up for you."
    return _form("Suggest a paper", about, "Suggest: ", PAPER_REQUEST, body)


def _tags(library: Library) -> Iterator[dict[str, Any]]:
    tags = offered(library)
    cut = len(library.tags) - len(tags)
    about = f"At most {TAGS_PER_PAPER}. If you choose none, tags are proposed from the paper's abstract."
    if cut:
        about += f" These {len(tags)} of {len(library.tags)} tags are the most used; name others below."
    if tags:
        options = {"multiple": True, "options": [option(tag) for tag in tags]}
        yield _ask("dropdown", TAGS, about, **options)
    if cut:
        yield _ask("input", OTHER_TAGS, "Slugs of tags that are not in the list above, separated by commas.")


def _correction(library: Library) -> str:
    fields = asked_fields(library.own_fields)
    keys = "\n".join(f"- `{field.key}`: {field.help}" for field in fields)
    body = [
        {"type": "markdown", "attributes": {"value": f"Each paper has these fields:\n{keys}"}},
        _ask(
            "input",
            PAPER,
            "The last part of the URL of the paper's page, or the whole URL; an arXiv id or a DOI works too.",
        ),
        _ask("input", LINE, "Where its entry starts in the list, for looking it up by hand."),
        _ask("dropdown", FIELD, "One per form.", multiple=False, options=[field.key for field in fields]),
        _ask("textarea", CURRENT, "What the list says now; there is nothing to change here.", render="yaml"),
        _ask(
            "textarea",
            NEW,
            "The complete new value of the field: authors and tags separated by commas (authors also by "
            "semicolons: `Okoro, Ada; Lind, Bo`), links as `code: https://…`, one per line.",
        ),
        _ask("textarea", REASON, "How do we know? A link helps."),
    ]
    about = "Correct one field of a paper on the list."
    return _form("Correct a paper", about, "Correct: ", CORRECTION, body)


def _form(name: str, about: str, title: str, label: str, body: list[dict[str, Any]]) -> str:
    form = {"name": name, "description": about, "title": title, "labels": [label], "body": body}
    return NOTICE + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=2**31 - 1)


def _ask(kind: str, question: Question, about: str, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "id": question.id,
        "attributes": {"label": question.heading, "description": about, **more},
        "validations": {"required": question.required},
    }
