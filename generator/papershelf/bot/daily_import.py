"""The daily import: which papers of a feed fit the list, and the report about the choice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from papershelf.curate import captures
from papershelf.curate.importing import Row, Terms, plan
from papershelf.curate.quoting import block, literal, plural
from papershelf.curate.tag_review import tagger
from papershelf.feeds import detect
from papershelf.feeds.capture import Unplaced
from papershelf.feeds.zotero_json import GRAMMAR as ZOTERO
from papershelf.library import Library, load
from papershelf.library.store import Beside, change
from papershelf.library.write import with_entries
from papershelf.model import Candidate, Paper, PartialDate, arxiv_url
from papershelf.settings import FeedSettings
from papershelf.tagging import TagSuggestion, Vocabulary, tag_suggestions
from papershelf.text import shown

ADVICE = """\
Check the tags, add a `note` that says why a paper belongs, and remove from the list what does not.
Merging adds the papers, closing declines them. The list has been checked, and the site built, with them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of a planned import: chosen because of these tags, or passed over for a `reason`."""

    row: Row
    tags: tuple[TagSuggestion, ...] = ()
    reason: str = ""

    @property
    def chosen(self) -> bool:
        """Whether the paper is to be proposed."""
        return not self.reason


def select(
    rows: Iterable[Row], wanted: FeedSettings, vocabulary: Vocabulary, *, is_followed: bool = False
) -> tuple[Choice, ...]:
    """Choose among the rows of a planned import, keeping their order; papers with most votes come first.

    Only papers that are new to the list can be chosen: possible duplicates are for a person to decide. Where
    `is_followed`, the feed is a collection that people keep, and all of its papers are on topic.
    """
    choices = [_choice(row, wanted, vocabulary, is_followed=is_followed) for row in rows]
    fitting = (place for place, choice in enumerate(choices) if choice.chosen)
    ranked = sorted(fitting, key=lambda place: -(choices[place].row.candidate.votes or 0))
    for place in ranked[wanted.most_a_day :]:
        others = "come first" if is_followed else "had more votes"
        reason = f"more than {wanted.most_a_day} papers fit that day, and others {others}"
        choices[place] = replace(choices[place], reason=reason)
    return tuple(choices)


def _choice(row: Row, wanted: FeedSettings, vocabulary: Vocabulary, *, is_followed: bool) -> Choice:
    if row.outcome == "possible duplicate":
        return Choice(row, reason=f"possible duplicate of {row.paper.id}: {row.reason}")
    if row.outcome != "new":
        return Choice(row, reason=f"on the list as {row.paper.id}")
    if is_followed:
        return Choice(row, tag_suggestions(row.candidate, vocabulary))
    votes = row.candidate.votes or 0
    if votes < wanted.minimum_votes:
        return Choice(row, reason=f"{votes} of {wanted.minimum_votes} votes")
    tags = tag_suggestions(row.candidate, vocabulary)
    fitting = tuple(tag for tag in tags if _fits(tag.slug, wanted, vocabulary))
    if not fitting:
        topics = ", ".join(tag.slug for tag in tags)
        return Choice(row, reason=f"off topic ({topics})" if topics else "its text suggests no tag")
    return Choice(row, fitting)


def _fits(slug: str, wanted: FeedSettings, vocabulary: Vocabulary) -> bool:
    return not wanted.topics or not {slug, *vocabulary.ancestors(slug)}.isdisjoint(wanted.topics)


@dataclass(frozen=True, slots=True)
class Account:
    """The import of one feed: the path of its capture in the data directory, and every paper's choice.

    `unplaced` are the records that could not be read; a followed feed is a collection that people keep.
    """

    feed: str
    choices: tuple[Choice, ...]
    unplaced: tuple[Unplaced, ...] = ()
    is_followed: bool = False

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The new entries."""
        return tuple(choice.row.paper for choice in self.choices if choice.chosen)


def import_feeds(
    data: Path, library: Library, feeds: Mapping[str, bytes], wanted: FeedSettings, day: PartialDate
) -> list[Account]:
    """Add the wanted papers to the list in `data`, which holds `library`, feed by feed in name order.

    A feed is kept in `data` only if one of its papers was added. Raises InvalidInputError.
    """
    accounts = []
    for name in sorted(feeds):
        feed = captures.place(data, name, feeds[name])
        terms = Terms(feed, day, tags=tagger(library))
        capture = detect.read(feeds[name], name)
        rows = plan(capture.candidates, library, terms).rows
        followed = capture.grammar == ZOTERO
        choices = select(rows, wanted, Vocabulary.of_library(library), is_followed=followed)
        account = Account(feed, choices, capture.unplaced, followed)
        if account.papers:
            _add(data, account, feeds[name])
            library = load(data)
        accounts.append(account)
    return accounts


def _add(data: Path, account: Account, source: bytes) -> None:
    (data / account.feed).parent.mkdir(exist_ok=True)
    beside: Beside = {data / account.feed: source}
    change(data, lambda text, now: with_entries(text, account.papers, now.own_fields), beside=beside)


def import_report(accounts: Sequence[Account]) -> str:
    """Return each proposed paper with its reasons, then a line for every other paper of the feeds."""
    added = sum(len(account.papers) for account in accounts)
    parts = [
        f"{plural(added, 'paper')} from {_sources(accounts)}, chosen by the settings in `mkdocs.yml`.",
        ADVICE,
    ]
    for account in accounts:
        parts += [f"### {literal(account.feed)}", *_chosen(account), *_passed_over(account)]
    return "\n\n".join(parts) + "\n"


def _sources(accounts: Sequence[Account]) -> str:
    """Name where the feeds come from."""
    is_zotero = [account.is_followed for account in accounts]
    names = [
        *(["Hugging Face's Daily Papers"] if not all(is_zotero) else []),
        *(["Zotero"] if any(is_zotero) else []),
    ]
    return " and ".join(names or ["Hugging Face's Daily Papers"])


def title(accounts: Sequence[Account]) -> str:
    """Return the title of the pull request."""
    added = sum(len(account.papers) for account in accounts)
    return f"Add {plural(added, 'paper')} from the feed of the day"


def _chosen(account: Account) -> Iterator[str]:
    lines = [
        f"- {literal(shown(choice.row.candidate.title))}{_link(choice.row.candidate)}, "
        + ("kept in Zotero" if account.is_followed else plural(choice.row.candidate.votes or 0, "vote"))
        + "".join(f"\n  - {literal(str(tag))}" for tag in choice.tags)
        for choice in account.choices
        if choice.chosen
    ]
    if lines:
        yield "\n".join(lines)


def _link(candidate: Candidate) -> str:
    arxiv = candidate.arxiv
    return f" ([arXiv {arxiv}]({arxiv_url(arxiv)}))" if arxiv else ""


def _passed_over(account: Account) -> Iterator[str]:
    others = [(choice.row.candidate, choice.reason) for choice in account.choices if not choice.chosen]
    lines = [f"{each.arxiv or '-':12} {reason}: {' '.join(each.title.split())}" for each, reason in others]
    lines += [f"{'-':12} line {item.block.line}: {item.reason}" for item in account.unplaced]
    if lines:
        table = block("\n".join(lines))
        yield f"<details><summary>{len(lines)} passed over</summary>\n\n{table}\n\n</details>"
