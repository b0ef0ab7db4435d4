"""Which papers of a day's feed are worth a curator's look, and why each is or is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from papershelf.curate.importing import Row
from papershelf.model import Candidate
from papershelf.settings import FeedSettings
from papershelf.tagging import Suggestion, Vocabulary, suggested


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate of the feed: chosen for these tags, or passed over for a `reason`."""

    candidate: Candidate
    tags: tuple[Suggestion, ...] = ()
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
