"""What a curator is warned of: names that several papers share, a version of record before its paper."""

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
    message = "line 1 has the name 'C++' too, so it leads to neither; keep it in one of them"
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


@pytest.mark.parametrize(
    ("published", "issued", "warned"),
    [
        ("2016-03-30", "2020", False),
        ("2016-03", "2016", False),
        ("2016", "2015-12", False),
        ("2016", "2014", True),
    ],
)
def test_a_version_of_record_long_before_the_first_submission_is_a_warning(
    tmp_path: Path, published: str, issued: str, *, warned: bool
) -> None:
    """One of the two is wrong; a single year between them is let pass."""
    (tmp_path / "tags.yaml").write_text("")
    entry = f"- id: a\n  title: A\n  published: '{published}'\n  issued: '{issued}'\n"
    (tmp_path / "papers.yaml").write_text(entry)
    found = [each for each in warnings(load(tmp_path)) if each.rule == "issued-before-published"]
    message = "issued in 2014, before the first submission in 2016; correct 'issued' or 'published'"
    assert [(each.line, each.message) for each in found] == ([(4, message)] if warned else [])


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("published: '2307'", "published in 2307, after the paper was added in 2026; correct 'published'"),
        ("issued: '2028'", "issued in 2028, after the paper was added in 2026; correct 'issued'"),
        ("published: '2027-01'", ""),
        ("published: '2026'", ""),
    ],
)
def test_a_year_that_was_to_come_when_the_paper_was_added_is_a_warning(
    tmp_path: Path, keys: str, expected: str
) -> None:
    """Such a year is a part of an id, as a rule; what is dated into the next year is let pass."""
    (tmp_path / "tags.yaml").write_text("")
    (tmp_path / "papers.yaml").write_text(f"- id: a\n  title: A\n  {keys}\n  added: '2026-11-30'\n")
    found = [each for each in warnings(load(tmp_path)) if each.rule == "year-to-come"]
    assert [(each.line, each.message) for each in found] == ([(3, expected)] if expected else [])


def test_a_year_to_come_needs_no_date_of_addition(tmp_path: Path) -> None:
    """A paper without the day on which it was added is warned of where its year is in another century."""
    (tmp_path / "tags.yaml").write_text("")
    (tmp_path / "papers.yaml").write_text("- id: a\n  title: A\n  published: '2307'\n")
    found = [each.message for each in warnings(load(tmp_path)) if each.rule == "year-to-come"]
    assert found == ["published in 2307; correct 'published'"]


ONE_UNTAGGED = "the paper has no tag; give it one to five of tags.yaml"
MANY_UNTAGGED = (
    "the paper has no tag, and 1,199 others have none either; give them one to five of tags.yaml, as"
    " `papershelf suggest-tags` proposes"
)
ONE_WITHOUT_ABSTRACT = "the abstract is missing; add it, or run `papershelf enrich`"
MANY_WITHOUT_ABSTRACT = (
    "the abstract is missing, and 1,199 others have none either; run `papershelf enrich`, or add them"
)


@pytest.mark.parametrize(
    ("rule", "count", "told"),
    [
        ("untagged-paper", 3, [ONE_UNTAGGED] * 3),
        ("untagged-paper", 1200, [MANY_UNTAGGED]),
        ("no-abstract", 3, [ONE_WITHOUT_ABSTRACT] * 3),
        ("no-abstract", 1200, [MANY_WITHOUT_ABSTRACT]),
    ],
)
def test_what_many_papers_lack_is_told_once(tmp_path: Path, rule: str, count: int, told: list[str]) -> None:
    """A few are named one by one; of many the first is named, with how many others there are."""
    entries = "\n".join(f"- id: p{number}\n  title: Paper {number}\n" for number in range(count))
    (tmp_path / "tags.yaml").write_text("", encoding="utf-8")
    (tmp_path / "papers.yaml").write_text(entries, encoding="utf-8")
    found = [each for each in warnings(load(tmp_path)) if each.rule == rule]
    assert [each.message for each in found] == told
    assert [each.line for each in found] == [1 + 3 * number for number in range(len(told))]
