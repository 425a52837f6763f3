"""From a range of lines to a block's content and tail; where characters are dealt out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cableconv.grammar.scan import without_seams
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.content import Inline
from cableconv.model.leaf import Text
from cableconv.structure.lines import BLANKS, Line

Scan = Callable[[str], "tuple[Inline, ...] | None"]


def joined(lines: Sequence[Line]) -> str:
    """The lines as they stand in the source."""
    return "".join([line.text + line.eol for line in lines])


def split_tail(raw: str) -> tuple[str, str]:
    """Content and tail: the tail is the line ends and blanks at the end."""
    content = raw.rstrip(BLANKS)
    return content, raw[len(content) :]


def indented(text: str, scan: Scan) -> tuple[Inline, ...] | None:
    """What ``scan`` finds in the text after its indent; the indent becomes text before it."""
    words = text.lstrip(BLANKS)
    leaves = scan(words)
    if leaves is None or len(words) == len(text):
        return leaves
    return without_seams((Text(text[: len(text) - len(words)]), *leaves))


def field(kind: FieldKind, lines: Sequence[Line], scan: Scan) -> Field | None:
    """A field from whole lines, or None where ``scan`` does not know its text."""
    content, tail = split_tail(joined(lines))
    leaves = indented(content, scan)
    return None if leaves is None else Field(kind, leaves, tail=tail)


def field_of_line(kind: FieldKind, lines: Sequence[Line], leaves: tuple[Inline, ...]) -> Field:
    """A field from a line and the blank lines after it.

    Args:
        kind: of the field.
        lines: the line, then the blank lines.
        leaves: of the line's words.
    """
    line = lines[0]
    head = line.text.find(line.words)
    if head:
        leaves = without_seams((Text(line.text[:head]), *leaves))
    tail = line.text[head + len(line.words) :] + line.eol
    return Field(kind, leaves, tail=tail + joined(lines[1:]))
