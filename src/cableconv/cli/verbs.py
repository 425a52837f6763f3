"""The verbs of the script, each imported when it is called; ``convert`` where none is named."""

from __future__ import annotations

import difflib
import importlib
from pathlib import Path

import click

DEFAULT = "convert"

VERBS = {
    "convert": "Convert cables to other formats.",
    "batch": "Convert a whole corpus, resumable, on all processors.",
    "status": "Show how far the runs over a corpus have come.",
    "failed": "List the cables of a corpus that failed.",
    "export": "Hand a corpus over: index, BagIt bag, PREMIS, page.",
    "merge": "Make one run of the parts of a corpus.",
    "volume": "Put many cables into one DOCX or TEI file.",
    "verify": "Check that an output holds what its cable demands.",
    "inspect": "Show what a cable states, on one screen or as JSON.",
    "formats": "List the formats, or the options of one.",
    "completion": "Print a script that completes commands in your shell.",
}
"""Each with its line in ``--help``; its command is ``command`` in ``cableconv.cli.<verb>_verb``."""

_OWN = frozenset({"-h", "--help", "-V", "--version"})


class Verbs(click.Group):
    """A group that knows its verbs by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the verbs."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of this name; None where there is none."""
        del ctx
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"cableconv.cli.{cmd_name}_verb")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing them."""
        del ctx
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default verb before arguments that begin with none."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        if args and args[0] not in VERBS and args[0] not in _OWN:
            _refuse_misspelled(args[0])
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


def _refuse_misspelled(word: str) -> None:
    near = difflib.get_close_matches(word, VERBS, n=1, cutoff=0.7)
    if near and word.isalpha() and not Path(word).exists():
        raise click.UsageError(f"There is no verb and no file {word!r}. Did you mean {near[0]!r}?")
