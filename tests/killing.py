"""Runs a command that is killed at a chosen point: before it opens, renames, removes or makes a file."""

import signal
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

MAIN = """
import os, resource, shutil, signal, sys
import papershelf.cli.papers, papershelf.cli.import_, papershelf.site
from papershelf.cli import main
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
"""
# A copy of the folder for each step; a process of its own there dies before it, as by `kill -9`.
DIES = f"""{MAIN}
folder, *sys.argv[1:] = sys.argv[1:]
STEPS = {{"os.rename", "os.remove", "os.rmdir", "os.chmod", "os.mkdir", "os.link"}}
def at(step):
    def die(event, given):
        nonlocal step
        if event in STEPS or (event == "open" and given[2] & (os.O_WRONLY | os.O_RDWR)):
            step -= 1
            if not step:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(die)
    main()

status = step = 1
while status:
    copy = f"{{folder}}-{{step}}"
    shutil.copytree(folder, copy)
    child = os.fork()
    if not child:
        os.chdir(copy)
        sys.argv[0] = "papershelf"
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            at(step)
        except SystemExit as ended:
            os._exit(ended.code or 0)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status, flush=True)
    assert status in (0, -signal.SIGKILL), status
    step += 1
"""
# From the first one on that is written in a folder, no file may have more than so many bytes; in the middle
# of a write that goes beyond, the process may die.
FULL = f"""{MAIN}
most, dies, folder, *sys.argv[1:] = sys.argv[1:]
if dies == "dies":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
def begin(event, given):
    if event == "open" and given[2] & (os.O_WRONLY | os.O_RDWR):
        if os.path.abspath(str(given[0])).startswith(folder):
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
sys.addaudithook(begin)
sys.argv[0] = "papershelf"
main()
"""


def _run(script: str, arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-c", script, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def killed_at_each_step(folder: Path, *arguments: str) -> list[Path]:
    """Run papershelf in copies of a folder, killed before its first step, its second, …; return these."""
    done = _run(DIES, [str(folder), *arguments], folder)
    assert done.returncode == 0, done.stderr
    killed = takewhile(int, done.stdout.split())
    return [folder.with_name(f"{folder.name}-{step}") for step, _ in enumerate(killed, start=1)]


def killed_at_size(size: int, *arguments: str, cwd: Path, folder: str = "") -> bool:
    """Run papershelf and kill it when a file has `size` bytes; return False if it ended before.

    What it writes before the first file in the `folder` may be of any size.
    """
    done = _run(FULL, [str(size), "dies", str(cwd / folder), *arguments], cwd)
    assert done.returncode in {0, -signal.SIGXFSZ}, done.stderr
    return done.returncode != 0


def on_a_full_disk(
    size: int, *arguments: str, cwd: Path, folder: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run papershelf where no file can have more than `size` bytes, from the first one in the `folder` on."""
    return _run(FULL, [str(size), "lives", str(cwd / folder), *arguments], cwd)
