"""Bytes to text: encodings, byte order marks, line ends, and the refusal of what is no text."""

from __future__ import annotations

import codecs
import hashlib

import attrs

from cableconv.errors import NotACableError
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF", "Extract its text first, or give the text file that it was made from."),
    (b"PK\x03\x04", "a ZIP archive or Office file", "Unpack it, or save it as plain text."),
    (b"\x89PNG", "a PNG picture", "Text in pictures needs character recognition first."),
    (b"\xff\xd8\xff", "a JPEG picture", "Text in pictures needs character recognition first."),
    (b"II*\x00", "a TIFF picture", "Text in pictures needs character recognition first."),
    (b"MM\x00*", "a TIFF picture", "Text in pictures needs character recognition first."),
    (b"GIF8", "a GIF picture", "Text in pictures needs character recognition first."),
    (b"\x1f\x8b", "a gzip file", "Unpack it with gunzip."),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file", "Save it as plain text."),
    (b"{\\rtf", "an RTF file", "Save it as plain text."),
    (b"\x7fELF", "a program", "Give the text of a cable."),
    (b"SQLite format 3", "a database", "Export the cable's text."),
)

_CONTROLS = bytes(c for c in (*range(32), 127) if c not in b"\t\n\f\r")
"""The C0 controls other than tab, line ends and form feed (the end of a page), and DEL."""

_NO_CONTROLS = bytes(c for c in range(256) if c not in _CONTROLS)

_WIDE = ("utf-16", "utf-32")

_MAX_CONTROL_SHARE = 0.1
"""More controls than this and the input is taken for binary data."""


@attrs.frozen
class Decoded:
    """An input as text.

    Attributes:
        text: decoded, without byte order mark, all line ends as LF.
        provenance: name, checksum, size, encoding and line ends; the reader adds its name.
        notices: what was not plain UTF-8 with LF.
    """

    text: str
    provenance: Provenance
    notices: tuple[Notice, ...]


def decode(data: bytes, source: Source) -> Decoded:
    """Decode an input: UTF-8, UTF-16 and UTF-32 with their marks, else Windows-1252 or Latin-1.

    Raises:
        NotACableError: the input is empty, or is not text.
    """
    _refuse(data, source)
    text, encoding, bom = _decoded(data, source)
    # In all encodings but the wide ones the bytes hold the same controls as the text.
    wide = encoding.startswith(_WIDE)
    controls = _controls(_utf8(text) if wide else data)
    if controls and not wide:
        _refuse_binary(text, source)
    newlines = _newlines(text)
    if newlines not in {"LF", "none"}:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = text.replace(_NEXT_LINE, "\n") if newlines == "NEL" else text
    if not text or text.isspace():
        raise NotACableError(
            "the input is empty", source=source.name, hint="Give a file with the text of a cable."
        )
    provenance = Provenance(
        source=source.name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        encoding=encoding,
        newlines=newlines,
        bom=bom,
        hints=source.hints,
    )
    return Decoded(text, provenance, tuple(_notices(text, controls, provenance)))


def _refuse(data: bytes, source: Source) -> None:
    if not data or data.isspace():
        raise NotACableError(
            "the input is empty", source=source.name, hint="Give a file with the text of a cable."
        )
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise NotACableError(f"the input is {what}, not text", source=source.name, hint=hint)


def _decoded(data: bytes, source: Source) -> tuple[str, str, bool]:
    for mark, encoding in _MARKS:
        if data.startswith(mark) and encoding == "utf-8":
            return *_narrow(data[len(mark) :]), True
        if data.startswith(mark):
            return _strict(data, encoding, source, len(mark)), encoding, True
    for encoding in _unmarked_wide(data):
        return _strict(data, encoding, source), encoding, False
    return *_narrow(data), False


def _narrow(data: bytes) -> tuple[str, str]:
    """Text and encoding of bytes that are UTF-8, or have one byte for each character."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _single_byte(data)


def _strict(data: bytes, encoding: str, source: Source, start: int = 0) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        raise NotACableError(
            f"the input begins like {encoding} but byte {start + error.start} does not fit",
            source=source.name,
            hint="The file may be cut off; save it again as UTF-8.",
        ) from error


def _unmarked_wide(data: bytes) -> tuple[str, ...]:
    # English text in UTF-16 has a zero in every other byte; nothing else that is text has.
    head = data[:2048]
    if len(head) < 8 or len(data) % 2:  # noqa: PLR2004 - too little to tell
        return ()
    half = len(head) // 2
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return ("utf-16-le",)
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return ("utf-16-be",)
    return ()


def _single_byte(data: bytes) -> tuple[str, str]:
    # 0xB6, the pilcrow of archive.org texts, is the same sign in both; cp1252 has five gaps.
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def _refuse_binary(text: str, source: Source) -> None:
    head = text[:65536]
    if len(_controls(_utf8(head))) > _MAX_CONTROL_SHARE * len(head):
        raise NotACableError(
            "the input is binary data, not text",
            source=source.name,
            hint="Give the text of a cable, or name the format with -f.",
        )


def _controls(data: bytes) -> bytes:
    """The control characters in some bytes; to delete the rest is the fastest way to ask."""
    return data.translate(None, _NO_CONTROLS)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_NEXT_LINE = "\x85"
"""Ends the lines of texts from mainframes; a text with other line ends has it as a stray sign."""


def _newlines(text: str) -> str:
    if "\r" not in text:  # nearly all files; to count costs more
        return "LF" if "\n" in text else "NEL" if _NEXT_LINE in text else "none"
    pairs = text.count("\r\n")
    returns = text.count("\r") - pairs
    feeds = text.count("\n") - pairs
    found = [name for name, count in (("CRLF", pairs), ("CR", returns), ("LF", feeds)) if count]
    return "none" if not found else found[0] if len(found) == 1 else "mixed"


def _notices(text: str, controls: bytes, provenance: Provenance) -> list[Notice]:
    notices = []
    if provenance.encoding != "utf-8" or provenance.bom:
        severity = Severity.WARNING if provenance.encoding == "latin-1" else Severity.INFO
        mark = " with a byte order mark" if provenance.bom else ""
        message = f"decoded as {provenance.encoding}{mark}"
        notices.append(Notice(NoticeKind.ENCODING, message, severity))
    if provenance.newlines not in {"LF", "none"}:
        message = f"line ends were {provenance.newlines}; changed to LF"
        notices.append(Notice(NoticeKind.NEWLINES, message))
    if controls:
        first = text.index(chr(controls[0]))
        kinds = ", ".join(sorted({f"U+{c:04X}" for c in set(controls)}))
        notices.append(
            Notice(
                NoticeKind.CONTROL_CHARACTERS,
                f"{len(controls)} control characters are kept ({kinds})",
                Severity.WARNING,
                1 + text.count("\n", 0, first),
            )
        )
    return notices
