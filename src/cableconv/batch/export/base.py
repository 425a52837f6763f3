"""What exports share: two questions that they ask of a ledger, and folders that appear whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO

from cableconv.batch.ledger import Run
from cableconv.batch.receipt import Receipt
from cableconv.errors import EnvironmentFailure, OutputExistsError
from cableconv.files import failure


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


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """A folder under a temporary name, which takes the name ``target`` when all went well.

    Raises:
        OutputExistsError: ``target`` is there already.
        EnvironmentFailure: it cannot be written.
    """
    if os.path.lexists(target):
        raise OutputExistsError(
            "there is something of this name already",
            source=str(target),
            hint="Remove it, or choose another name.",
        )
    part = target.with_name(f".cableconv-{os.urandom(6).hex()}.part")
    try:
        part.mkdir(parents=True)
        yield part
        part.rename(target)
    except OSError as error:
        raise failure(error, str(target), "write") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def text_file(path: Path) -> TextIO:
    """A new text file; names of inputs that are no text are written with backslashes."""
    return path.open("w", encoding="utf-8", newline="", errors="backslashreplace")


def changed(output: Path, what: str) -> EnvironmentFailure:
    """The error for an output that is not as the ledger tells.

    Args:
        output: its path.
        what: how the sentence goes on after "an output".
    """
    return EnvironmentFailure(
        f"an output {what}",
        source=str(output),
        hint="Look for others with: cableconv verify OUT; make them again with: batch --resume",
    )
