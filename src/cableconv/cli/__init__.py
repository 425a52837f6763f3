"""The script ``cableconv``: verbs, exit codes, and no traceback ever.

This module stays light: a verb's module is imported when the verb is called.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from cableconv import __version__
from cableconv.cli.console import internal, interrupted, report, report_usage
from cableconv.cli.verbs import Verbs
from cableconv.errors import CableconvError


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="[VERB] ...",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn diplomatic cables into DOCX, PDF, TEI XML, JSON and plain text.

    Every classification marking stays where it is. Without a verb, "convert" is meant.
    """


def main() -> NoReturn:
    """Run the script with the arguments of the process, and leave with its exit code."""
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(run())


def _terminated(_number: int, _frame: object) -> NoReturn:
    # Unlike the default, this lets temporary files be removed.
    sys.exit(143)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the script and return its exit code; arguments default to those of the process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal without Unicode shows \u2014 instead of ending the run.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(arguments, prog_name="cableconv", standalone_mode=False)
        sys.stdout.flush()
    except CableconvError as error:
        report(error)
        return error.exit_code
    except click.exceptions.Abort:
        return interrupted()
    except click.ClickException as error:
        return report_usage(error)
    except BrokenPipeError:
        return _reader_left()
    except Exception as error:  # noqa: BLE001 - the last place where a bug can be told politely
        failure = internal(error)
        report(failure)
        return failure.exit_code
    return code or 0


def _reader_left() -> int:
    """Point standard output to nothing, so that Python's own last flush does not complain."""
    with contextlib.suppress(OSError):  # a stream of a test has no descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
