"""Marks in words: what a screen reader says where PDF and HTML show ``(S/NF)``."""

from __future__ import annotations

from functools import lru_cache

from cableconv.model.markings import Level, Marking

_LEVELS = {
    Level.U: "Unclassified",
    Level.R: "Restricted",
    Level.C: "Confidential",
    Level.S: "Secret",
    Level.TS: "Top Secret",
}

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
    "STADIS": "State Department distribution",
}
"""Controls spelled out (CAPCO register 2016; 5 FAH-2 H-443 for captions). Others are read as
written."""


def spoken(mark: Marking) -> str:
    """A marking in words: ``Secret, not releasable to foreign nationals``.

    Empty where neither level nor control is known: then the mark is read as it stands.
    """
    return _words(
        mark.level, tuple(mark.controls), tuple(mark.rel_to), getattr(mark, "entire_text", False)
    )


@lru_cache(maxsize=4096)
def _words(
    level: Level | None, controls: tuple[str, ...], rel_to: tuple[str, ...], entire_text: bool  # noqa: FBT001
) -> str:  # fmt: skip
    words: list[str] = []
    replaced = level is Level.U and any(name in controls for name in ("SBU", "LOU"))
    if level is not None and not replaced:
        words.append(_LEVELS[level])
    for name in controls:
        if name == "REL" and rel_to:
            words.append("releasable to " + ", ".join(rel_to))
        else:
            words.append(_CONTROLS.get(name, name))
    if entire_text:
        words.append("entire text")
    text = ", ".join(words)
    return text[:1].upper() + text[1:]
