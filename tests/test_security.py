"""SECURITY.md names for each attack and fault a test that there is."""

import re
from pathlib import Path

COMMANDS = {"make fuzz": "tests/fuzz/fuzz.py"}
"""What a row may name instead of a test, and the file that it runs."""


def test_each_row_names_what_holds_it(project_root: Path) -> None:
    """A test, a workflow or a command: one that was renamed would leave its row an empty promise."""
    table = (project_root / "SECURITY.md").read_text(encoding="utf-8").partition("## What was tried")[2]
    rows = re.findall(r"^\| (.+?) \| .+ \| (.+?) \|$", table.partition("\n## ")[0], re.MULTILINE)
    assert rows[0][1] == "Test"
    for fault, held_by in rows[2:]:
        named = re.findall("`([^`]+)`", held_by)
        assert named, fault
        for name in named:
            file = project_root / COMMANDS.get(name, name)
            assert file.is_file(), (fault, name)
            if file.name.startswith("test_"):
                assert re.search(r"^def test_", file.read_text(encoding="utf-8"), re.MULTILINE), name
            else:
                assert name in COMMANDS or file.parent.name == "workflows", (fault, name)
