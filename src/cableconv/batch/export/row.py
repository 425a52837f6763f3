"""The row of a cable in an index: what it is, how it went, and where its outputs are."""

from __future__ import annotations

import enum
from typing import Any

import attrs

from cableconv.batch.receipt import Receipt


class Kind(enum.Enum):
    """What a column holds; None is allowed in each."""

    TEXT = "text"
    NUMBER = "number"
    """An integer."""
    TIME = "time"
    """ISO 8601 in UTC: ``2007-08-16T18:31:00Z``."""
    DATE = "date"
    """``2017-08-16``."""
    LIST = "list"
    """Texts, in order."""
    COUNTS = "counts"
    """A number for each of some texts: portion marks, kinds of notices."""


@attrs.frozen
class Column:
    """A column of the index.

    Attributes:
        name: key of a fact, or attribute of a receipt.
        kind: what it holds.
        fact: False where it is the receipt's own.
    """

    name: str
    kind: Kind = Kind.TEXT
    fact: bool = True


COLUMNS = (
    Column("id", fact=False),
    Column("mrn"),
    Column("dtg", Kind.TIME),
    Column("originator"),
    Column("precedence"),
    Column("classification"),
    Column("controls", Kind.LIST),
    Column("banner"),
    Column("captions", Kind.LIST),
    Column("executive_order"),
    Column("declassify_on", Kind.DATE),
    Column("classified_by", Kind.LIST),
    Column("reasons", Kind.LIST),
    Column("tags", Kind.LIST),
    Column("subject"),
    Column("subject_mark"),
    Column("title"),
    Column("references", Kind.LIST),
    Column("action", Kind.LIST),
    Column("info", Kind.LIST),
    Column("action_count", Kind.NUMBER),
    Column("info_count", Kind.NUMBER),
    Column("paragraphs", Kind.NUMBER),
    Column("marks", Kind.COUNTS),
    Column("transmission_id"),
    Column("source"),
    Column("member"),
    Column("reader"),
    Column("encoding"),
    Column("notices", Kind.COUNTS),
    Column("status", fact=False),
    Column("code", fact=False),
    Column("message", fact=False),
    Column("in_bytes", Kind.NUMBER, fact=False),
    Column("in_sha256", fact=False),
)
"""All but the outputs. What differs from run to run (times, workers) is in JSONL only."""


def row_of(receipt: Receipt) -> dict[str, Any]:
    """The values of a receipt by column, in their order; what is not known is None or empty."""
    own = {"status": receipt.status.value}
    return {
        column.name: receipt.facts.get(column.name)
        if column.fact
        else own.get(column.name) or getattr(receipt, column.name)
        for column in COLUMNS
    }


def paths_of(receipt: Receipt) -> dict[str, str]:
    """The path of each output below the output folder, by its format."""
    return {output.format: output.relpath for output in receipt.outputs}
