"""What is written can be read again as it was, and what was there before stays."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from papershelf.characters import UNNEEDED
from papershelf.library import load, write
from papershelf.library.fields import kind_of
from papershelf.library.load import PAPERS, TAGS
from papershelf.library.located_yaml import parse
from papershelf.library.store import change
from papershelf.library.write import MODELINE, entry_text, field_text, with_entries
from papershelf.model import ARXIV_ID, Paper, PartialDate, canonical_arxiv
from papershelf.problems import InvalidInputError
from papershelf.whole_files import replace_file

AWKWARD = [
    *("a\nb", "a\n\nb", " a", "a ", "a\n", "\na", "a\tb", "\ta", "a\rb", "a\r\nb", "a\x85b", "a\u2028b"),
    *("a\u2029b", "\ufeffa", "a\x07b", "a\0b", "a\x7fb", "a\x80b", "\ufffe", "\xa0a", "e\u0301", "\u200b"),
    *("a: b", "a #b", "- a", "?", "|", ">", "%a", "@a", "`a", "!x", "&a", "*a", '"a"', "'a'", "{a", "[a"),
    *("null", "~", "12", "2503.10000", "2024-01-01", "yes", "<<", "=", "---", "--- a", "a\n--- b\n... c"),
    *("x" * 300, "word " * 60, "a  b", "a \nb", "a\n b", "a\\b", "a:", "😀", "#", ":"),
    "word " * 30 + "\n\n  " + "word " * 30,
]  # fmt: skip
TEXTS = (
    st.text(max_size=60)
    | st.sampled_from(AWKWARD)
    | st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=12).map(" ".join)
)
WRITABLE = TEXTS.filter(lambda text: bool(text.strip()) and not UNNEEDED.search(text))
SLUGS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)
DAYS = st.dates().map(lambda date: PartialDate(date.year, date.month, date.day))
MONTHS = st.dates().map(lambda date: PartialDate(date.year, date.month))
YEARS = st.dates().map(lambda date: PartialDate(date.year))
PAPERS_MADE_UP = st.builds(
    Paper,
    id=SLUGS.filter(lambda slug: slug != "index"),
    title=WRITABLE,
    names=st.lists(WRITABLE, unique=True, max_size=3).map(tuple),
    authors=st.lists(WRITABLE, unique=True, max_size=3).map(tuple),
    published=st.none() | DAYS | MONTHS | YEARS,
    issued=st.none() | DAYS | MONTHS | YEARS,
    arxiv=st.none() | st.from_regex(rf"{ARXIV_ID}(v[1-9])?", fullmatch=True).map(canonical_arxiv),
    doi=st.none() | st.from_regex(r"10\.[0-9]{4}/[!-~]{1,20}", fullmatch=True),
    venue=st.none() | WRITABLE,
    links=st.dictionaries(st.sampled_from(["code", "no", "y2"]), st.just("https://a.org/?x=1&y=%20#z:")),
    tags=st.lists(st.sampled_from(["a", "b"]), unique=True).map(tuple),
    note=st.none() | WRITABLE,
    added=st.none() | DAYS,
    feed=st.none() | WRITABLE,
    votes=st.none() | st.integers(0, 999_999_999),
    organisation=st.none() | WRITABLE,
    sources=st.dictionaries(st.sampled_from(["doi", "venue"]), WRITABLE),
    abstract=st.none() | WRITABLE,
)
UNIQUE = st.lists(PAPERS_MADE_UP, max_size=3, unique_by=lambda paper: paper.id)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with two tags."""
    (tmp_path / TAGS).write_text("- slug: a\n  label: A\n- slug: b\n  label: B\n")
    return tmp_path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAPERS_MADE_UP)
@example(Paper(id="a", title="A", abstract=f"one\n two {'x' * 200} three\nfour"))
@example(Paper(id="a", title="\ufeff", abstract="\x85 x\u2028 "))
def test_an_entry_is_read_as_it_was_written(data: Path, paper: Paper) -> None:
    """Every value that a list takes survives the way through the file, whatever its blanks and breaks."""
    assert load(data, papers=entry_text(paper).encode()).papers == (paper,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(UNIQUE, st.sampled_from(["\n", "\r\n"]))
def test_entries_are_added_below(data: Path, papers: list[Paper], line_end: str) -> None:
    """Every byte that was there stays, line ends are kept, and what is added is read as it was."""
    before = f"# mine{line_end}- {{id: mine-alone-and-long, title: Mine}}{line_end}"
    new = [paper for paper in papers if not (paper.arxiv or paper.doi)]
    after = with_entries(before, new)
    assert after.startswith(before)
    assert load(data, papers=after.encode()).papers[1:] == tuple(new)
    if line_end == "\r\n":
        assert after.count("\n") == after.count("\r\n")


def test_a_list_that_does_not_exist_yet() -> None:
    """It begins with the line that tells editors its schema."""
    assert with_entries("", [Paper("a", "A")]) == f"{MODELINE}\n- id: a\n  title: A\n"


def test_nothing_to_add_changes_nothing() -> None:
    """Not even a missing last line end."""
    assert with_entries("- id: a\n  title: A", []) == "- id: a\n  title: A"


def test_a_missing_last_line_end_is_added() -> None:
    """Otherwise the first new line would continue the last old one."""
    text = with_entries("- id: a\n  title: A", [Paper("b", "B")])
    assert text == "- id: a\n  title: A\n\n- id: b\n  title: B\n"


@given(st.from_regex(r"[A-Za-z0-9./-]{1,60}", fullmatch=True), SLUGS)
def test_what_is_written_without_pyyaml_is_what_it_writes(quoted: str, slug: str) -> None:
    """An identifier, a date and a slug are in the same quotes, or without, as the dumper would have them."""
    for key, value in (("arxiv", quoted), ("doi", quoted), ("added", PartialDate(2024, 5)), ("id", slug)):
        styled = {key: write._styled(kind_of(key).style, value)}
        dumped = yaml.dump(styled, Dumper=write._Dumper, allow_unicode=True, width=write.WIDTH)
        assert field_text(key, value) == dumped


def test_the_form_of_an_entry() -> None:
    """Keys in their order, ids and dates in quotes, lists on a line, the abstract wrapped."""
    paper = Paper(
        id="a-title",
        title="A title: with a colon " + "and more words " * 8,
        authors=("Ada Lovelace", "Émilie du Châtelet"),
        published=PartialDate(2024, 5),
        arxiv="2405.00010v2",
        doi="10.1000/1",
        links={"code": "https://a.org"},
        tags=("a", "b"),
        added=PartialDate(2024, 6, 1),
        abstract=("Words that fill lines. " * 9).strip(),
    )
    text = entry_text(paper)
    lines = text.splitlines()
    assert lines[0] == "- id: a-title"
    assert lines[1].startswith("  title: 'A title: with")
    assert lines[2:6] == [
        "  authors: [Ada Lovelace, Émilie du Châtelet]",
        "  published: '2024-05'",
        "  arxiv: '2405.00010v2'",
        "  doi: '10.1000/1'",
    ]
    assert lines[6:9] == ["  links:", "    code: https://a.org", "  tags: [a, b]"]
    assert lines[9:11] == ["  added: '2024-06-01'", "  abstract: >-"]
    assert max(len(line) for line in lines[11:]) <= 100


@pytest.mark.parametrize("key", ["title", "note", "abstract", "venue", "feed", "authors"])
def test_half_a_character_is_refused(data: Path, key: str) -> None:
    """What UTF-8 cannot hold is an error with its line, and the file stays as it was."""
    (data / PAPERS).write_text("- id: a\n  title: A\n")
    values: dict[str, Any] = {"title": "T", key: ("x\ud800",) if key == "authors" else "x\ud800"}
    with pytest.raises(InvalidInputError, match=r"papers\.yaml:\d+: half a character, U\+D800"):
        change(data, lambda text, _library: with_entries(text, [Paper("b", **values)]))
    assert (data / PAPERS).read_text() == "- id: a\n  title: A\n"


def test_a_file_is_replaced_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that dies before the end leaves the old bytes and no other file."""
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def die(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", die)
    with pytest.raises(KeyboardInterrupt):
        replace_file(path, b"new")
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("file", b"old")]


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    """A list that others may read stays readable to them; so is a new one."""
    path = tmp_path / "file"
    replace_file(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.chmod(0o600)
    replace_file(path, b"newer")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == b"newer"


def test_other_yaml_readers_agree(data: Path) -> None:
    """The entries hold no surprise for PyYAML: each scalar that looks like a number is quoted."""
    paper = Paper("a", "2024", authors=("1e3", "no"), arxiv="2503.10000", venue="12", note="~")
    found: list[str] = []
    tree = parse(entry_text(paper).encode(), lambda _line, message: found.append(message))
    assert not found
    assert tree is not None
    assert {value.kind for value in tree.entries()[0].keys().values()} == {"text", "list"}


def test_what_lies_beyond_the_basic_plane_stays_readable(data: Path) -> None:
    """Emoji and mathematical letters are written as they are, in every style, and read back."""
    paper = Paper("a", "A 🤗 title: 𝒳", authors=("𝒳, Jr", "B"), note="🤗", abstract="An 𝒳 🤗. " * 20 + "End.")
    written = entry_text(paper)
    assert "\\U" not in written
    assert load(data, papers=written.encode()).papers == (paper,)
