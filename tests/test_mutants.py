"""`make mutants` knows rooms that exist, and says which."""

import re
import subprocess
from pathlib import Path


def test_each_room_has_code_and_tests(project_root: Path) -> None:
    """A file that was renamed would leave its room out without a word."""
    script = (project_root / "scripts/mutants").read_text(encoding="utf-8")
    rooms = re.findall(r"^  (\w+)\) code='?([^' ]+)'? tests='?([^']*?)'? ;;$", script, re.MULTILINE)
    assert [room for room, _, _ in rooms] == ["identity", "bibtex", "text"]
    for _, code, tests in rooms:
        assert list((project_root / "generator/papershelf").glob(code))
        for test in re.findall(r"tests/[\w/.*]+", tests):
            assert list(project_root.glob(test)), test


def test_another_room_is_refused(project_root: Path) -> None:
    """With the names of those that there are, before anything is copied."""
    done = subprocess.run(
        [project_root / "scripts/mutants", "kitchen"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "ROOM=identity, bibtex or text" in done.stderr
