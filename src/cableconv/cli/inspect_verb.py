"""``cableconv inspect``: what a cable states, for eyes or for programs."""

from __future__ import annotations

import json
import shutil
import sys

import click

from cableconv.cli.console import colourful
from cableconv.cli.convert_verb import (
    Reading,
    from_option,
    limit_option,
    mrn_option,
    year_option,
)
from cableconv.cli.screen import Screen
from cableconv.files import send
from cableconv.summary import summarize


@click.command("inspect")
@click.argument("source", metavar="INPUT", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema inspect-1).")
@from_option
@mrn_option
@year_option
@limit_option
def command(
    *,
    source: str,
    as_json: bool,
    from_format: str | None,
    mrn: str | None,
    year: int | None,
    max_bytes: int,
) -> None:
    """Show header, markings, paragraphs and notices of a cable. INPUT is a file, or -."""
    cable = Reading(from_format, mrn, year, max_bytes).cable(source)
    if as_json:
        # JSON is UTF-8 whatever the terminal speaks (RFC 8259, 8.1).
        text = json.dumps(summarize(cable), ensure_ascii=False, indent=2) + "\n"
        send(sys.stdout.buffer, text.encode("utf-8", "backslashreplace"))
        return
    width = shutil.get_terminal_size().columns
    click.echo(Screen(width, colourful(sys.stdout)).show(cable), nl=False, color=True)
