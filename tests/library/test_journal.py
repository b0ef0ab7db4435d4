"""A command that changes several files and is killed at any step is made up for by the next command."""

import hashlib
import json
import shutil
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from papershelf.library import journal, load
from papershelf.library.journal import JOURNAL, LOCK
from papershelf.library.load import load_what_is_right
from papershelf.library.store import change
from papershelf.problems import InvalidInputError
from tests.killing import killed_at_each_step, killed_at_size, on_a_full_disk

TAGS = "- slug: t\n  label: T\n"
OLD = "- id: a\n  title: A\n- id: b\n  title: B\n"
NEW = "- id: z\n  title: A\n  formerly: [a]\n- id: b\n  title: B\n"
PATHS = "- slug: s\n  title: S\n  description: D.\n  steps:\n  - paper: a\n    why: First.\n"
NEW_PATHS = PATHS.replace("paper: a", "paper: z")
FEED = "@misc{one, title = {A Paper of the Feed}, author = {Lind, Bo}, year = 2024}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a list and a collection."""
    return make(tmp_path / "0")


def make(root: Path) -> Path:
    (root / "data").mkdir(parents=True)
    files = {"tags.yaml": TAGS, "papers.yaml": OLD, "collections.yaml": PATHS}
    for name, text in files.items():
        (root / "data" / name).write_text(text)
    (root / "feed.bib").write_text(FEED)
    return root


def files(root: Path) -> dict[str, str]:
    found = (path for path in (root / "data").rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(root / "data").as_posix(): path.read_text() for path in found}


def test_a_rename_that_is_killed_at_any_step(root: Path) -> None:
    """A command that only reads finds all of it done or nothing, and the next that writes clears up."""
    outcomes = []
    for copy in killed_at_each_step(root, "rename", "a", "z"):
        found = load(copy / "data")
        outcomes.append((found.papers[0].id, found.collections[0].steps[0].paper))
        change(copy / "data", lambda text, _library: text + "- id: c\n  title: C\n")
        assert sorted(files(copy)) == ["collections.yaml", "papers.yaml", "tags.yaml"]
        assert len(load(copy / "data").papers) == 3
    assert set(outcomes) == {("a", "a"), ("z", "z")}
    assert outcomes == sorted(outcomes), "a step later less was done"
    assert outcomes.count(("z", "z")) >= 3, "no kill between the two files"


def test_an_import_that_is_killed_at_any_step(root: Path) -> None:
    """The feed is kept if and only if the list has its papers; importing it again completes it."""
    copies = killed_at_each_step(root, "import", "feed.bib", "--write")
    for copy in copies:
        papers = load(copy / "data").papers
        assert (len(papers) == 3) == ((copy / "data" / "feeds" / "feed.bib").exists())
    assert len(copies) > 5
    for copy in copies[:: len(copies) // 3]:
        done = on_a_full_disk(10**9, "import", "feed.bib", "--write", cwd=copy)
        assert done.returncode == 0, done.stderr
        assert files(copy).keys() == {"collections.yaml", "papers.yaml", "tags.yaml", "feeds/feed.bib"}
        assert len(load(copy / "data").papers) == 3


@pytest.mark.parametrize("size", [0, 1, 40, 80, 120, 300])
def test_a_rename_that_is_killed_in_a_write(root: Path, size: int) -> None:
    """Bytes that were written so far are in no file that anybody reads."""
    assert killed_at_size(size, "rename", "a", "z", cwd=root)
    found = load(root / "data")
    assert (found.papers[0].id, found.collections[0].steps[0].paper) == ("a", "a")
    change(root / "data", lambda text, _library: text + "- id: c\n  title: C\n")
    assert sorted(files(root)) == ["collections.yaml", "papers.yaml", "tags.yaml"]


@pytest.mark.parametrize("size", [0, 40, 80, 120, 300])
def test_a_full_disk_changes_nothing(root: Path, size: int) -> None:
    """Whichever of the files does not fit, one line names it, and all are as they were."""
    before = files(root)
    done = on_a_full_disk(size, "rename", "a", "z", cwd=root)
    assert done.returncode == 1
    assert done.stderr.startswith("data/")
    assert done.stderr.endswith(":1: cannot be written: File too large; papers.yaml is as it was\n")
    assert files(root) == before


def interrupt(root: Path, *, new: str = NEW_PATHS, **differing: str) -> None:
    """Leave what a rename leaves that is killed between the two files."""
    data = root / "data"
    (data / "papers.yaml").write_text(NEW)
    (data / ".papershelf-abcdefgh.yaml").write_text(new)
    step = {
        "path": "collections.yaml",
        "new": ".papershelf-abcdefgh.yaml",
        "before": hashlib.sha256(PATHS.encode()).hexdigest(),
        "after": hashlib.sha256(NEW_PATHS.encode()).hexdigest(),
    }
    done = {
        "path": "papers.yaml",
        "new": ".papershelf-hgfedcba.yaml",
        "before": hashlib.sha256(OLD.encode()).hexdigest(),
        "after": hashlib.sha256(NEW.encode()).hexdigest(),
    }
    (data / JOURNAL).write_text(json.dumps([done, step | differing]))


def test_what_is_left_is_done(root: Path) -> None:
    """A command that reads finishes the change before it reads, also one that takes a list with errors."""
    interrupt(root)
    library, problems = load_what_is_right(root / "data")
    assert not problems
    assert [step.paper for step in library.collections[0].steps] == ["z"]
    assert files(root).keys() == {"collections.yaml", "papers.yaml", "tags.yaml"}


def test_somebody_changed_the_file_since(root: Path) -> None:
    """That is not overwritten: a message says what is where, and what to do."""
    interrupt(root)
    theirs = PATHS + "# mine\n"
    (root / "data" / "collections.yaml").write_text(theirs)
    before = files(root)
    with pytest.raises(InvalidInputError) as raised:
        load(root / "data")
    data = root / "data"
    assert str(raised.value) == (
        f"{data}/collections.yaml:1: a command was interrupted before it wrote this file, and somebody has "
        f"changed it since; take what it was to write from {data}/.papershelf-abcdefgh.yaml, then delete "
        f"{data}/.papers.journal"
    )
    assert files(root) == before


@pytest.mark.parametrize(
    "differing",
    [
        {"path": "../mkdocs.yml"},
        {"path": "/etc/hostname"},
        {"path": "feeds/../../x"},
        {"path": "out/x"},
        {"path": "x\0y"},
        {"new": "../.papershelf-abcdefgh.yaml"},
        {"new": "tags.yaml"},
        {"new": ".papershelf-12345678.yaml"},
        {"after": "0"},
        {"more": "x"},
    ],
)
def test_a_journal_that_somebody_else_wrote(root: Path, differing: dict[str, str]) -> None:
    """It moves nothing out of the data or from elsewhere, by a link neither; the message says what to do."""
    outside = root / "outside"
    outside.mkdir()
    (outside / "x").write_text(PATHS)
    (root / "mkdocs.yml").write_text(PATHS)
    (root / "x").write_text(PATHS)
    (root / "data" / "out").symlink_to(outside)
    interrupt(root, **differing)
    with pytest.raises(InvalidInputError, match=r"\.papers\.journal:1: this is not what an interrupted"):
        load(root / "data")
    assert {path.read_text() for path in (outside / "x", root / "mkdocs.yml", root / "x")} == {PATHS}
    assert files(root)["collections.yaml"] == PATHS


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", "[1]", '[{"path": "x"}]', "[" * 100_000, "\xff"])
def test_a_torn_journal(root: Path, text: str) -> None:
    """Ours are never torn; one that cannot be read is told, and nothing is done."""
    (root / "data" / JOURNAL).write_bytes(text.encode("latin-1"))
    with pytest.raises(InvalidInputError, match="not what an interrupted command leaves"):
        load(root / "data")


def test_a_change_that_was_undone_but_for_its_journal(root: Path) -> None:
    """Where no file has its new content and one new content is gone, there is nothing left to do."""
    interrupt(root)
    (root / "data" / "papers.yaml").write_text(OLD)
    (root / "data" / ".papershelf-abcdefgh.yaml").unlink()
    assert load(root / "data").papers[0].id == "a"
    assert JOURNAL not in files(root)


def test_new_contents_that_are_damaged(root: Path) -> None:
    """A new content that is not what the journal says is never put in place."""
    interrupt(root, new="[")
    with pytest.raises(InvalidInputError, match="not what an interrupted command leaves"):
        load(root / "data")
    assert files(root)["collections.yaml"] == PATHS


def test_who_reads_waits_for_who_writes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal of a command that is still at work is not touched; whoever waits too long hears of it."""
    interrupt(root)
    monkeypatch.setattr(journal, "PATIENCE", 0.01)
    with FileLock(root / "data" / LOCK):
        with pytest.raises(InvalidInputError, match=r"another command holds .*\.papers\.lock; wait"):
            load(root / "data")
        assert JOURNAL in files(root)
        monkeypatch.setattr(journal, "PATIENCE", 30)
        reader = threading.Thread(target=load, args=[root / "data"])
        reader.start()
    reader.join()
    assert JOURNAL not in files(root)


def test_a_change_that_cannot_be_finished(root: Path) -> None:
    """What stops it is told with its file."""
    interrupt(root)
    (root / "data" / LOCK).mkdir()
    with pytest.raises(InvalidInputError, match=r"lock:1: a command was interrupted, and what is left of it"):
        load(root / "data")
    shutil.rmtree(root / "data" / LOCK)
    assert load(root / "data").papers[0].id == "z"
