"""Messages that follow each other in one text: where one certainly ends and the next one begins.

A message begins with its head and ends with NNNN, or with BT and its number (ACP 127(G), format
lines 5 to 16). Two are parted only where the first has ended, nothing but blank lines or a rule
stands between, and the second has a whole head, a classification line and a number of its own. A
message inside of another one, a later section and a second copy are parts of the cable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from cableconv.grammar.classification_line import scan_classification_line
from cableconv.grammar.dtg import parse_dtg
from cableconv.grammar.procedure import is_routing_indicator, line_words
from cableconv.grammar.station import parse_station
from cableconv.grammar.transmission import parse_routing, parse_security, parse_transmission_id
from cableconv.model.header import MessageSerial, SectionOf
from cableconv.notices import Notice, NoticeKind, Severity

_FROM = re.compile(r"^FM ", re.MULTILINE)
"""Matches the beginning of ``FM AMEMBASSY EXAMPLEVILLE``."""

_END = re.compile(r"NNNN|#[0-9]{1,6}")
"""Matches what ends a message: ``NNNN``; ``#0713``, which counts below BT."""

_RULE = re.compile(r"[-=_*~ \t\f]*")
"""Matches a blank line, a form feed, and ``- - - -``."""

_OPENS = re.compile(r"(?:BEGIN (?:QUOTE|TEXT|MESSAGE)|(?<![A-Z])QUOTE)[ .:\"-]{0,5}$")
"""Matches the end of ``THE MESSAGE IS AS FOLLOWS. QUOTE:``."""

_CLOSES = re.compile(r"(?:END (?:QUOTE|TEXT|MESSAGE)|UNQUOTE)(?![A-Z])")
"""Matches in ``UNQUOTE.``."""

_TWO = 2

_ADDRESS = 3
"""Lines below FM in which TO must stand."""

_LONGEST_HEAD = 400
"""Lines below FM in which the classification line must stand."""


@attrs.frozen
class _Head:
    """The head of a message.

    Attributes:
        start: its first line.
        number: post and number in its classification line; None without such a line.
        section: of the message, from 1.
        serial: number in its DE line, without zeros before it; empty for none.
    """

    start: int
    number: tuple[str, str] | None
    section: int
    serial: str


def messages(text: str) -> list[str]:
    """The messages of a text, which joined are the text; one where it is not certain to hold more.

    Linear: a text with one FM line is not looked at any further.
    """
    if len(_FROM.findall(text)) < _TWO:
        return [text]
    lines = text.split("\n")
    bounds = pairwise([0, *_starts(lines), len(lines)])
    pieces = ["\n".join(lines[first:after]) for first, after in bounds]
    return [*(f"{piece}\n" for piece in pieces[:-1]), pieces[-1]]


def second_heads(text: str) -> Iterator[Notice]:
    """A notice for each head in a message that may be that of another telegram."""
    if len(_FROM.findall(text)) < _TWO:
        return
    lines = text.split("\n")
    quoted = _quoted(lines)
    heads = _heads(lines)
    known = {head.number for head in heads[:1]}
    for head in heads[1:]:
        # Where the first has no number, the second may be a copy of it.
        if None in {head.number, *known} or head.number in known:
            continue
        if quoted[head.start] or head.section > 1 or head.number is None:
            continue
        known.add(head.number)
        message = (
            f"a second message, {' '.join(head.number)}, begins here; it is read as a part of the "
            "first, under the highest marking of both. If it is a telegram of its own, cut the "
            "file before this line"
        )
        yield Notice(NoticeKind.CONFLICT, message, Severity.WARNING, head.start + 1)


def _starts(lines: Sequence[str]) -> list[int]:
    """The first lines of all messages but the first."""
    heads, ends, quoted = _heads(lines), _ends(lines), _quoted(lines)
    found: list[int] = []
    numbers: set[tuple[str, str] | None] = set()
    first, closed = 0, 0
    for at, head in enumerate(heads):
        while closed < len(ends) and ends[closed] < head.start:
            closed += 1
        # As many ends as heads: nothing is open that this head could be a part of.
        if (
            at
            and closed == at
            and head.section == 1
            and None not in {head.number, *numbers}
            and head.number not in numbers
            and not quoted[head.start]
            and _ends_just_before(lines, heads[first], head, ends[closed - 1])
        ):
            found.append(head.start)
            numbers.clear()
            first = at
        numbers.add(head.number)
    return found if len(ends) in {len(heads), len(heads) - 1} else []


def _ends_just_before(lines: Sequence[str], first: _Head, head: _Head, end: int) -> bool:
    """Whether the end of a message, with its own number if any, stands right above a head."""
    numbered = end if lines[end].strip() != "NNNN" else _above(lines, end)
    sign = lines[numbered].strip() if numbered >= 0 else ""
    number = sign[1:].lstrip("0") if sign[:1] == "#" and _END.fullmatch(sign) else ""
    own = not number or not first.serial or number == first.serial
    return own and all(_RULE.fullmatch(line) for line in lines[end + 1 : head.start])


def _quoted(lines: Sequence[str]) -> list[bool]:
    """For each line whether a quotation is open above it."""
    found: list[bool] = []
    opened = 0
    for line in lines:
        found.append(opened > 0)
        if _CLOSES.search(line):
            opened = max(0, opened - 1)
        elif _OPENS.search(line.rstrip()):
            opened += 1
    return found


def _ends(lines: Sequence[str]) -> list[int]:
    """The last line of each message: NNNN, or else the number below BT."""
    found: list[int] = []
    above, numbered = "", False
    for at, line in enumerate(lines):
        words = line.strip()
        if not words:
            continue
        if _END.fullmatch(words):
            if words == "NNNN" and numbered:
                found[-1] = at
            elif words == "NNNN" or above == "BT":
                found.append(at)
            numbered = words != "NNNN" and above == "BT"
        else:
            numbered = False
        above = words
    return found


def _heads(lines: Sequence[str]) -> list[_Head]:
    found: list[_Head] = []
    for at, line in enumerate(lines):
        if line.startswith("FM ") and _addressed(lines, at):
            dated = _above(lines, at)
            if dated >= 0 and parse_dtg(lines[dated].strip()) is not None:
                found.append(_head(lines, dated, at))
    return found


def _addressed(lines: Sequence[str], at: int) -> bool:
    below = [line for line in lines[at + 1 : at + 2 * _ADDRESS] if line.strip()][:_ADDRESS]
    return any(line.startswith("TO ") for line in below)


def _above(lines: Sequence[str], at: int) -> int:
    """The line above one that is not blank; -1 where there is none."""
    at -= 1
    while at >= 0 and not lines[at].strip():
        at -= 1
    return at


def _head(lines: Sequence[str], dated: int, sender: int) -> _Head:
    start, serial, section = dated, "", 1
    above = _above(lines, start)
    while above >= 0 and _is_procedure(lines[above].strip()):
        start = above
        station = parse_station(lines[above].strip())
        if station is not None:
            serial, section = station.serial.lstrip("0"), station.section or 1
        above = _above(lines, above)
    number = None
    for line in lines[sender + 1 : sender + _LONGEST_HEAD]:
        if line.startswith("FM "):
            break
        leaves = scan_classification_line(line.strip()) or ()
        named = next((leaf for leaf in leaves if isinstance(leaf, MessageSerial)), None)
        if named is not None:
            number = (named.post, named.serial.lstrip("0"))
            sections = [leaf.section for leaf in leaves if isinstance(leaf, SectionOf)]
            section = max(section, *sections, 1)
            break
    return _Head(start, number, section, serial)


def _is_procedure(words: str) -> bool:
    """Whether a line stands above the date in a head."""
    known = (parse_security, parse_station, parse_routing, parse_transmission_id)
    return any(parse(words) is not None for parse in known) or all(
        map(is_routing_indicator, line_words(words) or [""])
    )
