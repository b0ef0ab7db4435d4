"""How commands behave when their reader leaves, when they are interrupted, and when two run at once."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from select import select

import pytest

from papershelf.library import load
from tests.cli.command_line import PAPERS, page, run

PAPERSHELF = [sys.executable, "-m", "papershelf"]


BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


@pytest.mark.parametrize("command", [["check", "--format", "json"], ["import", "day.txt", "--json"]])
def test_a_reader_that_leaves(shelf: Path, command: list[str]) -> None:
    """A pipe that is closed early ends the command without a word."""
    entries = "".join(f"- id: p{number}\n  title: P {number}\n" for number in range(1000))
    Path("data/papers.yaml").write_text(entries)
    (shelf / "day.txt").write_text(page(*(f"On Walruses and {number}" for number in range(1000))))
    with subprocess.Popen(
        [*PAPERSHELF, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=BUFFERED
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read().decode()
    assert said == ""
    assert process.returncode != 0


def test_an_interrupt_at_a_question(shelf: Path) -> None:
    """^C ends the command in one line, and nothing is written."""
    script = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a job in the background ignores it
        "from papershelf.cli import main\n"
        "sys.argv = ['papershelf', 'new']\n"
        "main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        assert process.stderr.read(len("Title: ")) == b"Title: "
        ended = False
        while not ended:  # Python may be between its check for signals and its wait for input
            process.send_signal(signal.SIGINT)
            ended = bool(select([process.stderr], [], [], 5)[0])
        rest = process.stderr.read().decode()
    assert rest.strip() == "Aborted!"
    assert process.returncode == 1
    assert Path("data/papers.yaml").read_text() == PAPERS


def test_two_imports_at_once(shelf: Path) -> None:
    """Each feed's papers are on the list in the end, whoever came first."""
    for name in ("Compasses", "Lanterns", "Orchards"):
        (shelf / f"{name}.txt").write_text(
            page(*(f"On {name} and {thing}" for thing in ("Rain", "Snow", "Dust")))
        )
    running = [
        subprocess.Popen(
            [*PAPERSHELF, "import", f"{name}.txt", "--write"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name in ("Compasses", "Lanterns", "Orchards")
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert len(load(Path("data")).papers) == 2 + 3 * 3


@pytest.mark.parametrize(
    "command", [["check"], ["show", "on-teapots"], ["import", "day.txt"], ["format", "--check"]]
)
def test_a_file_that_cannot_be_read(shelf: Path, command: list[str]) -> None:
    """Something else under the list's name is an error in one line."""
    (shelf / "day.txt").write_text(page("On Compasses"))
    Path("data/papers.yaml").unlink()
    Path("data/papers.yaml").mkdir()
    done = run(*command)
    assert done.code == 1
    assert "data/papers.yaml:1: cannot be read: Is a directory; fix that first" in done.out + done.err
    assert "Traceback" not in done.err


def test_a_feed_that_cannot_be_read(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the system names its file."""

    def refuse(path: Path, *_: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (shelf / "day.txt").write_text(page("On Compasses"))
    monkeypatch.setattr(Path, "open", refuse)
    done = run("import", "day.txt")
    assert (done.code, done.err) == (1, "day.txt: Permission denied\n")
