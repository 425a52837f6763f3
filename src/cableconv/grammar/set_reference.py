"""References in the sets of formatted messages: ``B/MSG/COMEXAMPLE/101200ZFEB06`` (ADatP-3)."""

from __future__ import annotations

import re

from cableconv.model.header import Reference, ReferenceKind

_REFERENCE = re.compile(r"(?P<letter>[A-Z]{1,2})/(?P<type>[A-Z:]{2,8})?")
"""Matches "B/MSG" in "REF/B/MSG/COMEXAMPLE/101200ZFEB06//"."""

_TYPES = {
    "MSG": ReferenceKind.CABLE,
    "GENADMIN": ReferenceKind.CABLE,
    "EMAIL": ReferenceKind.EMAIL,
    "EML": ReferenceKind.EMAIL,
    "PHONCON": ReferenceKind.TELCON,
    "TELCON": ReferenceKind.TELCON,
    "TEL": ReferenceKind.TELCON,
    "RPT": ReferenceKind.REPORT,
    "REPORT": ReferenceKind.REPORT,
}


def parse_set_reference(value: str) -> Reference | None:
    """The reference of a ``REF`` set; None for a value that is none.

    Args:
        value: what stands between ``REF/`` and the slashes that close the set.
    """
    found = _REFERENCE.match(value)
    if found is None:
        return None
    kind = _TYPES.get((found["type"] or "").strip(":"), ReferenceKind.OTHER)
    return Reference(value, kind, found["letter"])
