"""Leaves: the smallest nodes of a cable. Each character of the source stands in exactly one leaf.

A leaf keeps ``raw``, the characters as they stand in the source. Typed leaves (a portion mark, a
date-time group, a reference) hold their canonical value beside it. Joining ``raw`` over all leaves
in document order gives the source back: that is how nothing can get lost.
"""

from __future__ import annotations

import enum

import attrs


@attrs.frozen
class Leaf:
    """Characters of the source.

    Attributes:
        raw: the characters as they stand in the source; never normalised.
    """

    raw: str


def one_line(raw: str) -> str:
    """The characters of a leaf on one line: a line end with the blanks around it is one blank.

    A marker, reference or name may run over a line end (``END`` / ``SUMMARY.``).
    """
    if "\n" not in raw:
        return raw
    return " ".join([part.strip(" \t") for part in raw.split("\n")])


@attrs.frozen
class Text(Leaf):
    """Running text within one line. Holds no line end."""


@attrs.frozen
class LineBreak(Leaf):
    """A line end inside a block, with the blanks and blank lines around it.

    It stands for a single space, or for nothing after a hyphen, when the text is read on.
    """

    raw: str = "\n"


@attrs.frozen
class Label(Leaf):
    """A fixed word that names what follows: ``SUBJECT:``, ``FM``, ``TO``, ``--``, ``A.``."""


@attrs.frozen
class Number(Leaf):
    """A paragraph number with its punctuation: ``1.``, ``12)``, ``3``.

    Attributes:
        value: the number itself.
    """

    value: int


@attrs.frozen
class Marker(Leaf):
    """Words that open or close a part of the text: ``SUMMARY:``, ``END COMMENT.``, ``BEGIN TEXT:``.

    Attributes:
        part: ``summary``, ``comment``, ``note``, ``text``, ``introduction`` ... in lower case.
        end: True where the words close the part.
    """

    part: str
    end: bool = False


@attrs.frozen
class Excision(Leaf):
    """Words that stand for text taken out: ``XXXXXXXXXXXX``, ``[1 line not declassified]``.

    Attributes:
        reasons: exemption codes printed with it (``B1``, ``1.4(D)``); usually empty.
    """

    reasons: tuple[str, ...] = ()


@attrs.frozen
class Cell(Leaf):
    """One cell of a table row, with its padding."""

    @property
    def text(self) -> str:
        """The cell's text without padding."""
        return self.raw.strip()


class FurnitureKind(enum.Enum):
    """Where text comes from that is not the cable's own."""

    SITE = "site"
    """Words of a web site around the cable: menus, copyright, headlines."""
    MAIL = "mail"
    """Words of an e-mail that carried the cable (foia_email_txt)."""
    PILCROW = "pilcrow"
    """The ¶ that WikiLeaks put before paragraphs (wl_html_2011: 5,785 of 6,712 pages)."""
    STAMP = "stamp"
    """A release or declassification stamp."""
    HEAD = "head"
    """The head of a later section, which repeats that of the first (aad_txt_layout)."""
    DUMP = "dump"
    """A second copy of the cable, or a field list, that an editor left in the body."""
    EDITORIAL = "editorial"
    """A line that a writer of this library added, such as a derived classification line."""
    STRAY = "stray"
    """A caption, blank or sign that stands where it cannot belong."""


@attrs.frozen
class Furniture(Leaf):
    """Text of the carrier and not of the cable: inside a line, or in a ``Paratext`` block.

    Attributes:
        kind: where it comes from.
    """

    kind: FurnitureKind = FurnitureKind.SITE
