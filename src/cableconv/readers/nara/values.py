"""Values of attributes that the standards know, as typed leaves (standards A3, A4 and E1)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.caption import scan_caption_line
from cableconv.grammar.reference import scan_references
from cableconv.grammar.scan import interleave, plain
from cableconv.grammar.subject import scan_subject
from cableconv.model.blocks import FieldKind
from cableconv.model.content import Inline
from cableconv.model.header import Addressee, Originator, Tag
from cableconv.model.markings import Declassification
from cableconv.structure.lines import BLANKS


class Typed(NamedTuple):
    """How the value of a key is read.

    Attributes:
        kind: the field of a telegram that states the same; None where it must never stand in.
        scan: leaves of a value, with the telegram's year; None where the value is not known.
    """

    kind: FieldKind | None
    scan: Callable[[str, int | None], tuple[Inline, ...] | None]


_TERM = re.compile(r"\((?P<person>[^()\n]{1,80})\)|(?P<term>[^,()\s][^,()\n]{0,80})")
"""Matches "(ROE, JANE Q)" and "EXAMPLE SMELTER PROJECT" between commas."""


def _tags(value: str, _: int | None) -> tuple[Inline, ...]:
    """TAGS of an attribute: commas alone separate them, so a term may have several words."""
    found: list[tuple[int, Inline]] = []
    for match in _TERM.finditer(value):
        raw = match[0].rstrip(BLANKS)
        name = " ".join((match["person"] or raw).split()).upper()
        found.append((match.start(), Tag(raw, name)))
    return interleave(value, found)


_OFFICER_CODE = re.compile(r"[ \t]{1,8}OR-[A-Z]$")
"""Matches the " OR-M" of "LA PAZ OR-M", which is of the E.O. line and not of the post."""


def _originator(value: str, _: int | None) -> tuple[Inline, ...] | None:
    if "\n" in value:
        return None
    code = _OFFICER_CODE.search(value)
    post = value[: code.start()] if code else value
    return (Originator(post, " ".join(post.split())), *plain(value[len(post) :]))


_POST = re.compile(r"\S+(?: \S+)*")
"""Matches the posts of "STATE     USUN NEW YORK", which two blanks or more part."""


def _addressees(value: str, _: int | None) -> tuple[Inline, ...] | None:
    # pdftotext makes one blank of several; then nothing says where a post ends.
    if "\n" in value:
        return None
    return interleave(value, ((m.start(), Addressee(m[0], m[0])) for m in _POST.finditer(value)))


_ORDER = re.compile(
    r"(?P<code>GS|AS|X[1-4]|N/A)"
    r"(?: (?P<date>[0-9]{8}))?(?: (?P<officer>[A-Z][A-Z.,' -]{1,60}))?",
)
"""Matches "GS 19850108 ROE, JANE Q", "X4", "N/A"."""

_SCHEDULES: Mapping[str, str] = {
    "GS": "GDS", "AS": "ADS", "X1": "XGDS-1", "X2": "XGDS-2", "X3": "XGDS-3", "X4": "XGDS-4",
}  # fmt: skip
"""The database's codes for schedules (standards A3). RR and OA are unexplained, and stay text."""


def _executive_order(value: str, _: int | None) -> tuple[Inline, ...] | None:
    match = _ORDER.fullmatch(value)
    if match is None:
        return None
    leaf = Declassification(
        value,
        not_applicable=match["code"] == "N/A",
        declassify_on=_date(match["date"]),
        schedule=_SCHEDULES.get(match["code"]),
        officer=match["officer"],
    )
    return (leaf,)


def _date(digits: str | None) -> dt.date | None:
    try:
        return dt.datetime.strptime(digits, "%Y%m%d").date() if digits else None  # noqa: DTZ007 - a date has no zone
    except ValueError:
        return None


def _banner(value: str, _: int | None) -> tuple[Inline, ...] | None:
    banner = parse_banner(value)
    return None if banner is None else (banner,)


TYPED: Mapping[str, Typed] = {
    "TAGS": Typed(FieldKind.TAGS, _tags),
    "Subject": Typed(FieldKind.SUBJECT, lambda value, _: scan_subject(value)),
    "Reference": Typed(FieldKind.REFERENCES, scan_references),
    "From": Typed(FieldKind.ORIGINATOR, _originator),
    "To": Typed(FieldKind.ACTION, _addressees),
    "Executive Order": Typed(FieldKind.EXECUTIVE_ORDER, _executive_order),
    "Original Classification": Typed(None, _banner),
    "Original Handling Restrictions": Typed(None, lambda value, _: scan_caption_line(value)),
}
"""Current and previous classifications are text: they are not the marking of the telegram."""
