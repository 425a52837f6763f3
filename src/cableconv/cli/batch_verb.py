"""``cableconv batch``: a whole corpus, resumable, with nothing lost and every failure named."""

from __future__ import annotations

import os
import sys

import click

from cableconv.batch.engines import ENGINE_NAMES
from cableconv.batch.job import JobSpec, Limits
from cableconv.batch.layout import LAYOUTS
from cableconv.batch.request import Corpus, ErrorBudget, Mode
from cableconv.batch.sources import Sources
from cableconv.cli.batch_config import load_config
from cableconv.cli.batch_run import Telling, carry_out, show_plan
from cableconv.cli.convert_verb import (
    complete_writers,
    from_option,
    limit_option,
    year_option,
)
from cableconv.cli.plan import writer_options
from cableconv.errors import UsageError
from cableconv.options import pairs
from cableconv.registry import writer_name, writer_names

_EXAMPLES = """\b
Examples:
  cableconv batch cables/ -t docx,pdf,tei,txt -o out/
  cableconv batch cables.csv -t tei -o out/ -j 8 --resume
  find . -print0 | cableconv batch --files-from - -0 -t txt -o out/

Each option can stand in a file (--config) and in a variable: CABLECONV_JOBS=8.
"""

_LIMITS = Limits()


def _names(_context: object, _parameter: object, values: tuple[str, ...]) -> tuple[str, ...]:
    """``docx,pdf`` and ``-t docx -t pdf`` alike."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _shard(_context: object, _parameter: object, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    part, slash, parts = value.partition("/")
    if not (slash and part.isdecimal() and parts.isdecimal() and 0 < int(part) <= int(parts)):
        raise click.BadParameter("give part and number of parts, from 1: 1/8 to 8/8")
    return int(part), int(parts)


def _budget(_context: object, _parameter: object, value: str | None) -> ErrorBudget:
    if value is None:
        return ErrorBudget()
    number = value.removesuffix("%").strip()
    try:
        return ErrorBudget(percent=float(number)) if "%" in value else ErrorBudget(int(number))
    except ValueError:
        raise click.BadParameter("give a number or a share: 100, or 2%") from None


@click.command("batch", epilog=_EXAMPLES)
@click.argument("sources", nargs=-1, metavar="SOURCE...", type=click.Path())
@click.option(
    "-o", "--output", type=click.Path(), metavar="DIR", required=True, help="The output folder."
)
@click.option(
    "-t",
    "--to",
    "formats",
    multiple=True,
    metavar="FORMAT,...",
    callback=_names,
    shell_complete=complete_writers,
    help="Formats of the outputs; may be repeated.",
)
@click.option(
    "-O",
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    help="An option of the writer; FORMAT.KEY=VALUE for one of several.",
)
@click.option(
    "--layout",
    type=click.Choice(tuple(LAYOUTS)),
    default="tree",
    show_default=True,
    help="Where outputs lie below DIR.",
)
@from_option
@year_option
@limit_option
@click.option(
    "--files-from", metavar="FILE", help="Read more sources from FILE, a line each; or -."
)
@click.option(
    "-0", "--null", "zero", is_flag=True, help="Zero bytes part the names of --files-from."
)
@click.option("--follow-links", is_flag=True, help="Follow links inside of folders.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes. Default: all."
)
@click.option(
    "--engine",
    type=click.Choice(ENGINE_NAMES),
    default="local",
    show_default=True,
    help="Where the work is done.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Of dask: tcp://host:8786, or its file.")
@click.option("--shard", metavar="I/N", callback=_shard, help="Do part I of N only; then: merge.")
@click.option("--resume", is_flag=True, help="Leave out what an earlier run has done.")
@click.option("--fresh", is_flag=True, help="Remove what earlier runs wrote, and begin anew.")
@click.option("--retry-failed", is_flag=True, help="Do only what has failed.")
@click.option("--verify", "verified", is_flag=True, help="Keep no output that lacks anything.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=_LIMITS.seconds,
    show_default=True,
    metavar="S",
    help="Seconds for a cable; 10 more for each MB of its input.",
)
@click.option(
    "--max-memory",
    type=click.IntRange(min=0),
    default=_LIMITS.memory_mb,
    show_default=True,
    metavar="MB",
    help="Memory of a process; 0 for no limit.",
)
@click.option("--max-errors", "budget", metavar="N|P%", callback=_budget, help="End beyond that.")
@click.option("--fail-fast", is_flag=True, help="End at the first failure.")
@click.option("--min-free", type=click.IntRange(min=0), default=0, metavar="MB", help="Keep free.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Do N inputs only.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done.")
@click.option(
    "--progress",
    type=click.Choice(("auto", "bar", "plain", "json", "none")),
    default="auto",
    show_default=True,
    help="How to show how far the run is.",
)
@click.option("--log", type=click.Path(), metavar="FILE", help="Write a line of JSON a cable.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Tell no failures and no summary.")
@click.option("-v", "--verbose", is_flag=True, help="Tell each failure and what is passed over.")
@click.option(
    "--config",
    type=click.Path(),
    metavar="FILE",
    is_eager=True,
    expose_value=False,
    callback=load_config,
    help="Take options from a TOML file.",
)
def command(  # noqa: PLR0913 - one parameter an option of the script
    *,
    sources: tuple[str, ...],
    output: str,
    formats: tuple[str, ...],
    options: tuple[str, ...],
    layout: str,
    from_format: str | None,
    year: int | None,
    max_bytes: int,
    files_from: str | None,
    zero: bool,
    follow_links: bool,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    shard: tuple[int, int] | None,
    resume: bool,
    fresh: bool,
    retry_failed: bool,
    verified: bool,
    timeout: float,
    max_memory: int,
    budget: ErrorBudget,
    fail_fast: bool,
    min_free: int,
    limit: int | None,
    dry_run: bool,
    progress: str,
    log: str | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Convert a corpus. SOURCE is a file, folder, pattern, zip or tar file, cables.csv, or URL.

    One bad cable does not stop the others. A run that was interrupted goes on with --resume.
    """
    if not formats:
        raise UsageError(
            "no output format is named", hint=f"Name some of {', '.join(writer_names())} with -t."
        )
    names = tuple(dict.fromkeys(writer_name(name) for name in formats))
    out = os.path.abspath(output)  # noqa: PTH100 - links in it stay as they are
    telling = Telling(progress, log, as_json, quiet, verbose)
    corpus = Corpus(
        sources=Sources(
            sources,
            files_from=files_from,
            zero=zero,
            from_format=from_format,
            follow=follow_links,
            leave_out=out,
            pass_over=telling.pass_over,
        ),
        job=JobSpec(
            out=out,
            formats=names,
            options=writer_options(names, pairs(options)),
            layout=layout,
            from_format=from_format,
            year=year,
            max_bytes=max_bytes,
            verify=verified,
            limits=Limits(seconds=timeout, memory_mb=max_memory),
        ),
        engine=engine,
        jobs=jobs or os.cpu_count() or 1,
        scheduler=scheduler,
        mode=_mode(resume=resume, fresh=fresh, retry_failed=retry_failed),
        shard=shard,
        limit=limit,
        budget=ErrorBudget(count=0) if fail_fast else budget,
        min_free=min_free,
        argv=("cableconv", *sys.argv[1:]),
    )
    if dry_run:
        return show_plan(corpus, telling)
    return carry_out(corpus, telling)


def _mode(*, resume: bool, fresh: bool, retry_failed: bool) -> Mode:
    asked = {Mode.RESUME: resume, Mode.FRESH: fresh, Mode.RETRY: retry_failed}
    modes = [mode for mode, wanted in asked.items() if wanted]
    if len(modes) > 1:
        said = " and ".join(f"--{mode.value}" for mode in modes)
        raise UsageError(f"{said} exclude each other", hint="Give one of them.")
    return modes[0] if modes else Mode.NEW


def _named_by_variables() -> None:
    """Let each option be given by a variable as well, named as the option is."""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            name = next(flag[2:] for flag in parameter.opts if flag.startswith("--"))
            parameter.envvar = "CABLECONV_" + name.replace("-", "_").upper()


_named_by_variables()
