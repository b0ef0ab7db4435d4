"""`papershelf completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes papershelf's commands, options and paper ids in a shell.

    \b
    bash:  papershelf completion bash > ~/.local/share/bash-completion/completions/papershelf
    zsh:   papershelf completion zsh > "${fpath[1]}/_papershelf"
    fish:  papershelf completion fish > ~/.config/fish/completions/papershelf.fish
    """  # noqa: D301 - click wants the character itself: what follows it keeps its lines
    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - click knows all three
        raise click.ClickException(f"click cannot complete for {shell}")
    click.echo(kind(ctx.find_root().command, {}, "papershelf", "_PAPERSHELF_COMPLETE").source())
