"""What `papershelf answer` leaves alone, and what it says where it cannot go on."""

import pytest
from click.testing import CliRunner

from papershelf.cli import papershelf
from tests.bot.issue_makers import correction, paper_request
from tests.cli.answer.issue_shop import PAPERS, Shop


@pytest.mark.parametrize(("labels", "state"), [((), "open"), (("bug",), "open"), (("suggestion",), "closed")])
def test_other_issues_are_left_alone(shop: Shop, labels: tuple[str, ...], state: str) -> None:
    """Without a form's label, or once it is closed, an issue gets no answer."""
    done = shop.answer(paper_request("astro-ph/0601001"), *labels, state=state)
    assert (done.returncode, shop.github.calls) == (0, [])
    assert "nothing to answer" in done.stderr


def test_a_list_that_moved_on_is_not_overwritten(shop: Shop) -> None:
    """Where the default branch has another list than the working copy, nothing is proposed."""
    changed = {"data/papers.yaml": PAPERS.replace("A Paper", "Another").encode()}
    shop.github.repository.commit_files("main", changed)
    done = shop.answer(correction(), "correction")
    assert done.returncode == 1
    assert "has changed on main since this job began" in done.stderr
    assert shop.github.repository.pulls == {}


def test_the_work_of_people_stays(shop: Shop) -> None:
    """A pull request to which somebody has committed is left as it is, and the issue says so."""
    shop.answer(correction(), "correction")
    shop.github.repository.commit_files("papershelf/issue-1", {"data/papers.yaml": b"[]\n"}, "By hand")
    shop.again(shop.github.repository.issues[1] | {"body": correction(new="VLDB 2022")}, "edited")
    assert shop.github.repository.files("papershelf/issue-1")["data/papers.yaml"] == b"[]\n"
    assert "A maintainer has worked on" in shop.comment


def test_a_token_without_permission(shop: Shop) -> None:
    """What GitHub refuses ends the job with one line."""
    shop.github.tokens["secret"]["contents"] = "read"
    done = shop.answer(correction(), "correction")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "permissions" in done.stderr
    shop.github.refused.clear()


@pytest.mark.parametrize("content", ["", "[]", "null", '{"issue": {}}', "{" * 100_000, '{"issue": 1}'])
def test_what_is_no_event(shop: Shop, content: str) -> None:
    """It is an error with its file, and nothing is asked of GitHub."""
    (shop.folder / "event.json").write_text(content)
    done = shop.process()
    assert done.returncode == 1
    assert "this is not the event of an issue" in done.stderr
    assert "Traceback" not in done.stderr
    assert shop.github.calls == []


def test_the_data_is_part_of_the_repository(
    shop: Shop, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data elsewhere is a usage error: it would have no path in a pull request."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    (shop.folder / "event.json").write_text("{}")
    arguments = ["answer", "--data", str(shop.folder / "data")]
    done = CliRunner().invoke(papershelf, arguments, env=shop.environ)
    assert done.exit_code == 2
    assert "run this in the repository's top folder" in done.stderr


def test_it_runs_as_a_process(shop: Shop) -> None:
    """A second run, by a process that has nothing of the first, proposes and says the same."""
    first = shop.answer(paper_request("astro-ph/0601001"), "suggestion")
    proposed = shop.proposed()
    assert shop.process() == first
    assert shop.proposed() == proposed
