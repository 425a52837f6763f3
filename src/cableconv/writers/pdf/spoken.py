"""Marks in words: what a screen reader says where the page shows ``(S/NF)``."""

from __future__ import annotations

from cableconv.model.markings import Level, Marking

_LEVELS = {
    Level.U: "Unclassified",
    Level.R: "Restricted",
    Level.C: "Confidential",
    Level.S: "Secret",
    Level.TS: "Top Secret",
}

_CONTROLS = {
    "SBU": "Sensitive But Unclassified",
    "LOU": "Limited Official Use",
    "FOUO": "For Official Use Only",
    "OUO": "Official Use Only",
    "CUI": "Controlled Unclassified Information",
    "EFTO": "Encrypt For Transmission Only",
    "NOFORN": "Not Releasable to Foreign Nationals",
    "ORCON": "Originator Controlled",
    "PROPIN": "Proprietary Information Involved",
    "RELIDO": "Releasable by Information Disclosure Official",
    "NODIS": "No Distribution",
    "EXDIS": "Exclusive Distribution",
    "LIMDIS": "Limited Distribution",
    "STADIS": "State Department Distribution",
}
"""Controls spelled out (CAPCO register 2016; 5 FAH-2 H-443 for captions). Others are read as
written."""


def spoken(mark: Marking) -> str:
    """A marking in words: ``Secret, Not Releasable to Foreign Nationals``.

    Empty where neither level nor control is known: then the mark is read as it stands.
    """
    controls = list(mark.controls)
    words: list[str] = []
    replaced = mark.level is Level.U and any(name in controls for name in ("SBU", "LOU"))
    if mark.level is not None and not replaced:
        words.append(_LEVELS[mark.level])
    for name in controls:
        if name == "REL" and mark.rel_to:
            words.append("Releasable to " + ", ".join(mark.rel_to))
        else:
            words.append(_CONTROLS.get(name, name))
    if getattr(mark, "entire_text", False):
        words.append("entire text")
    return ", ".join(words)
