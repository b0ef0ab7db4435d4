"""The guide's pages of commands say what the commands say."""

import re

import pytest
from click.testing import CliRunner

from papershelf.cli import COMMANDS, papershelf
from scripts.command_pages import FOLDER, GROUPS, body, marked, pages


def squashed(text: str) -> str:
    """A text without what Markdown and a terminal add to it."""
    return re.sub(r"[^\w-]", "", re.sub(r"<!--.*?-->", "", text).replace("# ", ""))


def test_each_command_is_on_one_page() -> None:
    """No command is left out or there twice."""
    assert sorted(name for group in GROUPS.values() for name in group.commands) == sorted(COMMANDS)


def test_the_pages_are_up_to_date() -> None:
    """What is in the repository is what `make guide` writes."""
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert found == pages(), "run make guide"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_says_what_the_help_says(name: str) -> None:
    """Each sentence of `--help` and each option is in the command's section, word by word."""
    (page,) = (stem for stem, group in GROUPS.items() if name in group.commands)
    text = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
    section = squashed(text.partition(f"\n## {name}\n")[2].partition("\n## ")[0])
    shown = CliRunner().invoke(papershelf, [name, "--help"], terminal_width=100).output
    usage, _, rest = shown.partition("\n\n")
    told, _, options = rest.partition("\nOptions:\n")
    for paragraph in [usage.removeprefix("Usage: "), *told.split("\n\n")]:
        assert squashed(paragraph) in section
    for option in re.split(r"\n  (?=-)", options.partition("  -h, --help")[0].strip()):
        assert squashed(option) in section


def test_words_of_a_help_are_marked_up() -> None:
    """Options, files, variables and arguments are code, unless they are already."""
    text = "Without ID, --write keeps `x --y` in data/a.yaml for A_TOKEN and $EDITOR of IDs."
    assert marked(text, {"ID"}) == (
        "Without `ID`, `--write` keeps `x --y` in `data/a.yaml` for `A_TOKEN` and `$EDITOR` of IDs."
    )


def test_examples_of_a_help_can_be_run() -> None:
    """A description beside a command becomes a comment; other columns stay text."""
    assert list(body("\b\npapershelf a b   what it does\npapershelf c", set())) == [
        "```sh\npapershelf a b   # what it does\npapershelf c\n```"
    ]
    assert list(body("\b\nbash:  x\nzsh:   y", set())) == ["```text\nbash:  x\nzsh:   y\n```"]
