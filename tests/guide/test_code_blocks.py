"""Whatever README, guide and the notes for contributors show as code works as it is shown."""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from mkdocs.config.base import load_config

from papershelf.feeds.mapped_list.field_map import read_map
from papershelf.fences import fences
from papershelf.library import Library, load
from papershelf.render.selections import selected
from papershelf.render.shelf import Shelf
from papershelf.settings import Settings
from tests.guide.clone import GIVEN, ROOT
from tests.guide.code_blocks import CodeBlock, code_blocks
from tests.guide.shell_commands import command_faults, commands, faults

PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs" / "guide").rglob("*.md")),
]
BLOCKS = [block for page in PAGES for block in code_blocks(page)]
REASONS = {
    "asks questions",
    "asks servers on the web",
    "asks services on the web",
    "needs a copy of the whole repository",
    "needs a mail server",
    "needs citations.yaml",
    "needs GitHub",
    "needs the package registry",
    "opens an editor",
    "runs until it is stopped",
    "takes minutes",
}
"""Why a block may be left alone. A new reason is a line here, for a reviewer to see."""
LANGUAGES = {"sh", "console", "yaml", "markdown", "text"}


def of_language(language: str) -> list[CodeBlock]:
    return [block for block in BLOCKS if block.language == language]


def named(block: CodeBlock) -> str:
    return block.place


def id_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def test_each_block_has_a_language_that_is_tested() -> None:
    """Another one needs a test that runs or reads it."""
    assert {block.place: block.language for block in BLOCKS if block.language not in LANGUAGES} == {}


def test_no_block_of_the_guide_is_indented() -> None:
    """MkDocs takes a fence that does not begin a line, as in a list, for a part of the sentence."""
    lines = [
        f"{page.name}: {line}"
        for page in (ROOT / "docs" / "guide").rglob("*.md")
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith(" ") and line.lstrip().startswith("```")
    ]
    assert lines == []


def test_each_block_that_is_not_run_says_why() -> None:
    """The reason is one of those that are reviewed, in a comment above the block."""
    assert {block.place: block.not_run for block in BLOCKS if block.not_run} == {
        block.place: block.not_run for block in BLOCKS if block.not_run in REASONS
    }
    assert {block.not_run for block in BLOCKS} - {""} <= REASONS


@pytest.mark.parametrize("block", of_language("sh"), ids=named)
def test_commands_and_options_exist(block: CodeBlock) -> None:
    """What a reader types is understood, also where a test cannot run it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert list(faults(block.text, makefile)) == []


def test_what_is_wrong_in_a_block_is_found() -> None:
    """An option, an argument, a command and a target that do not exist."""
    text = "papershelf check --fromat json | papershelf chekc\nmake sit && papershelf rename old > new\n"
    assert next(commands(text)) == ["papershelf", "check", "--fromat", "json"]
    found = "\n".join(faults(text, "site: docs\n"))
    for fault in ("--fromat", "chekc", "no target sit", "rename: NEW is missing"):
        assert fault in found
    assert list(command_faults(["show", "a"])) == []


def run(text: str, folder: Path, surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a block as a reader would who pastes it into a shell."""
    command = ["sh", "-eu", "-c", text]
    return subprocess.run(
        command,
        cwd=folder,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )


RUNNING = [
    page for page in PAGES if any(each.language == "sh" and not each.not_run for each in code_blocks(page))
]


@pytest.mark.parametrize("page", RUNNING, ids=id_of)
def test_commands_work(page: Path, clone: Path, surroundings: dict[str, str]) -> None:
    """The blocks of a page can be pasted into a shell one after the other."""
    for block in code_blocks(page):
        if block.language == "sh" and not block.not_run:
            done = run(block.text, clone, surroundings)
            assert done.returncode == 0, f"{block.place}: {done.stdout}"


@pytest.mark.parametrize("block", of_language("console"), ids=named)
def test_commands_print_what_is_shown(block: CodeBlock, clone: Path, surroundings: dict[str, str]) -> None:
    """A session is that of a reader who has the list that the block names."""
    shutil.copy(GIVEN / block.run_with, clone / "data" / "papers.yaml")
    for step in block.text.removeprefix("$ ").split("\n$ "):
        command, _, output = step.partition("\n")
        assert run(command, clone, surroundings).stdout == output.rstrip("\n") + "\n"


def kind(text: str) -> str:
    """What a block of YAML is: the name of a data file, `mkdocs.yml`, or a map of fields."""
    data = yaml.safe_load(text)
    if isinstance(data, dict):
        return "mkdocs.yml" if data.keys() & {"site_name", "plugins", "extra", "theme", "nav"} else "map"
    keys = {key for entry in data for key in entry}
    kinds = {"builds_on": "citations", "steps": "collections", "title": "papers", "key": "fields"}
    return next((name for key, name in kinds.items() if key in keys), "tags")


def shown_files(page: Path) -> dict[str, str]:
    """What a page shows of each data file."""
    files: dict[str, str] = {}
    for block in code_blocks(page):
        if block.language == "yaml":
            name = kind(block.text)
            files[name] = files.get(name, "") + block.text
    return files


def library_of(page: Path, data: Path) -> Library:
    """The list that a page shows, with another's vocabulary, and its papers where the page shows none."""
    files = shown_files(page)
    papers, tags = ((data / name).read_text(encoding="utf-8") for name in ("papers.yaml", "tags.yaml"))
    return load(
        data,
        files.get("papers", papers).encode(),
        (tags + files.get("tags", "")).encode(),
        files.get("collections", "").encode(),
        fields=files.get("fields", "").encode(),
        citations=files.get("citations", "").encode(),
    )


def with_language(language: str) -> list[Path]:
    return [page for page in PAGES if any(each.language == language for each in code_blocks(page))]


@pytest.mark.parametrize("page", with_language("yaml"), ids=id_of)
def test_data_files_are_right(page: Path, list_dir: Path) -> None:
    """What a page shows of data files loads without an error."""
    library = library_of(page, list_dir)
    if field_map := shown_files(page).get("map"):
        keys = [field.key for field in library.own_fields]
        assert read_map(field_map.encode(), "map.yaml", keys).fields


@pytest.mark.parametrize("block", of_language("markdown"), ids=named)
def test_selections_are_right(block: CodeBlock, list_dir: Path) -> None:
    """A fence of papers in a page of Markdown asks for what the page's list has."""
    shelf = Shelf(library_of(block.page, list_dir), Settings())
    problems: list[str] = []
    (fence,) = fences(block.text)
    assert selected(shelf, fence.body, lambda _line, message: problems.append(message)).papers
    assert problems == []


@pytest.mark.parametrize(
    "block", [block for block in of_language("yaml") if kind(block.text) == "mkdocs.yml"], ids=named
)
def test_settings_are_right(block: CodeBlock, tmp_path: Path) -> None:
    """MkDocs and the plugin accept them."""
    given = yaml.safe_load(block.text)
    path = tmp_path / "mkdocs.yml"
    (tmp_path / "docs").mkdir()
    folder = (given.get("theme") or {}).get("custom_dir")
    if folder:
        (tmp_path / folder).mkdir(parents=True)
        assert (ROOT / folder).is_dir()
    path.write_text(yaml.safe_dump({"site_name": "List", "theme": {"name": "material"}} | given), "utf-8")
    load_config(str(path), strict=True)
