"""`papershelf diff` between revisions of real git repositories, and between directories."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from papershelf.cli import papershelf
from papershelf.problems import InvalidInputError

TAGS = "- slug: hashing\n  label: Hashing\n"
ENTRY = "- id: {id}\n  title: {title}\n  tags: [hashing]\n"


def entry(key: str, title: str) -> str:
    """An entry whose title may be any text."""
    return ENTRY.format(id=key, title=json.dumps(title))


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def write(folder: Path, papers: str, tags: str = TAGS) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "papers.yaml").write_text(papers, encoding="utf-8")
    (folder / "tags.yaml").write_text(tags, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone whose first commit, tagged v1, has one paper; the second, on the branch `more`, has two."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    for version, papers in (("v1", entry("a", "One")), ("v2", entry("a", "One") + entry("b", "Two"))):
        write(tmp_path / "data", papers)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "-m", version)
        git(tmp_path, "tag", version)
    git(tmp_path, "branch", "more")
    return tmp_path


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(papershelf, ["diff", *arguments])


@pytest.mark.parametrize("revisions", [("v1", "v2"), ("HEAD~1", "more"), ("v1",), ("v1", "data")])
def test_each_way_to_name_two_states(repository: Path, revisions: tuple[str, ...]) -> None:
    """Tags, branches, commits, directories and the files as they are can be compared."""
    done = diff(*revisions)
    assert (done.exit_code, done.stdout) == (0, "+ b  Two\n# hashing: 1 -> 2 papers\n")


def test_the_files_as_they_are_may_be_uncommitted(repository: Path) -> None:
    """Without HEAD the working tree is read."""
    write(repository / "data", entry("a", "One, corrected") + entry("b", "Two"))
    assert diff("more").stdout == "~ a\n    title: One -> One, corrected\n"


def test_data_is_found_from_a_folder_within(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DATA is read relative to where one stands, in revisions too."""
    (repository / "docs").mkdir()
    monkeypatch.chdir(repository / "docs")
    assert diff("v1", "--data", "../data").stdout.startswith("+ b  Two\n")


def test_two_directories_need_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two data directories outside of any repository are compared."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "old", entry("a", "One"))
    write(tmp_path / "new", entry("a", "1"))
    done = diff("old", "new", "--format", "json", "--data", "new")
    assert json.loads(done.stdout)["changed"][0]["fields"] == [
        {"key": "title", "before": "One", "after": "1"}
    ]


def test_two_directories_need_no_list_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DATA is asked for only where it is read: for a revision, and in place of HEAD."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "old", entry("a", "One"))
    write(tmp_path / "new", entry("a", "One") + entry("b", "Two"))
    assert diff("old/", "new/").stdout == "+ b  Two\n# hashing: 1 -> 2 papers\n"
    for names in (("old/",), ("old/", "v1"), ("v1", "new/")):
        done = diff(*names)
        assert done.exit_code == 2
        assert "no data/ found here; run this in the top folder of a list" in done.stderr


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_true_and_false_are_as_in_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """What is printed can be typed."""
    monkeypatch.chdir(tmp_path)
    for folder, value in (("old", "true"), ("new", "false")):
        write(tmp_path / folder, f"{ENTRY.format(id='a', title='A')}  is-open: {value}\n")
        (tmp_path / folder / "fields.yaml").write_text("- {key: is-open, kind: yes/no}\n")
    done = diff("old", "new", "--data", "new", "--format", form)
    assert done.exit_code == 0, done.output
    assert "true" in done.stdout
    assert "false" in done.stdout
    assert "True" not in done.stdout


def test_a_list_that_is_new_is_all_added(repository: Path) -> None:
    """A revision without data is an empty list."""
    git(repository, "checkout", "--quiet", "--orphan", "empty")
    git(repository, "rm", "--quiet", "-r", "--cached", ".")
    git(repository, "commit", "--quiet", "--allow-empty", "-m", "Nothing")
    assert "+ a  One\n+ b  Two\n" in diff("empty").stdout


@pytest.mark.parametrize(
    "name", ["nowhere", "--output=pwned", "v1:data/papers.yaml", "$(touch pwned)", "a b", "@{"]
)
def test_what_is_no_revision_is_named(repository: Path, name: str) -> None:
    """An unknown name is an error in one line, and never an option of git."""
    done = diff("--", name)
    assert done.exit_code == 1
    assert done.output == f"Error: '{name}' is neither a directory nor a git revision\n"
    assert not (repository / "pwned").exists()


def test_broken_data_of_a_revision_is_located(repository: Path) -> None:
    """What is wrong in an old state is told with its revision and line."""
    write(repository / "data", "- id: a\n")
    git(repository, "commit", "--quiet", "-am", "Broken")
    done = diff("HEAD")
    assert isinstance(done.exception, InvalidInputError)
    assert str(done.exception).startswith("HEAD:data/papers.yaml:1: the entry has no 'title'")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_hostile_titles_do_nothing(repository: Path, form: str) -> None:
    """A title with shell, Markdown and HTML is shown in each form without traces; terminals get nothing."""
    title = "$(touch pwned) `touch pwned` @mention <script>x</script> | \n\n# x"
    write(repository / "data", entry("a", "One") + entry("b", "Two") + entry("c", title))
    done = diff("more", "--format", form)
    assert done.exit_code == 0
    assert "touch pwned" in done.stdout
    assert "\x1b" not in done.stdout
    assert "\n# x" not in done.stdout
    assert not (repository / "pwned").exists()
    write(repository / "data", entry("a", "One") + entry("b", "Two") + entry("c", f"{title} \x1b[31m"))
    refused = diff("more", "--format", form)
    assert refused.exit_code == 1
    assert "\x1b" not in refused.stdout + refused.stderr
