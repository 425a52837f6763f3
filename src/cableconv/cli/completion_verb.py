"""``cableconv completion``: the script that makes a shell complete verbs, options and formats."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from cableconv.errors import InternalError


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    r"""Print a completion script.

    \b
    bash:  cableconv completion bash > ~/.local/share/bash-completion/completions/cableconv
    zsh:   cableconv completion zsh > a folder of $fpath, as _cableconv
    fish:  cableconv completion fish > ~/.config/fish/completions/cableconv.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise InternalError(f"click completes no {shell}", hint="Please report this.")
    script = kind(context.find_root().command, {}, "cableconv", "_CABLECONV_COMPLETE")
    click.echo(script.source())
