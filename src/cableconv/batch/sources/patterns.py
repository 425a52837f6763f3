"""Patterns of file names (``cables/**/*.txt``), for shells that leave them alone."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Callable

_MAGIC = re.compile(r"[*?\[]")
"""Matches the first sign of a pattern, ``*`` in ``a/*.txt``."""


def is_pattern(name: str) -> bool:
    """Whether a name is a pattern; one of a file that is there is not."""
    return _MAGIC.search(name) is not None and not os.path.lexists(name)


def fixed_part(pattern: str) -> str:
    """The folder below which all matches lie."""
    parts = pattern.split("/")
    first = next(at for at, part in enumerate(parts) if _MAGIC.search(part))
    return "/".join(parts[:first]) or ("/" if pattern.startswith("/") else ".")


def matcher(pattern: str) -> Callable[[str], bool]:
    """Tells whether a path below ``fixed_part`` matches.

    ``*`` and ``?`` match no slash; ``**`` matches any number of folders, or none.
    """
    parts = pattern.split("/")
    first = next(at for at, part in enumerate(parts) if _MAGIC.search(part))
    return _Matcher(tuple(parts[first:])).fits


class _Matcher:
    """Compares part by part, so that no pattern can take more than linear time a part."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        self._parts = tuple(None if part == "**" else _compiled(part) for part in parts)

    def fits(self, path: str) -> bool:
        # All places of the pattern that the parts read so far can have led to.
        places = self._after({0})
        for name in path.split("/"):
            places = self._after({place for at in places for place in self._step(at, name)})
        return len(self._parts) in places

    def _step(self, at: int, name: str) -> tuple[int, ...]:
        if at == len(self._parts):
            return ()
        part = self._parts[at]
        if part is None:
            return (at,)
        return (at + 1,) if part.match(name) else ()

    def _after(self, places: set[int]) -> set[int]:
        """The places, and those behind a ``**`` that stands for no folder."""
        found = set(places)
        for at in places:
            place = at
            while place < len(self._parts) and self._parts[place] is None:
                place += 1
                found.add(place)
        return found


def _compiled(part: str) -> re.Pattern[str]:
    return re.compile(fnmatch.translate(re.sub(r"\*+", "*", part)))
