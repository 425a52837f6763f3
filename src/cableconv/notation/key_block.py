"""The words of a printed cable's key block, and which lines are printed as received below it."""

from __future__ import annotations

from cableconv.model.blocks import FieldKind
from cableconv.model.header import Precedence

PRECEDENCE_WORDS = {
    Precedence.EMERGENCY: "Emergency",
    Precedence.FLASH: "Flash",
    Precedence.IMMEDIATE: "Immediate",
    Precedence.PRIORITY: "Priority",
    Precedence.ROUTINE: "Routine",
}

PROCEDURE_KINDS = frozenset({
    FieldKind.TRANSMISSION,
    FieldKind.ROUTING,
    FieldKind.STATION,
    FieldKind.SECURITY,
    FieldKind.DTG,
    FieldKind.ACCOUNTING,
    FieldKind.BREAK,
    FieldKind.DISTRIBUTION,
    FieldKind.DRAFTING,
    FieldKind.MESSAGE_ID,
    FieldKind.CLASSIFICATION,
    FieldKind.ATTRIBUTE,
    FieldKind.RELEASE,
    FieldKind.NOTE,
    FieldKind.CHECK,
    FieldKind.END,
    FieldKind.UNPARSED,
})  # fmt: skip
"""Lines that are always printed as received: no row of the key block is made for them."""
