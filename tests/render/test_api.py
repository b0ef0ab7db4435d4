"""The files of the API: valid by their schemas, whole, and steady where nothing about them changes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from papershelf.library import Library, load
from papershelf.model import ChangeRecord, KeptChange, Paper, PartialDate
from papershelf.render.api import PAPERS
from papershelf.render.api_schemas import SCHEMAS
from papershelf.text import shown
from tests.render.api_files import AWKWARD, SITE, awkward, files, library_of, many, read, with_paper

# The kind of a file by its address; the others are schemas, the description and the whole list.
KINDS = (
    (r"index\.json", "index"),
    (r"papers\.json|pages/\d+\.json", "papers"),
    (r"papers/.+\.json", "paper"),
    (r"(tag|collection|venue)s\.json", r"\1s"),
    (r"(tag|collection|venue)s/.+\.json", r"\1"),
    (r"authors\.json", "authors"),
    (r"authors/([a-z]|other)\.json", "letter"),
    (r"changes\.json", "changes"),
    (r"changes/[-0-9]+\.json", "day"),
)
OTHERS = re.compile(r"schemas/\w+\.json|openapi\.json|list(-\d+)?\.(json|jsonl|csv)")


@pytest.fixture(scope="module")
def real(list_dir: Path) -> dict[str, str]:
    return files(load(list_dir))


@pytest.fixture(scope="module")
def strange() -> dict[str, str]:
    return files(awkward())


def kinds(made: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The address of each file that has a schema, and its kind."""
    for name in made:
        found = [re.sub(pattern, kind, name) for pattern, kind in KINDS if re.fullmatch(pattern, name)]
        if not OTHERS.fullmatch(name):
            assert len(found) == 1, name
            yield name, found[0]


@pytest.mark.parametrize("which", ["real", "strange", "empty"])
def test_each_file_is_valid_by_its_schema(which: str, request: pytest.FixtureRequest) -> None:
    """Whatever the list; the schemas are those that are published, and are valid themselves."""
    made = files(library_of([])) if which == "empty" else request.getfixturevalue(which)
    validators = {}
    for kind in SCHEMAS:
        schema = read(made, f"schemas/{kind}.json")
        Draft202012Validator.check_schema(schema)
        validators[kind] = Draft202012Validator(schema)
    for name, kind in kinds(made):
        errors = [f"{name}: {error.message}" for error in validators[kind].iter_errors(read(made, name))]
        assert errors == []


def test_each_kind_of_file_is_there(real: dict[str, str]) -> None:
    """The list of this test has all of them."""
    assert {kind for _, kind in kinds(real)} == set(SCHEMAS)


def test_records_have_no_keys_that_schemas_lack(real: dict[str, str]) -> None:
    """The schemas allow more keys, for those of later releases; all of this one are described."""

    def unknown(schema: Any, value: Any) -> Iterator[str]:
        if isinstance(value, list):
            for each in value:
                yield from unknown(schema["items"], each)
        elif isinstance(value, dict) and "properties" in schema:
            yield from value.keys() - schema["properties"].keys()
            for key, each in value.items():
                yield from unknown(schema["properties"].get(key, {}), each)

    for name, kind in kinds(real):
        assert not list(unknown(SCHEMAS[kind], read(real, name))), name


def addresses(value: Any) -> Iterator[str]:
    """Every address of another file in one."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key in {"file", "next", "previous"} and each:
                yield each
            elif key in {"files", "schemas"}:
                yield from each.values()
            elif key == "downloads":
                yield from (file for parts in each.values() for file in parts)
            else:
                yield from addresses(each)
    elif isinstance(value, list):
        for each in value:
            yield from addresses(each)


@pytest.mark.parametrize("which", ["real", "strange"])
def test_each_file_is_reached_from_the_index(which: str, request: pytest.FixtureRequest) -> None:
    """By addresses from the folder of the API; the database is made later, from the site."""
    made = request.getfixturevalue(which)
    reached, left = {"list.sqlite"}, ["index.json"]
    while left:
        name = left.pop()
        if name in reached:
            continue
        reached.add(name)
        if any(name == other for other, _ in kinds(made)):
            left += addresses(read(made, name))
    assert reached == {*made, "list.sqlite"}


def test_papers_say_what_the_list_says(list_dir: Path, real: dict[str, str]) -> None:
    """Each of 75 papers, with its texts as readers see them."""
    library = load(list_dir)
    for paper in library.papers:
        record = read(real, f"papers/{paper.id}.json")
        assert record["title"] == shown(paper.title)
        assert record["abstract"] == (shown(paper.abstract) if paper.abstract else None)
        assert tuple(record["authors"]) == paper.authors
        assert tuple(record["tags"]) == paper.tags
        assert record["published"] == (str(paper.published) if paper.published else None)
        assert (record["arxiv"], record["doi"], record["venue"]) == (paper.arxiv, paper.doi, paper.venue)
        assert record["page"] == f"{SITE}papers/{paper.id}/"
        assert {*record["related"], *record["mentions"], *record["mentioned_by"]} <= library.by_id.keys()


def test_awkward_texts_stay_as_they_are(strange: dict[str, str]) -> None:
    """Quotes, markup, formulas of spreadsheets, emoji, separators of lines, 300 characters, 3,000 authors."""
    for number, text in enumerate(AWKWARD):
        record = read(strange, f"papers/p{number}.json")
        assert record["title"] == shown(text)
        assert record["authors"] == [f"{text} A"]
        assert record["venue"] == f"{text} V"
        assert record["note"] == shown(text)
    assert len(read(strange, "papers/many.json")["authors"]) == 3000
    assert read(strange, "papers/year.json")["published"] == "1999"
    assert read(strange, "papers/bare.json")["authors"] == []
    assert [step["why"] for step in read(strange, "collections/path.json")["steps"]] == [
        shown(text) for text in AWKWARD
    ]


def test_pages_lead_through_the_whole_list() -> None:
    """By `next`, in the order in which papers came, and back by `previous`."""
    made = files(many(250))
    ids: list[str] = []
    names: list[str] = []
    file = "papers.json"
    while file:
        part = read(made, file)
        assert part["previous"] == (names[-1] if names else None)
        ids += [paper["id"] for paper in part["papers"]]
        names.append(file)
        file = part["next"]
    assert ids == [f"n{number:04}" for number in range(250)]
    assert names == ["papers.json", "pages/2.json", "pages/3.json"]
    assert all(len(read(made, name)["papers"]) <= PAPERS for name in names)
    assert (read(made, "index.json")["papers"], read(made, "index.json")["pages"]) == (250, 3)


def differing(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


WHOLE = {"list.json", "list.jsonl", "list.csv"}


def test_a_changed_paper_changes_its_own_files() -> None:
    """A note is in the paper's file and in the whole list; a title also on its page of the list."""
    library = many(250)
    before = files(library)
    own = {"papers/n0120.json", *WHOLE}
    assert differing(before, files(with_paper(library, "n0120", note="New."))) == own
    assert differing(before, files(with_paper(library, "n0120", title="Another"))) == own | {"pages/2.json"}


def test_a_new_paper_moves_no_other() -> None:
    """It is at the end of the list, on the pages of its tag and author, and in the account of its day."""
    library = many(250)
    new = Paper("aaa", "New", authors=("A1 B",), added=PartialDate(2026, 1, 1), tags=("sky",))
    changed = differing(files(library), files(library_of([new, *library.papers])))
    assert {name for name in changed if not name.startswith("papers/")} == {
        *WHOLE, "pages/3.json", "index.json", "tags.json", "tags/sky.json", "authors/b.json",
        "changes.json", "changes/2026-01-01.json",
    }  # fmt: skip
    assert "papers/aaa.json" in changed


def test_groups_have_their_papers() -> None:
    """A tag with those of the tags below it, a venue with all years of a series, an author by name."""
    papers = [
        Paper("a", "A", authors=("Ada Lovelace",), venue="ICML 2020", tags=("stars",)),
        Paper("b", "B", authors=("Ada Lovelace", "王小明"), venue="ICML 2021", tags=("sky",)),
    ]
    made = files(library_of(papers))
    assert set(read(made, "tags/sky.json")["papers"]) == {"a", "b"}
    assert read(made, "tags/stars.json")["papers"] == ["a"]
    (venue,) = read(made, "venues.json")["venues"]
    assert (venue["name"], venue["count"]) == ("ICML", 2)
    assert set(read(made, venue["file"])["papers"]) == {"a", "b"}
    (ada,) = read(made, "authors/l.json")["authors"]
    assert (ada["name"], set(ada["papers"])) == ("Ada Lovelace", {"a", "b"})
    assert [each["count"] for each in read(made, "authors.json")["letters"]] == [1, 1]


def test_days_of_changes() -> None:
    """Additions come from entries, the rest from the record, which says since when it is kept."""
    papers = [Paper("a", "A", added=PartialDate(2026, 1, 2)), Paper("b", "B", added=PartialDate(2026, 1))]
    record = ChangeRecord(
        "2026-01-02",
        "c0ffee",
        (
            KeptChange("2026-01-03", "a", "changed", ("doi", "note")),
            KeptChange("2026-01-03", "old-b", "moved", to="b"),
            KeptChange("2026-01-04", "gone", "removed"),
        ),
    )
    library = library_of([*papers, Paper("c", "C")])
    made = files(Library(library.path, library.papers, (), library.by_id, {}, (), record))
    found = read(made, "changes.json")
    assert (found["since"], found["undated"]) == ("2026-01-02", 1)
    assert [day["day"] for day in found["days"]] == ["2026-01-04", "2026-01-03", "2026-01-02", "2026-01"]
    assert read(made, "changes/2026-01-03.json") == {
        "day": "2026-01-03",
        "added": [],
        "changed": {"a": ["doi", "note"]},
        "moved": {"old-b": "b"},
        "removed": [],
    }
    assert read(made, "changes/2026-01-04.json")["removed"] == ["gone"]
    assert read(made, "changes/2026-01.json")["added"] == ["b"]


def test_a_list_without_a_record_says_so(real: dict[str, str]) -> None:
    """A program then knows that no news of removals does not mean that there were none."""
    assert read(real, "changes.json")["since"] is None


def test_without_an_address_pages_are_named_from_the_root() -> None:
    """A site may not know where it will live."""
    made = files(awkward(), site=None)
    assert read(made, "papers/bare.json")["page"] == "papers/bare/"


def test_no_file_spans_lines_that_json_lines_would_split(strange: dict[str, str]) -> None:
    """Each line of the whole list is a paper."""
    lines = strange["list.jsonl"].removesuffix("\n").split("\n")
    assert [json.loads(line)["id"] for line in lines] == [each["id"] for each in read(strange, "list.json")]
