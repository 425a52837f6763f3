"""Markings: levels, portion marks, banners, captions, authority, declassification.

Each keeps its ``raw`` spelling beside the canonical value. A marking that the source does not
state is never made up here; what can be concluded is answered by ``model.effective``.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterable
from itertools import groupby

import attrs

from cableconv.model.leaf import Leaf


class Level(enum.IntEnum):
    """Classification levels in rising order. SBU, LOU, FOUO and CUI are controls on ``U``.

    Source: domain practice of the CAPCO register 2016, A.6; RESTRICTED is NATO's and ACP 127's.
    """

    U = 0
    R = 1
    C = 2
    S = 3
    TS = 4

    @property
    def word(self) -> str:
        """The level as a banner spells it: ``CONFIDENTIAL``."""
        return _WORDS[self]


_WORDS = {
    Level.U: "UNCLASSIFIED",
    Level.R: "RESTRICTED",
    Level.C: "CONFIDENTIAL",
    Level.S: "SECRET",
    Level.TS: "TOP SECRET",
}

CONTROL_WORDS = {
    "SBU": "SENSITIVE BUT UNCLASSIFIED",
    "LOU": "LIMITED OFFICIAL USE",
    "FOUO": "FOR OFFICIAL USE ONLY",
    "OUO": "OFFICIAL USE ONLY",
    "EFTO": "ENCRYPT FOR TRANSMISSION ONLY",
    "CUI": "CONTROLLED UNCLASSIFIED INFORMATION",
}
"""Controls on unclassified text, as they are spelled out. The first two stand alone in a banner."""


_CATEGORY_ORDER: tuple[tuple[str, ...], ...] = (
    ("SI", "TK", "HCS", "G", "KDK", "BUR", "RSV", "KLONDIKE", "BOHEMIA", "BALK"),
    ("SAR",),
    ("RD", "FRD", "TFNI", "CNWDI", "DOE UCNI", "DOD UCNI", "ATOMAL"),
    ("FGI",),
    ("SP",),
    (
        "RSEN", "FOUO", "ORCON", "ORCON-USGOV", "IMCON", "NOFORN", "PROPIN", "REL", "RELIDO",
        "EYES", "DEA SENSITIVE", "FISA", "DISPLAY ONLY",
    ),
    ("LIMDIS", "EXDIS", "NODIS", "STADIS", "SBU", "SENSITIVE", "LOU", "LES", "SSI"),
)  # fmt: skip
"""In the order of the register (2016, A.6); all other names belong to dissemination."""

_CATEGORIES = {name: at for at, names in enumerate(_CATEGORY_ORDER) for name in names}
_DISSEMINATION = _CATEGORIES["NOFORN"]
_INSTRUCTION = len(_CATEGORY_ORDER)

_ORDERED = frozenset((_DISSEMINATION, _CATEGORIES["EXDIS"]))
"""Categories whose controls have an order of their own."""

_FIRST_WORD = re.compile(r"[- ]")

_ENDS = re.compile(r"(?:25|50|75)?X[1-9](?:-[A-Z]{2,5})?|MR|OADR|[0-9]{8}")
"""Matches ``X1``, ``MR``, ``20301231``: until February 2008 a banner could end in one.

Source: CAPCO register 2016, I.
"""


def is_instruction(control: str) -> bool:
    """True for an instruction on declassification at the end of a banner: ``X1``, ``MR``."""
    return _ENDS.fullmatch(control) is not None


def category(control: str) -> int:
    """The category of the register that a control belongs to; a number that rises in its order."""
    if is_instruction(control):
        return _INSTRUCTION
    base = control if control in _CATEGORIES else _FIRST_WORD.split(control, maxsplit=1)[0]
    return _CATEGORIES.get(base, _DISSEMINATION)


def register_order(control: str) -> tuple[int, int]:
    """A key that sorts the controls of a banner into the order of the register.

    Those that the register does not name stay as they come, behind the others of their category.
    """
    at = category(control)
    names = _CATEGORY_ORDER[at] if at in _ORDERED else ()
    return at, names.index(control) if control in names else len(names)


def by_category(controls: Iterable[str]) -> list[list[str]]:
    """Controls in their order, those of one category together: ``[["SI", "TK"], ["NOFORN"]]``.

    Two slashes part categories, one slash the controls of one (CAPCO register 2016, A.6).
    """
    return [list(group) for _, group in groupby(controls, category)]


@attrs.frozen
class Marking(Leaf):
    """A level with its controls, as a portion mark or banner states them.

    Attributes:
        level: None where the marking names a control but no level can be told.
        controls: canonical names in the order of the source: ``SBU``, ``NOFORN``, ``ORCON``,
            ``EXDIS``; ``REL`` stands here where ``rel_to`` lists countries.
        rel_to: countries and organisations after ``REL [TO]``, as written.
    """

    level: Level | None
    controls: tuple[str, ...] = ()
    rel_to: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The marking spelled out: ``SECRET//NOFORN``, ``SENSITIVE BUT UNCLASSIFIED``."""
        return marking_words(self.level, self.controls, self.rel_to)


def marking_words(
    level: Level | None, controls: tuple[str, ...], rel_to: tuple[str, ...] = ()
) -> str:
    """Spell a level and controls out as a banner does.

    SBU and LOU replace the word UNCLASSIFIED (12 FAM 540; TAGS manual of 1974); all other controls
    follow the level, each category after ``//``, its controls joined by ``/``.
    """
    rest = list(controls)
    head = "" if level is None else level.word
    if level in (Level.U, None):
        for control in ("SBU", "LOU"):
            if control in rest:
                rest.remove(control)
                head = CONTROL_WORDS[control]
                break
    words = [[_control_words(control, rel_to) for control in group] for group in by_category(rest)]
    return "//".join([head, *map("/".join, words)] if head else map("/".join, words))


def _control_words(control: str, rel_to: tuple[str, ...]) -> str:
    if control == "REL" and rel_to:
        return "REL TO " + ", ".join(rel_to)
    return CONTROL_WORDS.get(control, control)


@attrs.frozen
class PortionMark(Marking):
    """A mark in parentheses at the head of a paragraph, subject, heading or item: ``(S/NF)``.

    Attributes:
        entire_text: True where the mark says it speaks for the whole text (``(C - ENTIRE TEXT)``).
    """

    entire_text: bool = False


@attrs.frozen
class Banner(Marking):
    """The classification of the whole cable as its classification line or banner states it."""


@attrs.frozen
class EntireText(Marking):
    """A statement that marks all paragraphs (``Sensitive but unclassified, entire text.``)."""


@attrs.frozen
class Caption(Leaf):
    """A handling caption: SIPDIS, NOFORN, SENSITIVE, NODIS, EXDIS, LIMDIS, STADIS ...

    Attributes:
        name: canonical spelling in capitals (``CORRECTED COPY`` for letter-spaced variants).
    """

    name: str


@attrs.frozen
class Reasons(Leaf):
    """Reasons for classification: ``1.4 (b) and (d)``.

    Attributes:
        values: canonical, one a letter: ``("1.4(b)", "1.4(d)")``.
    """

    values: tuple[str, ...] = ()


@attrs.frozen
class ClassifiedBy(Leaf):
    """The officer part of an authority line: ``DCM John Doe``.

    Attributes:
        names: personal names without title, as written; empty where only an office is named.
        title: position as written (``DCM``, ``Ambassador``); None where none is told.
    """

    names: tuple[str, ...] = ()
    title: str | None = None


@attrs.frozen
class DerivedFrom(Leaf):
    """The source of a derivative classification: ``Multiple Sources``, ``DSCG 05-01``."""


@attrs.frozen
class Declassification(Leaf):
    """Declassification instruction of an E.O. line or an authority block, orders 11652 to 13526.

    Attributes:
        executive_order: number of the order (``12958``); None where the text names none.
        not_applicable: True for ``N/A``.
        declassify_on: the date, where one can be read with certainty.
        event: the event in words (``TEN YEARS AFTER KOREAN UNIFICATION``), as written.
        schedule: ``GDS``, ``ADS``, ``XGDS-1``, ``RDS-3``, ``OADR``, ``MR``; None otherwise.
        exemptions: ``X1``, ``25X1``, ``50X1-HUM`` and the like, in order.
        officer: name in the parentheses of an E.O. 12065 line (``BOEKER, PAUL H.``).
    """

    executive_order: str | None = None
    not_applicable: bool = False
    declassify_on: dt.date | None = None
    event: str | None = None
    schedule: str | None = None
    exemptions: tuple[str, ...] = ()
    officer: str | None = None
