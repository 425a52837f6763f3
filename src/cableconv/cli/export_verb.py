"""``cableconv export``: what a run has made, as an index, a bag, events or a page that searches."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

import attrs
import click

from cableconv.batch.export.bag import write_bag
from cableconv.batch.export.base import Record
from cableconv.batch.export.cmif import cmif_options, write_cmif
from cableconv.batch.export.page import write_page
from cableconv.batch.export.parquet import write_parquet
from cableconv.batch.export.premis import write_premis
from cableconv.batch.export.shards import CABLES, write_shards
from cableconv.batch.export.table import write_csv, write_jsonl
from cableconv.batch.ledger import Ledger
from cableconv.batch.merge import ledgers
from cableconv.batch.outputs import PAGE_FOLDER
from cableconv.cli.console import say
from cableconv.cli.plan import STREAM
from cableconv.errors import OptionError, UsageError
from cableconv.files import refuse_existing, replacing
from cableconv.options import pairs

_EXAMPLES = """\b
Examples:
  cableconv export out/ --to html
  cableconv export out/ --to csv -o index.csv
  cableconv export out/ --to bagit -o bag -O Source-Organization='Our Archive'
"""


@attrs.frozen
class _Call:
    """What was asked for.

    Attributes:
        out: the output folder of the run.
        target: file, folder or ``-``; None where it is not named.
        options: by name.
        force: replace what is there.
    """

    out: Path
    target: str | None
    options: Mapping[str, str]
    force: bool


@attrs.frozen
class _Form:
    """A form of export.

    Attributes:
        write: writes it and says in a few words what was written.
        takes_options: whether ``-O`` means anything to it.
    """

    write: Callable[[Record, _Call], str]
    takes_options: bool = False


def _text(write: Callable[[Record, TextIO], int], what: str) -> _Form:
    """A form that is one text: to a file, else to standard output."""

    def export(record: Record, call: _Call) -> str:
        with _stream(call) as stream:
            return f"{write(record, stream):,} {what}"

    return _Form(export)


@contextmanager
def _stream(call: _Call) -> Iterator[TextIO]:
    if call.target in {None, STREAM}:
        stream = _encoding(sys.stdout.buffer)
        try:
            yield stream
            stream.flush()
        finally:
            stream.detach()
        return
    with _binary(call) as binary, _encoding(binary) as stream:
        yield stream


@contextmanager
def _binary(call: _Call) -> Iterator[BinaryIO]:
    if call.target in {None, STREAM}:
        yield sys.stdout.buffer
        return
    with replacing(_file(call)) as part, part.open("wb") as binary:
        yield binary


def _encoding(binary: BinaryIO) -> io.TextIOWrapper:
    # Names of inputs may hold bytes that are no UTF-8; no export fails for one.
    return io.TextIOWrapper(binary, encoding="utf-8", newline="", errors="backslashreplace")


def _file(call: _Call) -> str:
    if call.target in {None, STREAM}:
        raise UsageError("this form needs a name", hint="Give it with -o.")
    target = str(call.target)
    if not call.force:
        refuse_existing(target)
    return target


def _cmif(record: Record, call: _Call) -> str:
    options = cmif_options(record, call.options)
    with _binary(call) as stream:
        return f"{write_cmif(record, stream, options):,} entries"


def _parquet(record: Record, call: _Call) -> str:
    with replacing(_file(call)) as part:
        return f"{write_parquet(record, part):,} rows"


def _bag(record: Record, call: _Call) -> str:
    bag = write_bag(record, call.out, Path(_file(call)), call.options)
    return f"a bag of {bag.files:,} files, {bag.size / 1e6:,.1f} MB"


def _shards(record: Record, call: _Call) -> str:
    given = dict(call.options)
    number = given.pop("cables", str(CABLES))
    if given or not number.isdecimal() or int(number) < 1:
        raise OptionError("zip has one option, and it is a number", hint=f"-O cables={CABLES}")
    made = write_shards(record, call.out, Path(_file(call)), int(number))
    return f"{made.files:,} files in {made.shards:,} zip files"


def _page(record: Record, call: _Call) -> str:
    folder = Path(call.target) if call.target else call.out / PAGE_FOLDER
    count = write_page(record, call.out, folder)
    return f"{count:,} cables; open {folder / 'index.html'}"


_FORMS = {
    "csv": _text(write_csv, "rows"),
    "jsonl": _text(write_jsonl, "lines"),
    "parquet": _Form(_parquet),
    "premis": _text(write_premis, "objects"),
    "cmif": _Form(_cmif, takes_options=True),
    "bagit": _Form(_bag, takes_options=True),
    "zip": _Form(_shards, takes_options=True),
    "html": _Form(_page),
}


@click.command("export", epilog=_EXAMPLES)
@click.argument("out", metavar="DIR", type=click.Path())
@click.option("--to", "form", type=click.Choice(tuple(_FORMS)), required=True, help="The form.")
@click.option(
    "-o",
    "--output",
    "target",
    metavar="PATH",
    type=click.Path(),
    help="File; folder of a bag, page, zip files. Default: standard output; DIR/_index for a page.",
)
@click.option(
    "-O",
    "--option",
    "options",
    multiple=True,
    metavar="KEY=VALUE",
    help="bagit: a line for bag-info.txt. zip: cables=1000. cmif: url, editor, publisher ...",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def command(
    *, out: str, form: str, target: str | None, options: tuple[str, ...], force: bool
) -> None:
    """Hand over what runs have made in DIR: all cables with their markings, and where they lie.

    csv, jsonl and parquet are the index, a row a cable. premis has each file with its hash, and
    the event that made it. cmif is an index for correspSearch. bagit is a folder of all files with
    their hashes. zip is all files in zip files of a thousand cables. html is a page that searches
    the index in a browser, from disk.
    """
    chosen = _FORMS[form]
    if options and not chosen.takes_options:
        raise OptionError(f"{form} has no options", hint="Leave -O out.")
    found = ledgers(out)
    if len(found) > 1:
        raise UsageError(
            "this corpus is in parts",
            source=out,
            hint=f"Make them one first: cableconv merge {out}",
        )
    with Ledger(found[0], read_only=True) as ledger:
        if any(run.ended is None for run in ledger.runs()[-1:]):
            say(f"{out}: warning: the last run has not come to its end")
        said = chosen.write(ledger, _Call(Path(out), target, pairs(options), force))
    place = f" in {target}" if target not in {None, STREAM} else ""
    say(f"{said}{place}" if form != "html" else said)
