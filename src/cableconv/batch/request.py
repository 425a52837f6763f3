"""What a run over a corpus is asked for."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator
from itertools import islice

import attrs

from cableconv.batch.job import JobSpec
from cableconv.batch.ref import Ref
from cableconv.batch.sources import Sources

_RATED = 100
"""A limit in percent counts from so many cables on."""


class Mode(enum.Enum):
    """What a run does with an output folder that another run has written to."""

    NEW = "new"
    """Refuses it."""
    RESUME = "resume"
    """Leaves out what is done, from the same bytes and with the same configuration."""
    FRESH = "fresh"
    """Removes what earlier runs wrote, and begins anew."""
    RETRY = "retry-failed"
    """Does only what has failed."""


@attrs.frozen
class ErrorBudget:
    """How many failures a run bears.

    Attributes:
        count: ends the run beyond so many; None for any number.
        percent: ends the run beyond such a share, once 100 cables are through; None for any.
    """

    count: int | None = None
    percent: float | None = None

    def exceeded(self, failed: int, total: int) -> str:
        """Why the run must end; empty where it may go on."""
        if self.count is not None and failed > self.count:
            return f"more than {self.count} failed" if self.count else "one failed"
        if self.percent is not None and total >= _RATED and failed * 100 > self.percent * total:
            return f"more than {self.percent:g} % failed"
        return ""


@attrs.frozen
class Corpus:
    """What a run is asked for.

    Attributes:
        sources: the inputs.
        job: how each is read and written; ``job.out`` is the output folder.
        engine: name of the engine.
        jobs: number of processes.
        scheduler: of dask; None without.
        mode: what to do with the results of earlier runs.
        shard: part and number of parts, ``(2, 8)``, from 1; None for all.
        limit: do so many inputs only; None for all.
        budget: how many failures to bear.
        min_free: megabytes that must stay free on the disk of the output folder.
        argv: the command, for the ledger.
    """

    sources: Sources
    job: JobSpec
    engine: str = "local"
    jobs: int = 1
    scheduler: str | None = None
    mode: Mode = Mode.NEW
    shard: tuple[int, int] | None = None
    limit: int | None = None
    budget: ErrorBudget = ErrorBudget()
    min_free: int = 0
    argv: tuple[str, ...] = ()

    @property
    def shard_name(self) -> str:
        """``2/8``; empty for all."""
        return "{}/{}".format(*self.shard) if self.shard else ""

    def refs(self) -> Iterator[Ref]:
        """The inputs of this shard, up to the limit, before ids that repeat are told apart."""
        return islice((ref for ref in self.sources.refs() if self.takes(ref.id)), self.limit)

    def takes(self, name: str) -> bool:
        """Whether an id falls into the shard."""
        if self.shard is None:
            return True
        part, parts = self.shard
        number = int(hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8], 16)
        return number % parts == part - 1
