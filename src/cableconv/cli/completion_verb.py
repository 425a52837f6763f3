"""``cableconv completion``: the script that makes a shell complete verbs, options and formats."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

_SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


_HELP = """Print a completion script.

\b
bash:  cableconv completion bash > \\
         ~/.local/share/bash-completion/completions/cableconv
zsh:   cableconv completion zsh > _cableconv   (in a folder of $fpath)
fish:  cableconv completion fish > ~/.config/fish/completions/cableconv.fish
"""


@click.command("completion", help=_HELP)
@click.argument("shell", type=click.Choice(tuple(_SHELLS)))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script of a shell."""
    complete = _SHELLS[shell](context.find_root().command, {}, "cableconv", "_CABLECONV_COMPLETE")
    click.echo(complete.source())
