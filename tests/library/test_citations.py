"""`citations.yaml`: what is read of it, what is wrong or doubtful, and how it is changed."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from papershelf.library import Library, load
from papershelf.library.citation_edits import (
    Cited,
    canonical_citations,
    with_cited,
    with_cited_renamed,
    without_cited,
)
from papershelf.library.citation_lines import read_lines
from papershelf.library.citation_texts import HEAD
from papershelf.library.fields import BASIS, read_entry
from papershelf.library.load import warnings
from papershelf.library.located_yaml import parse
from papershelf.library.schemas import schema_text
from papershelf.model import Basis, PartialDate
from papershelf.problems import InvalidInputError

SCHEMA = jsonschema.Draft202012Validator(json.loads(schema_text("citations.schema.json")))
PAPERS = "".join(
    f"- id: {name}\n  title: {name}\n  tags: [t]\n" for name in ("cups", "pots", "spouts", "teas")
)
TEXT = """\
# yaml-language-server: $schema=schema/citations.schema.json

- paper: pots
  builds_on:
    # from the preface
    - cups
    - teas  # section 2
  wrong:
    - spouts
  asked: '2026-11-29'
  sources: [OpenAlex, Semantic Scholar]
# by hand
- paper: teas
  builds_on:
    - cups
"""
DAY = PartialDate(2026, 12, 24)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A list of four papers without citations."""
    (tmp_path / "tags.yaml").write_text("- slug: t\n  label: T\n")
    (tmp_path / "papers.yaml").write_text(PAPERS)
    return tmp_path


def loaded(data: Path, text: str) -> Library:
    (data / "citations.yaml").write_text(text)
    return load(data)


def problems(data: Path, text: str) -> list[str]:
    with pytest.raises(InvalidInputError) as raised:
        loaded(data, text)
    return [str(each).removeprefix(f"{data}/") for each in raised.value.problems]


def doubts(data: Path, text: str) -> list[str]:
    found = warnings(loaded(data, text))
    return [str(each).removeprefix(f"{data}/") for each in found if Path(each.path).name == "citations.yaml"]


def test_everything_is_read(data: Path) -> None:
    """Entries arrive with their lines, and the schema takes them."""
    first, second = loaded(data, TEXT).citations
    services = ("OpenAlex", "Semantic Scholar")
    assert first == Basis("pots", ("cups", "teas"), ("spouts",), PartialDate(2026, 11, 29), services)
    assert second == Basis("teas", ("cups",))
    assert (second.line, second.lines["builds_on"]) == (13, 14)
    assert not list(SCHEMA.iter_errors(yaml.safe_load(TEXT)))
    assert not doubts(data, TEXT)


@pytest.mark.parametrize("text", ["", "# none yet\n", "[]\n"])
def test_there_may_be_none(data: Path, text: str) -> None:
    """The file may be empty, or missing."""
    assert load(data).citations == ()
    assert loaded(data, text).citations == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- paper: pots\n- paper: pots\n", "2: 'pots' already has the entry of line 1; make one of both"),
        ("- builds_on: [cups]\n", "1: the entry has no 'paper'; add it"),
        ("- paper: pots\n  cites: [cups]\n", "2: unknown key 'cites'"),
        ("- paper: pots\n  builds_on: cups\n", "2: builds_on: this must be a list of ids"),
        ("- paper: pots\n  builds_on: [cups, cups]\n", "2: builds_on: 'cups' is listed twice"),
        ("- paper: pots\n  builds_on: [Cups!]\n", "2: builds_on: 'Cups!' is not a valid slug"),
        ("- paper: pots\n  asked: yesterday\n", "2: asked: yesterday is not a valid date"),
        ("pots: [cups]\n", "1: the file must be a list; found mapping"),
    ],
)
def test_what_is_wrong(data: Path, text: str, message: str) -> None:
    """Each fault is named with its line."""
    assert any(each.startswith(f"citations.yaml:{message}") for each in problems(data, text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- paper: pots\n  builds_on:\n    - jugs\n", "2: unknown paper 'jugs', so pages leave it out"),
        ("- paper: jugs\n", "1: unknown paper 'jugs'"),
        ("- paper: pots\n  builds_on: [mugs]\n", "2: 'mugs' is now called 'cups'; use that id"),
        ("- paper: pots\n  builds_on: [pots]\n", "2: 'pots' cannot build on itself"),
        (
            "- paper: pots\n  builds_on: [cups]\n  wrong: [cups]\n",
            "3: 'cups' is listed under 'builds_on' too",
        ),
    ],
)
def test_what_is_doubtful(data: Path, text: str, message: str) -> None:
    """Each doubt is a warning with its line; the list loads."""
    (data / "papers.yaml").write_text(PAPERS.replace("title: cups", "title: cups\n  formerly: [mugs]"))
    line, _, what = message.partition(" ")
    (found,) = doubts(data, text)
    assert found.startswith(f"citations.yaml:{line} warning: {what}")


def test_what_is_found_is_added(data: Path) -> None:
    """New ids and entries come in order; comments, ids by hand and those that are wrong stay."""
    found = {
        "pots": Cited({"spouts", "cups"}, {"OpenAlex"}, DAY),
        "cups": Cited({"cups"}, {"OpenAlex"}, DAY),
    }
    changed = with_cited(TEXT, found)
    assert changed == TEXT.replace("2026-11-29", "2026-12-24").replace(
        "- paper: pots", "- paper: cups\n  asked: '2026-12-24'\n  sources: [OpenAlex]\n- paper: pots"
    )
    assert with_cited(changed, found) == changed
    assert loaded(data, changed).citations[0] == Basis("cups", asked=DAY, sources=("OpenAlex",))


def test_a_new_file_says_what_it_is(data: Path) -> None:
    """The first entry brings a head, with the schema for editors."""
    text = with_cited("", {"pots": Cited(["teas", "cups"], ["OpenAlex"], DAY)})
    assert text.startswith("\n".join(HEAD) + "\n\n- paper: pots\n  builds_on:\n    - cups\n    - teas\n")
    assert with_cited("", {}) == ""


def test_a_paper_is_renamed(data: Path) -> None:
    """The id changes wherever it is; a file that does not have it stays as it is, whatever its form."""
    assert with_cited_renamed(TEXT, "cups", "mugs") == TEXT.replace("- cups", "- mugs").replace(
        "    # from the preface\n    - mugs\n    - teas", "    # from the preface\n    - mugs\n    - teas"
    )
    odd = "- {paper: teas, builds_on: [cups]}\n"
    assert with_cited_renamed(odd, "jugs", "mugs") == odd


def test_two_papers_become_one() -> None:
    """Their entries are joined, without a link from the paper to itself; the earlier day stays."""
    merged = with_cited_renamed(TEXT.replace("- cups\n    - teas", "- cups\n    - teas"), "teas", "pots")
    assert "- paper: teas" not in merged
    entry = yaml.safe_load(merged)[0]
    assert entry == {
        "paper": "pots",
        "builds_on": ["cups"],
        "wrong": ["spouts"],
        "asked": "2026-11-29",
        "sources": ["OpenAlex", "Semantic Scholar"],
    }
    assert "# by hand" in merged
    assert "# from the preface" in merged


def test_papers_are_removed() -> None:
    """They go as citing and as cited, with the comments that are theirs; other comments stay."""
    assert without_cited(TEXT, {"teas"}) == TEXT[: TEXT.index("# by hand")].replace(
        "    - teas  # section 2\n", ""
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_one_form(end: str) -> None:
    """Entries and ids are sorted; comments, line ends and text below the entries stay."""
    text = (
        "# mine\n- {paper: teas, builds_on: [spouts, cups]}  # by hand\n\n"
        "- sources: ['a, b']\n  paper: '2016'\n  builds_on: []\n# the end\n"
    )
    assert canonical_citations(text.replace("\n", end)) == (
        "- paper: '2016'\n  sources: ['a, b']\n# mine\n- paper: teas\n  builds_on:\n    - cups  # by hand\n"
        "    - spouts\n# the end\n"
    ).replace("\n", end)


SLUGS = st.from_regex(r"[a-c0-9]{1,3}(-[a-c0-9]{1,2})?", fullmatch=True)
LISTS = st.lists(SLUGS, unique=True, max_size=4)
COMMENTS = st.sampled_from(["", "  # why", " # a: [b]  # c"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A file as people write it: any order of keys, brackets or lines, comments."""
    parts = [draw(st.sampled_from(["", "# top\n", "# top\n\n", "\n"]))]
    for paper in draw(st.lists(SLUGS, unique=True, min_size=1, max_size=4)):
        rows = [f"paper: '{paper}'{draw(COMMENTS)}"]
        for key in draw(st.lists(st.sampled_from(["builds_on", "wrong"]), unique=True)):
            ids = [f"'{each}'" for each in draw(LISTS)]
            if len(ids) > 1:
                rows.append(f"{key}:{draw(COMMENTS)}")
                rows += [f"- {each}{draw(COMMENTS)}" for each in ids]
            else:
                rows.append(f"{key}: [{', '.join(ids)}]{draw(COMMENTS)}")
        parts += ["- " + "\n  ".join(rows) + "\n", draw(st.sampled_from(["", "\n", "# between\n"]))]
    return "".join(parts)


def values(text: str) -> dict[str, dict[str, list[str]]]:
    return {
        entry["paper"]: {key: sorted(entry[key]) for key in ("builds_on", "wrong") if entry.get(key)}
        for entry in yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - all values as text
    }


ODD = [
    "",
    "- paper: x\n",
    "  asked: '2026-02-30'\n",
    "  wrong:\n",
    "    - 12\n",
    "\x85",
    "\r",
    "\t",
    "\ufeff",
]
BROKEN = st.tuples(st.sampled_from(ODD), st.integers(0, 400))


def as_yaml(text: str) -> tuple[list[Basis], list[str]]:
    """What the reader of YAML makes of a text."""
    problems: list[str] = []
    tree = parse(text.encode(), lambda line, message: problems.append(f"{line}: {message}"))
    entries = tree.entries() if tree and tree.kind != "null value" else []
    found = [
        Basis(
            **read_entry(entry, BASIS, lambda line, message: problems.append(f"{line}: {message}")),
            line=entry.line,
            lines={key: value.key_line for key, value in entry.keys().items()},
        )
        for entry in entries
        if entry.keys().get("paper")
    ]
    return found, problems


@given(texts(), BROKEN)
def test_lines_are_read_as_yaml_is(text: str, broken: tuple[str, int]) -> None:
    """What is read line by line is what YAML says, with the same lines; all else is left to YAML."""
    written = with_cited(text, {"a1": Cited(["b", "n", "12"], ["OpenAlex", "Semantic Scholar"], DAY)})
    assert read_lines(written.encode()) is not None
    for source in (written, text, written[: broken[1]] + broken[0] + written[broken[1] :]):
        found = read_lines(source.encode())
        if found is not None:
            expected, problems = as_yaml(source)
            assert not problems
            assert found == expected
            places = [[(each.line, each.lines) for each in some] for some in (found, expected)]
            assert places[0] == places[1]


@given(texts())
def test_no_value_and_no_comment_is_lost(text: str) -> None:
    """The one form holds the same values and comments, sorted, and a second time changes nothing."""
    written = canonical_citations(text)
    assert canonical_citations(written) == written
    assert values(written) == values(text)
    assert list(values(written)) == sorted(values(written))
    words = [sorted(re.findall(r"# ?\w+", each)) for each in (text, written)]
    assert words[0] == words[1]
