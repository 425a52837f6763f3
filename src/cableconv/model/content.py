"""The content of a block: a row of leaves, and how it reads as text."""

from __future__ import annotations

from typing import TypeAlias

from cableconv.model.header import (
    Addressee,
    DateTimeGroup,
    MessageSerial,
    Originator,
    PageMarker,
    PassingInstruction,
    Reference,
    Routing,
    SectionOf,
    Security,
    Station,
    Tag,
    TransmissionId,
)
from cableconv.model.leaf import (
    Cell,
    Excision,
    Furniture,
    Label,
    LineBreak,
    Marker,
    Number,
    Text,
    one_line,
)
from cableconv.model.markings import (
    Banner,
    Caption,
    ClassifiedBy,
    Declassification,
    DerivedFrom,
    EntireText,
    PortionMark,
    Reasons,
)

Inline: TypeAlias = (
    Text
    | LineBreak
    | Label
    | Number
    | PortionMark
    | Marker
    | Excision
    | PageMarker
    | Reference
    | Cell
    | Furniture
    | Banner
    | Caption
    | EntireText
    | SectionOf
    | MessageSerial
    | TransmissionId
    | Routing
    | Station
    | Security
    | DateTimeGroup
    | Originator
    | Addressee
    | PassingInstruction
    | Declassification
    | ClassifiedBy
    | DerivedFrom
    | Reasons
    | Tag
)
"""Every leaf that may stand in the content of a block."""


def raw_text(content: tuple[Inline, ...]) -> str:
    """The characters of some content as they stand in the source."""
    return "".join([leaf.raw for leaf in content])


_NOT_READ = (PageMarker, Furniture)


def reading_text(content: tuple[Inline, ...]) -> str:
    """The content read on: lines joined by a space; page lines, their banners, furniture left out.

    After a hyphen inside a word nothing is put in (``right-of-`` / ``center``); the hyphen stays,
    because no rule can tell a compound from a divided word.
    """
    parts: list[str] = []
    last = ""
    broken = False
    for leaf in content:
        if type(leaf) is not Text:  # which most leaves are
            if isinstance(leaf, LineBreak):
                broken = True
                continue
            if isinstance(leaf, _NOT_READ):
                continue
        if not leaf.raw:
            continue
        text = one_line(leaf.raw)
        if broken:
            text = text.lstrip(" ")
            if not text:  # the indent of a page line
                continue
            broken = False
            if last and not (last[-1] == "-" and divides_word(last)):
                text = " " + text
        parts.append(text)
        last = text[-2:] if len(text) > 1 else (last + text)[-2:]
    return "".join(parts).strip()


def divides_word(text: str) -> bool:
    """Whether a line that ends so is joined to the next without a blank: ``right-of-``."""
    return text.endswith("-") and text[-2:-1].isalnum()


def head_mark(content: tuple[Inline, ...]) -> PortionMark | None:
    """The mark at the head: after a label or number and the blanks around them, never later."""
    for leaf in content:
        if isinstance(leaf, PortionMark):
            return leaf
        if isinstance(leaf, (Text, LineBreak)) and not leaf.raw.strip():
            continue
        if not isinstance(leaf, (Number, Label, Furniture, PageMarker)):
            return None
    return None


def without_head(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The content after label, number and mark, without the banners of page lines."""
    for at, leaf in enumerate(content):
        if isinstance(leaf, (Text, LineBreak)) and not leaf.raw.strip():
            continue
        if isinstance(leaf, (Number, Label, Furniture)):
            continue
        rest = content[at + 1 :] if isinstance(leaf, PortionMark) else content[at:]
        return without_banners(rest)
    return ()


def without_banners(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Content of a paragraph without the banners of page lines that interrupt it (1970s)."""
    return tuple([leaf for leaf in content if not isinstance(leaf, Banner)])
