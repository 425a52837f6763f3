"""The words inside a portion mark or an entire-text statement, and what they stand for.

``S//NF``, ``SBU/N``, ``C - ENTIRE TEXT``, ``SENSITIVE BUT UNCLASSIFIED``: a level, then controls.
Sources: CAPCO register 2016, A.6, D.1, G and H; 5 FAH-1 H-246.2; field guide 2d.
"""

from __future__ import annotations

import functools
import re

import attrs

from cableconv.model.markings import Level, Marking, by_category


@attrs.frozen
class MarkingWords:
    """What the words of a mark state.

    Attributes:
        level: None where a control stands alone that fits any level.
        controls: canonical, in order.
        rel_to: after REL [TO], as written.
        entire: True where the words say ENTIRE TEXT.
    """

    level: Level | None
    controls: tuple[str, ...] = ()
    rel_to: tuple[str, ...] = ()
    entire: bool = False


_HEADS: dict[str, tuple[Level | None, tuple[str, ...]]] = {
    "U": (Level.U, ()),
    "UNCLAS": (Level.U, ()),
    "UNCLASSIFIED": (Level.U, ()),
    "C": (Level.C, ()),
    "CONFIDENTIAL": (Level.C, ()),
    "S": (Level.S, ()),
    "SECRET": (Level.S, ()),
    "TS": (Level.TS, ()),
    "TOP SECRET": (Level.TS, ()),
    "RESTRICTED": (Level.R, ()),
    "SBU": (Level.U, ("SBU",)),
    "SENSITIVE BUT UNCLASSIFIED": (Level.U, ("SBU",)),
    "SENSITIVE BUT UNCLAS": (Level.U, ("SBU",)),
    "L": (Level.U, ("LOU",)),
    "LOU": (Level.U, ("LOU",)),
    "LIMITED OFFICIAL USE": (Level.U, ("LOU",)),
    "LIMITED OFFICIAL USE ONLY": (Level.U, ("LOU",)),
    "FOUO": (Level.U, ("FOUO",)),
    "FOR OFFICIAL USE ONLY": (Level.U, ("FOUO",)),
    "OUO": (Level.U, ("OUO",)),
    "OFFICIAL USE ONLY": (Level.U, ("OUO",)),
    "EFTO": (Level.U, ("EFTO",)),
    "CUI": (Level.U, ("CUI",)),
    "NOFORN": (None, ("NOFORN",)),
}
"""First words of a mark. ``L`` is the LOU of the 1970s (field guide 2g)."""

_CAPITALS_ONLY = frozenset(("L", "LOU", "CUI", "OUO"))
"""Heads that are a name or an ordinary word in small letters: ``(Lou)``."""

_FOREIGN_HEADS = {
    "CTS": Level.TS,
    "NS": Level.S,
    "NC": Level.C,
    "NR": Level.R,
    "NU": Level.U,
}
"""NATO levels; only after ``//``, because ``(NC)`` alone is a slip for ``(C)`` (field guide 2d)."""

_CABLE_CONTROLS = {
    "NF": ("NOFORN",),
    "NOFORN": ("NOFORN",),
    "NO FORN": ("NOFORN",),
    "XD": ("EXDIS",),
    "EXDIS": ("EXDIS",),
    "ND": ("NODIS",),
    "NODIS": ("NODIS",),
    "STADIS": ("STADIS",),
    "SBU": ("SBU",),
    "SBU-NF": ("SBU", "NOFORN"),
    "SBU NOFORN": ("SBU", "NOFORN"),
    "LOU": ("LOU",),
    "FOUO": ("FOUO",),
    "FOR OFFICIAL USE ONLY": ("FOUO",),
    "OUO": ("OUO",),
    "OFFICIAL USE ONLY": ("OUO",),
    "EFTO": ("EFTO",),
    "CUI": ("CUI",),
    "FGI": ("FGI",),
    "OC": ("ORCON",),
    "ORCON": ("ORCON",),
    "PROPIN": ("PROPIN",),
    "NOCONTRACT": ("NOCONTRACT",),
    "WNINTEL": ("WNINTEL",),
    "LIMDIS": ("LIMDIS",),
    "RELIDO": ("RELIDO",),
}
"""Controls that cables put after ``//``, ``/``, a hyphen, a comma or a blank."""

_REGISTER_CONTROLS = {
    "PR": ("PROPIN",),
    "OC-USGOV": ("ORCON-USGOV",),
    "ORCON-USGOV": ("ORCON-USGOV",),
    "IMC": ("IMCON",),
    "IMCON": ("IMCON",),
    "RS": ("RSEN",),
    "RSEN": ("RSEN",),
    "DSEN": ("DEA SENSITIVE",),
    "DEA SENSITIVE": ("DEA SENSITIVE",),
    "FISA": ("FISA",),
    "DS": ("LIMDIS",),
    "LES": ("LES",),
    "LES-NF": ("LES", "NOFORN"),
    "LES NOFORN": ("LES", "NOFORN"),
    "SSI": ("SSI",),
    "TFNI": ("TFNI",),
    "CNWDI": ("CNWDI",),
    "UCNI": ("DOE UCNI",),
    "DOE UCNI": ("DOE UCNI",),
    "DCNI": ("DOD UCNI",),
    "DOD UCNI": ("DOD UCNI",),
    "FEDCON": ("FEDCON",),
    "FED ONLY": ("FED ONLY",),
    "NOCON": ("NOCON",),
    "DL ONLY": ("DL ONLY",),
    "BOHEMIA": ("BOHEMIA",),
    "BALK": ("BALK",),
    "ATOMAL": ("ATOMAL",),
}
"""Controls of the register that count only after ``//``: alone they are offices, ``(C/PR)``."""

_REGISTER_SHAPE = re.compile(
    r"(?:SI|TK|HCS|G|KDK|BUR|RSV|KLONDIKE)(?:-[A-Z0-9]{1,9}(?: [A-Z0-9]{1,9}){0,5}){0,4}"
    r"|SAR-[A-Z0-9]{2,30}(?:-[A-Z0-9]{1,9}){0,4}"
    r"|(?:RD|FRD)(?:-CNWDI|-(?:SIGMA|SG)(?: [0-9]{1,2}){1,9})?"
    r"|FGI(?: [A-Z]{3,4}){1,12}"
    r"|SP-[A-Z]{2,9}"
    r"|DISPLAY ONLY [A-Z]{3,4}(?:, [A-Z]{3,4}){0,11}"
)
"""Matches ``SI-G ABCD DEFG-MMM``, ``SAR-BP``, ``RD-CNWDI``, ``FGI DEU GBR``, ``SP-CTI``."""

_SHORT = {
    "NOFORN": "NF",
    "ORCON": "OC",
    "ORCON-USGOV": "OC-USGOV",
    "PROPIN": "PR",
    "IMCON": "IMC",
    "RSEN": "RS",
    "EXDIS": "XD",
    "NODIS": "ND",
    "DEA SENSITIVE": "DSEN",
    "DOE UCNI": "UCNI",
    "DOD UCNI": "DCNI",
}
"""Canonical controls as a portion mark abbreviates them (CAPCO register 2016, H)."""

_DASHES = str.maketrans({"\u2014": "-", "\u2013": "-", "\u2212": "-", "\u2010": "-", "\u00a0": " "})

_ENTIRE = re.compile(r"[-, ]{0,6}ENTIRE (TEXT|PARAGRAPH|PARA|MESSAGE|CABLE|TELEGRAM)\.?$")
"""Matches the end of ``C - ENTIRE TEXT`` and ``CONFIDENTIAL -- ENTIRE PARAGRAPH``."""

_OWN = frozenset(("PARAGRAPH", "PARA"))

_REL = re.compile(r"REL(?:EASABLE)?(?: TO)?(?![A-Z])", re.IGNORECASE)
"""Matches the beginning of ``REL UK``, ``REL TO USA, FVEY``, ``Releasable to Italy``."""

_COUNTRY = re.compile(
    r"[A-Z][A-Za-z.'-]{1,19}(?: (?:of |the )?[A-Z][A-Za-z.'-]{0,19}){0,3}|[a-z]{2,4}"
)
"""Matches ``USA``, ``Italy``, ``United Kingdom``, ``uk``; not ``because of``."""

_CODES = re.compile(r"[A-Z]{3,4}(?: [A-Z]{3,4})+")
"""Matches a list without commas, ``USA AUS GBR``."""

_AND = re.compile(r",? and ", re.IGNORECASE)
"""Matches the last separator of ``USA, AUS and NZL`` (lists before July 2005)."""


@functools.lru_cache(maxsize=4096)
def parse_words(body: str) -> MarkingWords | None:
    """What the words between a mark's parentheses state; None where any of them is unknown.

    Blanks, case and the kind of dash do not count: ``S/Noforn`` is ``S//NF``.
    """
    # A corpus repeats some hundred spellings by the ten thousand; what is found is frozen.
    words = " ".join(body.translate(_DASHES).split())
    if not words or not words.isascii():
        return None
    words, entire = _without_entire(words)
    found = _foreign(words[2:]) if words.startswith("//") else _domestic(words)
    return found if found is None else attrs.evolve(found, entire=entire)


def _without_entire(words: str) -> tuple[str, bool]:
    # ENTIRE PARAGRAPH says no more than the mark itself does: it speaks for one paragraph.
    match = _ENTIRE.search(words.upper())
    if match is None:
        return words, False
    return words[: match.start()].rstrip(), match[1] not in _OWN


def _domestic(words: str) -> MarkingWords | None:
    upper = words.upper()
    for head in _LONGEST_FIRST:
        if not upper.startswith(head):
            continue
        rest = words[len(head) :]
        if rest and rest[0] not in " /-,":
            continue
        if head in _CAPITALS_ONLY and not words.startswith(head):
            return None
        level, controls = _HEADS[head]
        parts = _controls(rest, sbu=head == "SBU")
        if parts is not None:
            return MarkingWords(level, tuple(dict.fromkeys(controls + parts[0])), parts[1])
    return None


_LONGEST_FIRST = sorted(_HEADS, key=len, reverse=True)


def _foreign(words: str) -> MarkingWords | None:
    head, _, rest = words.upper().partition("//")
    if head not in _FOREIGN_HEADS:
        return None
    parts = _controls("//" + rest if rest else "", sbu=False)
    if parts is None:
        return None
    return MarkingWords(_FOREIGN_HEADS[head], (head, *parts[0]), parts[1])


_Controls = tuple[tuple[str, ...], tuple[str, ...]]


def _controls(rest: str, *, sbu: bool) -> _Controls | None:
    """Controls and countries after the level: ``//SI/TK//NF``, ``-NF``, `` NF``, ``/REL UK``."""
    rest = rest.strip()
    if rest and not rest.strip("-, "):
        return None
    register = rest.startswith("//")
    controls: list[str] = []
    rel_to: list[str] = []
    for piece in rest.lstrip("/-, ").rstrip("/ ").split("/"):
        name = piece.strip(" -,")
        if not name:
            continue
        known = _known(name, register=register, sbu=sbu)
        countries = None if known else _countries(name, listed=bool(rel_to))
        if known:
            controls.extend(known)
        elif countries is not None:
            controls.append("REL")
            rel_to.extend(countries)
        else:
            return None
    return tuple(dict.fromkeys(controls)), tuple(rel_to)


def _known(name: str, *, register: bool, sbu: bool) -> tuple[str, ...]:
    upper = name.upper()
    if sbu and upper == "N":  # 5 FAH-1 H-246.2: SBU/N(OFORN)
        return ("NOFORN",)
    if upper in _CABLE_CONTROLS:
        return _CABLE_CONTROLS[upper]
    if register and upper in _REGISTER_CONTROLS:
        return _REGISTER_CONTROLS[upper]
    if register and _REGISTER_SHAPE.fullmatch(upper):
        return (upper,)
    return _several(upper)


def _several(upper: str) -> tuple[str, ...]:
    # Commas and blanks separated controls before July 2005 (CAPCO register 2016, I): NF, OC.
    names = upper.replace(",", " ").split()
    found = [_CABLE_CONTROLS.get(name, ()) for name in names]
    return tuple(c for controls in found for c in controls) if all(found) else ()


def _countries(name: str, *, listed: bool) -> tuple[str, ...] | None:
    """Countries of ``REL TO USA, KEN``, or of a further piece of such a list; None for others."""
    match = _REL.match(name)
    if match is None and not listed:
        return None
    words = name[match.end() :].strip(" ,") if match else name
    if not words:
        return ()
    if _CODES.fullmatch(words):
        return tuple(words.split())
    found = [country.strip() for country in _AND.sub(",", words).split(",")]
    return tuple(found) if all(_COUNTRY.fullmatch(country) for country in found) else None


def format_words(marking: Marking) -> str:
    """The words of a mark in canonical spelling: ``S//NF``, ``SBU``, ``TS//SI/TK//NF``.

    Returns:
        An empty string for a marking with neither level nor control.
    """
    rest = list(marking.controls)
    head = _head(marking.level, rest)
    short = [[_short(control, marking.rel_to) for control in group] for group in by_category(rest)]
    return "//".join([head, *map("/".join, short)] if head or short else [])


def _head(level: Level | None, rest: list[str]) -> str:
    # Takes the control that stands for the level out of the rest.
    if rest and _FOREIGN_HEADS.get(rest[0]) is level and level is not None:
        return "//" + rest.pop(0)
    if level is Level.U and rest and rest[0] in {"SBU", "LOU", "CUI", "OUO"}:
        return rest.pop(0)
    if level is None:
        return rest.pop(0) if rest else ""
    return "RESTRICTED" if level is Level.R else level.name


def _short(control: str, rel_to: tuple[str, ...]) -> str:
    if control == "REL":
        return "REL TO " + ", ".join(rel_to) if rel_to else "REL"
    return _SHORT.get(control, control)
