"""Proving that an output holds what its cable demands, read back by other means than it was made.

This module is light; the library that reads a format is loaded when that format is verified.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import attrs

from cableconv.errors import UsageError
from cableconv.model.cable import Cable
from cableconv.verify.finding import Finding, FindingKind

__all__ = [
    "Alone",
    "Finding",
    "FindingKind",
    "is_volume",
    "not_kept",
    "refuse_unverifiable",
    "verify",
    "verify_alone",
    "verify_volume",
]

_PROOFS: Mapping[str, str] = MappingProxyType(
    {"docx": "docx", "html": "html", "json": "data", "pdf": "pdf", "tei": "tei", "txt": "plain"}
)
"""The module that proves each format."""

_VOLUMES = ("docx", "tei")
"""The formats of files that hold many cables."""

_TOLD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "docx": ("embed",),
        "html": ("page_lines",),
        "pdf": ("attach",),
        "tei": ("furniture", "profile", "ism"),
        "txt": ("page_lines", "style"),
    }
)
"""Options that change what an output must hold, and that a proof knows."""

_NOT_KEPT: Mapping[tuple[str, str, object], tuple[str, ...]] = MappingProxyType(
    {
        ("tei", "profile", "frus"): (
            "blanks and line ends",
            "lines of the transmission, page lines and rules",
            "lines of distribution and drafting",
            "titles and words of the carrier",
        )
    }
)
"""What outputs do not keep of their cables, by format, option and value."""

_UNCHECKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "docx": ("the text and its marks", "the captions and the authority"),
        "html": ("the text and its marks", "the captions and the authority"),
        "json": ("the text and its marks", "the banner", "the captions and the authority"),
        "pdf": ("the text and its marks", "the captions and the authority"),
        "tei": ("that the text is the one of the source", "the captions and the authority"),
        "txt": ("the text and its marks", "the banner", "the captions and the authority"),
    }
)
"""What cannot be checked without the input."""


@attrs.frozen
class Alone:
    """What an output shows of itself, without its input.

    Attributes:
        findings: what contradicts itself in it.
        unchecked: what could not be checked.
    """

    findings: tuple[Finding, ...]
    unchecked: tuple[str, ...]


def verify(
    output: bytes,
    cable: Cable,
    format: str,  # noqa: A002 - the name that users type
    options: object = None,
) -> list[Finding]:
    """Read an output back and compare it with what its cable demands.

    Args:
        output: the bytes of the output.
        cable: what it was made from.
        format: name of its writer.
        options: those of the writer, an instance of its options class; None for the default ones.

    Returns:
        Each difference; an empty list where the output holds each part of the text in order,
        each mark at its place, the banner wherever it must stand, the header lines, captions and
        statements of authority, and no mark or word that the cable does not have.

    Raises:
        UsageError: outputs of this format cannot be verified.
    """
    refuse_unverifiable(format)
    return _found(_proof(format).check, output, cable, **_told(format, options))


def verify_volume(
    output: bytes,
    cables: Sequence[Cable],
    format: str = "docx",  # noqa: A002 - the name that users type
    options: object = None,
) -> list[Finding]:
    """The differences between a volume and its cables, in order; all else as of ``verify``."""
    refuse_unverifiable(format)
    if format not in _VOLUMES:
        raise UsageError(
            f"there are no volumes in the format {format!r}",
            hint=f"There are in: {', '.join(_VOLUMES)}.",
        )
    return _found(_proof(format).check_volume, output, cables, **_told(format, options))


def is_volume(output: bytes, format: str) -> bool:  # noqa: A002 - the name that users type
    """Whether a file holds many cables, or is made to hold them; False where it is damaged."""
    return format in _VOLUMES and bool(_proof(format).is_volume(output))


def verify_alone(output: bytes, format: str) -> Alone:  # noqa: A002 - the name that users type
    """Look whether an output agrees with itself; errors as of ``verify``."""
    refuse_unverifiable(format)
    return Alone(tuple(_found(_proof(format).check_alone, output)), _UNCHECKED[format])


def not_kept(format: str, options: object = None) -> tuple[str, ...]:  # noqa: A002
    """What outputs leave out by design, and no proof looks for; parameters as of ``verify``."""
    return tuple(
        what
        for (name, option, value), every in _NOT_KEPT.items()
        if name == format and getattr(options, option, None) == value
        for what in every
    )


def refuse_unverifiable(format: str) -> None:  # noqa: A002
    """Raise ``UsageError`` for a format that ``verify`` has no proof for."""
    if format not in _PROOFS:
        raise UsageError(
            f"outputs of the format {format!r} cannot be verified",
            hint=f"These can: {', '.join(_PROOFS)}.",
        )


def _told(format_: str, options: object) -> dict[str, Any]:
    names = () if options is None else _TOLD.get(format_, ())
    return {name: getattr(options, name) for name in names}


def _found(check: Callable[..., list[Finding]], *given: object, **told: object) -> list[Finding]:
    """What a proof finds; a file on which it breaks off is one that cannot be read."""
    try:
        return check(*given, **told)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - what a forger thought of is in no list
        message = f"it cannot be read: {type(error).__name__}: {error}"
        return [Finding(FindingKind.UNREADABLE, "file", "", "", message)]


def _proof(format_: str) -> Any:  # noqa: ANN401 - modules of one form
    return importlib.import_module(f"cableconv.verify.{_PROOFS[format_]}")
