"""Parentheses that stand where a portion mark stands, and were not read as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from cableconv.grammar.portion import match_portion_mark
from cableconv.model.blocks import Field, FieldKind, Heading, Item, Paragraph
from cableconv.model.content import Inline
from cableconv.model.leaf import Furniture, Label, LineBreak, Number, Text
from cableconv.model.markings import PortionMark
from cableconv.notices import Notice, NoticeKind, Severity

MayBeMarked: TypeAlias = Paragraph | Item | Heading | Field

MAY_BE_MARKED = (Paragraph, Item, Heading, Field)
"""Blocks at whose head a mark may stand; of fields, the subject."""

_SHORT = re.compile(r"\([A-Z][A-Z/-]{0,11}\)(?= )")
"""Matches "(SE)" of "4. (SE) The minister": after a number any few capitals may be a mark."""

_LEVEL = re.compile(
    r"\((?:TOP SECRET|SECRET|CONFIDENTIAL|UNCLAS(?:SIFIED)?|SBU|LOU|FOUO|TS|[SCU])[ /,;-]"
    r"[^()]{0,120}\)"
)
"""Matches "(S//XX)", "(C and NF)", "(TOP SECRET/UMBRA)", wherever a mark may stand."""

_LONGEST = 140


def unknown_mark(line: int, block: MayBeMarked) -> Notice | None:
    """The notice of a parenthesis at the head of a block that looks like a mark and is none.

    Args:
        line: on which the block begins.
        block: of ``MAY_BE_MARKED``.
    """
    if isinstance(block, Field) and block.kind is not FieldKind.SUBJECT:
        return None
    at = _head_end(block.content)
    if at == len(block.content) or not block.content[at].raw.lstrip().startswith("("):
        return None
    head = block.content[:at]
    text = _text(block.content[at:])
    marks = [leaf for leaf in head if isinstance(leaf, PortionMark)]
    number = next((leaf for leaf in head if isinstance(leaf, Number)), None)
    known = match_portion_mark(text, lower=False)
    found = known.raw if known else _like_a_mark(text, short=number is not None and not marks)
    if not found:
        return None
    place = _place(block, marks, number)
    said = "was not read as a mark" if known else "is no known portion mark"
    line += sum([leaf.raw.count("\n") for leaf in head])
    message = f"{' '.join(found.split())} {place} {said}; kept as text"
    return Notice(NoticeKind.UNKNOWN_MARK, message, Severity.WARNING, line)


def _head_end(content: Sequence[Inline]) -> int:
    """Index of the first leaf after number or label, mark, and the blanks around them."""
    for at, leaf in enumerate(content):
        if isinstance(leaf, (Number, Label, PortionMark, Furniture)):
            continue
        if leaf.raw.strip() or not isinstance(leaf, (Text, LineBreak)):
            return at
    return len(content)


def _text(content: Sequence[Inline]) -> str:
    """The first words of some content, as far as a mark may go."""
    text = ""
    for leaf in content:
        text = (text + leaf.raw).lstrip()
        if len(text) > _LONGEST or ")" in text[:-1]:
            break
    return text


def _like_a_mark(text: str, *, short: bool) -> str:
    found = _LEVEL.match(text) or (_SHORT.match(text) if short else None)
    if found is None and match_portion_mark(f"(S//{text[1:]}", lower=False):
        return text[: text.index(")") + 1]  # a control alone: "(NF)"
    return found[0] if found else ""


def _place(block: MayBeMarked, marks: Sequence[PortionMark], number: Number | None) -> str:
    if marks:
        return f"after the mark {' '.join(marks[0].raw.split())}"
    if number is not None:
        return f"after number {number.value}"
    return f"at the head of {_NAMES[type(block)]}"


_NAMES: dict[type, str] = {
    Paragraph: "a paragraph",
    Item: "a point",
    Heading: "a heading",
    Field: "the subject",
}
