"""``cableconv convert``: pandoc's habits for cables."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import click
from click.shell_completion import CompletionItem

from cableconv import conversion
from cableconv.cli.console import internal, report, say, tell
from cableconv.cli.plan import STREAM, Output, Plan, Task, planned
from cableconv.cli.proof import refuse_unproven
from cableconv.errors import CableconvError, ManyCablesError, UsageError, VerificationError
from cableconv.files import MAX_BYTES, failure, save, send
from cableconv.model.cable import Cable
from cableconv.notices import Notice, Severity
from cableconv.options import pairs
from cableconv.registry import reader_names, writer_names
from cableconv.verify import refuse_unverifiable
from cableconv.writers.base import Writer

_EXAMPLES = """\b
Examples:
  cableconv convert in.txt -o out.docx
  cableconv convert *.txt -t docx -t pdf -t tei -o out/
  curl ... | cableconv convert - -t txt | less
"""


def _readers(_context: object, _parameter: object, start: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in reader_names() if name.startswith(start)]


def complete_writers(_context: object, _parameter: object, start: str) -> list[CompletionItem]:
    """Names of writers that begin so, for a shell."""
    return [CompletionItem(name) for name in writer_names() if name.startswith(start)]


from_option = click.option(
    "-f",
    "--from",
    "from_format",
    metavar="FORMAT",
    shell_complete=_readers,
    help="Format of the input. Default: found out by looking at it.",
)
mrn_option = click.option(
    "--mrn", metavar="MRN", help="Message reference number, where the text does not tell it."
)
year_option = click.option(
    "--year", type=int, metavar="YYYY", help="Year, where the text does not tell it."
)
limit_option = click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=MAX_BYTES,
    show_default=True,
    help="Refuse larger inputs.",
)


@attrs.frozen
class Reading:
    """How inputs are to be read; see ``conversion.read``."""

    from_format: str | None
    mrn: str | None
    year: int | None
    max_bytes: int

    def cable(self, source: str) -> Cable:
        """The cable of a path, or of standard input for ``-``."""
        try:
            return self._read(source)
        except ManyCablesError as error:
            error.hint = "cableconv batch makes an output of each of them."
            raise

    def _read(self, source: str) -> Cable:
        if source == STREAM:
            return conversion.read_stream(
                sys.stdin.buffer,
                format=self.from_format,
                mrn=self.mrn,
                year=self.year,
                max_bytes=self.max_bytes,
            )
        return conversion.read(
            source,
            format=self.from_format,
            mrn=self.mrn,
            year=self.year,
            max_bytes=self.max_bytes,
        )

    def cables(self, source: str) -> Iterator[Cable]:
        """All cables of a path, in order.

        Raises:
            UsageError: an MRN is given, which is that of one cable.
        """
        if self.mrn is not None:
            raise UsageError("--mrn is for one cable", hint="Leave it out.")
        yield from conversion.read_all(
            source, format=self.from_format, year=self.year, max_bytes=self.max_bytes
        )


@attrs.frozen
class Voice:
    """How much is told: notices from a severity on, and each output where wanted."""

    severities: frozenset[Severity]
    outputs: bool

    def notices(self, found: Iterable[Notice], place: str, by: str = "") -> None:
        """Tell those notices that are severe enough, a line each; see ``console.tell``."""
        for notice in found:
            if notice.severity in self.severities:
                tell(notice, place, by)


def _voice(*, quiet: bool, verbose: bool) -> Voice:
    if quiet and verbose:
        raise UsageError("-q and -v exclude each other", hint="Give one of them.")
    told = set() if quiet else {Severity.WARNING, Severity.ERROR}
    return Voice(frozenset(Severity) if verbose else frozenset(told), verbose)


@click.command("convert", epilog=_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@from_option
@click.option(
    "-t",
    "--to",
    "formats",
    multiple=True,
    metavar="FORMAT",
    shell_complete=complete_writers,
    help="Format of the output; may be repeated. Default: by the suffix of -o FILE.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE|DIR/",
    help="A file, a folder (with a slash at its end), or - for standard output (the default).",
)
@click.option(
    "-O",
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    help="An option of the writer; FORMAT.KEY=VALUE for one of several. See: cableconv formats.",
)
@mrn_option
@year_option
@click.option("--force", is_flag=True, help="Replace files in the output folder.")
@click.option(
    "--verify",
    "verified",
    is_flag=True,
    help="Read each output back before it is kept, and keep none that lacks anything.",
)
@limit_option
@click.option("-q", "--quiet", is_flag=True, help="Tell errors only, no warnings.")
@click.option("-v", "--verbose", is_flag=True, help="Tell every notice, and each output.")
def command(  # noqa: PLR0913 - one parameter an option of the script
    *,
    inputs: tuple[str, ...],
    from_format: str | None,
    formats: tuple[str, ...],
    output: str | None,
    options: tuple[str, ...],
    mrn: str | None,
    year: int | None,
    force: bool,
    verified: bool,
    max_bytes: int,
    quiet: bool,
    verbose: bool,
) -> int:
    """Convert cables. INPUT is a file, or - for standard input.

    Outputs in a folder have the name of their input, with the suffix of the format.
    """
    voice = _voice(quiet=quiet, verbose=verbose)
    reading = Reading(from_format, mrn, year, max_bytes)
    plan = planned(inputs, formats, output, pairs(options), force=force)
    for task in plan.tasks:
        for out in task.outputs:
            _refuse_binary_on_terminal(out)
            if verified:
                refuse_unverifiable(out.writer.name)
    return _carried_out(plan, reading, voice, verified=verified)


def _refuse_binary_on_terminal(output: Output) -> None:
    if output.target == STREAM and sys.stdout.isatty() and not is_text(output.writer):
        raise UsageError(
            f"{output.writer.name} is no text, and standard output is a terminal",
            hint=f"Write to a file: -o out{output.writer.suffix}",
        )


def is_text(writer: Writer) -> bool:
    """Whether the writer's files can be read on a terminal."""
    kind = writer.media_type.partition(";")[0]
    return kind.startswith("text/") or kind.endswith(("/xml", "+xml", "/json", "+json"))


def _carried_out(plan: Plan, reading: Reading, voice: Voice, *, verified: bool) -> int:
    if plan.folder is not None:
        try:
            Path(plan.folder).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise failure(error, plan.folder, "write") from error
    done = 0
    failed: list[CableconvError] = []
    for task in plan.tasks:
        written, errors = _task(task, reading, voice, verified=verified)
        done += written
        failed += errors
    return exit_code(done, failed, len(plan.tasks))


def exit_code(done: int, failed: list[CableconvError], inputs: int) -> int:
    """The exit code of a run.

    0 where nothing failed, 5 where outputs lack something and nothing else failed, 1 where a part
    failed. Where nothing succeeded: that of the error for one input; for several their common one
    where it names a cause outside them (2, 4, 70), else 3.
    """
    if not failed:
        return 0
    codes = {error.exit_code for error in failed}
    if codes == {VerificationError.exit_code}:
        return VerificationError.exit_code
    if done:
        return 1
    if len(codes) == 1 and (inputs == 1 or codes != {1}):
        return codes.pop()
    return 3


def _task(
    task: Task, reading: Reading, voice: Voice, *, verified: bool
) -> tuple[int, list[CableconvError]]:
    """Convert one input; returns how many outputs were written, and what failed."""
    done = 0
    failed: list[CableconvError] = []
    try:
        cable = reading.cable(task.source)
    except Exception as error:  # noqa: BLE001 - one bad input must not stop the others
        return 0, [_failure(error, task.source)]
    voice.notices(cable.notices, task.source)
    for output in task.outputs:
        try:
            notices = _written(cable, output, verified=verified)
            voice.notices(notices, task.source, output.writer.name)
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - nor one bad output
            failed.append(_failure(error, task.source))
        else:
            done += 1
            if voice.outputs:
                say(f"{task.source} -> {output.target}")
    return done, failed


def _failure(error: Exception, source: str) -> CableconvError:
    found = error if isinstance(error, CableconvError) else internal(error, source)
    if found.source is None:
        found.source = source
    report(found)
    return found


def _written(cable: Cable, output: Output, *, verified: bool) -> list[Notice]:
    data, notices = conversion.render(cable, output.writer)
    if verified:
        refuse_unproven(data, cable, output.writer, output.target)
    if output.target == STREAM:
        send(sys.stdout.buffer, data)
    else:
        save(output.target, data)
    return notices
