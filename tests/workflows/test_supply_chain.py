"""What is locked is audited, what is published is summed up and signed, and what signs runs nobody's code."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bot.fake_github import FakeGitHub
from tests.test_requirements import locked
from tests.workflows.runner import github_environ, load_workflow, run_workflow_job

WORKFLOWS = Path(__file__).parents[2] / ".github/workflows"
SITE = WORKFLOWS / "site.yml"
AUDIT = WORKFLOWS / "audit.yml"
PROVING = {
    ("site.yml", "attest"),
    ("site.yml", "deploy"),
    ("list-site.yml", "deploy"),
    ("release.yml", "attest"),
    ("release.yml", "publish"),
}


def commands(root: Path, target: str) -> str:
    """The recipe of a target of the Makefile."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert recipe, target
    return recipe[1]


def command_of(root: Path, target: str, program: str) -> list[str]:
    """The arguments of a program that a target runs, with its path in this environment."""
    (line,) = re.findall(rf"^\t\$\(BIN\)/({program} .*)$", commands(root, target), re.MULTILINE)
    name, *arguments = shlex.split(line)
    return [str(Path(sys.executable).with_name(name)), *arguments]


def in_folder(root: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_bill_of_materials_names_what_is_locked(project_root: Path, tmp_path: Path) -> None:
    """Each package with its version and hashes, and the same bytes each time."""
    *command, option, name, requirements = command_of(project_root, "sbom", "cyclonedx-py")
    assert (option, name, requirements) == ("-o", "sbom.cdx.json", "requirements.txt")
    made = [tmp_path / "one.json", tmp_path / "two.json"]
    for path in made:
        in_folder(project_root, *command, "-o", str(path), requirements)
    assert made[0].read_bytes() == made[1].read_bytes()
    bill = json.loads(made[0].read_text(encoding="utf-8"))
    pins = locked(project_root / requirements)
    assert {part["name"]: f"=={part['version']}" for part in bill["components"]} == {
        name: str(pin.specifier) for name, pin in pins.items()
    }
    assert all(part["externalReferences"][0]["hashes"] for part in bill["components"])


def test_an_audit_reads_every_lock(project_root: Path) -> None:
    """Python's two by one command, which takes the files as they are, and each of npm's."""
    told = in_folder(project_root, *command_of(project_root, "audit", "pip-audit"), "--dry-run")
    count = re.search(r"would have audited (\d+) packages", told)
    assert count
    assert int(count[1]) >= len(locked(project_root / "requirements.txt"))
    recipe = commands(project_root, "audit")
    assert {path.name for path in project_root.glob("requirements*.txt")} <= set(recipe.split())
    locks = {*project_root.glob("*/package-lock.json"), *project_root.glob("*/*/package-lock.json")}
    assert "for lock in bench/*/package-lock.json" in recipe
    assert locks == set(project_root.glob("bench/*/package-lock.json"))


def test_an_audit_comes_each_week_and_with_each_new_lock() -> None:
    """A vulnerability appears while nobody changes anything; a lock that brings one is told at once."""
    events = load_workflow(AUDIT)["on"]
    assert [when["cron"].split()[2:4] for when in events["schedule"]] == [["*", "*"]]
    assert events["push"]["paths"] == events["pull_request"]["paths"]
    assert "requirements*.txt" in events["push"]["paths"]


def test_the_audit_stays_on_schedule(tmp_path: Path) -> None:
    """The workflow enables itself again, with no more rights than that takes."""
    with FakeGitHub() as github:
        permissions = load_workflow(AUDIT)["jobs"]["stay"]["permissions"]
        github.tokens["secret"] = permissions
        (tmp_path / "clone").mkdir()
        done = run_workflow_job(
            AUDIT,
            "stay",
            expressions={"github.event_name == 'schedule'": "true", "github.token": "secret"},
            env=github_environ(github, "schedule", {}, tmp_path),
            cwd=tmp_path / "clone",
        )
        assert done.succeeded, done
        assert github.calls[0][1].endswith("/actions/workflows/audit.yml/enable")
    assert permissions == {"actions": "write"}


def step(job: str, name: str) -> dict[str, Any]:
    (found,) = [each for each in load_workflow(SITE)["jobs"][job]["steps"] if each.get("name") == name]
    return dict(found)


def test_every_published_file_has_a_sum(tmp_path: Path) -> None:
    """The sums of all files, whatever their names, in one order; a file that changes afterwards is found."""
    site = tmp_path / "site"
    for name in ("index.html", "a b/é.html", "a b/it's.html", "Z.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    script = step("build", "Sum up what is published")["run"]
    environ = {"PATH": "/usr/local/bin:/usr/bin:/bin", "RUNNER_TEMP": str(tmp_path)}
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environ, check=True)
    sums = (site / "sha256sums.txt").read_text(encoding="utf-8")
    names = [line.split("  ", 1)[1] for line in sums.splitlines()]
    assert names == ["./Z.html", "./a b/it's.html", "./a b/é.html", "./index.html"]
    check = ["sha256sum", "--check", "--quiet", "sha256sums.txt"]
    assert subprocess.run(check, cwd=site, check=False).returncode == 0
    (site / "Z.html").write_text("other")
    assert subprocess.run(check, cwd=site, capture_output=True, check=False).returncode == 1


def test_the_sums_are_published_and_signed() -> None:
    """They go into the site before it is kept for the deployment, and both signatures are on them."""
    names = [each.get("name") for each in load_workflow(SITE)["jobs"]["build"]["steps"]]
    order = ["Build the site", "Sum up what is published", "Keep the site for the deployment"]
    assert [name for name in names if name in order] == order
    signing = [
        each["with"] for each in load_workflow(SITE)["jobs"]["attest"]["steps"] if "attest@" in each["uses"]
    ]
    assert signing == [
        {"subject-path": "sha256sums.txt"},
        {"subject-path": "sha256sums.txt", "sbom-path": "sbom.cdx.json"},
    ]


@pytest.mark.parametrize("path", sorted(WORKFLOWS.glob("*.yml")), ids=lambda path: path.stem)
def test_a_job_that_can_prove_who_it_is_runs_no_code_of_ours(path: Path) -> None:
    """Only jobs of actions have `id-token`, so that no package can sign in the project's name.

    The actions are GitHub's, but for the one that publishes packages.
    """
    for name, job in load_workflow(path)["jobs"].items():
        if {"id-token", "attestations"} & job["permissions"].keys():
            assert (path.name, name) in PROVING
            for each in job["steps"]:
                assert "run" not in each
                assert each["uses"].startswith(("actions/", "pypa/gh-action-pypi-publish@"))
                assert "checkout" not in each["uses"]
