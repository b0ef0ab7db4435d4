"""The daily import: which papers of a feed fit the list, and the report of the choice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from papershelf.curate import captures
from papershelf.curate.importing import Row, Terms, plan
from papershelf.curate.quoting import block, literal, plural
from papershelf.curate.tag_review import tagger
from papershelf.feeds import detect
from papershelf.library import load
from papershelf.library.store import change, replace_file
from papershelf.library.write import with_entries
from papershelf.model import Candidate, Paper, PartialDate, arxiv_url
from papershelf.settings import FeedSettings
from papershelf.tagging import TagSuggestion, Vocabulary, suggested
from papershelf.text import shown


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate of the feed: chosen for these tags, or passed over for a `reason`."""

    candidate: Candidate
    tags: tuple[TagSuggestion, ...] = ()
    reason: str = ""

    @property
    def chosen(self) -> bool:
        """Whether it is to be proposed."""
        return not self.reason


def select(rows: Iterable[Row], wanted: FeedSettings, vocabulary: Vocabulary) -> tuple[Choice, ...]:
    """Choose among the rows of a planned import, in the feed's order; those with most votes go first.

    Only what is new to the list can be chosen: a doubtful duplicate is for a person to decide.
    """
    looked_at = [_choice(row, wanted, vocabulary) for row in rows]
    fitting = [choice for choice in looked_at if choice.chosen]
    ranked = sorted(fitting, key=lambda choice: -(choice.candidate.votes or 0))
    over = {id(choice) for choice in ranked[wanted.most_a_day :]}
    too_many = f"more than {wanted.most_a_day} fit that day, these had fewer votes"
    return tuple(
        Choice(choice.candidate, choice.tags, too_many) if id(choice) in over else choice
        for choice in looked_at
    )


def _choice(row: Row, wanted: FeedSettings, vocabulary: Vocabulary) -> Choice:
    candidate = row.candidate
    if row.outcome != "new":
        same = f"possible duplicate of {row.paper.id}" if row.outcome == "possible duplicate" else ""
        return Choice(candidate, reason=same or f"on the list as {row.paper.id}")
    votes = candidate.votes or 0
    if votes < wanted.minimum_votes:
        return Choice(candidate, reason=f"{votes} of {wanted.minimum_votes} votes")
    tags = suggested(candidate, vocabulary)
    fitting = tuple(tag for tag in tags if _fits(tag.slug, wanted, vocabulary))
    if not fitting:
        about = ", ".join(tag.slug for tag in tags)
        return Choice(candidate, reason=f"off topic ({about})" if about else "its text suggests no tag")
    return Choice(candidate, fitting)


def _fits(slug: str, wanted: FeedSettings, vocabulary: Vocabulary) -> bool:
    return not wanted.topics or not {slug, *vocabulary.ancestors(slug)}.isdisjoint(wanted.topics)


@dataclass(frozen=True, slots=True)
class Account:
    """One feed: where its capture is kept, what was chosen of it, and the entries that this made."""

    feed: str
    choices: tuple[Choice, ...]
    papers: tuple[Paper, ...]


def import_feeds(
    data: Path, feeds: Mapping[str, bytes], wanted: FeedSettings, day: PartialDate
) -> list[Account]:
    """Add what is wanted to the list in `data`, feed by feed in the order of their names.

    A feed is kept in `data` only where something of it was added. Raises InvalidInputError.
    """
    return [_import(data, name, feeds[name], wanted, day) for name in sorted(feeds)]


def _import(data: Path, name: str, source: bytes, wanted: FeedSettings, day: PartialDate) -> Account:
    library = load(data)
    feed = captures.place(data, name, source)
    terms = Terms(feed, day, tags=tagger(library))
    planned = plan(detect.read(source, name).candidates, library, terms)
    choices = select(planned.rows, wanted, Vocabulary.of_library(library))
    chosen = [choice.candidate for choice in choices if choice.chosen]
    papers = plan(chosen, library, terms).new
    if papers:
        (data / feed).parent.mkdir(exist_ok=True)
        replace_file(data / feed, source)
        change(data, lambda text, _: with_entries(text, papers))
    return Account(feed, choices, papers)


ADVICE = """\
Look at the tags, add a `note` that says why a paper belongs, and take out of the list what does not.
Merging adds them, closing this declines them. The list was checked, and the site built, with them on it."""


def as_markdown(accounts: Sequence[Account]) -> str:
    """Each proposed paper with the reasons, then a line for every other paper of the feeds."""
    added = sum(len(account.papers) for account in accounts)
    parts = [
        f"{plural(added, 'paper')} of Hugging Face's Daily Papers, chosen by the settings in `mkdocs.yml`.",
        ADVICE,
    ]
    for account in accounts:
        parts += [f"### {literal(account.feed)}", *_chosen(account), *_passed_over(account)]
    return "\n\n".join(parts) + "\n"


def title(accounts: Sequence[Account]) -> str:
    """One line about all feeds."""
    added = sum(len(account.papers) for account in accounts)
    return f"Add {plural(added, 'paper')} from the feed of the day"


def _chosen(account: Account) -> Iterator[str]:
    lines = [
        f"- {literal(shown(choice.candidate.title))}{_link(choice.candidate)}, "
        f"{plural(choice.candidate.votes or 0, 'vote')}"
        + "".join(f"\n  - {literal(str(tag))}" for tag in choice.tags)
        for choice in account.choices
        if choice.chosen
    ]
    if lines:
        yield "\n".join(lines)


def _passed_over(account: Account) -> Iterator[str]:
    lines = [_line(choice) for choice in account.choices if not choice.chosen]
    if lines:
        table = block("\n".join(lines))
        yield f"<details><summary>{len(lines)} passed over</summary>\n\n{table}\n\n</details>"


def _line(choice: Choice) -> str:
    return f"{choice.candidate.arxiv or '-':12} {choice.reason}: {' '.join(choice.candidate.title.split())}"


def _link(candidate: Candidate) -> str:
    arxiv = candidate.arxiv
    return f" ([arXiv {arxiv}]({arxiv_url(arxiv)}))" if arxiv else ""
