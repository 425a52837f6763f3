"""The script ``cableconv``: verbs, exit codes, and no traceback ever.

This module stays light: a verb's module is imported when the verb is called.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from cableconv import __version__
from cableconv.cli.console import internal, interrupted, report, report_usage
from cableconv.cli.verbs import Verbs
from cableconv.errors import CableconvError, EnvironmentFailure
from cableconv.files import failure


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="[VERB] ...",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn diplomatic cables into DOCX, PDF, HTML, TEI XML, JSON and plain text.

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
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without Unicode shows \\u2014 instead of ending the run.
            stream.reconfigure(errors="backslashreplace")
    return _flushed(_exit_code(arguments))


def _exit_code(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="cableconv", standalone_mode=False)
    except CableconvError as error:
        report(error)
        return error.exit_code
    except click.exceptions.Abort:
        return interrupted()
    except click.ClickException as error:
        return report_usage(error)
    except SystemExit as left:  # a signal, or click where nobody reads the output any more
        return left.code if isinstance(left.code, int) else 1
    except OSError as error:  # all files are opened elsewhere: this is standard output
        report(failure(error, "standard output", "write"))
        return EnvironmentFailure.exit_code
    except Exception as error:  # noqa: BLE001 - the last place where a bug can be told politely
        failed = internal(error)
        report(failed)
        return failed.exit_code
    return code or 0


def _flushed(code: int) -> int:
    """The exit code, once the output is out; 1 or 4 where the last of it could not be written."""
    try:
        sys.stdout.flush()
    except OSError as error:
        # Python would flush again when it ends, fail again, and print a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return code or 1
        if code == 0:
            report(failure(error, "standard output", "write"))
            return EnvironmentFailure.exit_code
    return code
