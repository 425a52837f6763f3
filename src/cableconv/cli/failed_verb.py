"""``cableconv failed``: the cables of an output folder that failed, each with its reason."""

from __future__ import annotations

import json
import sys

import click

from cableconv.batch.ledger import NOT_DONE, Ledger
from cableconv.batch.merge import ledgers
from cableconv.cli.console import one_line


@click.command("failed")
@click.argument("out", metavar="DIR", type=click.Path())
@click.option("--ids", is_flag=True, help="Print ids only.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each.")
def command(*, out: str, ids: bool, as_json: bool) -> int:
    """List what failed in DIR. The exit code is 1 where there is any."""
    count = 0
    for path in ledgers(out):
        with Ledger(path, read_only=True) as ledger:
            for receipt in ledger.receipts(NOT_DONE):
                count += 1
                if as_json:
                    plain = receipt.to_plain()
                    del plain["facts"], plain["outputs"]
                    sys.stdout.write(json.dumps(plain) + "\n")
                elif ids:
                    click.echo(one_line(receipt.id))
                else:
                    said = f"{receipt.status.value}: {receipt.message} [{receipt.code}]"
                    click.echo(one_line(f"{receipt.id}: {said}"))
    return 1 if count else 0
