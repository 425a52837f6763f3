"""The first paragraph of a telegram in FRUS, into which the editors ran the lines of its head.

"14297. For the President. Subject: National Day. Ref: State 330956." is number, passing
instruction, subject and reference. What is not certain stays text.
"""

from __future__ import annotations

import re

from cableconv.grammar.reference import scan_references
from cableconv.grammar.scan import without_seams
from cableconv.model.blocks import Block, Field, FieldKind, Paragraph
from cableconv.model.content import Inline
from cableconv.model.header import MessageSerial, PassingInstruction
from cableconv.model.leaf import Furniture, FurnitureKind, Label, LineBreak, Text
from cableconv.readers.tei.atoms import inline_atoms, leaves, plain_text
from cableconv.readers.tei.elements import Element
from cableconv.readers.tei.plain import begun, paragraph, runs
from cableconv.structure.starts import marked_start

_SERIAL = re.compile(r"(\d{1,6})\. ")
"""Matches the number of "14297. For the President and the Secretary."."""

_NUMBERED = re.compile(r"(\d{1,3})[.)] ")
"""Matches the head of "2. I used the occasion"."""

_LABEL = re.compile(r"(?<![A-Za-z])(Subject|Subj|References|Reference|Reftels|Reftel|Refs|Ref):")
"""Matches the labels of "Subject: National Day in Moscow. Ref: State 330956."."""

_FOR = re.compile(r"(?:For|Pass|Please pass|From) (?=[A-Z]|the )[^.]{1,160}")
"""Matches "For the President and the Secretary"."""

_TEXT_BEGINS = re.compile(r"(?<=[.;]) (?=(?:\d{1,2}\.|\(\w{1,3}\)|Summary\b|Begin ))")
"""Matches the blank before "1. (S) Summary" in "Subject: Arms Talks. 1. (S) Summary"."""

_REFERENCE_ENDS = re.compile(r"(?<=\d)\.(?= )")
"""Matches the full stop of "Ref: State 330956. I called on the Minister"."""

_LONGEST = 300
"""Characters of a subject or list of references."""


def opened(element: Element, year: int | None) -> tuple[list[Block], str]:
    """The blocks of the first paragraph, up to its first list or table, and the telegram's number.

    Args:
        element: the paragraph.
        year: of the telegram, for references without one.

    Returns:
        Fields, and the text after them as a paragraph; the number is empty where none is told.
    """
    atoms = next(run for run in runs(element) if isinstance(run, list))
    content = leaves(atoms)
    head = content[0] if content else None
    if not isinstance(head, Text):
        return paragraph(atoms)[:1], ""
    blocks: list[Block] = []
    text, number = head.raw, ""
    serial = _SERIAL.match(text)
    if serial is not None and _is_serial(element, serial[1]):
        number = serial[1]
        leaf = MessageSerial(number, "", number)
        blocks.append(Field(FieldKind.MESSAGE_ID, (leaf, Text(".")), tail=" "))
        text = text[serial.end() :]
    fields, rest = _fields(text, year)
    return _closed([*blocks, *fields], without_seams((Text(rest), *content[1:]))), number


def _is_serial(element: Element, digits: str) -> bool:
    """Whether the number that opens the text is the telegram's, not that of paragraph 1.

    Paragraphs are numbered from 1: another number is the telegram's, and so is 1 before a 1.
    """
    if len(digits) > 3 or int(digits) != 1:  # noqa: PLR2004 - no telegram has 1,000 paragraphs
        return True
    for after in element.itersiblings("{*}p", "p"):
        number = _NUMBERED.match(plain_text(inline_atoms(after)))
        if number is not None:
            return number[1] == "1"
    return False


def _closed(blocks: list[Block], remaining: tuple[Inline, ...]) -> list[Block]:
    """The fields, and the words after them as a paragraph; anchors alone stay with the fields."""
    words = [leaf for leaf in remaining if not isinstance(leaf, (Furniture, LineBreak))]
    last = blocks[-1] if blocks else None
    if words or not isinstance(last, Field):
        return [*blocks, Paragraph(begun(remaining))]
    gap = (Text(last.tail),) if remaining and last.tail.strip("\n") else ()
    blocks[-1] = Field(last.kind, (*last.content, *gap, *remaining), tail="\n\n")
    return blocks


def _fields(text: str, year: int | None) -> tuple[list[Block], str]:
    """Fields that the editors ran together at the head of the text, and the rest of it."""
    labels = list(_LABEL.finditer(text))
    before = text[: labels[0].start()] if labels else ""
    blocks: list[Block] = []
    if before:
        if _FOR.fullmatch(before.strip(" ").rstrip(".")) is None:
            return [], text
        blocks.append(_passing(before))
    at = len(before)
    for label, after in zip(labels, [*labels[1:], None], strict=False):
        piece = text[label.start() : after.start() if after else None]
        if after and len(piece) <= _LONGEST and piece.rstrip(" ").endswith((".", ";")):
            blocks.append(_labelled(piece, label[1], year))
            at = label.start() + len(piece)
            continue
        field = _cut(text[label.start() :], label[1])
        if field:
            blocks.append(_labelled(field, label[1], year))
            at = label.start() + len(field)
        break
    return blocks, text[at:]


def _cut(text: str, label: str) -> str:
    """The last field up to where the text certainly begins; empty where that is not certain."""
    pattern = _TEXT_BEGINS if label.startswith("Sub") else _REFERENCE_ENDS
    stop = pattern.search(text, len(label) + 1, _LONGEST)
    if stop is None:
        return text if len(text) <= _LONGEST else ""
    end = stop.end()
    return text[:end] + (" " if text[end : end + 1] == " " else "")


def _passing(text: str) -> Field:
    words = text.rstrip(" ")
    kept = words.rstrip(".")
    stop = (Text(words[len(kept) :]),) if words != kept else ()
    return Field(FieldKind.PASSING, (PassingInstruction(kept), *stop), tail=text[len(words) :])


def _labelled(text: str, label: str, year: int | None) -> Field:
    words = text.rstrip(" ")
    tail = text[len(words) :] or "\n\n"
    if label.startswith("Sub"):
        return Field(FieldKind.SUBJECT, _subject(words, len(label) + 1), tail=tail)
    return Field(FieldKind.REFERENCES, scan_references(words, year), tail=tail)


def _subject(words: str, at: int) -> tuple[Inline, ...]:
    """Label, mark and words; the full stop after them is the editors'."""
    kept = words.rstrip(".")
    stop = words[len(kept) :]
    text = kept[at:].lstrip(" ")
    blank = kept[at : len(kept) - len(text)]
    start = marked_start(text)
    marked = (Text(blank), *start.leaves) if start else (Text(blank),)
    rest = text[start.length :] if start else text
    return without_seams(
        (Label(words[:at]), *marked, Text(rest), Furniture(stop, FurnitureKind.EDITORIAL))
    )
