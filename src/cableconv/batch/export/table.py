"""The index as CSV, for spreadsheets, and as JSON Lines, for programs: a row a cable."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from typing import TextIO

from cableconv.batch.export.base import Record, formats_of
from cableconv.batch.export.row import COLUMNS, paths_of, row_of

SEPARATOR = "|"
"""Between the values of a cell that holds several, as in cables.csv."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet takes a cell that begins so for a formula, which could do harm (OWASP)."""


def cell(value: object) -> str:
    """A value as the text of a cell, which no spreadsheet takes for a formula.

    ``'`` is put before a text that begins like one; JSON Lines have it as it is.
    """
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        text = SEPARATOR.join(f"{key} {count}" for key, count in value.items())
    elif isinstance(value, (list, tuple)):
        text = SEPARATOR.join(map(str, value))
    else:
        text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(record: Record, stream: TextIO) -> int:
    """Write the index as CSV (RFC 4180, each cell in quotes); how many rows.

    After the columns of ``COLUMNS`` comes one for each format, with the path of the output.

    Args:
        record: the ledger.
        stream: opened with ``newline=""``.
    """
    formats = formats_of(record)
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow([*(column.name for column in COLUMNS), *formats])
    count = 0
    for count, receipt in enumerate(record.receipts(), 1):  # noqa: B007 - the last is the count
        paths = paths_of(receipt)
        writer.writerow([*map(cell, row_of(receipt).values()), *map(cell, map(paths.get, formats))])
    return count


def write_jsonl(record: Record, stream: TextIO) -> int:
    """Write all receipts, an object a line, with nothing left out; how many.

    ``Receipt.from_plain`` reads a line back.
    """
    count = 0
    for count, receipt in enumerate(record.receipts(), 1):  # noqa: B007 - the last is the count
        stream.write(json.dumps(receipt.to_plain(), ensure_ascii=True) + "\n")
    return count
