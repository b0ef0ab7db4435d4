"""From a suggestion to the entry of a paper, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from papershelf.curate import captures, receipt
from papershelf.curate.answers import Change, DeclinedError, page_link
from papershelf.curate.fetching import Fetched
from papershelf.curate.importing import Terms, plan
from papershelf.curate.matching import Keys, Matcher
from papershelf.curate.suggesting import tagger
from papershelf.curate.wording import said
from papershelf.feeds import detect
from papershelf.feeds.capture import Capture
from papershelf.feeds.identifiers import UNDERSTOOD, Identifier, read_identifiers
from papershelf.github.literals import literal
from papershelf.github.markdown import block
from papershelf.github.submissions import Suggestion
from papershelf.library import Library
from papershelf.library.draft import read_value
from papershelf.library.write import given, with_entries
from papershelf.model import Candidate, Paper, PartialDate
from papershelf.problems import InvalidInputError, Problem, did_you_mean
from papershelf.settings import Settings

SERVICES = {"arxiv": "arXiv", "doi": "Crossref"}
SHOWN = 300
NOT_LOOKED_UP = frozenset({"id", "added", "feed"})


def wanted(suggestion: Suggestion, library: Library, settings: Settings) -> Identifier:
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
    suggestion: Suggestion,
    identifier: Identifier,
    fetched: list[Fetched],
    library: Library,
    *,
    data: Path,
    day: PartialDate,
    settings: Settings,
) -> Change:
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
    body = _body(rows, lines)
    return Change(paper, lambda text, _: with_entries(text, [paper]), f"Add {paper.id}", body, {feed: source})


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


def _body(rows: Iterator[tuple[str, str, str]], account: list[str]) -> str:
    facts = "\n".join(f"- {key}, from {source}: {literal(text, SHOWN)}" for key, text, source in rows)
    return (
        "A suggestion from an issue. Look at the tags and at the note: they are what readers see.\n\n"
        f"{facts}\n\nThe receipt of the import:\n\n{block(chr(10).join(account))}\n"
    )


def _rows(paper: Paper, suggestion: Suggestion, service: str) -> Iterator[tuple[str, str, str]]:
    sources = {
        "tags": "the issue" if suggestion.tags else "its title and abstract",
        "note": "the issue",
    }
    for key, value in given(paper).items():
        if key not in NOT_LOOKED_UP:
            yield key, said(value), sources.get(key, service)


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
