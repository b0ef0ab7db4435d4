"""The list and its collections are written together, or neither."""

from pathlib import Path

import pytest

from papershelf.library import Library, load, store
from papershelf.library.edit import set_fields
from papershelf.library.journal import LOCK
from papershelf.library.store import change
from papershelf.problems import InvalidInputError
from papershelf.whole_files import put_in_place

TAGS = "- slug: a\n  label: A\n"
OLD = "# mine\n- id: a\n  title: A\n"
PATHS = "- slug: s\n  title: S\n  description: D.\n  steps:\n  - paper: a\n    why: First.\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with one paper."""
    (tmp_path / "tags.yaml").write_text(TAGS)
    (tmp_path / "papers.yaml").write_text(OLD)
    return tmp_path


def files(data: Path) -> dict[str, bytes]:
    """Everything in the directory but the lock, which may stay."""
    return {path.name: path.read_bytes() for path in data.iterdir() if path.name != LOCK}


def call_it_b(text: str, _library: Library) -> str:
    return set_fields(text, {"a": {"id": "b"}})


def follow(text: str, library: Library) -> str:
    assert "a" in library.by_id
    return text.replace("paper: a", "paper: b")


def test_collections_change_along(data: Path) -> None:
    """Both files are written, each checked against the other as it will be."""
    (data / "collections.yaml").write_text(PATHS)
    change(data, call_it_b, follow)
    assert [step.paper for step in load(data).collections[0].steps] == ["b"]


def test_a_list_without_collections(data: Path) -> None:
    """The file is not made."""
    change(data, call_it_b, follow)
    assert not (data / "collections.yaml").exists()


@pytest.mark.parametrize(
    "edit",
    [lambda text, _library: text, lambda text, library: follow(text, library) + "  colour: red\n"],
    ids=["a collection that would name a paper that is gone", "one that is wrong in itself"],
)
def test_what_would_not_fit_together_is_not_written(data: Path, edit: store.Edit) -> None:
    """Where the two files would not go together, neither changes."""
    (data / "collections.yaml").write_text(PATHS)
    before = files(data)
    with pytest.raises(InvalidInputError, match=r"collections\.yaml:"):
        change(data, call_it_b, edit)
    assert files(data) == before


def test_collections_that_cannot_be_written(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list, which was written before, gets its old content back."""
    (data / "collections.yaml").write_text(PATHS)
    before = files(data)

    def refuse(new: Path, path: Path) -> None:
        if path.name == "collections.yaml":
            raise PermissionError(1, "Operation not permitted", str(new))
        put_in_place(new, path)

    monkeypatch.setattr("papershelf.library.journal.put_in_place", refuse)
    with pytest.raises(InvalidInputError, match=r"collections\.yaml:1: cannot be written: Operation not"):
        change(data, call_it_b, follow)
    assert files(data) == before


def test_collections_that_somebody_changed_meanwhile(data: Path) -> None:
    """That change is not overwritten, and the list stays as it was too."""
    (data / "collections.yaml").write_text(PATHS)

    def meet(text: str, library: Library) -> str:
        (data / "collections.yaml").write_text(PATHS + "# theirs\n")
        return follow(text, library)

    with pytest.raises(
        InvalidInputError, match=r"collections\.yaml:1: somebody changed the file in the meantime"
    ):
        change(data, call_it_b, meet)
    assert (data / "collections.yaml").read_text() == PATHS + "# theirs\n"
    assert (data / "papers.yaml").read_text() == OLD
