"""``cableconv verify`` of the output folder of a corpus."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator
from itertools import chain

import attrs
import click

from cableconv.batch.check import Checked, Fault, check_cables, check_files
from cableconv.batch.engines import engine
from cableconv.batch.ledger import Ledger
from cableconv.cli.console import counted, one_line
from cableconv.errors import UsageError, VerificationError


def verify_folder(
    out: str,
    *,
    deep: bool,
    sample: int | None,
    jobs: int | None,
    against: tuple[str, ...],
    as_json: bool,
) -> int:
    """Check a folder against its ledger, print what is wrong, and return the exit code."""
    for name, given in (("--sample", sample is not None), ("--against", bool(against))):
        if given and not deep:
            raise UsageError(f"{name} of a folder is for --deep", hint="Add --deep.")
    checked = Checked()
    faults = 0
    with Ledger.read_only(out) as ledger:
        found: Iterator[Fault] = check_files(out, ledger, checked)
        if deep:
            crew = engine("local", jobs or os.cpu_count() or 1)
            again = check_cables(out, ledger, crew, checked=checked, sample=sample, against=against)
            found = chain(found, again)
        for fault in found:
            faults += 1
            if as_json:
                click.echo(json.dumps(attrs.asdict(fault)))
            else:
                click.echo(one_line(f"{fault.path}: {fault.reason}"))
    if not as_json:
        proved = f", {counted(checked.cables, 'cable')} compared with their inputs" if deep else ""
        click.echo(
            f"{out}: {counted(checked.files, 'file')}, {checked.bytes / 1e6:,.1f} MB{proved}: "
            f"{faults or 'no'} {'fault' if faults == 1 else 'faults'}"
        )
    if checked.unreached:
        click.echo(f"  {_ALL if against else _MOVED.format(shlex.quote(out))}", err=True)
    return VerificationError.exit_code if faults else 0


_MOVED = (
    "Where the inputs were moved, name them as for batch: "
    "cableconv verify {} --deep --against SOURCE"
)
_ALL = "Name each source of the run, as for batch: --against SOURCE --against SOURCE"
