"""The index as Parquet, for data frames and databases: typed columns, lists as lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from cableconv.batch.export.base import Record
from cableconv.batch.export.row import COLUMNS, Kind, row_of
from cableconv.batch.receipt import Receipt
from cableconv.errors import UsageError

_ROWS = 10_000
"""Rows of a group, which are in memory together."""


def write_parquet(record: Record, path: Path) -> int:
    """Write the index as Parquet; how many rows.

    Raises:
        UsageError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "Parquet needs the package pyarrow", hint="pip install 'cableconv[parquet]'"
        ) from error
    schema = _schema(pa)
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        receipts = record.receipts()
        while rows := [dict(_typed(receipt)) for receipt in islice(receipts, _ROWS)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            count += len(rows)
    return count


def _schema(pa: ModuleType) -> Any:  # noqa: ANN401 - pyarrow has no types
    text = pa.string()
    types = {
        Kind.TEXT: text,
        Kind.NUMBER: pa.int64(),
        Kind.TIME: pa.timestamp("s", tz="UTC"),
        Kind.DATE: pa.date32(),
        Kind.LIST: pa.list_(text),
        Kind.COUNTS: pa.map_(text, pa.int64()),
    }
    output = pa.struct(
        [("format", text), ("relpath", text), ("bytes", pa.int64()), ("sha256", text)]
    )
    fields = [(column.name, types[column.kind]) for column in COLUMNS]
    return pa.schema([*fields, ("outputs", pa.list_(output))])


def _typed(receipt: Receipt) -> Iterator[tuple[str, Any]]:
    row = row_of(receipt)
    for column in COLUMNS:
        value = row[column.name]
        made = _TYPED.get(column.kind)
        yield column.name, made(value) if made and value is not None else value
    yield (
        "outputs",
        [
            {"format": o.format, "relpath": o.relpath, "bytes": o.bytes, "sha256": o.sha256}
            for o in receipt.outputs
        ],
    )


_TYPED: dict[Kind, Callable[[Any], Any]] = {
    Kind.TIME: dt.datetime.fromisoformat,
    Kind.DATE: dt.date.fromisoformat,
    Kind.COUNTS: lambda counts: list(counts.items()),
}
"""How the plain values of facts become those of Parquet."""
