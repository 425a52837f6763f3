"""Text as WordprocessingML runs: escaping, characters that XML cannot hold, direction.

Both ways out of this package, bytes and ``docx.Document``, are byte for byte equal, so the markup
here is spelled as lxml spells it: its declaration, no empty elements with an end tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cableconv.writers.direction import RTL_CLASS, has_right_to_left

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
"""As lxml writes it."""

W_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_ILLEGAL_CLASS = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"

# Matches "\x07" and a lone surrogate: XML 1.0, 2.2 (Char) has no place for them.
_ILLEGAL = re.compile(f"[{_ILLEGAL_CLASS}]")

# Matches "&" in "AT&T", a tab, a line end, or an illegal character.
_SPECIAL = re.compile(f"[&<>\t\n\r{_ILLEGAL_CLASS}]")

# Matches "سلام": letters that are read from right to left.
_RTL = re.compile(f"[{RTL_CLASS}]+")

# Matches "Mexico": letters that are read from left to right.
_LTR = re.compile(f"[^\\W\\d_{RTL_CLASS}]+")

LONGEST_TEXT = 1_000_000
"""Longest text of one element: libxml2 refuses more than 10 MB, and python-docx keeps the limit."""


def visible(character: str) -> str:
    """The sign that stands for a character XML cannot hold.

    C0 controls become their pictures (U+2400 and up), which can be undone; a lone surrogate,
    U+FFFE and U+FFFF become U+FFFD.
    """
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"


def _table(tab: str, line_end: str) -> dict[int, str]:
    table = {point: visible(chr(point)) for point in (*range(32), *range(0xD800, 0xE000))}
    table |= {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
    return table | str.maketrans(
        {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\t": tab, "\n": line_end, "\r": line_end}
    )


_OPEN = '<w:t xml:space="preserve">'
_CLOSE = "</w:t>"
_RUN_TEXT = _table(f"{_CLOSE}<w:tab/>{_OPEN}", f"{_CLOSE}<w:br/>{_OPEN}")
_VALUE_TEXT = _table(" ", " ")


def paragraph_open(style: str, *, rtl: bool = False, indent: int = 0) -> str:
    """The start tag of a paragraph with its properties.

    Args:
        style: id of a paragraph style.
        rtl: True for a paragraph that is read from right to left.
        indent: left indent in twips that replaces the style's; 0 keeps the style's.
    """
    bidi = "<w:bidi/>" if rtl else ""
    ind = f'<w:ind w:left="{indent}"/>' if indent else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}{ind}</w:pPr>'


def _embedded(text: str, *, rtl: bool) -> Iterator[tuple[bool, str]]:
    """Cut a text into stretches of one direction; what is neutral keeps the paragraph's.

    Blanks, digits and signs between two words against the paragraph's direction stay with them.
    """
    against, along = (_LTR, _RTL) if rtl else (_RTL, _LTR)
    start = end = done = 0
    for match in against.finditer(text):
        if end > start and along.search(text, end, match.start()) is None:
            end = match.end()
            continue
        yield rtl, text[done:start]
        yield not rtl, text[start:end]
        done = end
        start, end = match.span()
    yield rtl, text[done:start]
    yield not rtl, text[start:end]
    yield rtl, text[end:]


class Runs:
    """Builds runs, and remembers which characters it had to replace.

    Attributes:
        replaced: the characters that XML cannot hold, as they stood in the source.
    """

    def __init__(self) -> None:
        self.replaced: set[str] = set()
        self._properties: dict[tuple[str, bool], str] = {}
        self._openings: dict[str, str] = {}

    def run(self, style: str, text: str, *, rtl: bool = False) -> str:
        """One run, or several where the direction changes or the text is very long.

        Args:
            style: id of a character style; empty for the paragraph's own look.
            text: not empty; tabs and line ends become elements.
            rtl: direction of the paragraph.
        """
        if not rtl and _is_bare(text):
            opening = self._openings.get(style)
            if opening is None:
                opening = f"<w:r>{_run_properties(style, rtl=False)}{_OPEN}"
                self._openings[style] = opening
            return f"{opening}{text}{_CLOSE}</w:r>"
        # A mark or number stays one run: "(C)" must not fall apart in Arabic text.
        if (style or not rtl) and not has_right_to_left(text):
            return self._run(style, text)
        pieces = _embedded(text, rtl=rtl)
        return "".join([self._run(style, piece, rtl=way) for way, piece in pieces if piece])

    def _run(self, style: str, text: str, *, rtl: bool = False) -> str:
        properties = self._properties.get((style, rtl))
        if properties is None:
            properties = _run_properties(style, rtl=rtl)
            self._properties[style, rtl] = properties
        if len(text) > LONGEST_TEXT:
            starts = range(0, len(text), LONGEST_TEXT)
            parts = [self._text(text[at : at + LONGEST_TEXT]) for at in starts]
            return f"<w:r>{properties}{''.join(parts)}</w:r>"
        return f"<w:r>{properties}{self._text(text)}</w:r>"

    def _text(self, text: str) -> str:
        if _SPECIAL.search(text) is None:
            return f"{_OPEN}{text}{_CLOSE}"
        self.replaced.update(_ILLEGAL.findall(text))
        marked = f"{_OPEN}{text.translate(_RUN_TEXT)}{_CLOSE}"
        # The text is escaped, so this can only be an element left empty beside a break or tab.
        return marked.replace(_OPEN + _CLOSE, "")

    def value(self, text: str) -> str:
        """Escaped text of a property: on one line, blanks made single. Not noted as replaced."""
        if _SPECIAL.search(text) is not None:
            text = text.translate(_VALUE_TEXT)
        return " ".join(text.split())


def _is_bare(text: str) -> bool:
    """Whether a run's text is as nearly all are: short, in Latin letters, nothing to escape."""
    return (
        len(text) <= LONGEST_TEXT
        and text.isascii()
        and text.isprintable()
        and not ("&" in text or "<" in text or ">" in text)
    )


def _run_properties(style: str, *, rtl: bool) -> str:
    inner = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:rtl/>" if rtl else "")
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"


def link(anchor: str, runs: str) -> str:
    """Runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{anchor}">{runs}</w:hyperlink>'


def field(instruction: str, result: str = "1") -> str:
    """A complex field (``PAGE``) with the result shown until the reader's program counts anew.

    Not ``fldSimple``: python-docx and others lose its text.
    """
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{code}{separate}<w:r>{_OPEN}{result}{_CLOSE}</w:r>{end}"
