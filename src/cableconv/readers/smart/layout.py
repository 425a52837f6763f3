"""Where the parts of a release lie: mails, the block of labels, the text, the closing block.

Everything is found by labels that no other form has. A label without a value takes none from the
lines under it: in some files all labels stand first and the values later (C05775665), and which
belongs to which is not for a program to say.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

import attrs

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.caption import parse_caption
from cableconv.readers.smart.labels import DRAFTERS, HEADER, OWN, SIGNATURE, TRAILER, labelled
from cableconv.structure.lines import BLANKS
from cableconv.structure.paging import page_leaf
from cableconv.structure.starts import paragraph_start

_VALUE_INDENT = 12
"""Lines that continue a value are indented to its column, 25 or 31 in the corpus."""

_NEAR = 12
"""Within so many lines that are not blank, another label must stand."""

_ENOUGH = 3

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


_PAGE_SIGNS = ("\f", "UNCLASSIFIED", "CLASSIFICATION:", "Page ", "Declassified")
"""One of these stands on each line that ends a page."""


def split_lines(text: str) -> list[str]:
    """The lines with their line ends."""
    return _LINE.findall(text)


def is_blank(line: str) -> bool:
    """True where nothing but blanks stands on the line."""
    return not line.strip(BLANKS)


def is_page(line: str) -> bool:
    """True for a release stamp, a form feed, or a page number that stands alone."""
    if not [sign for sign in _PAGE_SIGNS if sign in line]:  # most lines
        return False
    words = line.strip(BLANKS + "\f")
    if words and parse_banner(words) is not None:
        return "\f" in line
    return page_leaf(line.rstrip("\n")) is not None


def is_marking(line: str) -> bool:
    """True for a line such as "UNCLASSIFIED" or "SBU" and nothing else."""
    words = line.strip(BLANKS)
    return bool(words) and (parse_banner(words) is not None or parse_caption(words) is not None)


@attrs.frozen
class Layout:
    """Line indexes at which the parts of one cable begin; each ends where the next begins.

    Attributes:
        header: the block of labels; equal to ``body`` where there is none.
        body: the text.
        trailer: the block that begins with ``Signature:``; equal to ``rest`` without one.
        rest: what follows the cable.
    """

    header: int
    body: int
    trailer: int
    rest: int


def layout(lines: Sequence[str], front: int) -> Layout:
    """The parts of one cable.

    Args:
        lines: of one cable with the mails around it.
        front: where the text begins if no block of labels is found.
    """
    header = header_start(lines, 0)
    body = front if header is None else block_end(lines, header, HEADER)
    body = _not_blank(lines, body)
    trailer = _trailer_start(lines, body, len(lines))
    rest = len(lines) if trailer is None else block_end(lines, trailer, TRAILER)
    rest = _not_blank(lines, rest)
    return Layout(
        body if header is None else header, body, rest if trailer is None else trailer, rest
    )


def split_cables(text: str) -> list[str]:
    """The text cut before the mails that carry a second cable, and further ones."""
    lines = split_lines(text)
    parts: list[str] = []
    begin = 0
    header = header_start(lines, 0)
    while header is not None:
        body = block_end(lines, header, HEADER)
        following = header_start(lines, body)
        if following is None:
            break
        end = _cable_end(lines, body, following)
        parts.append("".join(lines[begin:end]))
        begin, header = end, following
    return [*parts, "".join(lines[begin:])]


def _cable_end(lines: Sequence[str], body: int, following: int) -> int:
    """The line after the closing block and banner of a cable before ``following``."""
    trailer = _trailer_start(lines, body, following)
    if trailer is None:
        return following
    end = _not_blank(lines, block_end(lines, trailer, TRAILER))
    while end < following and (
        is_blank(lines[end]) or is_page(lines[end]) or is_marking(lines[end])
    ):
        end += 1
    return end


def header_start(lines: Sequence[str], at: int) -> int | None:
    """The first line from ``at`` on with a label of SMART's and two others near it; or None."""
    for n in range(at, len(lines)):
        found = labelled(lines[n])
        if found and found.name in OWN and len(_names_near(lines, n, HEADER)) >= _ENOUGH:
            return n
    return None


def _trailer_start(lines: Sequence[str], body: int, end: int) -> int | None:
    for n in range(body, end):
        found = labelled(lines[n])
        if found is None or found.name not in {SIGNATURE, *DRAFTERS}:
            continue
        names = _names_near(lines, n, TRAILER)
        if len(names) > 1 and names & DRAFTERS:
            return n
    return None


def _names_near(lines: Sequence[str], at: int, table: Container[str]) -> set[str]:
    names: set[str] = set()
    left = _NEAR
    while at < len(lines) and left:
        found = labelled(lines[at])
        if found and found.name in table:
            names.add(found.name)
        left -= not (is_blank(lines[at]) or is_page(lines[at]))
        at += 1
    return names


def block_end(lines: Sequence[str], at: int, table: Container[str]) -> int:
    """The line after the last label of a block, with its value, and after values come apart."""
    end = at
    empty = loose = 0
    while at < len(lines):
        if is_blank(lines[at]) or is_page(lines[at]):
            at += 1
            continue
        found = labelled(lines[at])
        if found and found.name in table:
            end = at = field_end(lines, at)
            empty += not found.value
            continue
        loose += 1
        apart = empty >= _ENOUGH and loose <= empty
        start = paragraph_start(lines[at].rstrip("\n"))
        if (
            start is not None
            or is_marking(lines[at])
            or not (apart or _label_follows(lines, at, table))
        ):
            break
        end = at = at + 1
    return end


def _label_follows(lines: Sequence[str], at: int, table: Container[str]) -> bool:
    """Whether lines without a label stand amid the labels: one of SMART's own comes soon."""
    own = OWN if "MRN" in table else DRAFTERS | {"Dissemination Rule", "Action Post"}
    return bool(_names_near(lines, at, table) & own)


def field_end(lines: Sequence[str], at: int) -> int:
    """The line after a label and its value, which may run over lines and over a page's end."""
    found = labelled(lines[at])
    end = at + 1
    if found is None or not found.value:
        return end
    while (following := _continued(lines, end)) is not None:
        end = following
    return end


def _continued(lines: Sequence[str], at: int) -> int | None:
    """The line after one that continues a value, directly or after the end of a page."""
    after = at
    while after < len(lines) and (is_blank(lines[after]) or is_page(lines[after])):
        after += 1
    paged = any(is_page(line) for line in lines[at:after])
    if after == len(lines) or (after > at and not paged):
        return None
    line = lines[after]
    indent = len(line) - len(line.lstrip(" \t"))
    own = indent >= _VALUE_INDENT and labelled(line) is None and not is_marking(line)
    return after + 1 if own else None


def _not_blank(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and is_blank(lines[at]):
        at += 1
    return at
