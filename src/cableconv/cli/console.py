"""What the script says on standard error, and what of a cable may reach a terminal."""

from __future__ import annotations

import os
import re
import traceback
from typing import TYPE_CHECKING, TextIO

import click

from cableconv.errors import CableconvError, InternalError

if TYPE_CHECKING:
    from cableconv.notices import Notice

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Controls that move a terminal's cursor, change its colours, or turn the direction of text.

Matches the escape in "\\x1b[31mred".
"""


def printable(text: str) -> str:
    """The text with U+FFFD for each control character but tab and line feed."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """The text, printable and on one line."""
    return printable(text.replace("\t", " ").replace("\n", " "))


def counted(count: int, noun: str) -> str:
    """``1 file``, ``1,200 files``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def colourful(stream: TextIO) -> bool:
    """Whether colours are welcome: on a terminal that can, and never where NO_COLOR is set."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return not plain and stream.isatty()


def say(text: str) -> None:
    """Print one line on standard error, after the script's name."""
    click.echo(f"cableconv: {one_line(text)}", err=True)


def report(error: CableconvError) -> None:
    """Print ``cableconv: FILE:LINE: message``, and the hint on a line of its own."""
    say(f"{error.place}: {error.message}" if error.place else error.message)
    if error.hint:
        click.echo(f"  {one_line(error.hint)}", err=True)


def report_usage(error: click.ClickException) -> int:
    """Print what is wrong with the arguments, and where to read more; return the exit code."""
    say(error.format_message())
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(f"  See {context.command_path} --help.", err=True)
    return error.exit_code


def interrupted() -> int:
    """Say that the run was interrupted; return the exit code."""
    say("interrupted")
    return 128 + 2


def tell(notice: Notice, place: str, by: str = "") -> None:
    """Print a notice as ``cableconv: FILE:LINE: severity: message [kind]``.

    Args:
        notice: what to tell; its line is one of the input.
        place: the input.
        by: name of the writer that gives the notice; empty for the reader.
    """
    where = place if notice.line is None else f"{place}:{notice.line}"
    kind = f"{by}, {notice.kind.value}" if by else notice.kind.value
    say(f"{where}: {notice.severity.value}: {notice.message} [{kind}]")


def internal(error: Exception, source: str | None = None) -> InternalError:
    """An unexpected exception as our own, with the place in the program where it came up."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" ({os.path.basename(f.filename)}:{f.lineno})" for f in last)  # noqa: PTH119 - a name, not a path to open
    failure = InternalError(
        f"{type(error).__name__}: {error}{where}",
        source=source,
        hint="This is a bug of cableconv. Please report it, with the input if you can.",
    )
    failure.__cause__ = error
    return failure
