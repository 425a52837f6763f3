"""Header lines that a printed cable shows as received, because its key block does not in full.

DOCX, PDF and plain text print the same lines, in source order; each writer only sets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.leaf import Label, Text
from cableconv.model.markings import PortionMark
from cableconv.notation.key_block import PROCEDURE_KINDS
from cableconv.writers.keyblock import IN_FULL, KeyRow

RECEIVED_HEADING = "Message lines as received"
"""Stands over these lines."""

_MARKED = frozenset({FieldKind.SUBJECT, FieldKind.TITLE})
"""Lines whose portion mark the output shows with their words."""

_WORD = re.compile(r"\w+")
"""Matches "SECSTATE" and "8511" in "SECSTATE WASHDC 8511"."""


def received_fields(cable: Cable, rows: Iterable[KeyRow]) -> tuple[Field, ...]:
    """The fields whose lines are printed as received, in source order.

    These are the lines of procedure, and each line that the key block does not show in full: words
    between references, a second subject line, a caption in another spelling, a mark on a line
    whose row has no place for it.

    Args:
        cable: the cable.
        rows: its key block, as it is printed.
    """
    values = [value for row in rows for value in row.values]
    values.append(cable.title or "")
    whole = {_single_spaced(value) for value in values}
    words = {word for value in values for word in _WORD.findall(value)}
    return tuple(
        field
        for field in cable.fields
        if field.kind in PROCEDURE_KINDS
        or (field.kind not in IN_FULL and not _shown(field, whole, words))
    )


def _shown(field: Field, whole: set[str], words: set[str]) -> bool:
    """Whether rows with these values and words leave nothing of the field out."""
    leaves = [leaf for leaf in field.content if not isinstance(leaf, Label)]
    if field.kind not in _MARKED and any(isinstance(leaf, PortionMark) for leaf in leaves):
        return False
    value = _single_spaced(field.value_text)
    if not value or value in whole:
        return True
    # Loose text counts only as a whole; typed values may stand in the rows in another order.
    if any(isinstance(leaf, Text) and _WORD.search(leaf.raw) for leaf in leaves):
        return False
    return words.issuperset(_WORD.findall(value))


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def field_name(field: Field) -> str:
    """``Original Classification: `` before a value whose name is not on its line; else empty."""
    if not field.name or field.text.startswith(field.name):
        return ""
    return f"{field.name}: "


def received_lines(cable: Cable, rows: Iterable[KeyRow]) -> tuple[str, ...]:
    """The lines of ``received_fields`` with the characters of the source, without line ends."""
    return tuple(
        line
        for field in received_fields(cable, rows)
        for line in (field_name(field) + "".join(leaf.raw for leaf in field.content)).split("\n")
    )
