"""A list read entry by entry, with what was read before, is the list read as a whole."""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from papershelf.library import kept_entries, known_entries, load
from papershelf.library.edit import set_fields
from papershelf.library.entries import UneditableError
from papershelf.library.entry_texts import entry_texts
from papershelf.library.fields import PAPER, read_entry
from papershelf.library.known_entries import papers_one_by_one
from papershelf.library.load import check
from papershelf.library.located_yaml import parse
from papershelf.library.write import entry_text, with_entries
from papershelf.model import Paper, PartialDate
from papershelf.problems import InvalidInputError, Problem
from tests.library.human_yaml import HumanList, human_lists
from tests.library.made_up_values import papers

ENTRIES = [
    Paper(f"p{number}", f"Title {number}", authors=("Ada Okoro",), published=PartialDate(2020), votes=0)
    for number in range(known_entries.FEWEST)
]
LIST = "# A list\n\n" + "\n".join(map(entry_text, ENTRIES))


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a command that has just begun."""
    monkeypatch.setattr(known_entries, "_known", {})
    monkeypatch.setattr(known_entries, "_looked_into", set())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data directory of a project."""
    (tmp_path / "mkdocs.yml").touch()
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def as_a_whole(text: str) -> list[Paper] | None:
    """The papers of a list parsed in one go; None where anything is wrong with it."""
    wrong: list[int] = []

    def report(line: int, _: str) -> None:
        wrong.append(line)

    tree = parse(text.encode(), report)
    entries = tree.entries() if tree else []
    values = [read_entry(entry, PAPER, report) for entry in entries]
    if wrong:
        return None
    lines = [{key: value.key_line for key, value in entry.keys().items()} for entry in entries]
    return [
        Paper(**given, line=entry.line, lines=own)
        for given, entry, own in zip(values, entries, lines, strict=True)
    ]


def lines(found: Iterable[Paper]) -> list[tuple[int, dict[str, int]]]:
    """The lines of papers, which do not count where papers are compared."""
    return [(paper.line, dict(paper.lines)) for paper in found]


@given(human_lists())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_entries_alone_are_the_entries_of_the_whole(human: HumanList) -> None:
    """However a list is typed, it is either read to the same papers and lines, or left to the whole."""
    text = human.text
    alone = list(papers_one_by_one(text, Path("nowhere")))
    whole = as_a_whole(text)
    assert not alone or (alone == whole and lines(alone) == lines(whole))


@pytest.mark.parametrize(
    "text",
    [
        '- id: a\n  title: "open\n- id: b\n  title: closed"\n',
        "- id: a\n  tags: [x,\n- y]\n  title: A\n",
        "- id: a\n  title: &one A\n- id: b\n  title: *one\n",
        "---\n- id: a\n  title: A\n",
        "- id: a\n  title: A\n...\n",
        "- id: a\r\n  title: A\r\n",
        "- id: a\n  title: A\u2028- id: b\n",
        "  - id: a\n    title: A\n",
        "[{id: a, title: A}]\n",
        "- id: a\n  title: A\n  id: b\n",
        "-id: a\n",
        "- id: a\n  titel: A\n",
        "",
        "# nothing\n",
    ],
)
def test_what_only_the_whole_can_tell(text: str) -> None:
    """A dash inside a value, an alias, other line breaks and anything wrong are not read entry by entry."""
    assert not papers_one_by_one(text, Path("nowhere"))


PIECES = st.lists(
    st.sampled_from(["- a\n", "- b", "-\n", "- ", "-", "\n", "  c\n", "# d\n", "x\n", "\t", " "]), max_size=8
).map("".join)


@given(PIECES, PIECES, PIECES, PIECES)
@example("- b", "", "- a\n", "")
def test_a_text_that_changed_is_cut_like_a_new_one(head: str, was: str, now: str, tail: str) -> None:
    """What is taken over from the last text makes no difference to where the entries are found."""
    entry_texts(head + was + tail)
    cut = list(entry_texts(head + now + tail))
    for number in range(9):
        entry_texts(f"- {number}\n")  # and nothing is left to take over
    assert list(entry_texts(head + now + tail)) == cut


@given(human_lists(), papers("new-one"), PIECES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_list_is_written_only_if_the_whole_of_it_is_right(
    data: Path, monkeypatch: pytest.MonkeyPatch, human: HumanList, added: Paper, scrap: str
) -> None:
    """The check before writing, which reads what is new only, finds what a reader finds who knows nothing."""
    (data / "tags.yaml").write_text("".join(f"- slug: {tag}\n  label: {tag}\n" for tag in added.tags))
    (data / "papers.yaml").write_text(human.text, newline="")
    with contextlib.suppress(InvalidInputError):
        load(data)
    with contextlib.suppress(UneditableError):
        text = with_entries(human.text, [added]) + scrap
        seen = problems(partial(check, data, text.encode()))
        monkeypatch.setattr(known_entries, "_known", {})
        assert seen == problems(partial(load, data, text.encode()))


def problems(read: Callable[[], object]) -> tuple[Problem, ...]:
    """What is wrong with a list, with its lines."""
    try:
        read()
    except InvalidInputError as error:
        return tuple(error.problems)
    return ()


def test_the_pieces_are_the_whole() -> None:
    """Nothing of the text is lost between the entries, and each has its line."""
    text = "# head\n\n- id: a\n  title: A\n# between\n\n-\n  id: b\n  title: |+\n    B\n\n- id: c\n  title: C"
    found = entry_texts(text)
    assert "".join(each.text for each in found) == text[found[0].start :]
    assert [each.line for each in found] == [3, 7, 12]


def test_what_was_read_is_kept_between_commands(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second command reads no entry as YAML but those that changed, wherever they now are."""
    before = papers_one_by_one(LIST, data)
    assert before == ENTRIES
    monkeypatch.setattr(known_entries, "_known", {})
    monkeypatch.setattr(known_entries, "_looked_into", set())
    read: list[str] = []
    own = known_entries._read

    def watched(text: str, *others: Any) -> Paper | None:
        read.append(text)
        return own(text, *others)

    monkeypatch.setattr(known_entries, "_read", watched)
    text = LIST.replace("# A list\n", "# A list,\n# longer\n").replace("Title 7\n", "Title seven\n")
    found = list(papers_one_by_one(text, data))
    assert found == [replace(paper, title="Title seven") if paper.id == "p7" else paper for paper in before]
    assert lines(found) == lines(as_a_whole(text) or [])
    assert len(read) == 1


@pytest.mark.parametrize("harm", ["half", "other", "empty", "binary", "directory"])
def test_a_file_that_is_not_as_it_was_written_counts_for_nothing(data: Path, harm: str) -> None:
    """A torn cache, one of another version, or something else of its name: the right papers all the same."""
    papers_one_by_one(LIST, data)
    kept = data.parent / ".cache" / "entries.json"
    content = kept.read_bytes()
    kept.unlink()
    if harm == "directory":
        kept.mkdir()
    else:
        harmed = {
            "half": content[: len(content) // 2],
            "other": content.replace(b"Title 7", b"Title 8"),
            "empty": b"",
            "binary": b"\xff\0",
        }
        kept.write_bytes(harmed[harm])
    known_entries._known.clear()
    known_entries._looked_into.clear()
    assert papers_one_by_one(LIST, data) == ENTRIES


def test_a_project_that_cannot_be_written_is_read_all_the_same(tmp_path: Path) -> None:
    """Where there can be no cache, the papers are the same."""
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / ".cache").write_text("a file in the way")
    (tmp_path / "data").mkdir()
    assert papers_one_by_one(LIST, tmp_path / "data") == ENTRIES


@given(human_lists(), papers("new-one"), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_an_edit_of_entries_alone_is_that_of_the_whole(
    monkeypatch: pytest.MonkeyPatch, human: HumanList, added: Paper, choice: st.DataObject
) -> None:
    """Adding papers and setting fields gives the same bytes, whether the list was read by entries or not."""
    text = human.text
    papers_one_by_one(text, Path("nowhere"))
    changes = {choice.draw(st.sampled_from(human.ids)): {"venue": "Elsewhere"}} if human.ids else {}

    def edited() -> list[str]:
        results: list[str] = []
        for edit in (partial(with_entries, text, [added]), partial(set_fields, text, changes)):
            try:
                results.append(edit())
            except UneditableError as error:
                results.append(error.message)
        return results

    by_entries = edited()
    monkeypatch.setattr(known_entries, "_known", {})
    assert edited() == by_entries


@given(st.lists(papers("x"), min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_value_survives_the_cache(data: Path, some: list[Paper]) -> None:
    """A paper from the cache is the paper that was written, whatever it holds."""
    text = "".join(map(entry_text, some))
    found = papers_one_by_one(text, data)
    path = data / "kept.json"
    by_place = {str(place): each for place, each in enumerate(entry_texts(text))}
    kept_entries.keep(path, dict(zip(by_place, zip(by_place.values(), found, strict=True), strict=True)))
    stored = dict(kept_entries.kept(path, by_place))
    assert list(stored.values()) == list(found)
    assert lines(stored.values()) == lines(found)
