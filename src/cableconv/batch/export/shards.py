"""Outputs in zip files of a thousand cables, where a million small files would be too many.

The members have the paths of the outputs. ``contents.csv`` beside them tells which file holds what,
with size and hash; ``index.csv`` is the index.
"""

from __future__ import annotations

import csv
import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import attrs

from cableconv.batch.export.base import Record, appearing, changed, text_file
from cableconv.batch.export.table import cell, write_csv
from cableconv.batch.outputs import OutputFolder
from cableconv.batch.receipt import Output, Receipt

CABLES = 1000
"""Cables of a shard: with four formats about 30 MB."""

_PACKED = frozenset({"docx", "pdf"})
"""Formats that are compressed already."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of all members, so that the same outputs give the same bytes."""

_REGULAR = 0o100644 << 16
_UNIX = 3


@attrs.frozen
class Shards:
    """What was written: number of zip files, and of outputs in them."""

    shards: int
    files: int


def write_shards(record: Record, out: Path, target: Path, cables: int = CABLES) -> Shards:
    """Write all outputs of a run into zip files.

    Args:
        record: the ledger.
        out: the output folder.
        target: folder of the zip files, which must not be there. It appears when it is complete.
        cables: of a shard, with all outputs of each.

    Raises:
        OutputExistsError: ``target`` is there already.
        EnvironmentFailure: an output is missing or not as the ledger tells, or ``target`` cannot
            be written.
    """
    shards = files = 0
    done = (receipt for receipt in record.receipts() if receipt.outputs)
    with appearing(target) as part, OutputFolder(str(out)) as folder:
        with text_file(part / "contents.csv") as stream:
            contents = csv.writer(stream, quoting=csv.QUOTE_ALL)
            contents.writerow(("shard", "path", "format", "bytes", "sha256", "id"))
            while some := list(islice(done, cables)):
                shards += 1
                name = f"shard-{shards:05}.zip"
                for row in _shard(part / name, some, folder, out):
                    contents.writerow((name, *map(cell, row)))
                    files += 1
        with text_file(part / "index.csv") as stream:
            write_csv(record, stream)
    return Shards(shards, files)


def _shard(
    path: Path, receipts: Sequence[Receipt], folder: OutputFolder, out: Path
) -> Iterator[tuple[Any, ...]]:
    """Write a zip file; the row of each of its members."""
    with zipfile.ZipFile(path, "x") as archive:
        for receipt in receipts:
            for output in receipt.outputs:
                data = folder.read(output.relpath)
                if data is None:
                    raise changed(out / output.relpath, "is missing")
                if hashlib.sha256(data).hexdigest() != output.sha256:
                    raise changed(out / output.relpath, "is not as it was recorded")
                archive.writestr(_member(output), data)
                yield output.relpath, output.format, output.bytes, output.sha256, receipt.id


def _member(output: Output) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(output.relpath, _EARLIEST)
    member.compress_type = zipfile.ZIP_STORED if output.format in _PACKED else zipfile.ZIP_DEFLATED
    member.external_attr = _REGULAR
    member.create_system = _UNIX
    return member
