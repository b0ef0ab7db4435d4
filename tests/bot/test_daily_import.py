"""Which papers of a day are proposed."""

from pathlib import Path
from typing import Any

import pytest

from papershelf.bot.daily_import import Account, Choice, import_report, select
from papershelf.curate.importing import Terms, plan
from papershelf.feeds.capture import Unplaced
from papershelf.library import Library
from papershelf.model import Block, Candidate, Paper, PartialDate, Tag
from papershelf.problems import InvalidInputError
from papershelf.settings import FeedSettings, read_feed_settings
from papershelf.tagging import Vocabulary

TAGS = (
    Tag("sky", "Sky"),
    Tag("planets", "Planets", parent="sky"),
    Tag("moons", "Moons", parent="sky"),
    Tag("seas", "Seas"),
)
LISTED = Paper(
    "planets-of-old",
    "Planets of old times and how they were seen",
    authors=("Ada Okoro",),
    published=PartialDate(2024),
    arxiv="2401.00001",
)


def choose(*candidates: Candidate, **settings: object) -> list[Choice]:
    library = Library(
        "data/papers.yaml", (LISTED,), TAGS, {LISTED.id: LISTED}, {tag.slug: tag for tag in TAGS}
    )
    rows = plan(candidates, library, Terms("feed", PartialDate(2026))).rows
    return list(select(rows, FeedSettings(**settings), Vocabulary.of_library(library)))  # type: ignore[arg-type]


def paper(title: str, votes: int = 50, arxiv: str | None = None) -> Candidate:
    return Candidate(title, votes=votes, arxiv=arxiv)


def test_a_paper_that_fits_is_chosen_for_its_tags() -> None:
    """The tags are those of the topics, each with the words that speak for it."""
    (choice,) = choose(paper("Planets seen from afar"))
    assert choice.chosen
    assert [str(tag) for tag in choice.tags] == ["planets: 'Planets' in the title"]


def test_a_group_stands_for_its_tags() -> None:
    """A topic that is a group takes what is below it, and a tag only itself."""
    titles = ("Planets seen from afar", "Moons seen up close", "Seas under the ice")
    group = choose(*map(paper, titles), topics=("sky",))
    assert [choice.chosen for choice in group] == [True, True, False]
    assert group[2].reason == "off topic (seas)"
    one = choose(*map(paper, titles), topics=("moons",))
    assert [choice.chosen for choice in one] == [False, True, False]


@pytest.mark.parametrize(
    ("candidate", "reason"),
    [
        (paper("Planets seen from afar", votes=9), "9 of 10 votes"),
        (Candidate("Planets without any votes"), "0 of 10 votes"),
        (paper("Of something else entirely"), "its text suggests no tag"),
        (paper("Planets by another name", arxiv="2401.00001v3"), "on the list as planets-of-old"),
        (
            paper("Planets of old times and how they are seen now"),
            "possible duplicate of planets-of-old: titles 92 % similar",
        ),
    ],
)
def test_why_a_paper_is_passed_over(candidate: Candidate, reason: str) -> None:
    """Each has its reason, and none is lost."""
    (choice,) = choose(candidate)
    assert not choice.chosen
    assert choice.reason == reason


SAME_TITLE = LISTED.title.upper()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "on the list as planets-of-old"),
        ({"authors": ("Bo Lind",)}, "possible duplicate of planets-of-old"),
        ({"arxiv": "2401.00009"}, "possible duplicate of planets-of-old"),
        ({"published": PartialDate(2001)}, "possible duplicate of planets-of-old"),
    ],
)
def test_another_paper_of_the_same_title(values: dict[str, Any], reason: str) -> None:
    """It is neither called listed nor proposed: a person decides, told the reason."""
    (choice,) = choose(Candidate(**{"title": SAME_TITLE, "authors": LISTED.authors, "votes": 50, **values}))
    assert not choice.chosen
    assert choice.reason.startswith(reason)


def test_two_papers_of_one_title_on_a_day() -> None:
    """Only the first is proposed, and the other is shown with what tells the two apart."""
    days = [Candidate("Planets", authors=(name,), votes=50) for name in ("Ada Okoro", "Bo Lind")]
    first, second = choose(*days)
    assert first.chosen
    assert second.reason == (
        "possible duplicate of planets: the same title with other authors (Bo Lind; Ada Okoro)"
    )


def test_as_many_votes_as_are_asked_for_are_enough() -> None:
    """The minimum itself counts."""
    assert choose(paper("Planets seen from afar", votes=10))[0].chosen
    assert choose(Candidate("Planets seen from afar"), minimum_votes=0)[0].chosen


def test_the_most_voted_of_a_day() -> None:
    """Where more fit than are wanted, those with most votes are chosen; the feed's order stays."""
    few = choose(
        paper("Planets with few votes", 11),
        paper("Moons with most votes", 99),
        paper("Seas with many votes", 42),
        most_a_day=2,
    )
    assert [(choice.row.candidate.votes, choice.chosen) for choice in few] == [
        (11, False),
        (99, True),
        (42, True),
    ]
    assert few[0].reason == "more than 2 papers fit that day, and others had more votes"
    assert not any(choice.chosen for choice in choose(paper("Planets seen from afar"), most_a_day=0))


def test_settings(tmp_path: Path) -> None:
    """They are read from mkdocs.yml; what is not said has its usual value."""
    path = tmp_path / "mkdocs.yml"
    assert read_feed_settings(path, {"sky"}) == FeedSettings()
    path.write_text("plugins: [{papershelf: {feed: {topics: [sky], most_a_day: 3}}}]\n")
    assert read_feed_settings(path, {"sky"}) == FeedSettings(("sky",), 10, 3)


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        ("{topics: [skyy]}", "unknown tag 'skyy', did you mean 'sky'"),
        ("{topics: sky}", "topics must be a list"),
        ("{topics: [{}]}", "unknown tag '{}'"),
        ("{minimum_vote: 3}", "did you mean 'minimum_votes'"),
        ("{minimum_votes: many}", "minimum_votes must be a number"),
        ("{most_a_day: -1}", "most_a_day must be a number"),
        ("{most_a_day: true}", "most_a_day must be a number"),
    ],
)
def test_settings_that_are_wrong(tmp_path: Path, feed: str, words: str) -> None:
    """They are named, with what to do."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(f"plugins: [{{papershelf: {{feed: {feed}}}}}]\n")
    with pytest.raises(InvalidInputError) as raised:
        read_feed_settings(path, {"sky"})
    assert words in str(raised.value)


def test_a_record_that_cannot_be_read_is_told() -> None:
    """The report names it with its line, beside the papers that were passed over."""
    broken = Unplaced(Block(7, "{}"), "a row without a title; remove it")
    report = import_report([Account("feeds/day.json", (), (broken,))])
    assert "line 7: a row without a title; remove it" in report


def test_a_followed_collection_is_wanted_whole() -> None:
    """Papers that people keep in a collection need neither votes nor topics, only room in a day."""
    library = Library(
        "data/papers.yaml", (LISTED,), TAGS, {LISTED.id: LISTED}, {tag.slug: tag for tag in TAGS}
    )
    candidates = [Candidate("Of something else entirely"), Candidate("Seas under the ice")]
    rows = plan(candidates, library, Terms("feed", PartialDate(2026))).rows
    vocabulary = Vocabulary.of_library(library)
    wanted = FeedSettings(topics=("sky",), most_a_day=1)
    choices = select(rows, wanted, vocabulary, is_followed=True)
    assert [choice.reason for choice in choices] == [
        "",
        "more than 1 papers fit that day, and others come first",
    ]
    account = Account("feeds/zotero.json", choices, is_followed=True)
    assert "1 paper from Zotero, chosen by the settings" in import_report([account])
