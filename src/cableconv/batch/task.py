"""A reference on its way to an engine, with what the ledger knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from cableconv.batch.ref import Ref


@attrs.frozen
class Task:
    """One input to be done.

    Attributes:
        ref: where it lies.
        known: sha256 of the bytes that an earlier run converted, in hex, where its outputs are
            still there; the input is skipped if it still has them. Empty to convert in any case.
        first: number of the first cable of the input that is to be done.
        attempt: 1 for the first time.
    """

    ref: Ref
    known: str = ""
    first: int = 1
    attempt: int = 1

    def to_plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "ref": self.ref.to_plain(),
            "known": self.known,
            "first": self.first,
            "attempt": self.attempt,
        }

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Task:
        """The inverse of ``to_plain``."""
        return cls(**{**data, "ref": Ref.from_plain(data["ref"])})
