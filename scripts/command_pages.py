"""Write the guide's pages of commands, docs/guide/commands/, from what each command says with --help.

Run it with .venv/bin/python, or as `make guide`, after a change of a help text or of the Makefile.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from papershelf.cli import COMMANDS, papershelf

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "guide" / "commands"
FLAG = re.compile(r"(?<![\w`-])--[a-z][a-z-]*")
VARIABLE = re.compile(r"\$[A-Z]+|…?_?[A-Z]+(?:_[A-Z]+)+")
FILE = re.compile(r"(?<![\w`/.])[\w./-]*\w\.(?:yaml|yml|jsonl?|md|txt|enw|nbib)\b")
GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
TARGET = re.compile(r"^([a-z-]+):.*?## (.+)$", re.MULTILINE)


class Group(NamedTuple):
    """A page: its title, what it is for, and its commands in the order in which one meets them."""

    title: str
    purpose: str
    commands: tuple[str, ...]


GROUPS = {
    "adding": Group("Add papers", "Commands that bring papers to a list.", ("add", "new", "import")),
    "entries": Group(
        "Change entries",
        "Commands that show, change and remove entries of a list.",
        ("show", "edit", "rename", "merge", "remove", "keys", "format"),
    ),
    "tagging": Group(
        "Tags and collections",
        "Commands for the vocabulary of a list and for its reading paths.",
        ("suggest-tags", "tags", "suggest-path", "rename-tag", "rename-collection"),
    ),
    "checking": Group(
        "Check and complete",
        "Commands that find what is wrong or missing, and what has changed.",
        ("check", "todo", "enrich", "links", "diff", "changes", "permalinks"),
    ),
    "publishing": Group(
        "Build and publish",
        "Commands that make the site, copies of it, and the digest.",
        ("build", "index", "export-site", "digest"),
    ),
    "setting-up": Group(
        "Set up",
        "Commands that start a list and bring its files up to date.",
        ("init", "upgrade", "forms", "schema", "completion"),
    ),
    "workflows": Group(
        "In workflows",
        "Commands that the workflows on GitHub run, and hardly anybody by hand.",
        ("review", "comment", "answer", "propose-feed", "labels", "pages"),
    ),
}
NOT_RUN = {
    "digest": "needs a mail server",
    "enrich": "asks services on the web",
    "links": "asks servers on the web",
    "init": "asks questions",
    "new": "asks questions",
    "suggest-path": "needs citations.yaml",
    "edit": "opens an editor",
}
"""Commands whose examples a test cannot run, and why; it checks their options all the same."""


def command_of(name: str) -> tuple[click.Command, click.Context]:
    """Return a command with the context in which it would run."""
    top = click.Context(papershelf, info_name="papershelf", **papershelf.context_settings)
    command = papershelf.get_command(top, name)
    if not command:
        raise LookupError(name)
    return command, click.Context(command, info_name=name, parent=top)


def section(name: str) -> str:
    """Return what a command says with --help as a section of a page."""
    command, ctx = command_of(name)
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    names = {each for parameter in command.params for each in (parameter.make_metavar(ctx),)}
    names |= {str(parameter.name).upper() for parameter in command.params}
    parts = [f"## {name}", f"```text\n{usage}\n```", *body(command.help or "", names, NOT_RUN.get(name))]
    records = [
        option.get_help_record(ctx)
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden
    ]
    options = [
        f"- `{flags}`: {marked(' '.join(text.split()), names)}" for flags, text in filter(None, records)
    ]
    return "\n\n".join([*parts, "\n".join(options)] if options else parts)


def body(text: str, names: set[str], not_run: str | None = None) -> Iterator[str]:
    """Give the paragraphs of a help text; what click leaves as it is becomes a block of code."""
    for paragraph in re.split(r"\n{2,}", inspect.cleandoc(text)):
        kept = paragraph.removeprefix("\b\n")
        if kept == paragraph:
            yield marked(one_line(paragraph), names)
            continue
        lines = kept.splitlines()
        if all(line.startswith(("papershelf ", "mkdocs ")) for line in lines):
            fence = "\n".join(["```sh", *(GAP.sub(r"\g<0># ", line, count=1) for line in lines), "```"])
            yield f"<!-- not run: {not_run} -->\n{fence}" if not_run else fence
        else:
            yield "\n".join(["```text", *lines, "```"])


def one_line(text: str) -> str:
    """Return a text without line ends and other wide spaces."""
    return " ".join(text.split())


def marked(text: str, names: set[str]) -> str:
    """Mark up options, files, variables and arguments in a sentence; what is in backticks stays."""
    words = "|".join(sorted(filter(re.compile(r"[A-Z]+\Z").match, names), key=len, reverse=True))
    found = [FLAG.pattern, VARIABLE.pattern, FILE.pattern, *([rf"\b(?:{words})\b"] if words else [])]
    code = re.compile("|".join(f"(?:{each})" for each in found))
    parts = re.split(r"(`[^`]+`|\[[^\]]*\])", text)
    return "".join(part if place % 2 else code.sub(r"`\g<0>`", part) for place, part in enumerate(parts))


def page(group: Group) -> str:
    """Return a page of commands."""
    head = f"---\ndescription: {group.purpose}\n---\n\n# {group.title}\n\n{group.purpose}\n"
    return "\n".join([head, *(f"{section(name)}\n" for name in group.commands)])


def overview() -> str:
    """Return the first page: all commands in a line each, and the targets of `make`."""
    rows = ["| Command | What it does |", "| --- | --- |"]
    for stem, group in GROUPS.items():
        rows.append(f"| **[{group.title}]({stem}.md)** | {group.purpose} |")
        rows += [
            f"| [`papershelf {name}`]({stem}.md#{name}) | {COMMANDS[name].summary} |"
            for name in group.commands
        ]
    table = "\n".join(rows)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = "\n".join(
        f"| `make {name}` | {help_[:1].upper()}{help_[1:]}. |" for name, help_ in TARGET.findall(makefile)
    )
    start = "\n\n".join(body((papershelf.help or "").split("\f")[0], set()))
    return f"""\
---
description: Every command of Papershelf by task, with all its options.
---

# All commands

{start}

{table}

An `ID` is a paper's id, its arXiv id or DOI in any form, or the address of its page at arXiv, at a publisher
or on the site. Problems are printed as `file:line: what is wrong, and what to do`, all at once; the exit code
is then 1. Results go to standard output, everything else to standard error.

## make

In a clone of Papershelf's own repository, `make` has these targets. Each sets up the environment that it
needs in `.venv` first.

| Target | What it does |
| --- | --- |
{targets}
"""


def pages() -> dict[str, str]:
    """Return all pages by the names of their files."""
    return {"index.md": overview(), **{f"{stem}.md": page(group) for stem, group in GROUPS.items()}}


def main() -> None:
    """Write the pages that have changed, and remove those of groups that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
            print(f"removed {path.relative_to(ROOT)}")
    for name, text in wanted.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
