"""Running text from leaves: one long line, in which some blanks are marked to hold together."""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.model.content import Inline, divides_word
from cableconv.model.header import MessageSerial, Reference, SectionOf
from cableconv.model.leaf import Excision, Label, LineBreak, Marker, Number, Text, one_line
from cableconv.model.markings import Banner, Caption, EntireText, PortionMark

KEPT_WHOLE = frozenset(
    {
        PortionMark,
        Reference,
        Excision,
        Marker,
        EntireText,
        Banner,
        Caption,
        SectionOf,
        MessageSerial,
    }
)
"""Leaves that are not broken over two lines where they fit on one."""

_HEAD = frozenset({Number, Label})
_LONGEST_WHOLE = 60
"""Longer leaves are broken like text; a portion mark never is."""

_GLUES = tuple(map(chr, range(0xFDD0, 0xFDF0)))
"""Code points that Unicode keeps out of text: they stand for blanks that hold together."""


def choose_glue(text: str) -> str:
    """A character that does not stand in ``text``, to hold words together; else a blank."""
    return next((glue for glue in _GLUES if glue not in text), " ")


def flow(  # noqa: C901 - one loop, so that nothing is called for each line
    leaves: Sequence[Inline], glue: str
) -> str:
    """The leaves read on as one line, as ``model.blocks.reading_text`` does.

    Args:
        leaves: without page lines and furniture.
        glue: stands in the result for blanks inside leaves that hold together, between a
            paragraph's number and its mark, and before words that close a part (``END SUMMARY.``),
            which on a line of their own would be a heading.
    """
    parts: list[str] = []
    last = ""
    broken = in_head = False
    joined = ("", " ", glue)
    for leaf in leaves:
        kind = type(leaf)
        if kind is LineBreak:
            broken = True
            continue
        text = leaf.raw
        if kind is Text and not in_head and "\n" not in text:
            # Nearly all text is this: it takes the fewest steps.
            if broken:
                broken = False
                text = text.lstrip(" ")
                end = last[-1:]
                if end not in joined and not (end == "-" and divides_word(last)):
                    text = " " + text
            parts.append(text)
            last = text if len(text) > 1 else (last + text)[-2:]
            continue
        text = one_line(text)
        blank = kind is Text and not text.strip(" ")
        if kind in KEPT_WHOLE and (len(text) <= _LONGEST_WHOLE or kind is PortionMark):
            text = text.replace(" ", glue)
        hold = (in_head and not blank) or (isinstance(leaf, Marker) and leaf.end)
        if broken:
            broken = False
            text = text.lstrip(" ")
            if last and last[-1] not in (" ", glue) and not divides_word(last):
                text = (glue if hold else " ") + text
        elif in_head and blank:
            text = text.replace(" ", glue)
        elif hold and last[-1:] == " ":
            before = parts[-1].rstrip(" ")
            parts[-1] = before + glue * (len(parts[-1]) - len(before))
        parts.append(text)
        last = (last + text)[-2:]
        in_head = kind in _HEAD or (in_head and blank)
    return "".join(parts)
