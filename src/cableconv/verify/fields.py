"""Comparing the nodes of a cable with plain data, field by field, as docs/model.md says them.

Which fields a class has is asked of the class itself, so that none can be forgotten here.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias, cast

import attrs

from cableconv.model.blocks import Field, Heading, Row
from cableconv.model.leaf import Leaf
from cableconv.model.markings import Level
from cableconv.notices import Notice
from cableconv.verify.finding import Finding, FindingKind, differing, quoted

Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | None"
Node: TypeAlias = dict[str, Data]

_MARKINGS = frozenset({"PortionMark", "Banner", "EntireText", "Caption"})

_KINDS = {
    **dict.fromkeys(_MARKINGS, FindingKind.MARK_CHANGED),
    **dict.fromkeys(("ClassifiedBy", "Reasons", "DerivedFrom"), FindingKind.AUTHORITY),
    "Declassification": FindingKind.DECLASSIFICATION,
    **dict.fromkeys(
        (
            "Field", "TransmissionId", "Routing", "Station", "Security", "DateTimeGroup",
            "Originator", "Addressee", "PassingInstruction", "SectionOf", "MessageSerial",
            "PageMarker", "Tag", "Reference", "Cable",
        ),
        FindingKind.HEADER,
    ),
}  # fmt: skip
"""Kinds of findings by the class of the node; all others are ``TEXT_CHANGED``."""

_UNTAGGED = (Heading, Row, Notice)
"""Classes that need not be named where they stand: nothing else can stand there."""


def differences(node: attrs.AttrsInstance, found: Data, place: str) -> Iterator[Finding]:
    """Each field of a node, and of the nodes in it, that some data has otherwise.

    Args:
        node: of the cable.
        found: what stands in its place.
        place: what a person calls the place of the node.
    """
    kind = type(node).__name__
    place = _place(node, place)
    named = _named(found, kind if isinstance(node, _UNTAGGED) else "")
    if not isinstance(found, dict) or named != kind:
        yield _finding((kind, named), place, kind, named, "another node")
        return
    fields = _fields(type(node))
    for name, default in fields.items():
        value = getattr(node, name)
        if name in found:
            yield from _values(value, found[name], kind, place, name)
        elif value != default:
            yield _finding((kind,), place, _told(value), "", name)
    for name in found.keys() - fields.keys() - {"type"}:
        yield _finding((kind,), place, "", _shown(found[name]), f"no field of it: {name}")


def _values(value: object, found: Data, kind: str, place: str, name: str) -> Iterator[Finding]:
    """The differences of one field."""
    if not isinstance(value, tuple):
        if attrs.has(type(value)):
            yield from differences(cast("attrs.AttrsInstance", value), found, place)
        elif not _is_same(_plain(value), found):
            yield _finding((kind,), place, _told(value), _shown(found), name)
    elif not isinstance(found, list) or len(found) != len(value):
        yield _finding((kind,), place, _told(value), _shown(found), name)
    else:
        for one, other in zip(value, found, strict=True):
            yield from _values(one, other, kind, place, name)


@cache
def _fields(kind: type[attrs.AttrsInstance]) -> dict[str, Any]:
    """The default of each field by its name; facts on the copy, which do not count, left out."""
    return {field.name: field.default for field in attrs.fields(kind) if field.eq}


def _plain(value: object) -> object:
    """A value as it is written: levels by name, other members by value, dates as ISO 8601."""
    if isinstance(value, enum.Enum):
        return value.name if isinstance(value, Level) else value.value
    return value.isoformat() if isinstance(value, dt.date) else value


def _is_same(value: object, found: Data) -> bool:
    return type(value) is type(found) and value == found  # true is no 1


def _named(found: Data, otherwise: str) -> str:
    return str(found.get("type", otherwise)) if isinstance(found, dict) else ""


def _place(node: object, place: str) -> str:
    if isinstance(node, Leaf):
        return f"{type(node).__name__} {quoted(node.raw)}"
    return f"{node.kind.value} line" if isinstance(node, Field) else place


def _told(value: object) -> str:
    """A value of the model in short."""
    if isinstance(value, tuple):
        nodes = any(attrs.has(type(one)) for one in value)
        return f"{len(value)} nodes" if nodes else " ".join(map(_told, value))
    return str(_plain(value))


def _shown(found: Data) -> str:
    """Plain data in short: what is deep or long is only counted."""
    if isinstance(found, list):
        nodes = any(isinstance(one, (dict, list)) for one in found)
        return f"{len(found)} nodes" if nodes else " ".join(map(str, found))
    return "an object" if isinstance(found, dict) else str(found)


def _finding(kinds: Iterable[str], place: str, expected: str, found: str, what: str) -> Finding:
    named = [_KINDS[kind] for kind in kinds if kind in _KINDS]
    marked = FindingKind.MARK_CHANGED in named
    kind = FindingKind.MARK_CHANGED if marked else next(iter(named), FindingKind.TEXT_CHANGED)
    return differing(kind, place, expected, found, what)
