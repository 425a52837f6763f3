"""``cableconv verify``: whether an output holds what its cable demands."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs
import click

from cableconv.cli.console import counted, one_line
from cableconv.cli.convert_verb import (
    Reading,
    from_option,
    limit_option,
    mrn_option,
    year_option,
)
from cableconv.cli.plan import STREAM
from cableconv.cli.verify_folder import verify_folder
from cableconv.conversion import chosen_writer
from cableconv.errors import UsageError, VerificationError
from cableconv.files import limited, load
from cableconv.model.cable import Cable
from cableconv.model.effective import highest_marking, overall_marking, portion_marks
from cableconv.options import pairs
from cableconv.registry import writer_name, writer_name_for_file
from cableconv.verify import (
    Finding,
    is_volume,
    not_kept,
    refuse_unverifiable,
    verify,
    verify_alone,
    verify_volume,
)
from cableconv.writers.base import Writer


@click.command("verify")
@click.argument("output", metavar="OUTPUT", type=click.Path())
@click.argument("more", nargs=-1, metavar="[INPUT]...", type=click.Path())
@click.option(
    "--against",
    multiple=True,
    metavar="INPUT",
    type=click.Path(),
    help="What OUTPUT was made from; of a volume, all INPUTs in order. Without it, only what "
    "contradicts itself is found. Of a folder, with --deep: where its inputs lie now.",
)
@click.option(
    "-t", "--to", "format_", metavar="FORMAT", help="Format of OUTPUT. Default: by its suffix."
)
@click.option(
    "-O",
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    help="An option of the writer that OUTPUT was written with.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option("--deep", is_flag=True, help="Of a folder: read each input again, and compare.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="With --deep: N inputs.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="With --deep: processes."
)
@from_option
@mrn_option
@year_option
@limit_option
def command(  # noqa: PLR0913 - one parameter an option of the script
    *,
    output: str,
    more: tuple[str, ...],
    against: tuple[str, ...],
    format_: str | None,
    options: tuple[str, ...],
    as_json: bool,
    deep: bool,
    sample: int | None,
    jobs: int | None,
    from_format: str | None,
    mrn: str | None,
    year: int | None,
    max_bytes: int,
) -> int:
    """Read OUTPUT back, by other means than it was written with, and compare it with INPUT.

    Each paragraph, each mark at its paragraph, the banner on each page, the captions and the
    statements of authority must be there, and no mark that INPUT does not have. The exit code is
    5 where something is found.

    A volume holds many cables: each must be there, in the order of the INPUTs.

    Where OUTPUT is the folder of a corpus, each file is read again and compared with what the
    ledger knows of it.
    """
    if Path(output).is_dir():
        return verify_folder(
            output,
            deep=deep,
            sample=sample,
            jobs=jobs,
            against=(*against, *more),
            as_json=as_json,
        )
    if deep or sample is not None or jobs is not None:
        raise UsageError("--deep, --sample and -j are for the folder of a corpus")
    inputs = _inputs(against, more)
    if not inputs:
        _refuse_useless(from_format, mrn, year)
    writer = _writer(output, format_, options)
    data = _bytes(output, max_bytes)
    reading = Reading(from_format, mrn, year, max_bytes)
    verdict = _verdict(data, writer, inputs, reading)
    if as_json:
        told = inputs if len(inputs) > 1 else next(iter(inputs), None)
        _show_json(output, told, writer.name, verdict)
    else:
        _show(output, verdict)
    return VerificationError.exit_code if verdict.findings else 0


def _inputs(against: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """All inputs in order: ``--against a.txt b.txt``, or ``--against a.txt --against b.txt``."""
    if more and len(against) != 1:
        raise UsageError(
            "OUTPUT is one file" if not against else "it is not clear in which order INPUTs are",
            hint="Name what it was made from after it: OUTPUT --against INPUT INPUT",
        )
    return (*against, *more)


@attrs.frozen
class _Verdict:
    """What a verification gives.

    Attributes:
        findings: what is wrong.
        good: what to say where nothing is.
        unchecked: what could not be checked.
        why: why not.
    """

    findings: tuple[Finding, ...]
    good: str
    unchecked: tuple[str, ...]
    why: str


def _verdict(data: bytes, writer: Writer, inputs: tuple[str, ...], reading: Reading) -> _Verdict:
    if not inputs:
        alone = verify_alone(data, writer.name)
        good = "no fault is found in it alone"
        return _Verdict(alone.findings, good, alone.unchecked, "without --against")
    if len(inputs) > 1 or is_volume(data, writer.name):
        cables = [cable for path in inputs for cable in reading.cables(path)]
        findings = verify_volume(data, cables, writer.name, writer.options)
    else:
        cables = [reading.cable(inputs[0])]
        findings = verify(data, cables[0], writer.name, writer.options)
    holder = inputs[0] if len(inputs) == 1 else f"the {len(inputs)} inputs"
    verb = "demands" if len(inputs) == 1 else "demand"
    good = f"it holds all that {holder} {verb}: {_summary(cables)}"
    gone = not_kept(writer.name, writer.options)
    return _Verdict(tuple(findings), good, gone, "because such an output does not keep it")


def _refuse_useless(*given: object) -> None:
    if any(value is not None for value in given):
        raise UsageError("-f, --mrn and --year are about INPUT", hint="Name it with --against.")


def _writer(output: str, format_: str | None, options: tuple[str, ...]) -> Writer:
    if format_ is None and output == STREAM:
        raise UsageError("the format of standard input must be named", hint="Name it with -t.")
    name = writer_name(format_) if format_ else writer_name_for_file(output)
    refuse_unverifiable(name)
    return chosen_writer(name, pairs(options) or None)


def _bytes(output: str, max_bytes: int) -> bytes:
    if output == STREAM:
        return limited(sys.stdin.buffer, STREAM, max_bytes)
    return load(output, max_bytes)


def _summary(cables: Sequence[Cable]) -> str:
    """``6 paragraphs, 7 marks, SECRET//NOFORN``; of several cables their number first."""
    counts = (
        (len(cables), "cable"),
        (sum(len(cable.paragraphs) for cable in cables), "paragraph"),
        (sum(len(list(portion_marks(cable))) for cable in cables), "mark"),
    )
    words = [counted(count, noun) for count, noun in counts[len(cables) == 1 :]]
    markings = [overall_marking(cable) for cable in cables]
    return ", ".join((*words, highest_marking(markings).text if markings else ""))


def _show(output: str, verdict: _Verdict) -> None:
    for finding in verdict.findings:
        click.echo(one_line(f"{output}: {finding}"))
    if not verdict.findings:
        click.echo(one_line(f"{output}: {verdict.good}"))
    if verdict.unchecked:
        click.echo(f"Not checked {verdict.why}: {'; '.join(verdict.unchecked)}.")


def _show_json(
    output: str,
    against: str | tuple[str, ...] | None,
    format_: str,
    verdict: _Verdict,
) -> None:
    found = {
        "output": output,
        "against": against,
        "format": format_,
        "findings": [{**attrs.asdict(one), "kind": one.kind.value} for one in verdict.findings],
        "unchecked": list(verdict.unchecked),
    }
    click.echo(json.dumps(found, indent=2))
