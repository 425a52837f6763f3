"""Sets of formatted messages as fields: ``REF/B/MSG/COMEXAMPLE/101200ZFEB06//``."""

from __future__ import annotations

import re

from cableconv.grammar.scan import interleave, plain, without_seams
from cableconv.grammar.set_reference import parse_set_reference
from cableconv.grammar.subject import scan_subject
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.content import Inline
from cableconv.model.leaf import Label, Text
from cableconv.readers.military.pieces import SETS
from cableconv.structure.lines import BLANKS

_NAME = re.compile(rf"(?P<name>{'|'.join(SETS)})/")
"""Matches "SUBJ/" at the head of a set; "ZEN/" is none."""

_KINDS = {
    "MSGID": FieldKind.MESSAGE_ID,
    "SUBJ": FieldKind.SUBJECT,
    "REF": FieldKind.REFERENCES,
    "NARR": FieldKind.REFERENCES,
    "AMPN": FieldKind.REFERENCES,
}
"""Sets with a kind of their own; the others are attributes."""


def set_name(words: str) -> str:
    """The name of the set that begins some words; empty where none does."""
    found = _NAME.match(words)
    return found["name"] if found else ""


def set_field(raw: str, tail: str) -> Field:
    """The field of one set.

    Args:
        raw: the set, from its name to its closing ``//`` or without one.
        tail: blanks and line ends after it.
    """
    bare = raw.lstrip(BLANKS)
    indent = Text(raw[: len(raw) - len(bare)])
    name = set_name(bare)
    kind = _KINDS.get(name, FieldKind.ATTRIBUTE)
    words = bare.removesuffix("//")
    closing = [Label("//")] if words != bare else []
    if kind is FieldKind.SUBJECT:
        leaves: tuple[Inline, ...] = scan_subject(words)
    elif name == "REF":
        leaves = _reference(words)
    else:
        label = words[: len(name) + 1] if name else ""  # an empty set, "RMKS//", has no slash left
        leaves = (Label(label), *plain(words[len(label) :]))
    return Field(
        kind,
        without_seams((indent, *leaves, *closing)),
        name if kind is FieldKind.ATTRIBUTE else "",
        tail,
    )


def _reference(words: str) -> tuple[Inline, ...]:
    label = words[: len("REF/")]
    value = words[len(label) :]
    leaf = parse_set_reference(value)
    if leaf is None:
        return (Label(label), *plain(value))
    return interleave(words, [(0, Label(label)), (len(label), leaf)])
