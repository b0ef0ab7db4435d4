"""What a curator is told about `names`."""

from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.library.load import warnings
from papershelf.problems import InvalidInputError

LIST = "- id: a\n  title: One\n  names: {}\n\n- id: b\n  title: Two\n  names: {}\n"


def written(folder: Path, first: str, second: str) -> Path:
    """A data directory with two papers of these names."""
    (folder / "tags.yaml").write_text("", encoding="utf-8")
    (folder / "papers.yaml").write_text(LIST.format(first, second), encoding="utf-8")
    return folder


def test_a_name_of_two_papers_is_a_warning(tmp_path: Path) -> None:
    """It leads to neither; the line of the second and of the first are named."""
    found = warnings(load(written(tmp_path, "[C++, X]", "['C++']")))
    message = "the name 'C++' is that of line 1 too, so it leads to neither; leave it with one"
    told = [str(each) for each in found if each.rule == "shared-name"]
    assert told == [f"{tmp_path / 'papers.yaml'}:7: warning: {message}"]


def test_an_ordinary_word_is_a_warning(tmp_path: Path) -> None:
    """Each of its kind in any abstract would become a link; a capital or a digit makes a name."""
    found = warnings(load(written(tmp_path, "[the, C++]", "[k2, training]")))
    told = [(each.line, each.message.split()[0]) for each in found if each.rule == "common-name"]
    assert told == [(3, "'the'"), (7, "'training'")]


def test_names_of_their_own_are_no_warning(tmp_path: Path) -> None:
    """Case counts, as it does in texts."""
    rules = {each.rule for each in warnings(load(written(tmp_path, "[X, Y]", "[x]")))}
    assert "shared-name" not in rules


@pytest.mark.parametrize("names", ["X", "[X, X]", "[1.5]", "['']", "{X: Y}", "[[X]]"])
def test_what_is_no_list_of_names_is_an_error(tmp_path: Path, names: str) -> None:
    """With its line."""
    with pytest.raises(InvalidInputError) as error:
        load(written(tmp_path, names, "[Z]"))
    assert {(each.line, each.message.partition(":")[0]) for each in error.value.problems} == {(3, "names")}
