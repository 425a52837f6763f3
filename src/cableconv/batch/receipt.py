"""What is told of each cable of a run: how it went, what was written, and what it is.

A receipt is plain data and holds no text of the cable's body, so it may be kept, logged and sent.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

MESSAGE_LIMIT = 500
"""Longest message, in characters."""


class Status(enum.Enum):
    """How the conversion of one cable ended."""

    OK = "ok"
    """All outputs are there, and nothing was told at the level of a warning."""
    WARNED = "warned"
    """All outputs are there; the reader or a writer told warnings or errors (notices)."""
    FAILED = "failed"
    """An error ended it; the code names its class."""
    CRASHED = "crashed"
    """Its process ended: a fault in a C library, or somebody killed it."""
    TIMEOUT = "timeout"
    """It took longer than its limit and was ended."""
    OOM = "oom"
    """It needed more memory than its limit and was ended."""
    SKIPPED = "skipped"
    """It was done by an earlier run, from the same bytes and with the same configuration."""

    @property
    def is_done(self) -> bool:
        """Whether the outputs are there."""
        return self in {Status.OK, Status.WARNED, Status.SKIPPED}


@attrs.frozen
class Output:
    """A file that was written.

    Attributes:
        format: name of its writer (``tei``).
        relpath: below the output folder, with ``/``.
        bytes: its size.
        sha256: of its bytes, in hex.
    """

    format: str
    relpath: str
    bytes: int
    sha256: str


@attrs.frozen
class Receipt:
    """What became of one cable, or of an input of which no cable could be read.

    Attributes:
        id: of the cable: the id of its ``Ref``; with ``#2`` (its number, from 1) where the input
            holds several.
        ref: id of the ``Ref``.
        number: of the cable in its input, from 1.
        last: True for the last cable of its input.
        status: how it ended.
        code: class of the error (``NotACableError``), signal (``SIGSEGV``) or limit
            (``timeout``); empty where it is done.
        message: what happened, in 500 characters at most; empty where it is done.
        outputs: in the order of the formats; empty where it is not done.
        in_sha256: of the input's bytes, in hex; empty where they could not be read.
        in_bytes: their number.
        ms: time of reading and writing, in milliseconds.
        attempts: how often it was tried.
        warnings: number of notices of severity warning or error, by kind (``conflict``), those of
            the writers included.
        worker: process that did it (``host:pid``).
        facts: the row of the index; see ``cableconv.batch.facts``. Empty where no cable was read.
    """

    id: str
    ref: str
    status: Status
    number: int = 1
    last: bool = True
    code: str = ""
    message: str = ""
    outputs: tuple[Output, ...] = ()
    in_sha256: str = ""
    in_bytes: int = 0
    ms: float = 0.0
    attempts: int = 1
    warnings: Mapping[str, int] = MappingProxyType({})
    worker: str = ""
    facts: Mapping[str, Any] = MappingProxyType({})

    def to_plain(self) -> dict[str, Any]:
        """For JSON."""
        plain = {field.name: getattr(self, field.name) for field in attrs.fields(Receipt)}
        plain["status"] = self.status.value
        plain["outputs"] = [attrs.asdict(output) for output in self.outputs]
        plain["warnings"] = dict(self.warnings)
        plain["facts"] = dict(self.facts)
        return plain

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Receipt:
        """The inverse of ``to_plain``."""
        outputs = tuple(Output(**output) for output in data["outputs"])
        return cls(**{**data, "status": Status(data["status"]), "outputs": outputs})
