"""One run over a corpus: references in, receipts out, and the ledger kept in between."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import platform
import shutil
import signal
import socket
import time
from collections import Counter
from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path
from typing import Self

import attrs

from cableconv.batch.engines import Engine, Stop, engine
from cableconv.batch.ledger import NOT_DONE, Ledger, Run, own_folder
from cableconv.batch.lock import Lock
from cableconv.batch.outputs import OWN_FOLDER, OutputFolder, OutputPlaceError, require_posix, sweep
from cableconv.batch.receipt import Receipt, Status
from cableconv.batch.ref import Ref
from cableconv.batch.remote import is_remote
from cableconv.batch.request import Corpus, Mode
from cableconv.batch.sources import Sources
from cableconv.batch.task import Task
from cableconv.batch.work import chosen_writers
from cableconv.errors import CableconvError, EnvironmentFailure, OutputExistsError, UsageError
from cableconv.registry import reader_for

COMMIT_RECEIPTS = 1000
COMMIT_SECONDS = 1.0
"""Receipts are committed when there are so many, or after so long."""

HOPELESS = 50
"""Where so many inputs failed and none succeeded, the fault is not theirs, and the run ends."""


class CorpusRun(Iterator[Receipt]):
    """A run, as an iterator of receipts; never raises for one cable. Close it at the end.

    Nothing is done while nobody asks for the next receipt: a slow consumer slows the run down.

    Attributes:
        counts: number of receipts so far, by status.
        stop: how to end it early.
        swept: number of temporary files that a killed run had left.
        reconfigured: whether the last run had another configuration, so that all is made again.
        aborted: why the run was ended for its failures; empty where it was not.
    """

    def __init__(self, corpus: Corpus) -> None:
        """Take the output folder.

        Raises:
            UsageError: something that is asked for does not exist, or does not fit together.
            OutputExistsError: the output folder holds something else, or results of another run
                where nothing is said about them.
            EnvironmentFailure: a place is missing or not writable, or another run has the folder.
        """
        require_posix()
        corpus.sources.check()
        chosen_writers(corpus.job)
        if corpus.job.from_format is not None:
            reader_for(corpus.job.from_format)
        if corpus.shard is not None:
            corpus = attrs.evolve(
                corpus, job=attrs.evolve(corpus.job, part="{}-of-{}".format(*corpus.shard))
            )
        self._corpus = corpus
        self._engine: Engine = engine(corpus.engine, corpus.jobs, corpus.scheduler)
        self.counts: Counter[Status] = Counter()
        self.stop = Stop()
        self.aborted = ""
        self.signal = 0
        self._pending: dict[str, Ref] = {}
        self._entries: list[tuple[Receipt, Ref]] = []
        self._committed = time.monotonic()
        self._pause = COMMIT_SECONDS
        self._open(corpus)
        self._receipts = self._run()
        self._started = False
        self._closed = False

    def __next__(self) -> Receipt:
        self._started = True
        return next(self._receipts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the run: what is in work is dropped, and what is done is kept."""
        if not self._started:
            self._finish(None)
        self._receipts.close()

    def interrupt(self, number: int) -> None:
        """Take a signal: end when what is in work is done; at the second one, end now."""
        self.signal = number
        self.stop.ask()

    @property
    def done(self) -> int:
        """Number of cables whose outputs are there, those of earlier runs included."""
        return sum(count for status, count in self.counts.items() if status.is_done)

    @property
    def failed(self) -> int:
        """Number of cables that failed."""
        return self.counts.total() - self.done

    @property
    def exit_code(self) -> int:
        """0 where nothing failed, 1 where some failed, 3 where it was ended or nothing succeeded.

        For a run that a signal ended, 128 and the signal's number.
        """
        if self.signal:
            return 128 + self.signal
        if self.aborted or (self.failed and not self.done):
            return 3
        return 1 if self.failed else 0

    # Beginning

    def _open(self, corpus: Corpus) -> None:
        out = Path(corpus.job.out)
        _refuse_inside(corpus.sources, out)
        _make(out)
        folder = own_folder(corpus.job.out, corpus.shard_name)
        self._lock = Lock(folder)
        with contextlib.ExitStack() as undo:
            undo.callback(self._lock.close)
            self._ledger = Ledger(folder / "ledger.db")
            undo.callback(self._close_ledger)  # it may be another one by then
            earlier = self._earlier(corpus, folder)
            self._folder = OutputFolder(corpus.job.out)
            undo.callback(self._folder.close)
            self._check_room()
            last = earlier[-1] if earlier else None
            self.swept = (
                sweep(corpus.job.out, corpus.job.part)
                if last is not None and last.ended is None
                else 0
            )
            self.reconfigured = last is not None and last.configuration != corpus.job.configuration
            self._number = self._ledger.begin_run(_described(corpus), corpus.job.config_sha256)
            undo.pop_all()

    def _close_ledger(self) -> None:
        self._ledger.close()

    def _earlier(self, corpus: Corpus, folder: Path) -> list[Run]:
        """The runs before this one; what they left is removed where that is asked for."""
        earlier = self._ledger.runs()
        if corpus.mode is Mode.RETRY and not earlier:
            raise UsageError(
                "there is no earlier run whose failures could be tried again",
                source=corpus.job.out,
            )
        if not earlier or corpus.mode in {Mode.RESUME, Mode.RETRY}:
            return earlier
        if corpus.mode is Mode.NEW:
            raise OutputExistsError(
                "the folder has results of an earlier run",
                source=corpus.job.out,
                hint="Go on with it (--resume), remove its results and begin anew (--fresh), or "
                "choose another folder.",
            )
        with OutputFolder(corpus.job.out) as outputs:
            for output in self._ledger.outputs():
                outputs.remove(output.relpath)
        self._ledger.close()
        for path in folder.glob("ledger.db*"):
            path.unlink()
        self._ledger = Ledger(folder / "ledger.db")
        return []

    # Running

    def _run(self) -> Generator[Receipt]:
        code: int | None = None
        try:
            receipts = self._engine.run(self._corpus.job, self._tasks(), self.stop)
            with contextlib.closing(receipts):
                for receipt in receipts:
                    self._take(receipt)
                    yield receipt
            self._commit()
            code = self.exit_code
        except CableconvError as error:
            code = error.exit_code
            raise
        finally:
            self._finish(code)

    def _tasks(self) -> Iterator[Task]:
        if self._corpus.mode is Mode.RETRY:
            for ref in list(self._ledger.places(NOT_DONE)):
                yield self._given(Task(ref))
            return
        for ref in islice(self._named(), self._corpus.limit):
            yield self._given(Task(ref, known=self._known(ref)))

    def _named(self) -> Iterator[Ref]:
        """The inputs of this shard, each with an id of its own."""
        for ref in self._corpus.sources.refs():
            found = self._ledger.claimed(ref)
            if self._corpus.takes(found.id):
                yield found

    def _given(self, task: Task) -> Task:
        self._pending[task.ref.id] = task.ref
        return task

    def _known(self, ref: Ref) -> str:
        """Hash of the bytes that were converted, where all that came of them is there."""
        if self._corpus.mode is not Mode.RESUME:
            return ""
        found = self._ledger.of_ref(ref.id)
        if not found or not found[-1][0].last:
            return ""
        same = self._corpus.job.config_sha256
        for number, (receipt, config) in enumerate(found, 1):
            if config != same or not receipt.status.is_done or receipt.number != number:
                return ""
            if any(self._folder.size(one.relpath) != one.bytes for one in receipt.outputs):
                return ""
        return found[0][0].in_sha256

    def _take(self, receipt: Receipt) -> None:
        self.counts[receipt.status] += 1
        ref = self._pending[receipt.ref]
        if receipt.last:
            del self._pending[receipt.ref]
        if receipt.status is not Status.SKIPPED:
            self._entries.append((receipt, ref))
        since = time.monotonic() - self._committed
        if len(self._entries) >= COMMIT_RECEIPTS or since >= self._pause:
            self._commit()
        self._judge()

    def _judge(self) -> None:
        if self.aborted or self.stop.level:
            return
        total = self.counts.total()
        self.aborted = self._corpus.budget.exceeded(self.failed, total)
        if not self.done and self.failed >= HOPELESS:
            self.aborted = f"the first {self.failed} all failed"
        if self.aborted:
            self.stop.ask()

    def _commit(self) -> None:
        """Make sure of the files, then tell of them."""
        begun = time.monotonic()
        if self._entries:
            self._folder.sync()
            job = self._corpus.job
            stale = self._ledger.record(self._entries, job.config_sha256, self._number)
            self._entries.clear()
            for path in stale:
                self._folder.remove(path)
            self._check_room()
        self._committed = time.monotonic()
        # A disk that is slow to sync gets fewer commits.
        self._pause = max(COMMIT_SECONDS, 10 * (self._committed - begun))

    def _check_room(self) -> None:
        if not self._corpus.min_free:
            return
        free = shutil.disk_usage(self._corpus.job.out).free >> 20
        if free < self._corpus.min_free:
            raise OutputPlaceError(
                f"only {free} MB are free on the disk, and {self._corpus.min_free} must stay free",
                source=self._corpus.job.out,
                hint="Free some space, then go on with --resume.",
            )

    def _finish(self, code: int | None) -> None:
        """Keep what is done, and let go of everything; ``code`` is None where it was cut short."""
        if self._closed:
            return
        self._closed = True
        try:
            # Processes that were ended, for whatever reason, may have left half a file.
            with contextlib.suppress(OSError):
                sweep(self._corpus.job.out, self._corpus.job.part)
            with contextlib.suppress(EnvironmentFailure):
                # The disk may be full; then what was not told of is made again.
                self._commit()
            counts = {status.value: count for status, count in self.counts.items()}
            left = 128 + (self.signal or signal.SIGINT) if code is None else code
            with contextlib.suppress(EnvironmentFailure):
                self._ledger.end_run(self._number, _now(), counts, left)
        finally:
            self._ledger.close()
            self._folder.close()
            self._lock.close()


def _refuse_inside(sources: Sources, out: Path) -> None:
    real = os.path.realpath(out)
    for name in sources.named:
        if is_remote(name):
            continue
        source = os.path.realpath(name)
        if source == real or source.startswith(real + os.sep):
            raise UsageError(
                "the input lies in the output folder", source=name, hint="Choose another folder."
            )


def _make(out: Path) -> None:
    """Make the output folder; refuse one that holds something that is not ours."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        foreign = not (out / OWN_FOLDER).is_dir() and next(out.iterdir(), None) is not None
        if foreign:
            raise OutputExistsError(
                "the folder is not empty, and no run of this kind has written to it",
                source=str(out),
                hint="Choose an empty folder, or a new one.",
            )
    except OSError as error:
        raise OutputPlaceError(
            f"cannot write it: {error.strerror or error}",
            source=str(out),
            hint="Choose another place.",
        ) from error


def _described(corpus: Corpus) -> Run:
    return Run(
        number=0,
        started=_now(),
        ended=None,
        argv=corpus.argv,
        version=corpus.job.version,
        configuration=corpus.job.configuration,
        host=socket.gethostname(),
        python=platform.python_version(),
        shard=corpus.shard_name,
        counts={},
        exit_code=None,
    )


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
