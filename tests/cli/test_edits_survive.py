"""What a curator changed by hand is not undone by any later import."""

from pathlib import Path

import pytest

from papershelf.library import load
from papershelf.model import Paper
from tests.cli.command_line import ABSTRACT, page, run


@pytest.fixture
def imported(shelf: Path) -> Path:
    """A list with a paper from a kept feed; the working directory."""
    (shelf / "day.txt").write_text(page("On Compasses"))
    assert run("import", "day.txt", "--write").code == 0
    return shelf


def by_hand(old: str, new: str) -> None:
    """Change the list as in an editor."""
    path = Path("data/papers.yaml")
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def compasses() -> Paper:
    """The paper as it is now."""
    return load(Path("data")).by_id["on-compasses"]


def test_edits_stay(imported: Path) -> None:
    """Title, tags, note and abstract stay; the same feed sees nothing to do, and the file is not touched."""
    by_hand(
        "title: On Compasses\n", "title: On Magnetic Compasses # was short\n  tags: [pots]\n  note: Mine.\n"
    )
    by_hand("Walruses are large,", "Compasses are small,")
    before = Path("data/papers.yaml").read_bytes()
    done = run("import", "day.txt", "--write")
    assert done.out == "already there       day.txt:1  on-compasses\n"
    assert Path("data/papers.yaml").read_bytes() == before


def test_a_removed_abstract_stays_removed(imported: Path) -> None:
    """What a person took out does not come back, even when the feed has another one now."""
    text = Path("data/papers.yaml").read_text()
    entry = text[text.index("- id: on-compasses") :].partition("\n\n")[0]
    by_hand(entry, entry.partition("\n  abstract:")[0])
    assert compasses().abstract is None
    assert run("import", "day.txt", "--write").out.startswith("already there")
    (imported / "later.txt").write_text(page("On Compasses", abstract=ABSTRACT.replace("large", "huge")))
    assert run("import", "later.txt", "--write").out.startswith("conflict")
    assert compasses().abstract is None


def test_an_untouched_field_follows_the_feed(imported: Path) -> None:
    """A later feed changes what nobody edited, and is the one to compare with from then on."""
    later = ABSTRACT.replace("large", "huge")
    (imported / "later.txt").write_text(page("On Compasses", abstract=later))
    done = run("import", "later.txt", "--write")
    assert done.out.splitlines()[0] == "changed             later.txt:1  on-compasses"
    assert (compasses().abstract, compasses().feed) == (later, "feeds/later.txt")
    assert run("import", "later.txt", "--write").out.startswith("already there")


def test_a_conflict_is_shown_until_it_is_settled(imported: Path) -> None:
    """Where both changed the abstract, mine stays and the other is shown; --theirs takes it."""
    by_hand("Walruses are large,", "Compasses are small,")
    mine = compasses().abstract
    later = ABSTRACT.replace("large", "huge")
    (imported / "later.txt").write_text(page("On Compasses", abstract=later))
    for _ in range(2):
        done = run("import", "later.txt", "--write")
        assert done.out.splitlines()[0] == "conflict            later.txt:1  on-compasses"
        assert "conflict in abstract: Compasses are small" in done.out
        assert compasses().abstract == mine
    run("import", "later.txt", "--write", "--theirs", "abstract")
    assert compasses().abstract == later


def test_a_removed_paper_is_new_again(imported: Path) -> None:
    """A paper taken off the list leaves nothing that could survive: the receipt shows it as new."""
    run("remove", "on-compasses", "--yes")
    assert run("import", "day.txt").out.startswith("new ")


def test_a_renamed_paper_is_known(imported: Path) -> None:
    """An id that was changed, and a title too, make no second entry."""
    run("rename", "on-compasses", "needles")
    by_hand("title: On Compasses\n", "title: Needles\n")
    assert run("import", "day.txt", "--write").out == "already there       day.txt:1  needles\n"


def test_a_merged_paper_is_known(imported: Path) -> None:
    """A paper that went into another is that one from then on."""
    run("merge", "on-compasses", "on-teapots", "--yes")
    done = run("import", "day.txt", "--write")
    assert done.out.splitlines()[0].endswith("  on-teapots")
    assert set(load(Path("data")).by_id) == {"on-teapots", "on-walruses"}
