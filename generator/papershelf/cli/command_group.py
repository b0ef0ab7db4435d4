"""A group of commands that imports the module of a command when that command is wanted, and no other."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click
from click.shell_completion import CompletionItem

from papershelf.problems import UserFacingError


class LazyCommand(NamedTuple):
    """A command: the module of `papershelf.cli` that has it, its name there, and a line for the overview."""

    module: str
    attribute: str
    summary: str


class CommandGroup(click.Group):
    """Knows its commands by their summaries; ends one with the message of a service or of GitHub."""

    def __init__(self, lazy: Mapping[str, LazyCommand], **attributes: Any) -> None:
        super().__init__(**attributes)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in alphabetical order."""
        return sorted(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; return None if there is none of that name."""
        if cmd_name not in self.lazy:
            return None
        wanted = self.lazy[cmd_name]
        command = getattr(import_module(f"papershelf.cli.{wanted.module}"), wanted.attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - tells mypy
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.lazy[name].summary) for name in self.list_commands(ctx)])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands that start with what was typed, and the options."""
        commands = [
            CompletionItem(name, help=self.lazy[name].summary)
            for name in self.list_commands(ctx)
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except UserFacingError as error:
            raise click.ClickException(str(error)) from None
