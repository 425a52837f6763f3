"""Messages between an engine and its worker processes: JSON, one message a line.

To a worker: ``{"job": ...}`` first, then ``{"task": ...}``. From a worker: ``{"ready": true}``; for
each task ``{"large": bytes}`` where it is large, ``{"many": true}`` where its input has several
cables, ``{"receipt": ...}`` for each of them, and ``{"end": true}``; ``{"lost": ...}`` where the
worker cannot go on. Nothing is pickled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cableconv import errors
from cableconv.batch.outputs import OutputPlaceError
from cableconv.errors import CableconvError, EnvironmentFailure

Message = dict[str, Any]


def encode(message: Mapping[str, Any]) -> bytes:
    """A message as a line of ASCII, half characters of file names included."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> Message:
    """The inverse of ``encode``."""
    message: Message = json.loads(line)
    return message


def error_to_plain(error: CableconvError) -> Message:
    """An error that ends a run."""
    return {
        "class": type(error).__name__,
        "message": error.message,
        "source": error.source,
        "hint": error.hint,
    }


def error_from_plain(plain: Mapping[str, Any]) -> CableconvError:
    """The inverse of ``error_to_plain``; an error of an unknown class is an environment failure."""
    known: Mapping[str, Any] = {**vars(errors), "OutputPlaceError": OutputPlaceError}
    kind = known.get(plain["class"], EnvironmentFailure)
    error: CableconvError = kind(plain["message"], source=plain["source"], hint=plain["hint"])
    return error
