"""How far a run is: a bar on a terminal, else a line now and then, or JSON for programs."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Protocol

import click

from cableconv.cli.console import one_line, say

EVERY_SECONDS = 10.0


class Progress(Protocol):
    """Shows how far a run is."""

    def step(self, failed: int) -> None:
        """One more input is through; ``failed`` have failed so far."""
        ...

    def tell(self, text: str) -> None:
        """Print a line on standard error without spoiling what is shown."""
        ...

    def close(self) -> None:
        """Show no more."""
        ...


class Total:
    """Counts the inputs beside the run, in a thread of its own; None until it is done."""

    def __init__(self, inputs: Callable[[], Iterable[object]] | None) -> None:
        self.value: int | None = None
        self._ended = False
        if inputs is not None:
            threading.Thread(target=self._count, args=(inputs,), daemon=True).start()

    def _count(self, inputs: Callable[[], Iterable[object]]) -> None:
        count = 0
        try:
            for _ in inputs():
                count += 1
                if self._ended:
                    return
        except Exception:  # noqa: BLE001 - the run meets the same error, and tells it
            return
        self.value = count

    def close(self) -> None:
        """Count no further."""
        self._ended = True


def progress(kind: str, total: Total) -> Progress:
    """The progress of a kind: ``bar``, ``plain``, ``json`` or ``none``.

    ``auto`` is a bar where standard error is a terminal, else plain lines.
    """
    if kind == "auto":
        kind = "bar" if sys.stderr.isatty() else "plain"
    return {"bar": Bar, "plain": Plain, "json": Json}.get(kind, Nothing)(total)


class Nothing:
    """Shows nothing."""

    def __init__(self, total: Total) -> None:
        self.total = total
        self.count = 0
        self.begun = time.monotonic()

    def step(self, failed: int) -> None:
        """See ``Progress``."""
        del failed
        self.count += 1

    def tell(self, text: str) -> None:
        """See ``Progress``."""
        say(text)

    def close(self) -> None:
        """See ``Progress``."""
        self.total.close()


class Bar(Nothing):
    """A bar of tqdm, which is loaded now."""

    def __init__(self, total: Total) -> None:
        super().__init__(total)
        from tqdm import tqdm  # noqa: PLC0415 - on a terminal only

        self._bar: Any = tqdm(unit=" cables", dynamic_ncols=True, smoothing=0.05)

    def step(self, failed: int) -> None:
        """See ``Progress``."""
        super().step(failed)
        self._bar.total = self.total.value
        if failed:
            self._bar.set_postfix_str(f"{failed} failed", refresh=False)
        self._bar.update()

    def tell(self, text: str) -> None:
        """See ``Progress``."""
        self._bar.write(f"cableconv: {one_line(text)}", file=sys.stderr)

    def close(self) -> None:
        """See ``Progress``."""
        super().close()
        self._bar.close()


class Plain(Nothing):
    """A line every ten seconds."""

    def __init__(self, total: Total) -> None:
        super().__init__(total)
        self._next = self.begun + EVERY_SECONDS

    def step(self, failed: int) -> None:
        """See ``Progress``."""
        super().step(failed)
        now = time.monotonic()
        if now >= self._next:
            self._next = now + EVERY_SECONDS
            self.show(failed, now - self.begun)

    def show(self, failed: int, seconds: float) -> None:
        """Print how far the run is after so many seconds."""
        rate = self.count / seconds
        total = self.total.value
        of = f" of {total:,}" if total else ""
        left = f", {duration((total - self.count) / rate)} left" if total else ""
        said = f", {failed:,} failed" if failed else ""
        say(f"{self.count:,}{of} cables{said}, {rate:.1f} a second{left}")


class Json(Plain):
    """As ``Plain``, with an object a line."""

    def show(self, failed: int, seconds: float) -> None:
        """See ``Plain``."""
        rate = self.count / seconds
        total = self.total.value
        found = {
            "cables": self.count,
            "total": total,
            "failed": failed,
            "seconds": round(seconds, 1),
            "per_second": round(rate, 1),
            "seconds_left": round((total - self.count) / rate) if total else None,
        }
        click.echo(json.dumps({"progress": found}), err=True)

    def tell(self, text: str) -> None:
        """See ``Progress``."""
        click.echo(json.dumps({"message": text}), err=True)


def duration(seconds: float) -> str:
    """``45 s``, ``12 min`` or ``3 h 20 min``."""
    whole = max(0, round(seconds))
    if whole < 100:  # noqa: PLR2004 - seconds are told up to there
        return f"{whole} s"
    hours, minutes = divmod(round(whole / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
