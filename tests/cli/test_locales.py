"""Commands say and write the same in every locale, also where that knows ASCII only."""

import os
import subprocess
import sys
from pathlib import Path

TAGS = "- slug: a\n  label: Ä\n"
PAPERS = "- id: a\n  title: Énergie 𝜋 → 王\n  authors: [Émile Borel]\n  tags: [a]\n"
PLAIN = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
COMMANDS = (
    ["show", "a"], ["show", "a", "--json"], ["check"], ["check", "--format", "github"], ["tags"], ["format"],
    ["import", "feed.bib", "--write"], ["rename", "a", "b"], ["build"], ["remove", "b", "--yes"],
)  # fmt: skip


def outcome(folder: Path, locale: dict[str, str]) -> tuple[list[tuple[int, bytes, bytes]], dict[str, bytes]]:
    """Run the commands in a new project: what each said, and the files in the end."""
    (folder / "data").mkdir(parents=True)
    (folder / "docs").mkdir()
    for name, text in {
        "data/tags.yaml": TAGS,
        "data/papers.yaml": PAPERS,
        "feed.bib": "@misc{x, title = {Über A}, author = {Łoś, Zoë}, year = 2024}\n",
        "mkdocs.yml": "site_name: Größe\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    said = []
    for command in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "papershelf", *command],
            cwd=folder,
            env={**os.environ, **locale, "SOURCE_DATE_EPOCH": "1700000000"},
            capture_output=True,
            check=False,
        )
        said.append((done.returncode, done.stdout, done.stderr))
    made = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return said, {path.relative_to(folder).as_posix(): path.read_bytes() for path in made}


def test_an_ascii_locale(tmp_path: Path) -> None:
    """The same exit codes, words and files; no traceback."""
    expected, files = outcome(tmp_path / "one", PLAIN)
    found, same_files = outcome(tmp_path / "two", ASCII)
    assert found == expected
    assert same_files == files
    assert "É".encode() in found[0][1]
    assert not any(b"Traceback" in told for _, _, told in found)


def test_a_file_name_that_the_locale_cannot_read(tmp_path: Path) -> None:
    """Which file it is and what to do, in place of a traceback; a folder may have such a name."""
    folder = tmp_path / "é b"
    (folder / "data").mkdir(parents=True)
    (folder / "docs").mkdir()
    settings = "site_name: A\ntheme: {name: material}\nplugins: [papershelf]\n"
    for name, text in {"data/tags.yaml": TAGS, "data/papers.yaml": PAPERS, "mkdocs.yml": settings}.items():
        (folder / name).write_text(text, encoding="utf-8")
    build = [sys.executable, "-m", "mkdocs", "build"]
    env = {**os.environ, **ASCII}
    assert subprocess.run(build, cwd=folder, env=env, capture_output=True, check=False).returncode == 0
    (folder / "docs" / "über.md").write_text("# A\n")
    done = subprocess.run(build, cwd=folder, env=env, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"ber.md': this locale cannot read the name; set PYTHONUTF8=1 and build again" in done.stderr
    assert b"Traceback" not in done.stderr
