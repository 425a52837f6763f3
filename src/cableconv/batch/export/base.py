"""What an export reads: the ledger, by the two questions that are asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from cableconv.batch.ledger import Run
from cableconv.batch.receipt import Receipt


class Record(Protocol):
    """A ledger, as far as exports know it; ``cableconv.batch.ledger.Ledger`` is one."""

    def runs(self) -> Sequence[Run]:
        """All runs, the first one first."""
        ...

    def receipts(self) -> Iterator[Receipt]:
        """Each receipt, in the order of ids; streamed, and again from the first for each call."""
        ...


def formats_of(record: Record) -> list[str]:
    """The formats that the runs wrote, in the order in which they were asked for."""
    asked = (name for run in record.runs() for name in run.configuration.get("formats", ()))
    return list(dict.fromkeys(asked))


def ended(record: Record) -> str | None:
    """When the last run ended that did end (ISO 8601, UTC); None where none did."""
    return max((run.ended for run in record.runs() if run.ended), default=None)


def started(record: Record) -> str | None:
    """When the first run began (ISO 8601, UTC); None where there was none."""
    return min((run.started for run in record.runs()), default=None)
