"""A review: made by a job that runs a stranger's code, read by one that trusts nothing in it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.bot.comments import LIMIT, length
from papershelf.bot.pull_request_review import as_json, only_file, parsed, review
from papershelf.bot.review_markdown import as_markdown
from papershelf.bot.review_shape import ShapeError
from papershelf.curate.difference import Difference, difference
from papershelf.library import Library
from papershelf.model import Paper, Tag
from papershelf.problems import Problem

SHA = "0123456789" * 4
RUN = "https://github.com/o/r/actions/runs/7"
PROBLEM = Problem("data/papers.yaml", 3, "unknown tag 'x'", rule="unknown-tag")
PAGES = {"added": ["papers/new/"], "removed": [], "changed": ["/", "tags/"]}
SITE = {"files": 120, "bytes": 4_000_000, "bytes_before": 3_990_000, "pages": PAGES}


def library(*papers: Paper) -> Library:
    tags = (Tag("hashing", "Hashing"),)
    return Library("data/papers.yaml", papers, tags, {p.id: p for p in papers}, {t.slug: t for t in tags})


def found(text: str = "A title") -> Difference:
    """A difference of each kind, with a text wherever there is any."""
    old = Paper(
        "old", "Before", votes=1, note=text, links={"code": "https://example.org/1"}, arxiv="1603.09320"
    )
    new = replace(old, title=text, votes=2, note=None, links={"code": "https://example.org/2"})
    moved = Paper("moved", "A paper that moves elsewhere", doi="10.1145/3575693")
    gone = Paper("gone", f"{text} gone", arxiv="2411.08446")
    added = Paper("added", f"{text} and so on", tags=("hashing",), arxiv="2503.10000")
    return difference(library(old, moved, gone), library(new, replace(moved, id="there"), added))


def made(**changes: Any) -> dict[str, Any]:
    """A review that is right, but for the changes."""
    whole: dict[str, Any] = json.loads(as_json(review(3, SHA, found(), [PROBLEM], SITE)))
    return whole | changes


def test_what_is_written_is_read() -> None:
    """A review comes back as it was made."""
    whole = review(3, SHA, found(), [PROBLEM], SITE)
    assert parsed(as_json(whole).encode(), "review.json") == whole


def test_the_comment_tells_all_of_it() -> None:
    """The changes of the list, the check's findings and the site are in the comment, in this order."""
    text = as_markdown(made(), RUN)
    headings = re.findall("^#+ (.*)$", text, re.MULTILINE)
    assert headings == [
        "What this changes on the list",
        "Added (1)",
        "Removed (1)",
        "Moved (1)",
        "Changed (1)",
        "New links (1)",
        "Papers per tag (1)",
        "Check: 1 error, 0 warnings",
        "The site",
    ]
    assert "- `data/papers.yaml:3` **error**: `unknown tag 'x'`" in text
    assert f"The artifact `site` of [this run]({RUN}): 120 files, 4.0 MB (+10.0 kB)." in text
    assert "<summary>Pages: 1 added, 2 changed</summary>" in text
    assert "  - `votes`: `1` → `2`" in text
    assert "  - `note`: `A title` → not given" in text


def test_a_list_that_cannot_be_read_says_so() -> None:
    """With broken data the comment names the problems and makes no claims about the rest."""
    text = as_markdown(review(3, SHA, None, [PROBLEM], None), RUN)
    assert "The list can't be compared" in text
    assert "unknown tag" in text
    assert "The site was not built." in text
    assert "says the same" not in text


def test_nothing_changed_is_a_short_comment() -> None:
    """A pull request that leaves the list alone is told in two sentences."""
    same = {"files": 1, "bytes": 10, "bytes_before": 10, "pages": {key: [] for key in PAGES}}
    text = as_markdown(review(3, SHA, difference(library(), library()), [], same), RUN)
    assert "The list says the same as before." in text
    assert "`papershelf check` finds nothing wrong." in text
    assert "1 file, 0.0 MB (same size)" in text
    assert "No page changed." in text


def test_what_is_too_much_is_counted() -> None:
    """Of 3,000 new papers and 500 warnings as many are told as fit, and how many are not."""
    papers = [Paper(f"p{index}", f"Paper {index}") for index in range(3000)]
    warnings = [replace(PROBLEM, line=line, severity="warning") for line in range(500)]
    pages = {**PAGES, "added": [f"papers/p{index}/" for index in range(3000)]}
    news = Difference(tuple(papers), (), (), (), (), (), (), (), ())
    whole = review(3, SHA, news, warnings, {**SITE, "pages": pages})
    assert len(as_json(whole).encode()) < 200_000
    text = as_markdown(whole, RUN)
    assert "Not shown: 2900 more added." in text
    assert "- and 400 more" in text
    assert "- and 2800 more" in text
    assert length(text) < LIMIT


def test_errors_are_shown_before_warnings() -> None:
    """However many warnings there are, an error is among what is told."""
    warnings = [replace(PROBLEM, line=line, severity="warning") for line in range(500)]
    error = replace(PROBLEM, line=900)
    assert review(3, SHA, None, [*warnings, error], None)["problems"][0]["line"] == 900


HOSTILE = [
    "$(touch pwned)",
    "`a` ``b``",
    "@mention #1",
    "<!-- --><script>",
    "| x\n\n# y",
    "</details>",
    "\ud800\u202e",
    "x" * 5_000_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_shown(text: str) -> None:
    """Titles, problems, paths and pages that are markup stay in their code spans."""
    assert _skeleton(_shown(text)) == _skeleton(_shown("harmless"))


def _shown(text: str) -> str:
    """The comment of a review that says a text wherever it can say any."""
    problems = [Problem(text, 1, text, "warning", text)]
    site = {**SITE, "pages": {**PAGES, "added": [text], "changed": [text]}}
    whole = review(3, SHA, found(text), problems, site)
    return as_markdown(parsed(as_json(whole).encode(), "review.json"), RUN)


def _skeleton(markdown: str) -> str:
    """The comment without its code spans."""
    return re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", markdown)


def spoil(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Put a value at a path such as `difference.added.0.title`."""

    def change(whole: dict[str, Any]) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        place: Any = whole
        for part in way:
            place = place[part]
        place[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("version", 1),
        ("version", True),
        ("version", 1.0),
        ("pull_request", float("nan")),
        ("pull_request", "3"),
        ("pull_request", 0),
        ("pull_request", 10**30),
        ("head_sha", "../../issues/1"),
        ("head_sha", SHA + "\n"),
        ("extra", "key"),
        ("difference", []),
        ("difference.added.0.title", "x" * 301),
        ("difference.added.0.title", None),
        ("difference.added.0.markdown", "# x"),
        ("difference.added", [{}]),
        ("difference.added", [{}] * 101),
        ("difference.tags.0.before", -1),
        ("difference.changed.0.fields.0.before", {"a": 1}),
        ("difference.possible_duplicates", [{"first": "a", "second": "b", "alike": float("nan")}]),
        ("problems.0.severity", "notice"),
        ("problems.0.line", 1.5),
        ("site.bytes", float("inf")),
        ("site.pages.added", ["x"] * 201),
    ],
)
def test_any_other_shape_is_refused(path: str, value: Any) -> None:
    """A value of another type, size or name is an error that tells where, without repeating what it is."""
    whole = made()
    spoil(path, value)(whole)
    with pytest.raises(ShapeError) as caught:
        parsed(json.dumps(whole).encode(), "review.json")
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 200_000,
        b'{"version": ' + b"9" * 10_000 + b"}",
        b"NaN",
        b"\xef\xbb\xbf{}",
    ],
)
def test_what_is_not_json_is_refused(content: bytes) -> None:
    """Broken, nested or oversized JSON is an error, not a crash."""
    with pytest.raises(ShapeError):
        parsed(content, "review.json")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PLACES = [
    "counts",
    "difference",
    "difference.added",
    "difference.moved",
    "difference.changed.0.fields.0.after",
    "problems",
    "problem_counts",
    "site",
    "site.pages",
]


@settings(max_examples=200)
@given(st.sampled_from(PLACES), json_values)
def test_what_is_accepted_can_be_shown(path: str, value: Any) -> None:
    """Whatever stands at a place, the review is refused or its comment can be written."""
    whole = made()
    spoil(path, value)(whole)
    try:
        accepted = parsed(json.dumps(whole).encode(), "review.json")
    except ShapeError:
        return
    assert as_markdown(accepted, RUN).encode()


def test_a_folder_holds_one_file_only(tmp_path: Path) -> None:
    """The file is read where it is alone, regular and small enough."""
    (tmp_path / "review.json").write_bytes(b"12345")
    assert only_file(tmp_path, "review.json", 5) == b"12345"
    with pytest.raises(ShapeError, match="at most 4 bytes"):
        only_file(tmp_path, "review.json", 4)
    (tmp_path / "another").write_bytes(b"")
    with pytest.raises(ShapeError, match="nothing else"):
        only_file(tmp_path, "review.json", 5)


@pytest.mark.parametrize("kind", ["missing", "folder", "link", "other name"])
def test_what_only_looks_like_the_file_is_refused(tmp_path: Path, kind: str) -> None:
    """A symbolic link, by which a file of the machine could be read, is not a review; nor is a folder."""
    folder = tmp_path / "review"
    folder.mkdir()
    (tmp_path / "secret").write_text("{}", encoding="utf-8")
    if kind == "folder":
        (folder / "review.json").mkdir()
    if kind == "link":
        (folder / "review.json").symlink_to(tmp_path / "secret")
    if kind == "other name":
        (folder / "Review.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ShapeError, match="nothing else"):
        only_file(folder, "review.json", 5)
