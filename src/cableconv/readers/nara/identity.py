"""The message reference number of a telegram of the National Archives, and what contradicts it.

``Document Number`` is the year, the post cut to six letters, and the serial in five digits
(``1979LAPAZ05838``). It names the telegram where the text agrees or says nothing; six letters count
as a post only where the text proves the name (standards E1; field guide 2g).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from cableconv.grammar.mrn import format_mrn
from cableconv.model.blocks import Block, Field, FieldKind
from cableconv.model.header import DateTimeGroup, MessageSerial, Originator, PageMarker
from cableconv.model.walk import iter_blocks, iter_leaves
from cableconv.notices import Notice, NoticeKind, Severity, conflict

_NUMBER = re.compile(r"((?:19|20)[0-9]{2})([A-Z]{2,6})([0-9]{4,6})(?:[_-]?[A-Za-z]{1,2})?")
"""Matches "1979LAPAZ05838"."""

CUT = 6
"""Letters of a post's name that a document number holds at most."""

_KINDS_OF_POST = re.compile(
    r"(?:AMEMBASSY|AMCONSUL|AMCONGEN|USMISSION|USINT|USLO|USDEL|EMBASSY|MISSION) "
)
"""Matches the first word of "AMEMBASSY LA PAZ"."""


@attrs.frozen
class DocumentNumber:
    """The parts of a document number: year, post as cut, serial."""

    year: int
    post: str
    serial: int


def parse_document_number(raw: str) -> DocumentNumber | None:
    """The parts of ``1979LAPAZ05838``; None for anything else."""
    match = _NUMBER.fullmatch("".join(raw.split()))
    return DocumentNumber(int(match[1]), match[2], int(match[3])) if match else None


@attrs.frozen
class Stated:
    """What the text of a telegram says about its own number.

    Attributes:
        line_post, line_serial: of the classification line; empty and None where it has none.
        page_post, page_serial: of the first PAGE line.
        from_post: the post of the FM line, in capitals without blanks.
        year: of the date-time group.
    """

    line_post: str = ""
    line_serial: int | None = None
    page_post: str = ""
    page_serial: int | None = None
    from_post: str = ""
    year: int | None = None


def stated(blocks: Sequence[Block]) -> Stated:
    """What the blocks of the text say about the number."""
    fields = [block for block in iter_blocks(blocks) if isinstance(block, Field)]
    lines = [leaf for f in fields if f.kind is FieldKind.CLASSIFICATION for leaf in f.content]
    serial = next((leaf for leaf in lines if isinstance(leaf, MessageSerial)), None)
    leaves = list(iter_leaves(blocks))
    page = next((x for x in leaves if isinstance(x, PageMarker) and x.serial), None)
    origin = next((leaf for leaf in leaves if isinstance(leaf, Originator)), None)
    group = next((leaf for leaf in leaves if isinstance(leaf, DateTimeGroup)), None)
    return Stated(
        _letters(serial.post) if serial else "",
        _number(serial.serial) if serial else None,
        _letters(page.post) if page else "",
        _number(page.serial) if page else None,
        _post(origin.name) if origin else "",
        group.year if group else None,
    )


def _letters(post: str) -> str:
    return "".join(filter(str.isalpha, post.upper()))


def _number(digits: str) -> int | None:
    return int(digits) if digits.isdecimal() else None


def _post(name: str) -> str:
    words = _KINDS_OF_POST.sub("", name.upper(), count=1)
    return "STATE" if words.startswith("SECSTATE") else _letters(words)


@attrs.frozen
class Identity:
    """What was decided.

    Attributes:
        mrn: ``79LAPAZ5838``; None where the sources leave it open.
        notices: how it was found, and what contradicts it.
    """

    mrn: str | None
    notices: tuple[Notice, ...] = ()


def identity(number: DocumentNumber, text: Stated) -> Identity:
    """The reference number that document number and text prove together.

    Two of document number, classification line and first PAGE line must agree on the serial,
    unless there is only one of them. A post of six letters must be completed by the text.
    """
    notices = list(_conflicts(number, text))
    serial = _agreed((number.serial, text.line_serial, text.page_serial))
    post = _full_post(number.post, text)
    if serial is None:
        return Identity(None, tuple(notices))
    if not post:
        message = f"the post of Document Number {_spelled(number)} may be cut: no MRN taken"
        return Identity(None, (*notices, Notice(NoticeKind.UNPARSED, message, Severity.WARNING)))
    mrn = format_mrn(number.year, post, str(serial))
    proof = "and the text" if text != Stated() else "alone"
    message = f"MRN {mrn} taken from Document Number {_spelled(number)} {proof}"
    return Identity(mrn, (Notice(NoticeKind.DERIVED, message), *notices))


def _spelled(number: DocumentNumber) -> str:
    return f"{number.year}{number.post}{number.serial:05}"


def _agreed(serials: Sequence[int | None]) -> int | None:
    counts = Counter(serial for serial in serials if serial is not None)
    (serial, count), *others = counts.most_common()
    return serial if count > 1 or not others else None


def _full_post(cut: str, text: Stated) -> str:
    """The post's name in full; empty where six letters may be a part of it."""
    if len(cut) < CUT:
        return cut
    names = (text.line_post, text.from_post, text.page_post)
    full = [name for name in names if name.startswith(cut)]
    longer = [name for name in full if len(name) > CUT]
    # A PAGE line cuts the name as the number does; it proves nothing alone.
    return next(iter(longer), "") or next((n for n in full if n != text.page_post), "")


def _conflicts(number: DocumentNumber, text: Stated) -> Iterator[Notice]:
    spelled = _spelled(number)
    for place, post, serial in (
        ("classification line", text.line_post, text.line_serial),
        ("first PAGE line", text.page_post, text.page_serial),
    ):
        if serial is not None and serial != number.serial:
            yield conflict(f"the {place} has number {serial}, Document Number is {spelled}")
        if post and post[:CUT] != number.post and place != "first PAGE line":
            yield conflict(f"the {place} names {post}, Document Number is {spelled}")
    if text.year is not None and text.year != number.year:
        yield conflict(f"the date-time group is of {text.year}, Document Number is {spelled}")
