"""Where a repository's site is published, and what its owner is told to click, from events of GitHub."""

import json
from pathlib import Path
from typing import Any

import pytest

from papershelf.bot.publishing import pages_address, publication, read_event
from papershelf.problems import InvalidInputError
from tests.bot.fake_github import FakeGitHub
from tests.bot.issue_makers import event_repository
from tests.cli.command_line import Done, run

MAIN = "refs/heads/main"
WORKFLOW = {"html_url": "https://me.github.io/list/", "build_type": "workflow", "cname": None}


def event(**changes: Any) -> bytes:
    return json.dumps({"ref": MAIN, "repository": event_repository("Me/list", **changes)}).encode()


def published(pages: dict[str, Any] | None, ref: str = MAIN, **changes: Any) -> tuple[str, bool, str]:
    found = publication(read_event(event(**changes), "event.json", ref), pages)
    return found.site_url, found.publish, found.advice or ""


@pytest.mark.parametrize(
    ("owner", "name", "expected"),
    [
        ("Me", "list", "https://me.github.io/list/"),
        ("Me", "me.github.io", "https://me.github.io/"),
        ("Me", "Me.GitHub.io", "https://me.github.io/"),
        ("Me", "other.github.io", "https://me.github.io/other.github.io/"),
    ],
)
def test_the_usual_address(owner: str, name: str, expected: str) -> None:
    """A repository named after its owner's host is published at the root."""
    assert pages_address(owner, name) == expected


def test_a_push_to_the_default_branch_publishes() -> None:
    """Whatever that is called, and at the address that GitHub gives: a domain of one's own has no path."""
    assert published(WORKFLOW) == ("https://me.github.io/list/", True, "")
    assert published(WORKFLOW, "refs/heads/trunk", branch="trunk")[1]
    own = {**WORKFLOW, "html_url": "https://papers.example", "cname": "papers.example"}
    assert published(own) == ("https://papers.example/", True, "")


@pytest.mark.parametrize("ref", ["refs/heads/topic", "refs/pull/1/merge", "refs/tags/v1", ""])
def test_nothing_else_publishes(ref: str) -> None:
    """Another branch, a pull request or a tag is built only, and nobody is told to click anything."""
    for pages in (WORKFLOW, None):
        assert published(pages, ref) == ("https://me.github.io/list/", False, "")


def test_without_pages_one_sentence_says_what_to_click() -> None:
    """Pages that are off, that publish a branch, or that a private repository cannot have."""
    settings = "https://github.com/Me/list/settings"
    site, publish, advice = published(None)
    assert (site, publish) == ("https://me.github.io/list/", False)
    assert advice == (
        "The site was built but not published, because GitHub Pages is off here: choose Source: GitHub "
        f"Actions at {settings}/pages, then run this workflow again."
    )
    _, publish, advice = published({**WORKFLOW, "build_type": "legacy"})
    assert not publish
    assert "publishes a branch here: choose Source" in advice
    _, publish, advice = published(None, private=True)
    assert not publish
    assert f"private: make it public ({settings}, Danger Zone)" in advice
    assert published(WORKFLOW, private=True)[1]


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"repository": null}', b'{"repository": {"name": "x"}}']
)
def test_an_event_without_a_repository(content: bytes) -> None:
    """It is refused with the way out."""
    with pytest.raises(InvalidInputError, match="pass the file that GITHUB_EVENT_PATH names"):
        read_event(content, "event.json", MAIN)


def ask(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    pages: dict[str, Any] | None,
    token: str = "secret",  # noqa: S107 - the made-up GitHub knows it
) -> Done:
    """Run the command as a workflow's step does."""
    (folder / "event.json").write_bytes(event())
    with FakeGitHub() as github:
        github.tokens["secret"] = {"pages": "read"}
        github.tokens["poor"] = {"contents": "read"}
        github.repository.pages = pages
        for name, value in {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": github.url,
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GITHUB_REF": MAIN,
            "GITHUB_REPOSITORY": github.repository.name,
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "GITHUB_TOKEN": token,
        }.items():
            monkeypatch.setenv(name, value)
        done = run("pages")
        assert token or not github.calls
        return done


def test_the_command_prints_outputs_of_a_step(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One `name=value` on each line."""
    done = ask(monkeypatch, tmp_path, WORKFLOW)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "site_url=https://me.github.io/list/",
        "repo_url=https://github.com/Me/list",
        "branch=main",
        "publish=true",
    ]
    assert not (tmp_path / "summary.md").exists()


@pytest.mark.parametrize("token", ["secret", "poor"])
def test_pages_that_are_off_are_no_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, token: str
) -> None:
    """The step is green, and a notice and the summary say what to click; so where the token may not ask."""
    done = ask(monkeypatch, tmp_path, None, token)
    assert done.code == 0
    assert done.out.endswith("publish=false\n")
    assert done.err.startswith("::notice title=Not published yet::The site was built but not published")
    assert (tmp_path / "summary.md").read_text().startswith("The site was built but not published")


def test_without_a_token_nobody_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A pull request from a stranger gets the usual address, and no advice."""
    done = ask(monkeypatch, tmp_path, WORKFLOW, token="")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("branch=main\npublish=false\n")
