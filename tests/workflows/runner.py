"""Runs a job of a workflow on this machine, as far as that goes without GitHub.

    done = run_workflow_job(
        root / ".github/workflows/comment.yml", "comment",
        expressions={"github.token": "secret", "github.event.workflow_run.id": "7"},
        env=github_environ(fake, "workflow_run", payload, tmp_path),
        cwd=clone,
        actions={"actions/checkout": SKIPPED, "actions/download-artifact": put_files},
    )
    assert done.succeeded, done

Every `run:` step is executed by bash in `cwd`, with nothing in its environment but what GitHub and the
workflow give it. Nothing is guessed: each `${{ expression }}` of an `env:`, `if:` or `with:` must stand in
`expressions` in the words of the workflow (for an `if:` with the value "true" or "false"), but for
`runner.temp` and the outputs of earlier steps; each action that is used must stand in `actions`, as SKIPPED
or as a function that does its part. An expression in a `run:` fails: GitHub would paste what may be
anybody's text into a script.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.bot.fake_github import FakeGitHub
from tests.bot.issue_makers import event_repository

Action = Callable[[Mapping[str, str]], None]
"""Does what an action would do; takes its `with:`, expressions evaluated."""

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}", re.DOTALL)
RUNS_AFTER_FAILURE = re.compile(r"(always|failure|cancelled)\(\)")
TIMEOUT = 300


def SKIPPED(_: Mapping[str, str]) -> None:  # noqa: N802 - it is used as a value
    """Stands for an action whose work the test has done already, such as a checkout or an installation."""


@dataclass(frozen=True)
class Step:
    """A step that ran, or was left out (`outcome` is "skipped")."""

    name: str
    outcome: str
    stdout: str = ""
    stderr: str = ""


@dataclass
class Job:
    """What came of a job: its steps, their outputs as `steps.ID.outputs.NAME`, the summary they wrote."""

    steps: list[Step] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether no step failed."""
        return all(step.outcome != "failure" for step in self.steps)

    @property
    def ran(self) -> list[str]:
        """The names of the steps that were not left out."""
        return [step.name for step in self.steps if step.outcome != "skipped"]

    @property
    def stdout(self) -> str:
        """What all steps printed."""
        return "".join(step.stdout for step in self.steps)

    @property
    def stderr(self) -> str:
        """What all steps complained of."""
        return "".join(step.stderr for step in self.steps)


def github_environ(fake: FakeGitHub, event: str, payload: Mapping[str, Any], folder: Path) -> dict[str, str]:
    """The variables that GitHub sets for every step, the payload in a file; no token is among them."""
    path = folder / "event.json"
    repository = fake.repository
    whole = {"repository": event_repository(repository.name, repository.default_branch), **payload}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": fake.url,
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": repository.name,
        "GITHUB_REPOSITORY_OWNER": repository.name.partition("/")[0],
        "GITHUB_EVENT_NAME": event,
        "GITHUB_EVENT_PATH": str(path),
        "GITHUB_REF": f"refs/heads/{repository.default_branch}",
        "GITHUB_RUN_ID": "4711",
        "GITHUB_SHA": repository.refs.get(f"heads/{repository.default_branch}", ""),
    }


def load_workflow(path: Path) -> dict[str, Any]:
    """Read a workflow; YAML takes its key `on` for the word true."""
    read: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else str(key): value for key, value in read.items()}


def run_workflow_job(  # noqa: PLR0913 - a job depends on all of this
    workflow: Path,
    job: str,
    expressions: Mapping[str, str],
    env: Mapping[str, str],
    cwd: Path,
    *,
    actions: Mapping[str, Action] | None = None,
) -> Job:
    """Run a job; where its own `if:` is false, none of its steps."""
    document = load_workflow(workflow)
    wanted = document["jobs"][job]
    machine = _machine(cwd)
    known = {"runner.temp": machine["RUNNER_TEMP"], **expressions}
    runner = _Runner(known, dict(actions or {}), cwd, machine | dict(env))
    if not runner.holds(str(wanted.get("if", "true"))):
        return runner.job
    runner.environ |= runner.evaluated(document.get("env", {})) | runner.evaluated(wanted.get("env", {}))
    for step in wanted["steps"]:
        runner.take(step)
    return runner.job


def _machine(cwd: Path) -> dict[str, str]:
    """A fresh machine, on which the test's Python stands where the project's would: `.venv` in `cwd`."""
    temp = cwd.parent / f"{cwd.name}-runner"
    temp.mkdir(exist_ok=True)
    if not (cwd / ".venv").exists():
        _lend_environment(cwd / ".venv")
    return {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin")),
        "HOME": str(temp),
        "LANG": "C.UTF-8",
        "NO_MKDOCS_2_WARNING": "1",
        "RUNNER_TEMP": str(temp),
        "GITHUB_WORKSPACE": str(cwd),
    }


def _lend_environment(folder: Path) -> None:
    """Make an environment of links to the test's own, which `make` takes for complete and leaves alone."""
    folder.mkdir()
    for entry in Path(sys.prefix).iterdir():
        if not entry.name.endswith("-stamp"):
            (folder / entry.name).symlink_to(entry)
    for name in (".site-stamp", ".dev-stamp"):
        (folder / name).touch()


@dataclass
class _Runner:
    expressions: dict[str, str]
    actions: dict[str, Action]
    cwd: Path
    environ: dict[str, str]
    job: Job = field(default_factory=Job)

    def take(self, step: Mapping[str, Any]) -> None:
        name = str(step.get("name") or step.get("uses", step.get("run", ""))).partition("\n")[0]
        condition = str(step.get("if", "true"))
        if not self.job.succeeded and not RUNS_AFTER_FAILURE.search(condition):
            self.job.steps.append(Step(name, "skipped"))
            return
        if not self.holds(condition):
            self.job.steps.append(Step(name, "skipped"))
            return
        done = self._act(name, step) if "uses" in step else self._run(name, step)
        if key := step.get("id"):
            self.expressions[f"steps.{key}.outcome"] = done.outcome
        if done.outcome == "failure" and step.get("continue-on-error"):
            done = Step(name, "success", done.stdout, done.stderr)
        self.job.steps.append(done)

    def _act(self, name: str, step: Mapping[str, Any]) -> Step:
        action = str(step["uses"]).partition("@")[0]
        assert action in self.actions, f"say in `actions` what {action} does"
        self.actions[action](self.evaluated(step.get("with", {})))
        return Step(name, "success")

    def _run(self, name: str, step: Mapping[str, Any]) -> Step:
        script = str(step["run"])
        assert "${{" not in script, f"an expression stands in the script of '{name}'; put it into env:"
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail"] if "shell" in step else ["bash", "-e"]
        files = {key: Path(self.environ["RUNNER_TEMP"]) / key.lower() for key in _FILES}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        given = self.environ | self.evaluated(step.get("env", {}))
        done = subprocess.run(
            [*shell, "-c", script],
            cwd=self.cwd / str(step.get("working-directory", ".")),
            env=given | {key: str(file) for key, file in files.items()},
            capture_output=True, text=True, timeout=TIMEOUT, check=False,
        )  # fmt: skip
        written = {key: file.read_text(encoding="utf-8") for key, file in files.items()}
        self.job.summary += written["GITHUB_STEP_SUMMARY"]
        self.environ |= _settings(written["GITHUB_ENV"])
        outputs = _settings(written["GITHUB_OUTPUT"])
        if key := step.get("id"):
            found = {f"steps.{key}.outputs.{name}": value for name, value in outputs.items()}
            self.expressions |= found
            self.job.outputs |= found
        return Step(name, "failure" if done.returncode else "success", done.stdout, done.stderr)

    def evaluated(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The values of an `env:` or `with:`, as text."""
        return {key: EXPRESSION.sub(self._value, _text(value)) for key, value in values.items()}

    def holds(self, condition: str) -> bool:
        """Whether an `if:` is true, which may stand in `${{ }}` or not."""
        whole = EXPRESSION.fullmatch(condition.strip())
        words = " ".join((whole[1] if whole else condition).split())
        if words in {"true", "always()", "!cancelled()", "failure()"}:
            return words != "failure()" or not self.job.succeeded
        assert words in self.expressions, f"say in `expressions` whether this holds: {words}"
        return self.expressions[words] == "true"

    def _value(self, match: re.Match[str]) -> str:
        words = " ".join(match[1].split())
        assert words in self.expressions, f"say in `expressions` what this is: {words}"
        return self.expressions[words]


_FILES = ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _settings(text: str) -> dict[str, str]:
    """Read `NAME=value` and `NAME<<END … END`, the two forms of GitHub's files."""
    found: dict[str, str] = {}
    name = end = None
    for line in text.splitlines():
        if end is not None and name is not None:
            if line == end:
                found[name], end = found[name].removesuffix("\n"), None
            else:
                found[name] += f"{line}\n"
        elif marked := re.fullmatch(r"([^=<]+)<<(.+)", line):
            (name, end), found[marked[1]] = marked.groups(), ""
        elif line:
            name, _, value = line.partition("=")
            found[name] = value
    return found
