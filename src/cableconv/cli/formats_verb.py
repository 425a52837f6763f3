"""``cableconv formats``: what can be read and written, and the options of a writer."""

from __future__ import annotations

import json
from collections.abc import Mapping

import attrs
import click

from cableconv.options import described
from cableconv.registry import Format, formats, writer_for


@click.command("formats")
@click.argument("name", required=False, metavar="[FORMAT]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def command(*, name: str | None, as_json: bool) -> None:
    """List all formats, or the options of the writer FORMAT."""
    if name is not None:
        _show_options(name, as_json=as_json)
        return
    known = formats()
    if as_json:
        found = {"readers": _plain(known.readers), "writers": _plain(known.writers)}
        click.echo(json.dumps(found, indent=2))
        return
    names = {**known.readers, **known.writers}
    width = max(map(len, names), default=0)
    click.echo(f"{'FORMAT':<{width}}  READ  WRITE  PACKAGE")
    for one in sorted(names):
        reads = "yes" if one in known.readers else "-"
        writes = "yes" if one in known.writers else "-"
        click.echo(f"{one:<{width}}  {reads:<4}  {writes:<5}  {names[one].distribution}")
    click.echo("\nOptions of a writer: cableconv formats FORMAT")


def _plain(known: Mapping[str, Format]) -> dict[str, dict[str, str]]:
    return {name: attrs.asdict(one) for name, one in known.items()}


def _show_options(name: str, *, as_json: bool) -> None:
    writer = writer_for(name)
    found = described(writer.options)
    if as_json:
        click.echo(json.dumps([attrs.asdict(one) for one in found], indent=2))
        return
    click.echo(f"{writer.name}: {writer.suffix}, {writer.media_type}")
    if not found:
        click.echo("It has no options.")
    for one in found:
        click.echo(f"  -O {one.name}={'|'.join(one.choices)}  (default: {one.default})")
