"""The categories of our TEI, and the xml:ids of characters that XML cannot hold."""

from __future__ import annotations

TAXONOMIES = {
    "classification": ("cls", "Levels of classification, and markings that stand for a level"),
    "captions": ("cap", "Control markings and handling captions"),
    "releasability": ("rel", "Countries and organizations to which release is authorized"),
    "basis": ("basis", "What the marking of the whole telegram rests on"),
    "precedence": ("prec", "Message precedence"),
    "addressees": ("addr", "Kinds of addressee"),
    "parts": ("part", "Parts of the text"),
    "orders": ("eo", "Executive orders on national security information"),
    "reasons": ("r", "Reasons for classification"),
    "declassification": ("dcl", "Instructions for declassification"),
    "exemptions": ("ex", "Exemption codes"),
}
"""The xml:id of each taxonomy, with the prefix of its categories and its description."""

STANDS_FOR_LEVEL = frozenset({"SBU", "LOU", "FOUO", "OUO", "EFTO", "CUI"})
"""Controls that, first on an unclassified portion, are its level in words."""


def character_id(character: str) -> str:
    """The xml:id of a character's declaration: ``char-000C``."""
    return f"char-{ord(character):04X}"


def declared(character: str) -> str:
    """The character whose declaration has this id or pointer: a form feed for ``#char-000C``."""
    return chr(int(character.rpartition("-")[2], 16))
