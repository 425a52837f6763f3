"""XML-legal text: escaping, and characters that XML 1.0 cannot hold.

Text is escaped for speed first. Only where the source, or the finished document, holds a character
that XML forbids is it written with ``CarefulEscape``, which looks at each character.
"""

from __future__ import annotations

import re
import unicodedata

from cableconv.notation.tei import character_id

_NEEDS_CARE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""One character that XML 1.0 forbids (section 2.2, Char), or a CR, which a parser would fold.

Matches the form feed of "page 1\\x0cpage 2".
"""

_LEGAL_BYTES = bytes({*range(0x20, 0x100), 0x09, 0x0A})


def holds_illegal(data: bytes) -> bool:
    """Whether UTF-8 bytes hold a control character, a CR, U+FFFE or U+FFFF."""
    if data.translate(None, _LEGAL_BYTES):
        return True
    # One byte is looked for much faster than three, and 0xEF is rare.
    return b"\xef" in data and (b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data)


class Escape:
    """Escaping for documents whose characters are all legal.

    Attributes:
        prefix: of the xml:ids of the characters' declarations.
        special: characters that were written as ``g``; always empty here.
        replaced: how many characters in attributes or header prose had to be replaced.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.special: set[str] = set()
        self.replaced = 0

    def text(self, text: str) -> str:
        """Text for the content of an element in ``text``; every character can be read back."""
        # Looking for one character costs a tenth of replacing it where it is not.
        if "&" in text or "<" in text or ">" in text:
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text

    def lines(self, text: str) -> str:
        """The same with ``lb`` at the beginning of each line but the first."""
        if "&" in text or "<" in text or ">" in text:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace("\n", "\n<lb/>") if "\n" in text else text

    def value(self, text: str) -> str:
        """Text for an attribute, or for the prose of the header."""
        if text.isalnum():
            return text
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


class CarefulEscape(Escape):
    """Escaping that writes a CR as a reference, and what XML forbids as ``g``."""

    def text(self, text: str) -> str:
        """Text with ``<g ref="#char-000C"/>`` for a form feed."""
        return _NEEDS_CARE.sub(self._element, super().text(text))

    def lines(self, text: str) -> str:
        """As of ``Escape``, with ``g`` for what XML cannot hold."""
        return self.text(text).replace("\n", "\n<lb/>")

    def value(self, text: str) -> str:
        """Text with control pictures (U+240C) for control characters, as ``g`` is an element."""
        return _NEEDS_CARE.sub(self._picture, super().value(text))

    def _element(self, match: re.Match[str]) -> str:
        if match[0] == "\r":
            return "&#13;"
        self.special.add(match[0])
        return f'<g ref="#{self.prefix}{character_id(match[0])}"/>'

    def _picture(self, match: re.Match[str]) -> str:
        if match[0] == "\r":
            return "&#13;"
        self.replaced += 1
        return chr(0x2400 + ord(match[0])) if ord(match[0]) < 0x20 else "\ufffd"  # noqa: PLR2004 - C0


def character_declarations(escape: Escape) -> str:
    """``charDecl`` for the characters written as ``g``; empty where there are none."""
    if not escape.special:
        return ""
    chars = "".join(
        f'      <char xml:id="{escape.prefix}{character_id(c)}">'
        f'<localProp name="alias" value="{_ALIASES.get(ord(c)) or _kind(c)}"/>'
        f'<mapping type="codepoint">U+{ord(c):04X}</mapping></char>\n'
        for c in sorted(escape.special)
    )
    return f"    <charDecl>\n{chars}    </charDecl>\n"


def _kind(character: str) -> str:
    return "SURROGATE" if unicodedata.category(character) == "Cs" else "NONCHARACTER"


_ALIASES = dict(
    zip(
        range(0x20),
        (
            "NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION",
            "ENQUIRY", "ACKNOWLEDGE", "ALERT", "BACKSPACE", "CHARACTER TABULATION", "LINE FEED",
            "LINE TABULATION", "FORM FEED", "CARRIAGE RETURN", "SHIFT OUT", "SHIFT IN",
            "DATA LINK ESCAPE", "DEVICE CONTROL ONE", "DEVICE CONTROL TWO",
            "DEVICE CONTROL THREE", "DEVICE CONTROL FOUR", "NEGATIVE ACKNOWLEDGE",
            "SYNCHRONOUS IDLE", "END OF TRANSMISSION BLOCK", "CANCEL", "END OF MEDIUM",
            "SUBSTITUTE", "ESCAPE", "INFORMATION SEPARATOR FOUR", "INFORMATION SEPARATOR THREE",
            "INFORMATION SEPARATOR TWO", "INFORMATION SEPARATOR ONE",
        ),
        strict=True,
    )
)  # fmt: skip
"""Name aliases of the C0 controls (Unicode, NameAliases.txt)."""
