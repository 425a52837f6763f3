"""The engine that watches over worker processes of this machine.

Each worker has a private pipe, and the engine knows which input it is on. So an input that crashes,
hangs or eats memory costs its own worker only, and is blamed exactly; it is tried once more, alone.
"""

from __future__ import annotations

import selectors
import signal
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator

import attrs

from cableconv.batch.engines import Stop
from cableconv.batch.engines.hand import Errand, Hand
from cableconv.batch.engines.wire import Message, error_from_plain
from cableconv.batch.job import JobSpec
from cableconv.batch.receipt import Receipt, Status
from cableconv.batch.task import Task
from cableconv.errors import EnvironmentFailure

DEPTH = 4
"""Errands that a worker has at a time: enough that it never waits, few enough to stop soon."""

GRACE_SECONDS = 10.0
"""How long a run that is told to stop waits for what is in work."""

_STILLBORN = 10
_LEAVING_SECONDS = 5.0
_TICK = 0.25


class LocalEngine:
    """See the module."""

    def __init__(self, jobs: int = 1, scheduler: str | None = None) -> None:
        """``jobs`` is the number of worker processes."""
        del scheduler
        self._jobs = max(1, jobs)

    def run(self, job: JobSpec, tasks: Iterable[Task], stop: Stop) -> Generator[Receipt]:
        """See ``Engine``."""
        crew = Crew(job, self._jobs)
        try:
            yield from crew.run(tasks, stop)
        finally:
            crew.close()


@attrs.frozen
class _End:
    """Why a worker ended."""

    status: Status
    code: str
    message: str


class _Feed:
    """What is to be done: suspects, each alone; what dead workers left; then the source."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._source = iter(tasks)
        self.returned: deque[Errand] = deque()
        self.suspects: deque[Errand] = deque()

    def take(self) -> Errand | None:
        if self.returned:
            return self.returned.popleft()
        task = next(self._source, None)
        return None if task is None else Errand(task, told=task.first - 1)


class Crew:
    """A number of worker processes for one job. Close it at the end."""

    def __init__(self, job: JobSpec, size: int) -> None:
        self._job = job
        self._size = size
        self._hands: list[Hand] = []
        self._leaving: list[tuple[Hand, float]] = []
        self._selector = selectors.DefaultSelector()
        self._stillborn = 0
        self._watched = 0.0

    def run(self, tasks: Iterable[Task], stop: Stop) -> Generator[Receipt]:
        """See ``Engine.run``. May be called again when it has come to its end."""
        feed = _Feed(tasks)
        asked: float | None = None
        while True:
            if not stop.level:
                self._assign(feed)
            busy = any(hand.todo for hand in self._hands)
            if not busy and (stop.level or not (feed.suspects or feed.returned)):
                return
            if stop.level:
                asked = asked or time.monotonic()
                if stop.level > 1 or time.monotonic() - asked > GRACE_SECONDS:
                    return
            for receipt in self._turn(feed):
                paused = time.monotonic()
                yield receipt
                self._excuse(time.monotonic() - paused)

    def close(self) -> None:
        """End all processes: at once those that have work, the others in order."""
        for hand in self._hands:
            if hand.todo or not hand.ready:
                hand.kill()
            else:
                hand.dismiss()
                self._leaving.append((hand, time.monotonic()))
        self._hands.clear()
        while self._leaving:
            self._reap()
            time.sleep(0.01 if self._leaving else 0)
        self._selector.close()

    # Giving out work

    def _assign(self, feed: _Feed) -> None:
        for hand in self._hands:
            self._fill(hand, feed)
        while len(self._hands) < self._size:
            errand = feed.suspects.popleft() if feed.suspects else None
            alone = errand is not None
            errand = errand or feed.take()
            if errand is None:
                return
            hand = Hand(self._job)
            self._hands.append(hand)
            self._selector.register(hand.outlet, selectors.EVENT_READ, hand)
            hand.alone = alone
            hand.give(errand)

    def _fill(self, hand: Hand, feed: _Feed) -> None:
        if hand.spent or hand.alone:
            return
        if feed.suspects and hand is self._hands[0]:
            # The first worker runs dry, to have each suspect as its only errand.
            if hand.idle:
                hand.alone = True
                hand.give(feed.suspects.popleft())
            return
        while len(hand.todo) < DEPTH and (errand := feed.take()) is not None:
            hand.give(errand)
            if hand.given >= self._job.limits.recycle:
                hand.spent = True
                return

    # Taking in results

    def _turn(self, feed: _Feed) -> Iterator[Receipt]:
        """Wait for news, and take it in."""
        for hand in self._hands:
            if hand.unsent:
                hand.send()
        wait = 0.01 if any(hand.unsent for hand in self._hands) else _TICK
        for key, _ in self._selector.select(wait):
            yield from self._news(key.data, feed)
        now = time.monotonic()
        if now - self._watched >= _TICK:
            self._watched = now
            yield from self._watch(now, feed)
            self._reap()
        for hand in [one for one in self._hands if one.spent and one.idle and one.ready]:
            self._drop(hand)
            hand.dismiss()
            self._leaving.append((hand, now))

    def _news(self, hand: Hand, feed: _Feed) -> Iterator[Receipt]:
        try:
            for message in hand.messages():
                if message is None:
                    yield from self._dead(hand, _end_of(hand.gone()), feed)
                    return
                yield from self._heard(hand, message)
        except ValueError:
            hand.kill()
            end = _End(Status.CRASHED, "garbled", "its process garbled its messages")
            yield from self._dead(hand, end, feed)

    def _heard(self, hand: Hand, message: Message) -> Iterator[Receipt]:
        if "ready" in message:
            hand.ready = True
            self._stillborn = 0
        elif "lost" in message:
            raise error_from_plain(message["lost"])
        elif "large" in message:
            hand.began(message["large"])
        elif "many" in message:
            hand.todo[0].many = True
        elif "receipt" in message:
            errand = hand.todo[0]
            if errand.held is not None:
                yield attrs.evolve(errand.held, last=False)
            errand.held = Receipt.from_plain(message["receipt"])
            errand.told = errand.held.number
            errand.blamed = False
            hand.spent = hand.spent or errand.held.status is Status.OOM
        else:
            errand = hand.todo.popleft()
            hand.began()
            hand.alone = False
            if errand.held is not None:
                yield attrs.evolve(errand.held, last=True)

    def _watch(self, now: float, feed: _Feed) -> Iterator[Receipt]:
        memory = self._job.limits.memory_mb
        for hand in list(self._hands):
            if hand.overdue(now):
                said = f"it took longer than {hand.limit:g} seconds"
                hand.kill()
                yield from self._dead(hand, _End(Status.TIMEOUT, "timeout", said), feed)
            elif memory and hand.todo and hand.resident_mb() > memory:
                said = f"it needed more than {memory} MB of memory"
                hand.kill()
                yield from self._dead(hand, _End(Status.OOM, "memory", said), feed)

    def _dead(self, hand: Hand, end: _End, feed: _Feed) -> Iterator[Receipt]:
        """Blame the errand in work, and give the others back."""
        self._drop(hand)
        if not hand.ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise EnvironmentFailure(
                    f"worker processes do not start ({end.code})",
                    hint="Try: python -m cableconv.batch.worker < /dev/null",
                )
            feed.returned.extendleft(reversed(hand.todo))
            return
        errand = hand.todo.popleft() if hand.todo else None
        feed.returned.extendleft(reversed(hand.todo))
        if errand is None:
            return
        if errand.task.attempt <= self._job.limits.retries:
            errand.task = attrs.evolve(
                errand.task, first=errand.told + 1, attempt=errand.task.attempt + 1
            )
            feed.suspects.append(errand)
            return
        yield from _blamed(errand, end, feed)

    def _drop(self, hand: Hand) -> None:
        self._hands.remove(hand)
        self._selector.unregister(hand.outlet)

    def _reap(self) -> None:
        """Take note of the end of those that were dismissed."""
        now = time.monotonic()
        for hand, since in list(self._leaving):
            if hand.process.poll() is not None:
                hand.gone()
            elif now - since > _LEAVING_SECONDS:
                hand.kill()
            else:
                continue
            self._leaving.remove((hand, since))

    def _excuse(self, seconds: float) -> None:
        """Count no time in which nobody took receipts."""
        for hand in self._hands:
            hand.since += seconds


def _blamed(errand: Errand, end: _End, feed: _Feed) -> Iterator[Receipt]:
    """The receipt of a cable that ended its process; what follows it in its input is tried."""
    reached, several = errand.many, errand.told > 0
    lost = "; what follows in its input cannot be reached" if several and not reached else ""
    held, errand.held = errand.held, None
    if held is not None and errand.blamed and not reached:
        # The cable before it was to blame as well: the reader does not get past that one.
        yield attrs.evolve(held, message=held.message + lost, last=True)
        return
    if held is not None:
        yield attrs.evolve(held, last=False)
    blame = Receipt(
        errand.next_id(),
        errand.task.ref.id,
        end.status,
        number=errand.told + 1,
        code=end.code,
        message=end.message + lost,
        attempts=errand.task.attempt,
    )
    if not reached:
        yield blame
        return
    errand.held, errand.blamed = blame, True
    errand.told += 1
    errand.task = attrs.evolve(errand.task, first=errand.told + 1, attempt=1)
    feed.suspects.append(errand)


def _end_of(code: int) -> _End:
    if code >= 0:
        return _End(Status.CRASHED, f"exit {code}", f"its process left with code {code}")
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    hint = "; a system without memory does that" if name == "SIGKILL" else ""
    return _End(Status.CRASHED, name, f"its process was ended by {name}{hint}")
