"""The answer to an issue form: an edit of the list, or the reasons against it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from papershelf.bot.submissions import Correction, PaperRequest, invalid
from papershelf.curate import captures, receipt
from papershelf.curate.fetching import SERVICES, Fetched, read_fetched
from papershelf.curate.importing import Terms, plan
from papershelf.curate.matching import Keys, Matcher
from papershelf.curate.named import find_named
from papershelf.curate.quoting import block, bullets, literal, text_of
from papershelf.curate.tag_review import tagger
from papershelf.curate.typed import read_typed
from papershelf.feeds.capture import Capture
from papershelf.feeds.identifiers import UNDERSTOOD, Identifier, read_identifiers
from papershelf.library import Library
from papershelf.library.draft import read_value
from papershelf.library.edit import set_fields
from papershelf.library.fields import Field, given, kind_of, value_of
from papershelf.library.write import with_entries
from papershelf.model import Candidate, Paper, PartialDate
from papershelf.problems import InvalidInputError, did_you_mean
from papershelf.settings import Settings

MOST_PROBLEMS = 20
SHOWN = 300
NOT_LOOKED_UP = frozenset({"id", "added", "feed"})


class DeclinedError(Exception):
    """Nothing can be made of a submission; the message is Markdown for its author."""


@dataclass(frozen=True, slots=True)
class ListEdit:
    """A proposed edit: `edit` changes the text of papers.yaml, `files` are more files of the data directory.

    `paper` is the paper that the edit is about; `title` and `body` are those of the pull request.
    """

    paper: Paper
    edit: Callable[[str, Library], str]
    title: str
    body: str
    files: Mapping[str, bytes] = field(default_factory=dict)


def complaint(error: InvalidInputError) -> str:
    """Return what is wrong with a submission, as Markdown."""
    messages = list(dict.fromkeys(problem.message for problem in error.problems))
    left = len(messages) - MOST_PROBLEMS
    more = f"\n\n… and {left} more." if left > 0 else ""
    return (
        f"Nothing was changed, because:\n\n{bullets(messages[:MOST_PROBLEMS])}{more}\n\n"
        "Edit the text of the issue above to try again."
    )


def remarked(remarks: Sequence[str]) -> str:
    """Return the findings of `papershelf check` as Markdown: no checks run on a workflow's pull request."""
    found = f"reports:\n\n{bullets(remarks)}" if remarks else "finds nothing wrong with the entry."
    return (
        f"`papershelf check` {found}\n\nA workflow opened this pull request, so GitHub starts no checks "
        "on it; close and reopen it to start them.\n"
    )


def requested(request: PaperRequest, library: Library, settings: Settings) -> Identifier:
    """Return the identifier of the one paper that is requested.

    Raises InvalidInputError for a link or tags that can't be used, DeclinedError if the list has a paper with
    that identifier.
    """
    identifier = _identifier(request.link)
    read_value("tags", ",".join(request.tags))
    if unknown := [tag for tag in request.tags if tag not in library.by_slug]:
        raise invalid(*(f"Tags: unknown tag '{tag}'{did_you_mean(tag, library.by_slug)}" for tag in unknown))
    if paper := Matcher(library.papers).identified(identifier.kind, identifier.value):
        raise DeclinedError(_already_listed(paper, settings))
    return identifier


def with_requested(  # noqa: PLR0913 - what an entry is made from
    request: PaperRequest,
    identifier: Identifier,
    fetched: list[Fetched],
    library: Library,
    *,
    data: Path,
    day: PartialDate,
    settings: Settings,
) -> ListEdit:
    """Add the entry that arXiv's or Crossref's replies give. Raises DeclinedError if they don't give one."""
    source, capture, candidate = _requested_candidate(identifier, fetched)
    name = f"{identifier.kind}-{_file_name(identifier.value)}{''.join(Path(fetched[0].name).suffixes)}"
    feed = captures.place(data, name, source)
    terms = Terms(feed, day, tags=(lambda _: request.tags) if request.tags else tagger(library))
    account = plan([candidate], library, terms)
    (row,) = account.rows
    if row.outcome == "possible duplicate":
        page, reason = _page_link(row.paper, settings), literal(row.reason)
        raise DeclinedError(
            f"This may be a paper already on the list: {page} ({reason}). "
            "If it is a different one, say so here: a maintainer will then add it by hand."
        )
    if row.outcome != "new":
        raise DeclinedError(_already_listed(row.paper, settings))
    paper = replace(row.paper, note=request.why)
    lines = [*receipt.as_text(capture, account, feed), receipt.summary(capture, account)]
    return ListEdit(
        paper,
        lambda text, now: with_entries(text, [paper], now.own_fields),
        f"Add {paper.id}",
        "A paper requested in an issue. Check the tags and the note: they are what readers see.\n\n"
        f"{_with_sources(paper, request, SERVICES[identifier.kind])}\n\n"
        f"The receipt of the import:\n\n{block(chr(10).join(lines))}\n",
        {feed: source},
    )


def _identifier(link: str) -> Identifier:
    try:
        found = read_identifiers(link.splitlines(), "Link")
    except InvalidInputError:
        raise invalid(f"Link: '{link}' is not understood; write {UNDERSTOOD}") from None
    if len({(item.kind, item.value) for item in found}) != 1:
        raise invalid("Link: name one paper; open an issue for each further one")
    return found[0]


def _requested_candidate(identifier: Identifier, fetched: list[Fetched]) -> tuple[bytes, Capture, Candidate]:
    """Return the candidate with the identifier, and the reply that contains it."""
    for item in fetched:
        if not (capture := read_fetched(item)):
            continue
        for candidate in capture.candidates:
            keys = Keys.of(candidate)
            if identifier.value.lower() in {keys.arxiv, keys.doi}:
                return item.source, capture, candidate
    raise DeclinedError(
        f"{SERVICES[identifier.kind]} has no paper {literal(identifier.value)}. Check the link, and "
        "edit the text of the issue above to try again."
    )


def _with_sources(paper: Paper, request: PaperRequest, service: str) -> str:
    """Return the entry's fields as a Markdown list, each with where it came from."""
    tags = "the issue" if request.tags else "its title and abstract"
    sources = {"tags": tags, "note": "the issue"}
    return "\n".join(
        f"- {key}, from {sources.get(key, service)}: {literal(text_of(value), SHOWN)}"
        for key, value in given(paper).items()
        if key not in NOT_LOOKED_UP
    )


def _already_listed(paper: Paper, settings: Settings) -> str:
    return (
        f"Thank you! This paper is already on the list: {_page_link(paper, settings)}. If something is wrong "
        "there, its page has a link “Report a problem”."
    )


def _page_link(paper: Paper, settings: Settings) -> str:
    """Return a Markdown link to the paper's page; only its id if the site's URL isn't set."""
    if not settings.site_url:
        return f"`{paper.id}`"
    return f"[{paper.id}]({settings.site_url.rstrip('/')}/papers/{paper.id}/)"


def _file_name(identifier: str) -> str:
    return "".join(char if char.isalnum() and char.isascii() else "-" for char in identifier)[:60].strip("-")


def corrected(correction: Correction, library: Library) -> ListEdit:
    """Set one field of a paper; of a mapping such as links, the names not given stay as they are.

    Raises InvalidInputError for a paper that doesn't exist or a value that the field can't have,
    DeclinedError if the list has that value already.
    """
    name, key = correction.paper, correction.key
    paper = find_named(library.papers, name)
    if not paper:
        raise invalid(f"Paper id: no paper on the list is called '{name}'{did_you_mean(name, library.by_id)}")
    own = library.own_fields
    before, values = value_of(paper, key), read_typed(key, _as_read(correction, own), own)
    if key not in values:
        raise invalid(f"Field: '{correction.value}' is not a value of {key}, but of {', '.join(values)}")
    value = values[key]
    if key == "authors" and paper.others:
        values.setdefault("others", None)  # the new list is complete
    if isinstance(value, Mapping):
        values[key] = value = {**before, **value}
    if all(value_of(paper, each) == new for each, new in values.items()):
        raise DeclinedError(f"Nothing to change: the {key} of `{paper.id}` is {literal(text_of(before))}.")
    changes = {paper.id: {**values, **_sources(paper, key, value)}}
    goes_on = " and others" if key == "authors" and values.get("others") else ""
    facts = {
        "before": text_of("" if before is None else before),
        "after": text_of(value) + goes_on,
        "because": correction.reason or "",
    }
    lines = "\n".join(
        f"- {fact}: {literal(text, SHOWN) if text else 'nothing'}" for fact, text in facts.items()
    )
    return ListEdit(
        paper,
        lambda text, now: set_fields(text, changes, now.own_fields),
        f"Correct {key} of {paper.id}",
        f"A correction from an issue: the {key} of `{paper.id}`.\n\n{lines}\n",
    )


def _as_read(correction: Correction, own: Sequence[Field]) -> str:
    """Return the value in the form that its field is read from: on one line, an id without quotes."""
    kind = kind_of(correction.key, own)
    has_lines = kind.style == "block" or kind.schema.get("type") == "object" or correction.key == "authors"
    value = correction.value if has_lines else " ".join(correction.value.split())
    return value.strip("'\"") if kind.style == "quoted" else value


def _sources(paper: Paper, key: str, value: Any) -> Mapping[str, Any]:
    """Return `sources` without the fields that a person now gives; empty if that changes nothing."""
    if isinstance(value, Mapping):
        before = value_of(paper, key)
        changed = {f"{key}.{name}" for name in value if value[name] != before.get(name)}
    else:
        changed = {key}
    kept = {name: service for name, service in paper.sources.items() if name not in changed}
    return {} if kept == paper.sources else {"sources": kept or None}
