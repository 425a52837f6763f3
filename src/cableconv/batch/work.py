"""One reference to its receipts: fetch, read, write. Every engine does its work here."""

from __future__ import annotations

import enum
import hashlib
import json
import os
import re
import socket
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import attrs

from cableconv import __version__, conversion
from cableconv.batch.facts import facts_of
from cableconv.batch.fetch import Fetcher
from cableconv.batch.job import JobSpec
from cableconv.batch.layout import LAYOUTS, place
from cableconv.batch.outputs import OutputFolder, OutputPlaceError
from cableconv.batch.receipt import MESSAGE_LIMIT, Output, Receipt, Status
from cableconv.batch.ref import Ref
from cableconv.batch.task import Task
from cableconv.errors import (
    CableconvError,
    InternalError,
    NotACableError,
    UsageError,
    VerificationError,
)
from cableconv.model.cable import Cable
from cableconv.notices import Notice, Severity
from cableconv.readers.base import Source
from cableconv.registry import reader_for, reader_names
from cableconv.verify import refuse_unverifiable, verify
from cableconv.writers.base import Writer

ROWS = "cables_csv"
"""The reader whose rows are read one by one, with their numbers."""

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What may not stand in a message: control characters, turns of direction, half characters."""


_ANY = (Exception, SystemExit)
"""What one bad input must not end a run with; a library may try to leave."""


class Stage(enum.Enum):
    """What is told between receipts."""

    MANY = "many"
    """The input has several cables, and the first one that is asked for is reached."""


class Work:
    """Does tasks one after the other, and never raises for one. Close it at the end."""

    def __init__(self, job: JobSpec) -> None:
        """Load the writers and open the output folder.

        Raises:
            UsageError: a format or option is unknown, or the job is of another version.
            OutputPlaceError: the output folder cannot be opened.
        """
        if job.version != __version__:
            raise UsageError(
                f"the run is of cableconv {job.version}, and this worker of {__version__}",
                hint="Install the same version everywhere.",
            )
        self.job = job
        self.writers = chosen_writers(job)
        self.folder = OutputFolder(job.out, job.part)
        self.fetcher = Fetcher(job.max_bytes)
        # Loaded now, readers take no time from the first input.
        for name in (job.from_format,) if job.from_format else reader_names():
            reader_for(name)
        self.worker = f"{socket.gethostname()}:{os.getpid()}"

    def close(self) -> None:
        """Let go of all handles."""
        self.fetcher.close()
        self.folder.close()

    def receipts(self, task: Task) -> Iterator[Receipt | Stage]:
        """Do a task.

        Yields:
            A receipt for each cable, whose ``last`` is not known yet and False; before them, where
            the input has several, the stage ``Stage.MANY``.

        Raises:
            OutputPlaceError: the output folder takes no more.
        """
        begun = time.perf_counter()
        blank = Receipt(
            task.ref.id, task.ref.id, Status.OK, attempts=task.attempt, worker=self.worker
        )
        try:
            data = self.fetcher.fetch(task.ref)
            blank = attrs.evolve(blank, in_sha256=_sha256(data), in_bytes=len(data))
            if task.known == blank.in_sha256:
                yield attrs.evolve(blank, status=Status.SKIPPED)
                return
            outcomes = _outcomes(self._cables(task.ref, data))
        except OutputPlaceError:
            raise
        except _ANY as error:
            yield _failed(blank, error, begun)
            return
        yield from self._each(task, outcomes, blank, begun)

    def _cables(self, ref: Ref, data: bytes) -> Iterator[Cable]:
        if ref.row is not None and ref.format == ROWS:
            yield _row(ref, data, self.job.year)
            return
        format_ = self.job.from_format or ref.format
        yield from conversion.loads_all(data, format=format_, year=self.job.year, name=ref.name)

    def _each(
        self, task: Task, outcomes: Iterator[Cable | BaseException], blank: Receipt, begun: float
    ) -> Iterator[Receipt | Stage]:
        ahead = list(islice(outcomes, 2))
        many = len(ahead) > 1
        for number, outcome in enumerate(chain(ahead, outcomes), 1):
            if number < task.first:
                continue
            named = blank
            if many:
                named = attrs.evolve(blank, id=f"{task.ref.id}#{number}", number=number)
                if number == task.first:
                    yield Stage.MANY
            if isinstance(outcome, BaseException):
                yield _failed(named, outcome, begun)
            else:
                yield self._done(outcome, named, begun)
            begun = time.perf_counter()

    def _done(self, cable: Cable, named: Receipt, begun: float) -> Receipt:
        """Write all outputs of a cable, or none."""
        try:
            facts = facts_of(cable)
            made: list[tuple[Writer, bytes]] = []
            notices: list[Notice] = list(cable.notices)
            for writer in self.writers:
                data, told = conversion.render(cable, writer)
                notices += told
                if self.job.verify:
                    _refuse_unproven(data, cable, writer)
                made.append((writer, data))
            receipt = _checked(attrs.evolve(named, facts=facts, warnings=_warnings(notices)))
            outputs = self._written(receipt, made)
        except OutputPlaceError:
            raise
        except _ANY as error:
            return _failed(named, error, begun)
        status = Status.WARNED if receipt.warnings else Status.OK
        return attrs.evolve(receipt, status=status, outputs=outputs, ms=_since(begun))

    def _written(self, receipt: Receipt, made: list[tuple[Writer, bytes]]) -> tuple[Output, ...]:
        """Write the outputs; where one cannot be written, those before it are removed again."""
        written: list[Output] = []
        try:
            for writer, data in made:
                relpath = place(self.job.layout, receipt.id, receipt.facts, writer.suffix)
                written.append(self.folder.write(writer.name, relpath, data))
        except BaseException:
            for output in written:
                self.folder.remove(output.relpath)
            raise
        return tuple(written)


def _outcomes(cables: Iterator[Cable]) -> Iterator[Cable | BaseException]:
    """Each cable; then, where reading fails, what it failed with."""
    empty = True
    try:
        for cable in cables:
            yield cable
            empty = False
        if empty:
            yield NotACableError("the input holds no cable")
    except _ANY as error:
        yield error


class Proof(Work):
    """Writes nothing: reads the outputs, and proves that they hold what the cable demands."""

    def _done(self, cable: Cable, named: Receipt, begun: float) -> Receipt:
        try:
            facts = facts_of(cable)
            for writer in self.writers:
                path = place(self.job.layout, named.id, facts, writer.suffix)
                _refuse_unproven(self.folder.read(path), cable, writer)
        except OutputPlaceError:
            raise
        except _ANY as error:
            return _failed(named, error, begun)
        return attrs.evolve(named, ms=_since(begun))


def worker_of(job: JobSpec) -> Work:
    """What does a job; errors as of ``Work``."""
    return Proof(job) if job.prove else Work(job)


def chosen_writers(job: JobSpec) -> tuple[Writer, ...]:
    """The writers of a job, with their options.

    Raises:
        UsageError: a format, option or layout is unknown, or outputs cannot be verified.
    """
    if job.layout not in LAYOUTS:
        raise UsageError(
            f"there is no layout {job.layout!r}", hint=f"There are: {', '.join(LAYOUTS)}."
        )
    writers = tuple(
        conversion.chosen_writer(name, dict(job.options.get(name, {})) or None)
        for name in job.formats
    )
    if job.verify:
        for writer in writers:
            refuse_unverifiable(writer.name)
    return writers


def _row(ref: Ref, data: bytes, year: int | None) -> Cable:
    from cableconv.readers.cables_csv import CablesCsvReader  # noqa: PLC0415 - where there are rows
    from cableconv.readers.cables_csv.rows import RawRow  # noqa: PLC0415

    raw = RawRow(ref.row or 1, ref.line or 1, ref.offset or 0, len(data), data)
    cable = CablesCsvReader().read_row(raw, source=Source(ref.name, year=year))
    if cable is None:
        raise InternalError("the row is a heading")
    return cable


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _since(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 1)


def _warnings(notices: list[Notice]) -> dict[str, int]:
    told = (one.kind.value for one in notices if one.severity is not Severity.INFO)
    return dict(Counter(told))


def _checked(receipt: Receipt) -> Receipt:
    """The receipt as it comes out of JSON; raises where a plug-in put something else into it."""
    plain: dict[str, Any] = json.loads(json.dumps(receipt.to_plain(), allow_nan=False))
    return Receipt.from_plain(plain)


def _refuse_unproven(data: bytes | None, cable: Cable, writer: Writer) -> None:
    if data is None:
        raise VerificationError(f"the {writer.name} output is missing")
    findings = verify(data, cable, writer.name, writer.options)
    if findings:
        kinds = Counter(one.kind.value for one in findings)
        told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
        raise VerificationError(f"the {writer.name} output does not hold what it must: {told}")


def _failed(receipt: Receipt, error: BaseException, begun: float) -> Receipt:
    """The receipt of a failure. Nothing that a foreign exception says is kept: it may be text."""
    cause = _cause(error)
    if isinstance(cause, MemoryError):
        return attrs.evolve(
            receipt,
            status=Status.OOM,
            code="memory",
            message="it needed more memory than its process may have",
            ms=_since(begun),
        )
    if isinstance(error, CableconvError) and not isinstance(error, InternalError):
        line = "" if error.line is None else f"line {error.line}: "
        code, message = type(error).__name__, line + error.message
    else:
        code, message = type(cause).__name__, f"unexpected {type(cause).__name__}{_where(cause)}"
    return attrs.evolve(
        receipt, status=Status.FAILED, code=code, message=told(message), ms=_since(begun)
    )


def told(message: str) -> str:
    """A message as a receipt may have it: on one line, of safe characters, not too long."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", message)[:MESSAGE_LIMIT]


def _cause(error: BaseException) -> BaseException:
    wrapped = isinstance(error, CableconvError) and error.__cause__ is not None
    return _cause(error.__cause__) if wrapped and error.__cause__ else error


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-1:]
    return "".join(f" in {os.path.basename(one.filename)}:{one.lineno}" for one in frames)  # noqa: PTH119 - a name to tell
