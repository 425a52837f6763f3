"""Validity of a TEI file of ours: the strict schema that ships with the package, and its pointers.

The schema is a subset of tei_all (docs/tei.md): what is valid here is valid there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from lxml import etree

from cableconv.verify.finding import Finding, FindingKind

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_POINTERS = (
    "ana", "ref", "target", "scheme", "decls", "resp", "who", "source", "corresp",
)  # fmt: skip
"""Attributes that point at elements of the same file where they begin with ``#``."""

_AT_MOST = 20
"""Faults that are told of one file; a broken one has thousands."""


@cache
def schema() -> etree.RelaxNG:
    """The strict schema, compiled."""
    found = files("cableconv") / "schemas" / "tei-cable.rng"
    return etree.RelaxNG(etree.fromstring(found.read_bytes()))


def invalid(root: etree._Element) -> Iterator[Finding]:
    """What breaks the schema."""
    grammar = schema()
    if not grammar.validate(root):
        for error in list(grammar.error_log)[:_AT_MOST]:
            place = f"line {error.line}"
            yield Finding(FindingKind.INVALID, place, "", "", f"it is not valid: {error.message}")


def dangling(root: etree._Element) -> Iterator[Finding]:
    """Pointers that point at nothing."""
    ids = {str(element.get(_ID)) for element in root.iter("{*}*") if element.get(_ID)}
    for element in root.iter("{http://www.tei-c.org/ns/1.0}*"):
        for name in _POINTERS:
            for pointer in str(element.get(name) or "").split():
                if pointer.startswith("#") and pointer[1:] not in ids:
                    place = f"{etree.QName(element).localname}/@{name}"
                    message = f"it points at nothing: {pointer}"
                    yield Finding(FindingKind.INVALID, place, "", pointer, message)
