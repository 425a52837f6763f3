"""``cableconv volume``: many cables in one file, DOCX or TEI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from cableconv.cli.console import counted, say, tell
from cableconv.cli.convert_verb import limit_option
from cableconv.cli.proof import refuse_findings
from cableconv.conversion import chosen_writer, read_all
from cableconv.files import refuse_existing, save
from cableconv.model.cable import Cable
from cableconv.notices import Notice, Severity
from cableconv.options import pairs
from cableconv.verify import refuse_unverifiable, verify_volume
from cableconv.volume import render_volume, volume_format, write_volume

_EXAMPLES = """\b
Examples:
  cableconv volume in/*.txt -o volume.docx --title "Cables of 1979"
  cableconv volume cables.csv -o volume.docx -O reference=house.docx
  cableconv volume cables.csv -o cables.tei.xml
"""


@click.command("volume", epilog=_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(), help="The volume."
)
@click.option(
    "-t", "--to", "format_", metavar="FORMAT", help="Format of FILE. Default: by its suffix."
)
@click.option("--title", default="", help="Of the volume. Default: what it holds.")
@click.option(
    "-O",
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    help="An option of the writer. See: cableconv formats docx, cableconv formats tei.",
)
@click.option("--force", is_flag=True, help="Replace the file.")
@click.option(
    "--verify",
    "verified",
    is_flag=True,
    help="Read the volume back before it is kept, and keep none that lacks anything.",
)
@limit_option
@click.option("-q", "--quiet", is_flag=True, help="Tell errors only, no warnings.")
def command(  # noqa: PLR0913 - one parameter an option of the script
    *,
    inputs: tuple[str, ...],
    output: str,
    format_: str | None,
    title: str,
    options: tuple[str, ...],
    force: bool,
    verified: bool,
    max_bytes: int,
    quiet: bool,
) -> None:
    """Put the cables of all INPUTs into one DOCX or TEI file, in order.

    In a DOCX each cable has its own banner on its pages, and a list of all stands before them. A
    TEI file is a teiCorpus. Where an input cannot be read, nothing is written.
    """
    count = 0

    def cables() -> Iterator[Cable]:
        nonlocal count
        for path in inputs:
            for cable in read_all(path, max_bytes=max_bytes):
                count += 1
                tell_all(cable.notices, path)
                yield cable

    def tell_all(notices: Iterable[Notice], place: str) -> None:
        for notice in notices:
            if not quiet and notice.severity is not Severity.INFO:
                tell(notice, place)

    name, given = volume_format(output, format_), pairs(options)
    if not force:
        refuse_existing(output)
    if verified:
        notices = _proven(list(cables()), output, name, title, given)
    else:
        notices = write_volume(cables(), output, format=name, title=title, options=given)
    tell_all(notices, output)
    say(f"{output}: {counted(count, 'cable')}")


def _proven(
    cables: list[Cable], output: str, format_: str, title: str, given: dict[str, str]
) -> list[Notice]:
    """Write a volume that was read back first."""
    options = chosen_writer(format_, given).options
    refuse_unverifiable(format_)
    data, notices = render_volume(cables, format_, title=title, options=options)
    refuse_findings(verify_volume(data, cables, format_, options), output)
    save(output, data)
    return notices
