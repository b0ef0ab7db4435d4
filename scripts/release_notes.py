"""Print what CHANGELOG.md says of a version, once everything agrees that it is the one to release.

    .venv/bin/python scripts/release_notes.py v1.2.0

Run it in the project's folder. What disagrees with the tag is told by file and line, with exit code 1.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

TAG = re.compile(r"v((?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2})")
VERSIONS = {
    "pyproject.toml": re.compile(r'^version = "(.*)"$'),
    "generator/papershelf/__init__.py": re.compile(r'^__version__ = "(.*)"$'),
    "CITATION.cff": re.compile(r"^version: (.*)$"),
}
"""The files that name the version, with the line that does."""
CHANGELOG = "CHANGELOG.md"
HEADING = re.compile(r"^## \[(?P<version>[^]]+)\](?: - (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}))?$")


def main() -> int:
    """Print the notes, or what is wrong; return the exit code."""
    tag = sys.argv[1] if len(sys.argv) == 2 else ""  # noqa: PLR2004 - the program and the tag
    match = TAG.fullmatch(tag)
    if not match:
        print(f"'{tag}' is not the tag of a version; give one such as v1.2.0", file=sys.stderr)
        return 1
    version = match[1]
    problems = [problem for file, line in VERSIONS.items() if (problem := _other(Path(file), line, version))]
    notes = "\n".join(_notes(version)).strip()
    if not notes:
        what = f"there is nothing about {version}; give what is unreleased the heading"
        problems.append(f"{CHANGELOG}:1: {what} '## [{version}] - YYYY-MM-DD'")
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(notes)
    return 1 if problems else 0


def _other(path: Path, pattern: re.Pattern[str], version: str) -> str | None:
    """Return what is wrong with the version that a file names, if anything is."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if match := pattern.fullmatch(line):
            same = match[1] == version
            return None if same else f"{path}:{number}: this is version {match[1]}; make it {version}"
    return f"{path}:1: this names no version; add {version}"


def _notes(version: str) -> Iterator[str]:
    """Yield the lines below the heading of a version that has a day, up to the next heading."""
    within = False
    for line in Path(CHANGELOG).read_text(encoding="utf-8").splitlines():
        if heading := HEADING.fullmatch(line):
            within = bool(heading["version"] == version and heading["day"])
        elif within:
            yield line


if __name__ == "__main__":
    sys.exit(main())
