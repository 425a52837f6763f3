"""Points that follow one another, as lists in lists by their depth."""

from __future__ import annotations

from collections.abc import Iterable

_OPEN = '<ul class="points" role="list">\n'
# Safari forgets that a list without bullets is one, unless its role is said.

_DEEPEST = 6


def nested_list(points: Iterable[tuple[int, str, str]]) -> str:
    """The points as a list, those of points as lists inside; empty without points.

    Args:
        points: depth (1 for a point of a paragraph, 2 for a point of a point), attributes (empty,
            or with a blank before each) and content as HTML.
    """
    parts: list[str] = []
    depths: list[int] = []
    for stated, attributes, content in points:
        depth = min(max(stated, 1), _DEEPEST)
        while len(depths) > 1 and depths[-2] >= depth:
            depths.pop()
            parts.append("</li>\n</ul>\n")
        if depths and depths[-1] >= depth:
            parts.append("</li>\n")
            depths[-1] = depth
        else:
            parts.append(_OPEN)
            depths.append(depth)
        parts.append(f"<li{attributes}>{content}")
    parts.append("</li>\n</ul>\n" * len(depths))
    return "".join(parts)
