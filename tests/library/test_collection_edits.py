"""Changes of collections.yaml that follow the list: nothing else in the text changes."""

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from papershelf.library.collection_edits import with_paper_renamed, without_papers
from papershelf.library.entries import UneditableError

TEXT = """\
# mine

- slug: one   # the first
  title: One
  description: D.
  steps:
    # plain
    - paper: a  # begins
      why: Since a.
    - {paper: 'b', why: "Since b."}

    # the end
    - why: Since c.
      paper: "c"

- slug: two
  title: Two
  description: D.
  steps:
  - paper: c
    why: Since c.
  - paper: b
    why: >-
      Since
      b.
- {slug: three, title: Three, description: D., steps: [{paper: a, why: A}, {paper: c, why: C}]}
"""


def test_a_paper_is_renamed_everywhere() -> None:
    """In any style, with all else as it was."""
    assert with_paper_renamed(TEXT, "c", "d-e") == TEXT.replace('paper: "c"', "paper: d-e").replace(
        "paper: c", "paper: d-e"
    )
    assert with_paper_renamed(TEXT, "z", "d") == TEXT


@pytest.mark.parametrize("new", ["123", "true", "no", "2024"])
def test_an_id_that_yaml_takes_for_something_else_is_quoted(new: str) -> None:
    """The loader would refuse it otherwise."""
    assert f"- paper: '{new}'  # begins\n" in with_paper_renamed(TEXT, "a", new)


def test_a_step_is_taken_out() -> None:
    """It goes with the comment right above it; blank lines between collections stay."""
    gone = without_papers(TEXT.partition("- {slug: three")[0], {"c", "a"})
    assert (
        gone
        == """\
# mine

- slug: one   # the first
  title: One
  description: D.
  steps:
    - {paper: 'b', why: "Since b."}

- slug: two
  title: Two
  description: D.
  steps:
  - paper: b
    why: >-
      Since
      b.
"""
    )


def test_a_paper_that_becomes_another_step_goes() -> None:
    """Where both are steps the other's stays, in its place."""
    text = TEXT.partition("- {slug: three")[0]
    assert with_paper_renamed(text, "b", "a") == text.replace(
        """    - {paper: 'b', why: "Since b."}\n""", ""
    ).replace("paper: b", "paper: a")


def test_steps_in_brackets_are_not_taken_apart() -> None:
    """The line and a way out are told."""
    with pytest.raises(UneditableError) as raised:
        without_papers(TEXT, {"a"})
    assert raised.value.line == 26
    assert "remove them and begin each entry with '- '" in raised.value.message


@pytest.mark.parametrize("text", ["", "# none\n", "[]\n", "~\n"])
def test_no_collections(text: str) -> None:
    """Nothing happens."""
    assert with_paper_renamed(text, "a", "b") == text
    assert without_papers(text, {"a"}) == text


STEP = st.tuples(
    st.sampled_from("abcdef"),
    st.sampled_from(["plain", "'quoted: x'", ">-\n          folded\n          text", "|+\n          kept\n"]),
    st.sampled_from(["", "      # above\n", "\n", "\n      # above\n\n"]),
)
PATHS = st.lists(st.lists(STEP, min_size=1, max_size=4, unique_by=lambda step: step[0]), max_size=3)


@settings(deadline=None)
@given(
    PATHS,
    st.sampled_from("abcdef"),
    st.sampled_from("xyzabc"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_a_renaming_changes_nothing_else(
    paths: list[list[tuple[str, str, str]]], old: str, new: str, line_end: str, ended: bool
) -> None:
    """For steps of any layout the values are as meant, and others stay."""
    assume(old != new)
    text = written(paths, line_end, ended=ended)
    meant = yaml.safe_load(text) or []
    for path in meant:
        both = {old, new} <= {step["paper"] for step in path["steps"]}
        path["steps"] = [step for step in path["steps"] if not (both and step["paper"] == old)]
        for step in path["steps"]:
            step["paper"] = new if step["paper"] == old else step["paper"]
    renamed = with_paper_renamed(text, old, new)
    assert (yaml.safe_load(renamed) or []) == meant
    assert not set(renamed.splitlines()) - set(text.splitlines()) - {f"      - paper: {new}"}


@settings(deadline=None)
@given(PATHS, st.sampled_from("abcdef"), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_taking_out_changes_nothing_else(
    paths: list[list[tuple[str, str, str]]], gone: str, line_end: str, ended: bool
) -> None:
    """For steps of any layout the others stay as they are; the only step of a collection is not taken out."""
    text = written(paths, line_end, ended=ended)
    meant = yaml.safe_load(text) or []
    for path in meant:
        path["steps"] = [step for step in path["steps"] if step["paper"] != gone]
    if not all(path["steps"] for path in meant):
        with pytest.raises(UneditableError):
            without_papers(text, {gone})
        return
    without = without_papers(text, {gone})
    assert (yaml.safe_load(without) or []) == meant
    assert not set(without.splitlines()) - set(text.splitlines())


def written(paths: list[list[tuple[str, str, str]]], line_end: str, *, ended: bool) -> str:
    text = "".join(
        f"- slug: s{number}\n  steps:\n"
        + "".join(f"{above}      - paper: {paper}\n        why: {why}\n" for paper, why, above in steps)
        for number, steps in enumerate(paths)
    )
    return (text if ended else text.removesuffix("\n")).replace("\n", line_end)
