"""Where new entries go: scattered over the list, always whole, so that two branches that add some merge."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.library.edit import remove_entries
from papershelf.library.write import MODELINE, chosen_entry, entry_text, with_entries
from papershelf.model import Paper

NEW = Paper("n", "N")
ENTRY = "- id: n\n  title: N\n"


def place_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new entries go below the first."""
    monkeypatch.setattr("papershelf.library.write.chosen_entry", lambda _paper_id, _count: 0)


def test_the_place_follows_from_the_id() -> None:
    """The same paper comes to the same place, and all places of a list are used about as often."""
    assert chosen_entry("a-paper", 75) == chosen_entry("a-paper", 75)
    used = Counter(chosen_entry(f"paper-{number}", 75) for number in range(7_500))
    assert set(used) == set(range(75))
    assert max(used.values()) < 2 * 100
    assert min(used.values()) > 100 / 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- id: a\n\n- id: b\n", f"- id: a\n\n{ENTRY}\n- id: b\n"),
        ("- id: a\n- id: b\n", f"- id: a\n\n{ENTRY}\n- id: b\n"),
        ("- id: a # x\n\n# of b\n- id: b\n", f"- id: a # x\n\n{ENTRY}\n# of b\n- id: b\n"),
        ("- id: a\n# of b\n- id: b\n", f"- id: a\n\n{ENTRY}\n# of b\n- id: b\n"),
        ("- id: a\n  # of a\n\n- id: b\n", f"- id: a\n  # of a\n\n{ENTRY}\n- id: b\n"),
        ("- id: a\n\n   # still of a\n\n- id: b\n", f"- id: a\n\n   # still of a\n\n{ENTRY}\n- id: b\n"),
        ("- id: a\n       \n\n- id: b\n", f"- id: a\n       \n\n{ENTRY}\n- id: b\n"),
        ("- a: |+\n    x\n\n\n- id: b\n", f"- a: |+\n    x\n\n\n{ENTRY}\n- id: b\n"),
        ("- {id: a}\n- {id: b}\n", f"- {{id: a}}\n\n{ENTRY}\n- {{id: b}}\n"),
        ("  - id: a\n\n  - id: b\n", "  - id: a\n\n  - id: n\n    title: N\n\n  - id: b\n"),
    ],
)  # fmt: skip
def test_between_two_entries(monkeypatch: pytest.MonkeyPatch, before: str, after: str) -> None:
    """Comments and blank lines stay with the entry they belong to, with LF and with CRLF."""
    place_first(monkeypatch)
    assert with_entries(before, [NEW]) == after
    assert with_entries(before.replace("\n", "\r\n"), [NEW]) == after.replace("\n", "\r\n")


def test_an_import_stays_together() -> None:
    """Entries that are added at once stand below each other, in their order."""
    text = "".join(f"- id: p{number}\n\n" for number in range(30))
    new = [Paper(name, name) for name in ("x", "y", "z")]
    assert "\n".join(map(entry_text, new)) in with_entries(text, new)


def test_added_and_removed_again(list_dir: Path) -> None:
    """What was added to a list of 75 can be removed, and not a byte is left of it."""
    text = (list_dir / "papers.yaml").read_text(encoding="utf-8")
    for name in ("one", "two", "three", "four", "five"):
        added = with_entries(text, [Paper(name, name)])
        assert remove_entries(added, [name]) == text


def test_two_branches_merge(list_dir: Path, tmp_path: Path) -> None:
    """Git merges two additions to the list of 75 into a list that holds both, in the place of each."""
    text = (list_dir / "papers.yaml").read_text(encoding="utf-8")
    papers = [
        Paper(name, name, abstract="Words, many of them. " * 9, tags=("hash-grids",))
        for name in ("one", "three")
    ]
    for name, content in zip(("ours", "theirs"), papers, strict=True):
        (tmp_path / name).write_text(with_entries(text, [content]), encoding="utf-8")
    (tmp_path / "base").write_text(text, encoding="utf-8")
    subprocess.run(["git", "merge-file", "ours", "base", "theirs"], cwd=tmp_path, check=True)
    merged = (tmp_path / "ours").read_text(encoding="utf-8")
    (tmp_path / "tags.yaml").write_bytes((list_dir / "tags.yaml").read_bytes())
    found = load(tmp_path, papers=merged.encode())
    assert len(found.papers) == 77
    assert remove_entries(merged, ["one", "three"]) == text


def test_the_first_entry_of_all() -> None:
    """A list without entries gets its first below what is there."""
    assert with_entries(MODELINE, [NEW]) == f"{MODELINE}\n{ENTRY}"
