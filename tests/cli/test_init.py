"""`papershelf init` starts a list in a directory of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from papershelf.cli import papershelf
from papershelf.cli.init import in_the_way
from papershelf.generated import FOLDERS
from papershelf.library import load
from papershelf.settings import read_settings, with_settings
from papershelf.starter.start_answers import repository_address

ENTRY = "\n- id: first\n  title: 'The first: a paper'\n  authors: [Ada Lovelace]\n  tags: [benchmarks]\n"
HOSTILE = [
    'It\'s: "quoted" # and more',
    "${{ github.token }} $(touch owned) `touch owned`",
    "<script>alert(1)</script> <!-- [a](javascript:b) | *c* _d_",
    "日本 😀 👩\u200d🔬 <<version>> @name@ {{ x }} {% y %}",
    "- a\n- b\n\nc: d",
    "true",
]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """We are in an empty folder, and no setting of the site comes from outside."""
    monkeypatch.chdir(tmp_path)
    for name in ("SITE_NAME", "SITE_URL", "REPO_URL", "REPO_BRANCH"):
        monkeypatch.delenv(name, raising=False)


def init(*more: str, told: str = "") -> Result:
    return CliRunner().invoke(papershelf, ["init", "list", *more], input=told)


def files() -> list[str]:
    return sorted(path.as_posix() for path in Path("list").rglob("*") if path.is_file())


def built(folder: Path) -> None:
    """Check and build the site as the Makefile does; a warning is a failure."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    for command in (["papershelf", "check"], ["mkdocs", "build", "--strict"]):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr + done.stdout, done.stderr


def test_five_questions_make_a_list() -> None:
    """It asks for what is not given, in this order, and says what to do next."""
    done = init(told="Reading: «R»\nPapers on reading.\nReading-Group/list\nMIT\nempty\n")
    assert done.exit_code == 0, done.output
    questions = ["Name of the list", "What it is about", "Repository", "Licence", "Start with"]
    places = [done.stderr.index(question) for question in questions]
    assert places == sorted(places)
    assert done.stdout == ""
    assert "git remote add origin https://github.com/Reading-Group/list.git" in done.stderr
    settings = read_settings(Path("list/mkdocs.yml"))
    assert (settings.name, settings.description) == ("Reading: «R»", "Papers on reading.")
    assert settings.source_url == "https://github.com/Reading-Group/list/blob/main/"
    assert settings.site_url == "https://reading-group.github.io/list/"
    assert Path("list/LICENSE").read_text().startswith("MIT License")
    assert "the MIT licence" in Path("list/README.md").read_text()


def test_a_list_has_few_files() -> None:
    """At most 30 are theirs, none of them code; what builds write is ignored by git."""
    assert init("--yes").exit_code == 0
    assert len(files()) <= 30
    assert not [name for name in files() if name.endswith((".py", ".js", ".html", ".css"))]
    ignored = Path("list/.gitignore").read_text().splitlines()
    assert {f"/docs/{folder}/" for folder in FOLDERS} <= set(ignored)


def test_an_example_is_a_site_without_a_remark() -> None:
    """Three papers, their tags and a collection are in order, in canonical form, and build strictly."""
    assert init("--yes").exit_code == 0
    library = load(Path("list/data"))
    assert (len(library.papers), len(library.tags), len(library.collections)) == (3, 3, 1)
    built(Path("list"))
    done = CliRunner().invoke(papershelf, ["format", "--check", "--data", "list/data"])
    assert done.exit_code == 0, done.output
    for made in Path("list/site").rglob("*.html"):
        assert "your-group" not in made.read_text(encoding="utf-8"), made


def test_an_empty_list_and_its_first_paper() -> None:
    """The site builds strictly, empty and with one paper, whose page leads to its entry."""
    assert init("--yes", "--start", "empty", "--repository", "me/list").exit_code == 0
    built(Path("list"))
    assert "The list is empty" in Path("list/site/index.html").read_text(encoding="utf-8")
    with Path("list/data/papers.yaml").open("a", encoding="utf-8") as file:
        file.write(ENTRY)
    built(Path("list"))
    page = Path("list/site/papers/first/index.html").read_text(encoding="utf-8")
    assert 'href="https://github.com/me/list/blob/main/data/papers.yaml#:~:text=id%3A%20first"' in page


@pytest.mark.parametrize("text", HOSTILE)
def test_an_answer_is_text_and_nothing_else(text: str) -> None:
    """Whatever it holds, settings say it as it is, Markdown shows it, and no workflow has it."""
    done = init("--yes", "--name", text, "--description", text, "--start", "empty")
    assert done.exit_code == 0, done.output
    line = " ".join(text.split())
    settings = read_settings(Path("list/mkdocs.yml"))
    assert (settings.name, settings.description) == (line, line)
    for name in files():
        content = Path(name).read_text(encoding="utf-8")
        if name.endswith((".yml", ".yaml")):
            yaml.load(content.replace("!ENV", ""), Loader=yaml.CSafeLoader)
        if name not in ("list/mkdocs.yml", "list/.papershelf.json", "list/README.md", "list/docs/about.md"):
            assert line == "true" or line not in content, name
        if name.endswith(".md"):
            assert "<script" not in content
    built(Path("list"))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--name", " "), "the name is empty"),
        (("--name", "a\x07b"), "control character"),
        (("--repository", "a list"), "use you/your-list"),
        (("--repository", "../x/y"), "use you/your-list"),
        (("--repository", "https://git.example/a b"), "use you/your-list"),
        (("--site", "papers.example"), "is not the address of a site"),
    ],
)
def test_an_answer_that_cannot_be_used(options: tuple[str, ...], words: str) -> None:
    """It is refused with the way out, and nothing is written."""
    done = init("--yes", *options)
    assert done.exit_code == 1
    assert words in done.stderr
    assert not Path("list").exists()


@pytest.mark.parametrize(
    ("repository", "site", "expected"),
    [
        ("Me/me.github.io", None, "https://me.github.io/"),
        ("https://github.com/Me/list.git", None, "https://me.github.io/list/"),
        ("https://github.com/Me/list/", "https://papers.example", "https://papers.example/"),
        ("https://git.example/me/list", "https://papers.example/a/", "https://papers.example/a/"),
        ("https://git.example/me/list", None, None),
        ("", None, None),
    ],
)
def test_where_the_site_will_live(repository: str, site: str | None, expected: str | None) -> None:
    """At the address of the repository's Pages, or where one says; else it is left open."""
    options = ("--site", site) if site else ()
    assert init("--yes", "--repository", repository, *options).exit_code == 0
    assert read_settings(Path("list/mkdocs.yml")).site_url == expected


def test_nothing_is_written_over() -> None:
    """Each file in the way is named, and none is written."""
    Path("list/data").mkdir(parents=True)
    Path("list/Makefile").write_text("mine")
    Path("list/data/tags.yaml").symlink_to("nowhere")
    Path("list/docs").write_text("a file")
    done = subprocess.run(
        [sys.executable, "-m", "papershelf", "init", "list", "--yes"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "list/Makefile, list/data/tags.yaml, list/docs are there already; move them away" in done.stderr
    assert Path("list/Makefile").read_text() == "mine"
    assert files() == ["list/Makefile", "list/docs"]


def test_a_list_is_not_started_twice() -> None:
    """Where a list is already, one line says what to do, before any question."""
    assert init("--yes").exit_code == 0
    done = init()
    assert done.exit_code == 1
    assert done.stderr == "Error: list is a list already; run `papershelf upgrade` there\n"


def test_the_wheel_may_lie_there() -> None:
    """A list is started beside the wheel that it is to carry; another file of its name is in the way."""
    wheel = Path("list/papershelf-1-py3-none-any.whl")
    wheel.parent.mkdir()
    wheel.write_bytes(b"the wheel")
    wanted = {wheel.name: b"the wheel", "Makefile": b"all:\n"}
    assert in_the_way(wheel.parent, wanted) == []
    wheel.write_bytes(b"another")
    assert in_the_way(wheel.parent, wanted) == [wheel]


def test_a_repository_is_asked_for_again() -> None:
    """An answer that is not one is refused at once, and the next one counts."""
    done = init(told="\n\na list\nme/list\n\n\n")
    assert done.exit_code == 0, done.output
    assert done.stderr.count("Repository (") == 2
    assert "use you/your-list" in done.stderr
    assert read_settings(Path("list/mkdocs.yml")).source_url == "https://github.com/me/list/blob/main/"


def test_without_answers_nothing_is_started() -> None:
    """Where nobody answers, it says how to do without."""
    done = init(told="Ours\n")
    assert done.exit_code == 1
    assert done.stderr.endswith("answer them, or choose what is usual by --yes\n")
    assert not Path("list").exists()


def test_the_next_command_can_be_copied() -> None:
    """Whatever the folder is called."""
    done = CliRunner().invoke(papershelf, ["init", "A $list", "--yes"])
    assert "  cd 'A $list'\n" in done.stderr


def test_a_list_in_this_folder() -> None:
    """It is called that, and there is no other folder to go to."""
    done = CliRunner().invoke(papershelf, ["init", ".", "--yes"])
    assert "files are in this folder. Next:\n\n  git init" in done.stderr
    assert "cd " not in done.stderr


def test_a_repository_elsewhere() -> None:
    """Nobody is told to click what only GitHub has, but what publishes the site instead."""
    done = init("--yes", "--repository", "https://git.uni-x.example/mueller/reading")
    assert "git remote add origin https://git.uni-x.example/mueller/reading.git" in done.stderr
    assert "The workflows and forms in .github work on GitHub only." in done.stderr
    assert "`make site`" in done.stderr
    assert "Settings" not in done.stderr
    assert "placeholder" not in done.stderr


@pytest.mark.parametrize(
    "given",
    [
        "me/list",
        "github.com/me/list",
        "www.GitHub.com/me/list/",
        "http://github.com/me/list.git",
        "git@github.com:me/list.git",
    ],
)
def test_a_repository_on_github(given: str) -> None:
    """It is known in each form in which its address is copied."""
    assert repository_address(given) == ("https://github.com/me/list", "https://me.github.io/list/")


def test_an_option_is_checked_before_the_questions() -> None:
    """Nobody answers five questions to learn that an option was wrong."""
    done = init("--repository", "a list")
    assert done.exit_code == 1
    assert "Name of the list" not in done.stderr


def test_without_a_repository_none_is_named() -> None:
    """The last words have no address that is not real, and say whose workflows are called."""
    done = init("--yes")
    assert "git remote add" not in done.stderr
    assert "call those of your-group/papershelf, which is a placeholder" in done.stderr
    assert done.stderr.index("git init") < done.stderr.index("make serve")


@pytest.mark.parametrize(
    ("repository", "links", "form"),
    [("", False, False), ("https://git.example/me/list", True, False), ("me/list", True, True)],
)
def test_only_what_a_repository_offers(repository: str, links: bool, form: bool) -> None:
    """The texts promise a link to each entry with a repository, and forms with one on GitHub."""
    assert init("--yes", "--repository", repository).exit_code == 0
    assert ("has a link to its entry" in Path("list/docs/about.md").read_text()) == links
    assert ("by a form under *Issues*" in Path("list/README.md").read_text()) == form


def test_a_folder_with_other_things_will_do() -> None:
    """A fresh clone of an empty repository is a place to start."""
    Path("list/.git").mkdir(parents=True)
    assert init("--yes").exit_code == 0


def test_what_fails_halfway_leaves_nothing() -> None:
    """A full disk is told, and what was written before it is gone."""
    Path("list/.git").mkdir(parents=True)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
    ignore = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"
    start = "import sys; sys.argv[1:] = ['init', 'list', '--yes']; from papershelf.cli import main; main()"
    code = f"{limit}; {ignore}; {start}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "requirements.txt: File too large" in done.stderr
    assert [path.name for path in Path("list").iterdir()] == [".git"]


@pytest.mark.parametrize(
    "value", ["plain", "a: #b", 'it\'s "quoted"', "日本 😀", "true", "12", "- a\n b", "\\n"]
)
@pytest.mark.parametrize(
    "before",
    [
        "a: old # why\nb: 1\n", "a: 'old'\nb: 1\n", "a: >-\n  old\n  text\n\n# of b\nb: 1\n", "a: old\n",
        "a: |\n  old", "x: 2\na: !ENV [NAME, old] # why\nb: 1\n", "a: !ENV [NAME, 'http://old']\n",
    ],
)  # fmt: skip
def test_a_setting_of_any_style(before: str, value: str) -> None:
    """The new value is read as it was meant, and all others and the comments are as before."""

    def read(text: str) -> dict[str, object]:
        found = yaml.load(text.replace("!ENV ", ""), Loader=yaml.CSafeLoader)
        return {key: value[-1] if isinstance(value, list) else value for key, value in found.items()}

    after = with_settings(before, {"a": value}, "mkdocs.yml")
    assert read(after) == {**read(before), "a": value}
    for comment in ("# why", "# of b"):
        assert (comment in after) == (comment in before)
