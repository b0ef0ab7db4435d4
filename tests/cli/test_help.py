"""Every command explains itself."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from papershelf import __version__
from papershelf.cli import papershelf

CONTEXT = click.Context(papershelf)
COMMANDS: dict[str, click.Command] = {
    name: command
    for name in papershelf.list_commands(CONTEXT)
    if (command := papershelf.get_command(CONTEXT, name))
}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "papershelf", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help(name: str, flag: str) -> None:
    """Its help says in a sentence what it does, and explains each option."""
    shown = CliRunner().invoke(papershelf, [name, flag])
    assert shown.exit_code == 0
    assert (COMMANDS[name].help or "").split("\n")[0].endswith((".", ":"))
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name}"
            assert parameter.opts[0] in shown.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_overview(name: str) -> None:
    """The overview lists it with a line of its own."""
    shown = CliRunner().invoke(papershelf, ["--help"]).output
    assert any(line.split()[:1] == [name] and len(line.split()) > 2 for line in shown.splitlines())


def test_every_command_that_reads_data_takes_a_directory() -> None:
    """`--data DIR` is `data` unless told otherwise."""
    without = {name for name, command in COMMANDS.items() if "data" not in {p.name for p in command.params}}
    assert without <= {"comment", "completion", "export-site", "index", "init", "labels", "pages", "upgrade"}
    for name in COMMANDS.keys() - without:
        (option,) = (parameter for parameter in COMMANDS[name].params if parameter.name == "data")
        assert str(option.default) == "data"


def test_python_m_generator() -> None:
    """It is the same command line, by the same name."""
    assert run("--version").stdout == f"papershelf, version {__version__}\n"
    assert run("--help").stdout.startswith("Usage: papershelf ")


def test_a_wrong_command_is_a_usage_error() -> None:
    """It exits with 2, and with no traceback."""
    done = run("chekc")
    assert done.returncode == 2
    assert "No such command 'chekc'" in done.stderr
    assert "Traceback" not in done.stderr
