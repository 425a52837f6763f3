"""``cableconv status``: what the ledger of an output folder tells of its runs and cables."""

from __future__ import annotations

import json
from collections import Counter

import attrs
import click

from cableconv.batch.ledger import Ledger, Run
from cableconv.batch.merge import ledgers
from cableconv.cli.console import counted, one_line


@click.command("status")
@click.argument("out", metavar="DIR", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def command(*, out: str, as_json: bool) -> None:
    """Show the runs that wrote to DIR, and how many cables are done and failed."""
    runs: list[Run] = []
    counts: Counter[str] = Counter()
    failures: Counter[tuple[str, str]] = Counter()
    files = size = 0
    for path in ledgers(out):
        with Ledger(path, read_only=True) as ledger:
            runs += ledger.runs()
            counts.update(ledger.counts())
            failures.update({(status, code): n for status, code, n in ledger.failures()})
            count, total = ledger.totals()
            files, size = files + count, size + total
    if as_json:
        found = {
            "runs": [attrs.asdict(run) for run in runs],
            "counts": dict(counts),
            "failures": [
                {"status": status, "code": code, "count": count}
                for (status, code), count in failures.most_common()
            ],
            "files": files,
            "bytes": size,
        }
        click.echo(json.dumps(found, indent=2))
        return
    for run in runs:
        click.echo(one_line(_line(run)))
    done = ", ".join(f"{count:,} {status}" for status, count in sorted(counts.items()))
    click.echo(f"{counted(counts.total(), 'cable')}: {done or 'none'}")
    for (status, code), count in failures.most_common():
        click.echo(one_line(f"  {count:,} {status}: {code}"))
    click.echo(f"{counted(files, 'file')}, {size / 1e6:,.1f} MB")


def _line(run: Run) -> str:
    part = f", part {run.shard}" if run.shard else ""
    formats = ",".join(run.configuration["formats"])
    ended = f"ended {run.ended} ({run.exit_code})" if run.ended else "has not ended, or was killed"
    return f"run {run.number}{part}: {formats}, begun {run.started}, {ended}"
