"""Header lines that the key block does not show in full: they are printed as received."""

from __future__ import annotations

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.header import (
    Addressee,
    Originator,
    PageMarker,
    PassingInstruction,
    Reference,
    Tag,
)
from cableconv.model.leaf import Furniture, Label, Leaf
from cableconv.model.markings import Caption
from cableconv.writers.keyblock import TRANSMISSION_KINDS

_SHOWN_LEAVES: dict[FieldKind, type[Leaf]] = {
    FieldKind.ORIGINATOR: Originator,
    FieldKind.ACTION: Addressee,
    FieldKind.INFO: Addressee,
    FieldKind.EXEMPTED: Addressee,
    FieldKind.CAPTION: Caption,
    FieldKind.PASSING: PassingInstruction,
    FieldKind.TAGS: Tag,
    FieldKind.REFERENCES: Reference,
}
"""Fields of which the key block shows only these leaves."""

_SHOWN_ONCE = (FieldKind.ORIGINATOR, FieldKind.SUBJECT, FieldKind.TITLE)


def unshown_lines(cable: Cable) -> tuple[str, ...]:
    """Header lines with words that no row of the key block shows, as received.

    A line stands here when it holds text beside its addressees, tags and so on, and when it
    repeats a field of which the key block shows one.
    """
    shown = {id(cable.fields_of(kind)[0]) for kind in _SHOWN_ONCE if cable.fields_of(kind)}
    subjects = cable.fields_of(FieldKind.SUBJECT)
    if subjects:
        shown.discard(id(subjects[0]))
        shown.add(id(subjects[-1]))
    lines: list[str] = []
    for field in cable.fields:
        repeated = field.kind in _SHOWN_ONCE and id(field) not in shown
        if field.kind not in TRANSMISSION_KINDS and (repeated or _has_other_words(field)):
            lines.extend("".join(leaf.raw for leaf in field.content).split("\n"))
    return tuple(lines)


def _has_other_words(field: Field) -> bool:
    kind = _SHOWN_LEAVES.get(field.kind)
    return kind is not None and any(
        not isinstance(leaf, (kind, Label, Furniture, PageMarker))
        and any(char.isalnum() for char in leaf.raw)
        for leaf in field.content
    )
