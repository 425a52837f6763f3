"""``cableconv merge``: one ledger of the ledgers of all shards."""

from __future__ import annotations

import click

from cableconv.batch.merge import merge
from cableconv.cli.console import counted, say


@click.command("merge")
@click.argument("out", metavar="DIR", type=click.Path())
def command(*, out: str) -> None:
    """Make one run of the shards in DIR, when all have come to their end."""
    shards = merge(out)
    say(f"{counted(shards, 'shard')} {'is' if shards == 1 else 'are'} one run now")
