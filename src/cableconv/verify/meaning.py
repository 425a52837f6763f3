"""What a portion mark means, in words: the proof's own list, which no writer asks."""

from __future__ import annotations

from cableconv.model.markings import Level, Marking

_CONTROLS = {
    "SBU": "sensitive but unclassified",
    "LOU": "limited official use",
    "FOUO": "for official use only",
    "OUO": "official use only",
    "CUI": "controlled unclassified information",
    "EFTO": "encrypt for transmission only",
    "NOFORN": "not releasable to foreign nationals",
    "ORCON": "originator controlled",
    "PROPIN": "proprietary information involved",
    "RELIDO": "releasable by information disclosure official",
    "NODIS": "no distribution",
    "EXDIS": "exclusive distribution",
    "LIMDIS": "limited distribution",
    "STADIS": "state department distribution",
}
"""Authorized long forms (CAPCO register 2016; 5 FAH-2 H-443 for captions).

The writers have such a list as well. This one is written out again on purpose: a proof that took
theirs would agree with each of its errors.
"""


def meanings(mark: Marking) -> frozenset[str]:
    """The ways in which the meaning of a mark may be told, in small letters.

    A control stands in the place of the level of an unclassified text, or beside it.
    """
    words = [_control(name, tuple(mark.rel_to)) for name in mark.controls]
    words += ["entire text"] if getattr(mark, "entire_text", False) else []
    whole = [mark.level.word.casefold(), *words] if mark.level is not None else words
    bare = words if mark.level is Level.U and mark.controls else whole
    return frozenset({", ".join(whole), ", ".join(bare)})


def _control(name: str, countries: tuple[str, ...]) -> str:
    if name == "REL" and countries:
        return f"releasable to {', '.join(countries)}".casefold()
    return _CONTROLS.get(name, name).casefold()
