"""The runner of workflows: what it refuses to guess, and that it runs steps as GitHub does."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.workflows.runner import Action, Job, run_workflow_job

HEAD = "on: push\nenv:\n  GREETING: hello\njobs:\n  a:\n    runs-on: ubuntu-latest\n"


def run(
    folder: Path,
    steps: str,
    expressions: Mapping[str, str] | None = None,
    actions: Mapping[str, Action] | None = None,
    job: str = "",
) -> Job:
    path = folder / "workflow.yml"
    path.write_text(f"{HEAD}{job}    steps:\n{steps}", encoding="utf-8")
    (folder / "clone").mkdir(exist_ok=True)
    return run_workflow_job(path, "a", expressions or {}, {"CI": "true"}, folder / "clone", actions=actions)


def test_steps_see_what_the_workflow_gives_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables come from the workflow, the job, the step and GitHub, and from nowhere else."""
    monkeypatch.setenv("SECRET_OF_MINE", "leaked")
    steps = """
      - run: echo "$GREETING $WHO $CI $SECRET_OF_MINE."
        env:
          WHO: ${{ github.actor }}
"""
    assert run(tmp_path, steps, {"github.actor": "$(world)"}).stdout == "hello $(world) true .\n"


def test_outputs_reach_later_steps(tmp_path: Path) -> None:
    """What a step writes to GITHUB_OUTPUT, GITHUB_ENV and GITHUB_STEP_SUMMARY is used as GitHub uses it."""
    steps = """
      - id: first
        run: |
          printf 'one=1\\ntwo<<END\\n2\\n\\n3\\nEND\\n' >> "$GITHUB_OUTPUT"
          echo 'KEPT=yes' >> "$GITHUB_ENV"
          echo '# Done' >> "$GITHUB_STEP_SUMMARY"
      - run: echo "$ONE $KEPT $TWO"
        env:
          ONE: ${{ steps.first.outputs.one }}
          TWO: ${{ steps.first.outputs.two }}
"""
    done = run(tmp_path, steps)
    assert done.stdout == "1 yes 2\n\n3\n"
    assert done.outputs == {"steps.first.outputs.one": "1", "steps.first.outputs.two": "2\n\n3"}
    assert done.summary == "# Done\n"


def test_a_failure_ends_the_job_but_for_steps_that_want_to_run(tmp_path: Path) -> None:
    """Later steps are left out, those with `if: always()` are not, and the job has failed."""
    steps = """
      - name: tolerated
        run: exit 3
        continue-on-error: true
      - name: broken
        run: "false; echo never"
      - name: after
        run: echo never
      - name: last
        if: ${{ always() }}
        run: echo ended
"""
    done = run(tmp_path, steps)
    assert [step.outcome for step in done.steps] == ["success", "failure", "skipped", "success"]
    assert done.stdout == "ended\n"
    assert not done.succeeded
    assert done.ran == ["tolerated", "broken", "last"]


def test_conditions_are_told_by_the_test(tmp_path: Path) -> None:
    """A job or step whose condition is false is left out."""
    steps = "      - if: github.event.fork\n        run: echo ran\n"
    assert run(tmp_path, steps, {"github.event.fork": "false"}).ran == []
    assert run(tmp_path, steps, {"x == 'y'": "false"}, job="    if: x == 'y'\n").steps == []


def test_actions_are_played_by_the_test(tmp_path: Path) -> None:
    """A function takes what the workflow gives the action, as text."""
    seen: list[Mapping[str, str]] = []
    steps = """
      - uses: owner/action@123
        with:
          path: ${{ runner.temp }}
          deep: true
"""
    run(tmp_path, steps, actions={"owner/action": seen.append})
    assert seen == [{"path": str(tmp_path / "clone-runner"), "deep": "true"}]


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        ("run: echo ${{ github.event.issue.title }}", "put it into env"),
        ("{run: echo, env: {A: '${{ github.actor }}'}}", "what this is: github.actor"),
        ("{run: echo, if: github.event.fork}", "whether this holds: github.event.fork"),
        ("uses: actions/checkout@123", "what actions/checkout does"),
    ],
)
def test_nothing_is_guessed(tmp_path: Path, step: str, complaint: str) -> None:
    """An expression, condition or action that the test does not tell stops the run."""
    with pytest.raises(AssertionError, match=complaint):
        run(tmp_path, f"      - {step}\n")
