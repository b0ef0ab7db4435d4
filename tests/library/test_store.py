"""Writers of papers.yaml die, meet and fail; the list is always whole, and nobody's entry is lost."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from papershelf.library import Library, journal, load
from papershelf.library.edit import set_fields
from papershelf.library.journal import LOCK
from papershelf.library.store import change
from papershelf.library.write import with_entries
from papershelf.model import Paper
from papershelf.problems import InvalidInputError
from papershelf.whole_files import replace_file

TAGS = "- slug: a\n  label: A\n"
OLD = "# mine\n- id: a\n  title: A\n"
SEED = 20240501
KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from papershelf.library.edit import set_fields
from papershelf.library.store import change

data, rounds, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
random.seed(seed)
file = data / "papers.yaml"

def count_one(text, library):
    return set_fields(text, {"a": {"votes": library.by_id["a"].votes + 1}})

def votes(text):
    head, _, rest = text.partition("votes: ")
    number, _, tail = rest.partition("\\n")
    assert (head, tail) == (before, after), "the file is torn"
    return int(number)

before, _, rest = file.read_text().partition("votes: ")
after = rest.partition("\\n")[2]
reached = [votes(file.read_text())]
leftovers = 0
start = time.perf_counter()
for _ in range(5):
    change(data, count_one)
usual = (time.perf_counter() - start) / 5
for _ in range(rounds):
    child = os.fork()
    if not child:
        while True:
            change(data, count_one)
    time.sleep(random.uniform(0, 2.5 * usual))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    reached.append(votes(file.read_text()))
    leftovers += any(data.glob(".papershelf-*"))
assert reached == sorted(reached), "a write was undone"
print(reached[-1], leftovers)
"""
TOGETHER = """
import os, sys
from pathlib import Path
from papershelf.library.store import change
from papershelf.library.write import with_entries
from papershelf.model import Paper

data, writers, each = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
children = []
for writer in range(writers):
    child = os.fork()
    if not child:
        for number in range(each):
            paper = Paper(f"paper-{writer}-{number}", f"Paper {writer} {number}")
            change(data, lambda text, library: with_entries(text, [paper]))
        os._exit(0)
    children.append(child)
sys.exit(sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with one paper."""
    (tmp_path / "tags.yaml").write_text(TAGS)
    (tmp_path / "papers.yaml").write_text(OLD)
    return tmp_path


def rename(text: str, _library: Library) -> str:
    """An edit that every list with paper `a` takes."""
    return set_fields(text, {"a": {"title": "New"}})


def files(data: Path) -> dict[str, bytes]:
    """Everything in the directory but the lock, which may stay."""
    return {path.name: path.read_bytes() for path in data.iterdir() if path.name != LOCK}


def names(folder: Path) -> list[str]:
    """Every file below the folder but the lock."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != LOCK)
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_killed_at_any_point(data: Path) -> None:
    """The file is the old or the new one after each of 200 kills, and the next writer works and clears up."""
    padding = "".join(f"- id: p{number}\n  title: {'x' * 50_000}\n" for number in range(5))
    (data / "papers.yaml").write_text(f"- id: a\n  title: A\n  votes: 0\n{padding}")
    writes = leftovers = 0
    for seed in range(SEED, SEED + 5):  # a busy machine kills most children before they write
        script = [sys.executable, "-c", KILLED, str(data), "200", str(seed)]
        done = subprocess.run(script, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        writes, left = map(int, done.stdout.split())
        leftovers += left
        if writes > 20 and leftovers:
            break
    assert writes > 20
    assert leftovers > 0, "no child was killed between making its file and putting it in place"
    change(data, rename)
    assert set(files(data)) == {"papers.yaml", "tags.yaml"}
    assert load(data).by_id["a"].title == "New"


@pytest.mark.parametrize(("writers", "each"), [(2, 12), (8, 3)])
def test_writers_at_once(data: Path, writers: int, each: int) -> None:
    """Each of the entries that several processes add at once is there in the end."""
    script = [sys.executable, "-c", TOGETHER, str(data), str(writers), str(each)]
    subprocess.run(script, check=True)
    added = {f"paper-{writer}-{number}" for writer in range(writers) for number in range(each)}
    assert set(load(data).by_id) == {"a"} | added


def test_leftovers_of_the_dead_are_cleared(data: Path) -> None:
    """What a killed writer left goes with the next write, in the folder of feeds too."""
    (data / "feeds").mkdir()
    for name in (".papershelf-x1y2z3_4.yaml", ".papershelf-abcdefgh", "feeds/.papershelf-abcdefgh.txt"):
        (data / name).write_text("half")
    change(data, rename)
    assert set(names(data)) == {"papers.yaml", "tags.yaml"}


def test_what_others_left_stays(data: Path) -> None:
    """An editor's unsaved work, a backup or a folder is not ours, whatever its name begins with."""
    theirs = (
        ".papers.yaml.swp", ".papers.yaml.swo", ".papers.yaml", ".papers.yaml.x1y2", ".#papers.yaml",
        "papers.yaml~", "#papers.yaml#", ".collections.yaml.orig", ".collections.yaml.swp",
        ".papershelf-notes.yaml", ".papershelf-mine", ".papershelf-ABCDEFGH.yaml",
    )  # fmt: skip
    for name in theirs:
        (data / name).write_text("unsaved")
    (data / ".papershelf-abcdefgh").mkdir()
    (data / ".papershelf-hgfedcba.yaml").symlink_to(data / "papers.yaml")
    change(data, rename)
    assert {*theirs, ".papershelf-hgfedcba.yaml"} <= set(names(data))
    assert (data / ".papershelf-abcdefgh").is_dir()


def test_a_link_stays_a_link(data: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where papers.yaml leads to a file elsewhere, that file is replaced and nothing is left beside it."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (data / "papers.yaml").rename(elsewhere / "shared.yaml")
    (data / "papers.yaml").symlink_to(elsewhere / "shared.yaml")
    change(data, rename)
    assert (data / "papers.yaml").is_symlink()
    assert "title: New" in (elsewhere / "shared.yaml").read_text()
    assert names(elsewhere) == ["shared.yaml"]


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir], ids=["a pipe", "a folder"])
def test_something_else_in_the_place_of_a_file(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A pipe, which would take what is written and wait for a reader, or a folder is an error, and stays."""
    path = tmp_path / "file"
    make(path)
    with pytest.raises(OSError, match=r"file'$"):
        replace_file(path, b"x")
    assert not path.is_file()
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_full_disk(data: Path) -> None:
    """Where no more can be written, one line says so, the list is as it was and nothing is left behind."""
    before = files(data)
    script = (
        "import signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from papershelf.cli import main\n"
        f"sys.argv = ['papershelf', 'rename', 'a', 'b', '--data', {str(data)!r}]\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)),
    )
    path = data / "papers.yaml"
    assert done.stderr == f"{path}:1: cannot be written: File too large; papers.yaml is as it was\n"
    assert done.returncode == 1
    assert files(data) == before


def test_a_directory_that_takes_no_files(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file can be made, the message says why and names the list, and the list is as it was."""

    def refuse(**_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", "/somewhere/.papers.yaml.x")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(InvalidInputError, match=r"papers\.yaml:1: cannot be written: Permission denied;"):
        change(data, rename)
    assert (data / "papers.yaml").read_text() == OLD


def test_a_file_that_cannot_be_read(data: Path) -> None:
    """It is told as such, not as one that cannot be written, and nothing else changes."""
    for name in ("papers.yaml", "citations.yaml"):
        (data / name).unlink(missing_ok=True)
        (data / name).mkdir()
        with pytest.raises(InvalidInputError, match=rf"/{name}:1: cannot be read: .*; fix that first$"):
            change(data, rename, edit_citations=lambda text, _library: text)
        (data / name).rmdir()
        (data / "papers.yaml").write_text(OLD)
    assert files(data) == {"tags.yaml": TAGS.encode(), "papers.yaml": OLD.encode()}


def test_a_lock_that_cannot_be_made(data: Path) -> None:
    """Something else under the lock's name is an error that names it."""
    (data / LOCK).mkdir()
    with pytest.raises(InvalidInputError, match=r"\.papers\.lock:1: cannot be written: "):
        change(data, rename)


def test_somebody_else_writes_meanwhile(data: Path) -> None:
    """An editor that saves between reading and writing is not overwritten."""

    def edit(text: str, library: Library) -> str:
        (data / "papers.yaml").write_text("- id: z\n  title: Z\n")
        return rename(text, library)

    with pytest.raises(InvalidInputError, match="somebody changed the file in the meantime"):
        change(data, edit)
    assert files(data)["papers.yaml"] == b"- id: z\n  title: Z\n"


def test_a_lock_held_for_too_long(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that waited long enough says who holds the list up."""
    monkeypatch.setattr(journal, "PATIENCE", 0.01)
    with (
        FileLock(data / LOCK),
        pytest.raises(InvalidInputError, match=r"another command holds .*\.papers\.lock; wait"),
    ):
        change(data, rename)
    assert (data / "papers.yaml").read_text() == OLD


def test_the_lock_is_free_again_after_an_error(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed edit leaves no lock behind."""
    monkeypatch.setattr(journal, "PATIENCE", 0.01)
    with pytest.raises(ZeroDivisionError):
        change(data, lambda _text, _library: str(1 // 0))
    change(data, rename)
    assert load(data).by_id["a"].title == "New"


def test_text_that_stays_is_not_written(data: Path) -> None:
    """An edit that changes nothing leaves the file itself alone."""
    path = data / "papers.yaml"
    os.utime(path, (1, 1))
    change(data, lambda text, _library: text)
    assert path.stat().st_mtime == 1


def test_an_edit_with_problems_is_not_written(data: Path) -> None:
    """Text that would not load is refused with its line, and the file stays."""
    with pytest.raises(InvalidInputError, match=r"papers\.yaml:5: title: this is empty"):
        change(data, lambda text, _library: text + "- id: b\n  title:\n")
    assert (data / "papers.yaml").read_text() == OLD


def test_a_list_with_problems_is_not_touched(data: Path) -> None:
    """A list that is wrong to begin with is told so, and no edit is asked for."""
    (data / "papers.yaml").write_text("- id: a\n")
    with pytest.raises(InvalidInputError, match="no 'title'"):
        change(data, lambda _text, _library: pytest.fail("no edit should be asked for"))


def test_a_form_that_no_edit_can_change(data: Path) -> None:
    """A list in brackets is an error with its line."""
    (data / "papers.yaml").write_text("# mine\n[{id: a, title: A}]\n")
    with pytest.raises(InvalidInputError, match=r"papers\.yaml:2: the list is in brackets"):
        change(data, rename)


def test_a_byte_order_mark_stays(data: Path) -> None:
    """Edits hit the right place behind a BOM, and it stays."""
    path = data / "papers.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + OLD.encode())
    change(data, rename)
    assert path.read_bytes() == b"\xef\xbb\xbf# mine\n- id: a\n  title: New\n"
    change(data, lambda text, _library: with_entries(text, [Paper("b", "B")]))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf# mine\n- id: a")


def test_a_list_that_is_not_there_yet(data: Path) -> None:
    """The first paper makes the file."""
    (data / "papers.yaml").unlink()
    change(data, lambda text, _library: with_entries(text, [Paper("b", "B")]))
    assert [paper.id for paper in load(data).papers] == ["b"]


def test_a_replaced_file_names_itself_in_errors(tmp_path: Path) -> None:
    """Whoever fails to replace a file hears of that file, not of a temporary one."""
    with pytest.raises(FileNotFoundError) as raised:
        replace_file(tmp_path / "nowhere" / "file", b"x")
    assert raised.value.filename == str(tmp_path / "nowhere" / "file")


def test_a_signal_leaves_no_half(data: Path) -> None:
    """A command stopped by ^C in the middle of a write leaves the old file and nothing else."""
    script = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background ignores it
        "real = os.fsync\n"
        "os.fsync = lambda handle: (os.kill(os.getpid(), signal.SIGINT), real(handle))\n"
        "from papershelf.cli import main\n"
        f"sys.argv = ['papershelf', 'rename', 'a', 'b', '--data', {str(data)!r}]\n"
        "main()"
    )
    before = files(data)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (1, "Aborted!")
    assert files(data) == before
