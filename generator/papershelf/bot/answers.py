"""The answer to a request by form: a change to the list, or the reasons against it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from papershelf.bot.submissions import Correction, PaperRequest
from papershelf.curate import captures, receipt
from papershelf.curate.fetching import Fetched
from papershelf.curate.importing import Terms, plan
from papershelf.curate.matching import Keys, Matcher
from papershelf.curate.quoting import block, bullets, literal, text_of
from papershelf.curate.tag_review import tagger
from papershelf.feeds import detect
from papershelf.feeds.capture import Capture
from papershelf.feeds.identifiers import UNDERSTOOD, Identifier, arxiv_id, doi_name, read_identifiers
from papershelf.library import Library
from papershelf.library.draft import read_value
from papershelf.library.edit import set_fields
from papershelf.library.fields import kind_of
from papershelf.library.write import given, with_entries
from papershelf.model import Candidate, Paper, PartialDate
from papershelf.problems import InvalidInputError, Problem, did_you_mean
from papershelf.settings import Settings

MOST_PROBLEMS = 20


class DeclinedError(Exception):
    """A submission from which nothing can be made; the message is Markdown for whoever made it."""


@dataclass(frozen=True, slots=True)
class ListEdit:
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


SERVICES = {"arxiv": "arXiv", "doi": "Crossref"}
SHOWN_DUPLICATES = 300
NOT_LOOKED_UP = frozenset({"id", "added", "feed"})


def wanted(suggestion: PaperRequest, library: Library, settings: Settings) -> Identifier:
    """The one paper that is meant, and not on the list yet as far as its identifier tells.

    Raises InvalidInputError for a link or tags that are no good, DeclinedError for a paper of the list.
    """
    identifier = _identifier(suggestion.link)
    _check_tags(suggestion.tags, library)
    known = Matcher(library.papers)
    listed = known.by_arxiv if identifier.kind == "arxiv" else known.by_doi
    if paper := listed.get(identifier.value.lower()):
        raise DeclinedError(_already(paper, settings))
    return identifier


def proposed(  # noqa: PLR0913 - what an entry is made from
    suggestion: PaperRequest,
    identifier: Identifier,
    fetched: list[Fetched],
    library: Library,
    *,
    data: Path,
    day: PartialDate,
    settings: Settings,
) -> ListEdit:
    """Make the entry from what arXiv or Crossref sent. Raises DeclinedError where there is none to make."""
    source, capture, candidate = _meant(identifier, fetched)
    name = "".join([identifier.kind, "-", _file_name(identifier.value), *Path(fetched[0].name).suffixes])
    feed = captures.place(data, name, source)
    tags = suggestion.tags
    terms = Terms(feed, day, tags=(lambda _: tags) if tags else tagger(library))
    account = plan([candidate], library, terms)
    (row,) = account.rows
    if row.outcome == "possible duplicate":
        raise DeclinedError(_alike(row.paper, row.reason, settings))
    if row.outcome != "new":
        raise DeclinedError(_already(row.paper, settings))
    paper = replace(row.paper, note=suggestion.why)
    rows = _rows(paper, suggestion, SERVICES[identifier.kind])
    lines = [*receipt.as_text(capture, account, feed), receipt.summary(capture, account)]
    body = _body_of_request(rows, lines)
    return ListEdit(
        paper, lambda text, _: with_entries(text, [paper]), f"Add {paper.id}", body, {feed: source}
    )


def _identifier(link: str) -> Identifier:
    try:
        found = read_identifiers(link.splitlines(), "Link")
    except InvalidInputError:
        raise _invalid(f"Link: '{link}' is not understood; write {UNDERSTOOD}") from None
    if len({(item.kind, item.value) for item in found}) != 1:
        raise _invalid("Link: name one paper; open an issue for each further one")
    return found[0]


def _check_tags(tags: tuple[str, ...], library: Library) -> None:
    read_value("tags", ",".join(tags))
    unknown = [tag for tag in tags if tag not in library.by_slug]
    if unknown:
        raise _invalid(*(f"Tags: unknown tag '{tag}'{did_you_mean(tag, library.by_slug)}" for tag in unknown))


def _meant(identifier: Identifier, fetched: list[Fetched]) -> tuple[bytes, Capture, Candidate]:
    """The candidate that has the identifier, with the reply that it came in."""
    for item in fetched:
        try:
            capture = detect.read(item.source, item.name)
        except InvalidInputError:
            continue  # a reply without a paper, which is how arXiv says that it has none
        for candidate in capture.candidates:
            keys = Keys.of(candidate)
            if identifier.value.lower() in {keys.arxiv, keys.doi}:
                return item.source, capture, candidate
    service = SERVICES[identifier.kind]
    raise DeclinedError(
        f"{service} knows no paper called {literal(identifier.value)}. Look at the link again; once you have "
        "edited the issue's text above, it is looked up again."
    )


def _body_of_request(rows: Iterator[tuple[str, str, str]], account: list[str]) -> str:
    facts = "\n".join(
        f"- {key}, from {source}: {literal(text, SHOWN_DUPLICATES)}" for key, text, source in rows
    )
    return (
        "A suggestion from an issue. Look at the tags and at the note: they are what readers see.\n\n"
        f"{facts}\n\nThe receipt of the import:\n\n{block(chr(10).join(account))}\n"
    )


def _rows(paper: Paper, suggestion: PaperRequest, service: str) -> Iterator[tuple[str, str, str]]:
    sources = {
        "tags": "the issue" if suggestion.tags else "its title and abstract",
        "note": "the issue",
    }
    for key, value in given(paper).items():
        if key not in NOT_LOOKED_UP:
            yield key, text_of(value), sources.get(key, service)


def _already(paper: Paper, settings: Settings) -> str:
    return (
        f"Thank you! This paper is on the list already: {page_link(paper, settings)}. If something is wrong "
        "there, its page has a link “Report a problem”."
    )


def _alike(paper: Paper, reason: str, settings: Settings) -> str:
    return (
        f"This may be a paper that is on the list already: {page_link(paper, settings)} ({literal(reason)}). "
        "If it is another one, say so here: a maintainer then adds it by hand."
    )


def _file_name(identifier: str) -> str:
    return "".join(char if char.isalnum() and char.isascii() else "-" for char in identifier)[:60].strip("-")


def _invalid(*messages: str) -> InvalidInputError:
    return InvalidInputError(Problem("the issue", 1, message) for message in messages)


SHOWN = 300


def corrected(correction: Correction, library: Library) -> ListEdit:
    """Make the change of one field; of a mapping such as links, the names not given stay as they are.

    Raises InvalidInputError for a paper that is not there or a value that its field cannot have,
    DeclinedError where the list says so already.
    """
    paper = _paper(correction.paper, library)
    key = correction.key
    value = read_value(key, _typed(correction))
    before = getattr(paper, key)
    if isinstance(value, Mapping):
        value = {**before, **value}
    if value == before:
        raise DeclinedError(
            f"The list says so already: the {key} of `{paper.id}` is {literal(text_of(before))}."
        )
    fields = {key: value, **_sources(paper, key, value)}
    return ListEdit(
        paper,
        lambda text, _: set_fields(text, {paper.id: fields}),
        f"Correct {key} of {paper.id}",
        _body_of_correction(correction, paper, before, value),
    )


def _paper(name: str, library: Library) -> Paper:
    for paper in library.papers:
        if name in {paper.id, *paper.formerly}:
            return paper
    message = f"Paper id: no paper on the list is called '{name}'{did_you_mean(name, library.by_id)}"
    raise InvalidInputError([Problem("the issue", 1, message)])


def _typed(correction: Correction) -> str:
    """The value in the form in which its field is read: on one line, an id without quotes and address."""
    key, value = correction.key, correction.value
    kind = kind_of(key)
    if kind.style == "block" or kind.schema.get("type") == "object":
        return value
    line = " ".join(value.split())
    if kind.style == "quoted":
        line = line.strip("'\"")
    found = {"arxiv": arxiv_id, "doi": doi_name}.get(key, str)(line)
    return found or line


def _sources(paper: Paper, key: str, value: Any) -> Mapping[str, Any]:
    """The services that fields came from, without those of fields that a person now gives."""
    if isinstance(value, Mapping):
        before = getattr(paper, key)
        changed = {f"{key}.{name}" for name in value if value[name] != before.get(name)}
    else:
        changed = {key}
    kept = {name: service for name, service in paper.sources.items() if name not in changed}
    return {} if kept == paper.sources else {"sources": kept or None}


def _body_of_correction(correction: Correction, paper: Paper, before: Any, value: Any) -> str:
    facts = {"before": text_of(before or ""), "after": text_of(value), "because": correction.reason or ""}
    lines = "\n".join(
        f"- {name}: {literal(text, SHOWN) if text else 'nothing'}" for name, text in facts.items()
    )
    return f"A correction from an issue: the {correction.key} of `{paper.id}`.\n\n{lines}\n"
