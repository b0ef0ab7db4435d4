"""After an edit of a list of 1,000 papers, only pages that show something of the edit differ."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from bench.make_papers import make_papers
from papershelf.library import Library, load
from papershelf.model import Collection, Paper, Step, Tag
from papershelf.render.list_parts import list_parts
from papershelf.render.pages import pages
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings

COUNT = 1000
EDITED = 500
OWN = f"papers/made-up-{EDITED}.md"
SETTINGS = Settings(
    source_url="https://git.example/blob/main/",
    issues_url="https://git.example/issues/new",
    site_url="https://papers.example/",
)
OFFLINE, LINES = "exports/offline-list.js", "exports/lines.json"
WHOLE = {f"api/v1/list.{form}" for form in ("json", "jsonl", "csv")}
RECORDED = {f"api/v1/papers/made-up-{EDITED}.json", *WHOLE}  # where the API has the entry
# Feeds, and files for reference managers and language models, which hold whole entries
TAKEN = re.compile(
    r"exports/(?:papers\.(?:bib|ris|enw|csl\.json)|(?:atom|json-feed)(?:-[0-9]+)?\.(?:xml|json)"
    r"|(?:tags|collections|venues|authors)/.+)|llms(?:-full)?(?:-[0-9]+)?\.txt"
)
OF_STOP_WORDS = " It is what it was, and there it will be as it has been."

Pages = dict[str, str]


def library_of(papers: Iterable[Paper], tags: Iterable[Tag], paths: tuple[Collection, ...] = ()) -> Library:
    """A list, with the lines that its entries would have in a file."""
    placed, line = [], 1
    for paper in papers:
        placed.append(replace(paper, line=line))
        line += 15 + len(paper.abstract or "") // 80
    by_id, vocabulary = {paper.id: paper for paper in placed}, tuple(tags)
    by_slug = {tag.slug: tag for tag in vocabulary}
    return Library("data/papers.yaml", tuple(placed), vocabulary, by_id, by_slug, paths)


@pytest.fixture(scope="module")
def library(list_dir: Path) -> Library:
    return library_of(make_papers(COUNT), load(list_dir).tags)


@pytest.fixture(scope="module")
def before(library: Library) -> Pages:
    return made(library)


def made(library: Library) -> Pages:
    return {page.path: page.text + page.markdown for page in pages(library, SETTINGS)}


def differing(before: Pages, after: Pages) -> set[str]:
    """The paths that differ, but for feeds and files for reference managers."""
    return {path for path in all_differing(before, after) if not TAKEN.fullmatch(path)}


def all_differing(before: Pages, after: Pages) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def with_edit(library: Library, edit: Callable[[Paper], Paper]) -> Library:
    papers = list(library.papers)
    papers[EDITED] = edit(papers[EDITED])
    return library_of(papers, library.tags)


@pytest.fixture(scope="module")
def longer(library: Library) -> Library:
    """The list with some more lines of an abstract, in words that say nothing of the topic."""
    return with_edit(library, lambda paper: replace(paper, abstract=f"{paper.abstract}{OF_STOP_WORDS * 10}"))


@pytest.fixture(scope="module")
def after_longer(longer: Library) -> Pages:
    return made(longer)


def test_a_word(library: Library, before: Pages) -> None:
    """A word that says nothing of the topic, in an abstract, changes the paper's own page and record."""
    after = made(with_edit(library, lambda paper: replace(paper, abstract=f"{paper.abstract} It is.")))
    assert differing(before, after) - {LINES} == {OWN, OFFLINE, *RECORDED}


def test_lines(before: Pages, after_longer: Pages) -> None:
    """A longer entry moves those below it down the file; their pages don't tell."""
    assert differing(before, after_longer) == {OWN, LINES, OFFLINE, *RECORDED}


def test_feeds_and_files_of_other_parts_stay(longer: Library, before: Pages, after_longer: Pages) -> None:
    """Words in an abstract change those of the list, and of the parts that the paper is in."""
    parts = list_parts(Shelf(longer, SETTINGS)).values()
    edited = longer.papers[EDITED].id
    own = {part.base for part in parts if edited in {paper.id for paper in part.papers}}
    changed = {path for path in all_differing(before, after_longer) if TAKEN.fullmatch(path)}
    assert changed
    for path in changed:
        of_list = path.count("/") <= 1
        assert of_list or any(re.fullmatch(rf"{re.escape(base)}(?:-[0-9]+)?\.[a-z.]+", path) for base in own)


def test_a_note(library: Library, before: Pages) -> None:
    """It is shown on the paper's page, in the table of the list, and in its record."""
    after = made(with_edit(library, lambda paper: replace(paper, note="Read this.")))
    assert differing(before, after) == {OWN, "exports/papers.csv", OFFLINE, *RECORDED}


def test_other_tags(library: Library, before: Pages) -> None:
    """They are on the pages that show the paper, and on those that count or list the papers of a tag."""
    old = library.papers[EDITED].tags
    new = next(tag.slug for tag in library.tags if tag.parent and tag.slug not in old)
    after = made(with_edit(library, lambda paper: replace(paper, tags=(new,))))
    changed = differing(before, after)
    papers = {path for path in changed if path.startswith("papers/made-up-")}
    assert OWN in papers
    for path in papers | {path for path in changed if path.startswith("years/")}:
        assert path == OWN or any(f"papers/made-up-{EDITED}/" in each[path] for each in (before, after))
    assert len(papers) <= 12
    assert {f"tags/{new}.md", "tags/index.md", "index.md", "map/index.md"} <= changed


def test_a_label(library: Library, before: Pages) -> None:
    """Only pages with the old label differ: a tag's papers, those like them, and lists of tags."""
    common = max(library.tags, key=lambda tag: sum(tag.slug in paper.tags for paper in library.papers))
    tags = [replace(tag, label="Renamed") if tag == common else tag for tag in library.tags]
    after = made(library_of(library.papers, tags))
    shows = {path for path in before if common.label in before[path].replace("&amp;", "&")}
    assert differing(before, after) <= shows | {OFFLINE}


def test_a_paper(library: Library, before: Pages) -> None:
    """A new paper is on lists, and on the pages of its neighbours and of papers like it; few others move."""
    new = replace(
        library.papers[0], id="walrus", title="On walruses", arxiv=None, doi=None, authors=("W. Rus",)
    )
    papers = [*library.papers[:EDITED], new, *library.papers[EDITED:]]
    after = made(library_of(papers, library.tags))
    changed = {path for path in differing(before, after) if path.startswith("papers/made-up-")}
    shown = {path for path in changed if "papers/walrus/" in after[path]}
    assert len(shown) >= 2
    assert len(changed - shown) <= COUNT // 20


def test_a_collection(library: Library, before: Pages) -> None:
    """It is on its own page, on those of its papers, and where collections are listed or offered."""
    steps = tuple(Step(f"made-up-{number}", "Because.") for number in (3, 30, 300))
    path = Collection("some-path", "Some path", "From here to there.", steps)
    after = made(library_of(library.papers, library.tags, (path,)))
    assert differing(before, after) == {
        *(f"papers/{step.paper}.md" for step in steps),
        *(f"api/v1/papers/{step.paper}.json" for step in steps),
        *(WHOLE - {"api/v1/list.csv"}),
        "api/v1/collections.json",
        "api/v1/collections/some-path.json",
        "collections/index.md",
        "collections/some-path.md",
        "exports/feeds.opml",
        "subscribe/index.md",
        "index.md",
        "papers/index.md",
        LINES,
        OFFLINE,
    }
