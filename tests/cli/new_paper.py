"""What tests of `papershelf new` share: answers as typed, and an editor."""

import stat
from pathlib import Path

import pytest


def answers(*given: str) -> bytes:
    """What is typed, a line an answer; the last questions, for links, are left empty."""
    return "".join(f"{answer}\n" for answer in (*given, "", "")).encode()


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, *drafts: str) -> Path:
    """An editor that saves one draft after the other; gives the file that it logs what it was shown in."""
    script = folder / "editor.sh"
    for number, draft in enumerate(drafts, start=1):
        (folder / f"draft{number}").write_text(draft)
    script.write_text(
        "#!/bin/sh\n"
        f"cd '{folder}'\n"
        'cat "$1" >> shown\n'
        "echo x >> times\n"
        'cp "draft$(wc -l < times | tr -d " ")" "$1"\n'
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(script))
    return folder / "shown"
