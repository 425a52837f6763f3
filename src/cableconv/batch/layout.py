"""Where the outputs of a cable lie below the output folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Place = Callable[[str, Mapping[str, Any], str], str]
"""``place(cable_id, facts, suffix)`` gives the path of an output below the output folder.

The path is relative, with ``/``, of safe names only. Different ids, or different suffixes, give
different paths, whatever the facts are: facts may choose a folder, the name comes from the id.
"""


def _tree(cable_id: str, facts: Mapping[str, Any], suffix: str) -> str:
    del facts
    return cable_id.replace("#", "/") + suffix


LAYOUTS: Mapping[str, Place] = MappingProxyType({"tree": _tree})
"""By name."""


def place(layout: str, cable_id: str, facts: Mapping[str, Any], suffix: str) -> str:
    """The path of an output; see ``Place``."""
    return LAYOUTS[layout](cable_id, facts, suffix)
