"""Reads the commands in a block of shell, and finds what is wrong with them without running them."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click

from papershelf.cli import papershelf

ENDS = {"|", "||", "&&", ";", "&"}
OTHERS = {".", "cd", "curl", "export", "gh", "git", "mkdocs", "pipx", "rm", "sha256sum"}
"""Programs that the documentation names beside our own and make."""


def commands(text: str) -> Iterator[list[str]]:
    """Give the words of each command, without redirections and variables set for it."""
    for line in text.replace("\\\n", " ").splitlines():
        words: list[str] = []
        lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
        lexer.whitespace_split = True
        lexer.commenters = "#"
        tokens = iter(lexer)
        for token in tokens:
            if token in ENDS:
                yield words
                words = []
            elif set(token) <= {"<", ">"}:
                next(tokens)
            elif words or not re.fullmatch(r"[A-Z_]+=.*", token):
                words.append(token)
        if words:
            yield words


def faults(text: str, makefile: str) -> Iterator[str]:
    """Say which commands, options and targets of a block do not exist, and whether a shell could read it."""
    done = subprocess.run(["sh", "-n", "-c", text], capture_output=True, text=True, check=False)
    if done.returncode:
        yield done.stderr
    for name, *arguments in filter(None, commands(text)):
        if Path(name).name == "papershelf":
            yield from command_faults(arguments)
        elif name == "make":
            known = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
            yield from (f"no target {each}" for each in arguments if "=" not in each and each not in known)
        elif name not in OTHERS:
            yield f"{name}: is this a program? add it to those that are known"


def command_faults(arguments: list[str]) -> Iterator[str]:
    """Say what `papershelf` would refuse in its arguments before it looks at any file."""
    if arguments and arguments[0] in {"--help", "--version"}:
        return
    top = click.Context(papershelf, info_name="papershelf", **papershelf.context_settings)
    command = papershelf.get_command(top, arguments[0]) if arguments else None
    if not command:
        yield f"no command {arguments[:1]}"
        return
    try:
        context = click.Context(command, info_name=arguments[0], parent=top)
        options, _, _ = command.make_parser(context).parse_args(list(arguments[1:]))
    except click.UsageError as error:
        yield f"papershelf {arguments[0]}: {error.message}"
        return
    for parameter in command.params:
        if isinstance(parameter, click.Argument) and parameter.required and not options.get("help"):
            given = options.get(str(parameter.name))
            if not given or not isinstance(given, str | tuple):
                yield f"papershelf {arguments[0]}: {parameter.human_readable_name} is missing"
