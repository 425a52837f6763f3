"""Points that follow one another, as lists in lists by their depth."""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.writers.pdf.layout import BODY, Flow, Hanging
from cableconv.writers.pdf.lines import Passage, Piece, passage
from cableconv.writers.pdf.structure import Element

_INDENT = 18.0
_DEEPEST = 6
_GAP = 6.0


class ListSetter:
    """Sets points one after another, and opens and closes lists as their depth changes."""

    def __init__(self, flow: Flow, parent: Element, left: float) -> None:
        self._flow = flow
        self._parent = parent
        self._left = left
        self._open: list[tuple[int, Element, Element]] = []

    def add(self, depth: int, label: str, pieces: Sequence[Piece], after: float = 0.0) -> None:
        """Set one point.

        Args:
            depth: 1 for a point of a paragraph, 2 for a point of a point.
            label: its dash, letter or number; may be empty.
            pieces: its text and marks.
            after: height of what is to stand below its last two lines, in points.
        """
        depth = max(1, depth)
        while self._open and self._open[-1][0] > depth:
            self._open.pop()
        if self._open and self._open[-1][0] == depth:
            whole = self._open.pop()[1]
        else:
            above = self._open[-1][2] if self._open else self._parent
            whole = above.add("L", _numbering(label))
        entry = whole.add("LI")
        head, body = entry.add("Lbl"), entry.add("LBody")
        self._open.append((depth, whole, body))
        left = self._left + _INDENT * (min(depth, _DEEPEST) - 1)
        self._set(label, passage(pieces), left, (head, body), after)

    def _set(
        self, label: str, text: Passage, left: float, elements: tuple[Element, Element],
        after: float,
    ) -> None:  # fmt: skip
        flow = self._flow
        head, body = elements
        widths = flow.encoder.fonts.widths
        room = widths[BODY.key].alone(label) * BODY.size / 1000 + _GAP if label else 0.0
        x = left + max(_INDENT, room)
        hanging = Hanging(label, _GAP, head) if label else None
        if not text.words:
            # A label with nothing after it stands alone.
            text, hanging = Passage(label.split()), None
        flow.skip(2.5)
        flow.place(
            body, flow.broken(text, BODY, flow.frame.right - x), x, hanging=hanging, after=after
        )


_NUMBERINGS = (
    (str.isdigit, b"Decimal"),
    (lambda sign: "A" <= sign <= "Z", b"UpperAlpha"),
    (lambda sign: "a" <= sign <= "z", b"LowerAlpha"),
)


def _numbering(label: str) -> bytes:
    """The numbering attribute of a list whose first label this is (ISO 32000-1, 14.8.5.5)."""
    sign = label.strip(" \t().-")[:1]
    name = next((name for fits, name in _NUMBERINGS if sign and fits(sign)), b"Disc")
    return b"/A <</O /List /ListNumbering /%s>>" % name
