"""The canonical form says what was said, keeps the comments, and is reached in one step."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from papershelf.library import load
from papershelf.library.edit import canonical
from papershelf.library.entries import UneditableError
from tests.library.human_yaml import HumanList, human_lists


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with two tags."""
    (tmp_path / "tags.yaml").write_text("- slug: a\n  label: A\n- slug: b\n  label: B\n")
    return tmp_path


def formatted(data: Path, text: str) -> str:
    """The canonical form of a text."""
    return canonical(text, load(data, papers=text.encode()).papers)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(human_lists())
def test_papers_and_comments_stay(data: Path, made: HumanList) -> None:
    """Whatever the style was: the same papers, every comment, the line ends; and a second time nothing."""
    once = formatted(data, made.text)
    assert load(data, papers=once.encode()).papers == load(data, papers=made.text.encode()).papers
    for comment in (comment for piece in made.pieces for comment in piece.comments):
        assert comment in once
    assert once.count("\n") == once.count(made.newline)
    assert formatted(data, once) == once
    assert not any(line != line.rstrip() for line in once.split(made.newline))


TABLE: dict[str, tuple[str, str]] = {
    "keys in order, ids and dates in quotes, blank lines between": (
        "- published: 2024-05-01\n  title:   'A'\n  id: a\n- id: b\n  title: B",
        "- id: a\n  title: A\n  published: '2024-05-01'\n\n- id: b\n  title: B\n",
    ),
    "a comment moves with its key": (
        "- title: A # t\n  # about the id\n  id: a # i\n",
        "# about the id\n- id: a  # i\n  title: A  # t\n",
    ),
    "a comment inside a list keeps the list as typed": (
        "-   id: a\n    title: A\n    tags:\n      # first\n      - a   # x\n      - b\n",
        "- id: a\n  title: A\n  tags:\n    # first\n    - a   # x\n    - b\n",
    ),
    "a comment in brackets goes behind them": (
        "- id: a\n  title: A\n  tags: [a, # x\nb]\n",
        "- id: a\n  title: A\n  tags: [a, b]  # x\n",
    ),
    "a comment behind a block's header": (
        "- id: a\n  title: A\n  abstract: | # raw\n    x\n    y\n",
        "- id: a\n  title: A\n  abstract: >  # raw\n    x\n\n    y\n",
    ),
    "a dash on a line of its own, with a dash in its comment": (
        "- # well - now\n  id: a\n  title: A\n",
        "# well - now\n- id: a\n  title: A\n",
    ),
    "a comment below an abstract, indented as much": (
        "- id: a\n  title: A\n  abstract: x\n\n    # todo\n\n# b\n- id: b\n  title: B\n",
        "- id: a\n  title: A\n  abstract: >-\n    x\n  # todo\n\n# b\n- id: b\n  title: B\n",
    ),
    "a key behind a question mark": (
        "- id: a\n  ? title # x\n  : A\n",
        "- id: a\n  title: A  # x\n",
    ),
    "an entry in braces with an empty list": (
        "- {title: A, tags: [], id: a}\n",
        "- id: a\n  title: A\n  tags: []\n",
    ),
    "an entry in braces": (
        "- {title: A, # x\n   id: a} # y\n",
        "- id: a  # x  # y\n  title: A\n",
    ),
    "an indented list, with comments between": (
        "# head\n\n\n  - id: a\n    title: A\n    # todo\n\n\n  # b\n  - id: b\n    title: B\n# end",
        "# head\n\n- id: a\n  title: A\n  # todo\n\n# b\n- id: b\n  title: B\n# end\n",
    ),
    "nothing but comments": ("# none yet", "# none yet"),
    "an empty list": ("[]\n", "[]\n"),
}


@pytest.mark.parametrize(("before", "after"), TABLE.values(), ids=TABLE)
def test_the_form(data: Path, before: str, after: str) -> None:
    """Each text has exactly this form, with LF and with CRLF."""
    assert formatted(data, before) == after
    if "|" not in before:
        assert formatted(data, before.replace("\n", "\r\n")) == after.replace("\n", "\r\n")


def test_what_would_not_survive_is_refused(data: Path) -> None:
    """An entry in a form that nobody types is named by its line."""
    text = "- id: b\n  title: B\n- id: a\n  title: A\n  sources:\n    # so\n    doi: |+\n      x\n\n\n"
    with pytest.raises(UneditableError, match="edit it by hand") as raised:
        formatted(data, text)
    assert raised.value.line == 3


def test_the_own_list_is_in_form(project_root: Path) -> None:
    """The project's reading list is as `papershelf format` writes it."""
    library = load(project_root / "data")
    text = Path(library.path).read_text(encoding="utf-8")
    assert canonical(text, library.papers) == text
