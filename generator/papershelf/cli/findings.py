"""Everything found in a list, and findings as text, JSON, GitHub annotations and SARIF."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import quote

from papershelf import __version__
from papershelf.library import Library, load
from papershelf.library.load import warnings
from papershelf.library.repetitions import may_be_slow
from papershelf.library.rules import dated_ahead
from papershelf.model import PartialDate
from papershelf.problems import InvalidInputError, Problem

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def checked(data: Path, tomorrow: PartialDate) -> tuple[Library | None, list[Problem]]:
    """Read a data directory; return its library, or None if it has errors, and every finding.

    No entry is added after `tomorrow`, which is today already where a curator may be.
    """
    try:
        library = load(data)
    except InvalidInputError as error:
        return None, list(error.problems)
    return library, sorted([*findings(library), *_vanished(library), *_dated_ahead(library, tomorrow)])


def _vanished(library: Library) -> Iterable[Problem]:
    path = Path(library.path).with_name("permalinks.txt")
    if not path.exists():
        return ()
    from papershelf.facts.permalinks import vanished  # noqa: PLC0415 - it groups papers, as above

    return vanished(library, path.read_text(encoding="utf-8"))


def _dated_ahead(library: Library, tomorrow: PartialDate) -> Iterator[Problem]:
    for line, message in dated_ahead(library.papers, tomorrow):
        yield Problem(library.path, line, message, "warning", "dated-ahead")


def findings(library: Library) -> list[Problem]:
    """Return the warnings about a library, and the patterns that a build gives up on, by file and line."""
    # What compares titles takes 0.1 s to load, and most commands need only the forms of findings.
    from papershelf.curate.matching import duplicate_warnings  # noqa: PLC0415

    return sorted(
        [
            *warnings(library),
            *duplicate_warnings(library.path, library.papers),
            *_slow_patterns(library),
        ]
    )


def _slow_patterns(library: Library) -> list[Problem]:
    if not any(may_be_slow(pattern) for tag in library.tags for pattern in tag.patterns):
        return []
    from papershelf.tagging.slow_patterns import slow_patterns  # noqa: PLC0415 - it loads regex, as above

    return slow_patterns(library)


def findings_as_json(problems: Sequence[Problem]) -> str:
    """A list of objects with path, line, message, severity and rule."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def findings_as_github(problems: Sequence[Problem]) -> str:
    """GitHub's workflow commands, which put each problem on its line of a pull request.

    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    return "".join(
        f"::{problem.severity} file={_property(problem.path)},line={problem.line},"
        f"title={_property(problem.rule)}::{_message(problem.message)}\n"
        for problem in problems
    )


def findings_as_sarif(problems: Sequence[Problem]) -> str:
    """One run of SARIF 2.1.0 (OASIS), for code scanning services."""
    rules = sorted({problem.rule for problem in problems})
    driver = {"name": "papershelf", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    run = {"tool": {"driver": driver}, "results": [_result(problem) for problem in problems]}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


FINDINGS_AS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": lambda problems: "".join(f"{problem}\n" for problem in problems),
    "json": findings_as_json,
    "github": findings_as_github,
    "sarif": findings_as_sarif,
}


def _result(problem: Problem) -> dict[str, object]:
    uri = {"uri": quote(problem.path.replace("\\", "/"))}
    place = {"artifactLocation": uri, "region": {"startLine": problem.line}}
    return {
        "ruleId": problem.rule,
        "level": problem.severity,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
