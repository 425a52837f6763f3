"""PDF syntax: numbers, literal strings and text strings (ISO 32000-1, 7.3)."""

from __future__ import annotations

from functools import lru_cache

MAP_BLOCK = 100
"""Entries that one block of a character map may hold (Adobe technical note 5014)."""


def stream(dictionary: bytes, data: bytes) -> bytes:
    """The body of a stream object, with the line end before ``endstream`` that PDF/A asks for.

    The line end has two characters: data may end in a carriage return, and with a line feed after
    it that would pass for the line end, and the length for wrong.
    """
    return b"<<%s/Length %d>>\nstream\n%s\r\nendstream" % (dictionary, len(data), data)


def escape(data: bytes) -> bytes:
    r"""Bytes ready to stand in a literal string, between ``(`` and ``)``."""
    data = escape_printable(data)
    if b"\r" in data or b"\n" in data:
        # A bare carriage return in a literal string would be read as a line feed.
        data = data.replace(b"\r", b"\\r").replace(b"\n", b"\\n")
    return data


def escape_printable(data: bytes) -> bytes:
    """The same for bytes without line ends."""
    if b"(" in data or b")" in data or b"\\" in data:
        data = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return data


@lru_cache(maxsize=16384)
def number(value: float) -> bytes:
    """A coordinate in points, to a hundredth; never in exponent form."""
    return b"%g" % round(value, 2)


def text_string(text: str) -> bytes:
    """A text string (ISO 32000-1, 7.9.2.2): literal where ASCII, else UTF-16 in hex.

    Raises:
        UnicodeEncodeError: the text holds a lone surrogate; ``printable`` takes those out.
    """
    if text.isascii():
        return b"(%s)" % escape(text.encode("ascii"))
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode("ascii")


def code_point(char: str) -> str:
    """How a character is named where it cannot be shown: ``[U+4E2D]``."""
    return f"[U+{ord(char):04X}]"


def printable(text: str) -> str:
    """Text for titles and metadata: controls are spaces, lone surrogates their code points."""
    if text.isprintable():
        return text
    return " ".join("".join(map(_printable, text)).split())


def _printable(char: str) -> str:
    if "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff":
        return code_point(char)
    return " " if char < " " or "\x7f" <= char <= "\x9f" or char == "\ufeff" else char
