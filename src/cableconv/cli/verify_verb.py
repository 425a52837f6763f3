"""``cableconv verify``: whether an output holds what its cable demands."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import attrs
import click

from cableconv.cli.console import one_line
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
from cableconv.model.effective import overall_marking, portion_marks
from cableconv.options import pairs
from cableconv.registry import writer_name, writer_name_for_file
from cableconv.verify import Finding, refuse_unverifiable, verify, verify_alone
from cableconv.writers.base import Writer


@click.command("verify")
@click.argument("output", metavar="OUTPUT", type=click.Path())
@click.option(
    "--against",
    multiple=True,
    metavar="INPUT",
    type=click.Path(),
    help="What OUTPUT was made from. Without it, only what contradicts itself is found. "
    "Of a folder, with --deep: where its inputs lie now; may be repeated.",
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

    Where OUTPUT is the folder of a corpus, each file is read again and compared with what the
    ledger knows of it.
    """
    if Path(output).is_dir():
        return verify_folder(
            output, deep=deep, sample=sample, jobs=jobs, against=against, as_json=as_json
        )
    if deep or sample is not None or jobs is not None:
        raise UsageError("--deep, --sample and -j are for the folder of a corpus")
    if len(against) > 1:
        raise UsageError("OUTPUT is one file, and is made from one INPUT")
    if not against:
        _refuse_useless(from_format, mrn, year)
    writer = _writer(output, format_, options)
    data = _bytes(output, max_bytes)
    source = next(iter(against), None)
    if source is None:
        alone = verify_alone(data, writer.name)
        findings, unchecked = alone.findings, alone.unchecked
        good = "no fault is found in it alone"
    else:
        cable = Reading(from_format, mrn, year, max_bytes).cable(source)
        findings, unchecked = tuple(verify(data, cable, writer.name, writer.options)), ()
        good = f"it holds all that {source} demands: {_summary(cable)}"
    if as_json:
        _show_json(output, source, writer.name, findings, unchecked)
    else:
        _show(output, findings, unchecked, good)
    return VerificationError.exit_code if findings else 0


def _refuse_useless(*given: object) -> None:
    if any(value is not None for value in given):
        raise UsageError("-f, --mrn and --year are about INPUT", hint="Name it with --against.")


def _writer(output: str, format_: str | None, options: tuple[str, ...]) -> Writer:
    if format_ is None and output == STREAM:
        raise UsageError("the format of standard input must be named", hint="Name it with -t.")
    name = writer_name(format_) if format_ else writer_name_for_file(output)
    refuse_unverifiable(name)
    writer = chosen_writer(name, pairs(options) or None)
    refuse_unverifiable(name, writer.options)
    return writer


def _bytes(output: str, max_bytes: int) -> bytes:
    if output == STREAM:
        return limited(sys.stdin.buffer, STREAM, max_bytes)
    return load(output, max_bytes)


def _summary(cable: Cable) -> str:
    """``6 paragraphs, 7 marks, SECRET//NOFORN``."""
    counts = ((len(cable.paragraphs), "paragraph"), (len(list(portion_marks(cable))), "mark"))
    words = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts]
    return ", ".join((*words, overall_marking(cable).text))


def _show(
    output: str, findings: tuple[Finding, ...], unchecked: tuple[str, ...], good: str
) -> None:
    for finding in findings:
        click.echo(one_line(f"{output}: {finding}"))
    if not findings:
        click.echo(one_line(f"{output}: {good}"))
    if unchecked:
        click.echo(f"Not checked without --against: {'; '.join(unchecked)}.")


def _show_json(
    output: str,
    against: str | None,
    format_: str,
    findings: tuple[Finding, ...],
    unchecked: tuple[str, ...],
) -> None:
    found = {
        "output": output,
        "against": against,
        "format": format_,
        "findings": [{**attrs.asdict(one), "kind": one.kind.value} for one in findings],
        "unchecked": list(unchecked),
    }
    click.echo(json.dumps(found, indent=2))
