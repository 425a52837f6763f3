"""Where the outputs of a cable lie below the output folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from cableconv.batch.names import Kind, digest, leaf_name, part_name, reference_number, slug

Place = Callable[[str, Mapping[str, Any], str], str]
"""``place(cable_id, facts, suffix)`` gives the path of an output below the output folder.

The path is relative, with ``/``, of safe names only. Different ids, or different suffixes, give
different paths, whatever the facts are, also where capitals do not count.
"""

UNDATED = "undated"
"""The folder of cables whose date is not known."""

_LONGEST = 180
"""Characters of a path that leave room for the output folder where a path may have 260."""

_LONG_FOLDER = "long~"
"""The folder of what would lie too deep; no name of a part is like it."""

_LONG = 24
"""Hex digits of the hash in it."""

_DATED = re.compile(r"([0-9]{4})-([0-9]{2})-")
"""Matches the year and month of ``2007-08-16T18:31:00Z``."""


def _tree(cable_id: str, facts: Mapping[str, Any], suffix: str) -> str:
    """As the inputs lie; what a file holds lies in a folder with the file's name."""
    *above, last = _parts(cable_id)
    names = [part_name(kind, part) for kind, part in above]
    path = "/".join((*names, leaf_name(last[1], facts.get("mrn"))))
    if len(path) + len(suffix) > _LONGEST:
        path = f"{_LONG_FOLDER}/{slug(last[1])}~{digest(cable_id, _LONG)}"
    return path + suffix


def _parts(cable_id: str) -> Iterator[tuple[Kind, str]]:
    """The parts of ``2007/cables.zip#a/b.txt``: two folders, a container and a leaf, in order."""
    *containers, last = cable_id.split("#")
    for path in containers:
        *folders, name = path.split("/")
        yield from ((Kind.FOLDER, folder) for folder in folders)
        yield Kind.CONTAINER, name
    *folders, name = last.split("/")
    yield from ((Kind.FOLDER, folder) for folder in folders)
    yield Kind.LEAF, name


def _prefix(cable_id: str, facts: Mapping[str, Any], suffix: str) -> str:
    """In one of 256 folders, by the hash of the id, so that no folder grows too large."""
    return f"{digest(cable_id, 2)}/{_flat(cable_id, facts)}{suffix}"


def _by_date(cable_id: str, facts: Mapping[str, Any], suffix: str) -> str:
    """By year and month of the date-time group: ``2007/08/``; else in ``undated/``."""
    found = _DATED.match(str(facts.get("dtg") or ""))
    folder = f"{found[1]}/{found[2]}" if found else UNDATED
    return f"{folder}/{_flat(cable_id, facts)}{suffix}"


def _flat(cable_id: str, facts: Mapping[str, Any]) -> str:
    """A name for the whole id: that of a file that lies in no folder, else one with a hash."""
    *above, last = _parts(cable_id)
    if not above:
        return leaf_name(last[1], facts.get("mrn"))
    words = reference_number(facts.get("mrn")) or slug(last[1].removesuffix(".txt"))
    return f"{words}~{digest(cable_id)}"


LAYOUTS: Mapping[str, Place] = MappingProxyType(
    {"tree": _tree, "prefix": _prefix, "by-date": _by_date}
)
"""By name."""


def place(layout: str, cable_id: str, facts: Mapping[str, Any], suffix: str) -> str:
    """The path of an output; see ``Place``."""
    return LAYOUTS[layout](cable_id, facts, suffix)
