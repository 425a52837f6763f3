"""``cableconv volume``: many cables in one DOCX, the right banner over each."""

from __future__ import annotations

from collections.abc import Iterator

import click

from cableconv import word
from cableconv.cli.console import say, tell
from cableconv.cli.convert_verb import limit_option
from cableconv.conversion import read_all
from cableconv.model.cable import Cable
from cableconv.notices import Severity
from cableconv.options import pairs

_EXAMPLES = """\b
Examples:
  cableconv volume in/*.txt -o volume.docx --title "Cables of 1979"
  cableconv volume cables.csv -o volume.docx -O reference=house.docx
"""


@click.command("volume", epilog=_EXAMPLES)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@click.option("-o", "--output", required=True, metavar="FILE", type=click.Path(), help="A .docx.")
@click.option("--title", default="", help="Of the volume. Default: how many cables there are.")
@click.option(
    "-O",
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    help="An option of the DOCX writer. See: cableconv formats docx.",
)
@click.option("--force", is_flag=True, help="Replace the file.")
@limit_option
@click.option("-q", "--quiet", is_flag=True, help="Tell errors only, no warnings.")
def command(
    *,
    inputs: tuple[str, ...],
    output: str,
    title: str,
    options: tuple[str, ...],
    force: bool,
    max_bytes: int,
    quiet: bool,
) -> None:
    """Put the cables of all INPUTs into one DOCX, in order, each under its own banner.

    Where one of them cannot be read, nothing is written.
    """
    count = 0

    def cables() -> Iterator[Cable]:
        nonlocal count
        for path in inputs:
            for cable in read_all(path, max_bytes=max_bytes):
                count += 1
                yield cable

    notices = word.write_volume(
        cables(), output, title=title, options=pairs(options), overwrite=force
    )
    for notice in notices:
        if not quiet and notice.severity is not Severity.INFO:
            tell(notice, output)
    say(f"{output}: {count} cables")
