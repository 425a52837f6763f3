"""What two cables must have in common where layouts may differ: facts by their values.

Words and marks count as they are spelled, but for blanks. Of an addressee, a caption or a banner
the values count and not the spelling, which a key block gives in a form of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking

_SPELLED = frozenset({"PortionMark", "Reference", "Tag", "Text"})
"""Leaves whose spelling counts."""


def _values(found: Any) -> Any:
    """The values of a leaf, or of leaves; without spelling where only values count."""
    if isinstance(found, (list, tuple)):
        return [_values(one) for one in found]
    if isinstance(found, str):
        return " ".join(found.split())
    if not attrs.has(type(found)):
        return found
    kind = type(found).__name__
    fields = {field.name: getattr(found, field.name) for field in attrs.fields(type(found))}
    if kind not in _SPELLED:
        fields.pop("raw", None)
    return kind, {name: _values(value) for name, value in fields.items()}


def _overall(cable: Cable) -> Any:
    """The marking of the whole cable; what it rests on may be stated where it was concluded."""
    marking = overall_marking(cable)
    return marking.level, sorted(marking.controls)


FACTS: dict[str, Callable[[Cable], Any]] = {
    "mrn": lambda cable: cable.mrn,
    "subject": lambda cable: cable.subject and (cable.subject.portion_mark, cable.subject.text),
    "dtg": lambda cable: cable.dtg and cable.dtg.utc,
    "precedence": lambda cable: cable.dtg and cable.dtg.precedence,
    "originator": lambda cable: cable.header.originator,
    "to": lambda cable: cable.header.action_addressees,
    "info": lambda cable: cable.header.info_addressees,
    "tags": lambda cable: cable.tags,
    "references": lambda cable: cable.references,
    "marking of the whole": _overall,
    "captions": lambda cable: cable.markings.captions,
    "authority": lambda cable: cable.markings.authority,
    "declassification": lambda cable: cable.markings.declassification,
    "paragraphs": lambda cable: [(p.number, p.portion_mark, p.text) for p in cable.paragraphs],
    "headings": lambda cable: [heading.text for heading in cable.headings],
    "signature": lambda cable: cable.signature,
}
"""What must be the same in a text that is read back."""


def content(cable: Cable) -> dict[str, Any]:
    """The facts of a cable, as values that can be compared."""
    return {name: _values(fact(cable)) for name, fact in FACTS.items()}


def differences(one: Cable, two: Cable) -> Iterator[str]:
    """The facts that differ, each with its first difference."""
    for (name, expected), found in zip(content(one).items(), content(two).values(), strict=True):
        if expected != found:
            yield _first_difference(name, expected, found)


def _first_difference(name: str, expected: Any, found: Any) -> str:
    if isinstance(expected, list) and isinstance(found, list):
        pairs = zip(expected, found, strict=False)
        at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(expected), len(found)))
        name = f"{name}, number {at + 1} of {len(expected)}"
        expected, found = expected[at : at + 1], found[at : at + 1]
    return f"{name}: {str(expected)[:250]} is read back as {str(found)[:250]}"
