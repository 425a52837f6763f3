"""The index in CMIF: each telegram with sender, recipients, day, and the URL of its edition.

For correspSearch and others that find letters across editions. CMIF knows no markings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from urllib.parse import quote, urljoin

import attrs

from cableconv.batch.export.base import Record, ended
from cableconv.batch.receipt import Receipt
from cableconv.errors import OptionError
from cableconv.writers.tei import IndexEntry, IndexInfo, write_index

_BASE = "base"
_FORMAT = "tei"
"""The format that is linked to; the first one where a cable is not in it."""


@attrs.frozen
class CmifOptions:
    """What the index says of itself, and where its telegrams are published.

    Attributes:
        info: of the index.
        base: URL of the folder under which the outputs lie.
    """

    info: IndexInfo
    base: str


def cmif_options(record: Record, given: Mapping[str, str]) -> CmifOptions:
    """The options out of texts, as ``-O`` takes them.

    Args:
        record: the ledger; the day of the index is that of its last run.
        given: the attributes of ``IndexInfo`` (``publisher-url`` for ``publisher_url``), and
            ``base``, which is the folder of ``url`` by default.

    Raises:
        OptionError: one is missing or unknown, or ``when`` is no date.
    """
    values = {key.replace("-", "_"): value for key, value in given.items()}
    base = values.pop(_BASE, None)
    values.setdefault("when", (ended(record) or "")[:10])
    known = attrs.fields_dict(IndexInfo)
    unknown = sorted(values.keys() - known)
    needed = [name for name, field in known.items() if field.default is attrs.NOTHING]
    missing = [name for name in needed if not values.get(name)]
    if unknown or missing:
        fault = f"does not know {', '.join(unknown)}" if unknown else f"needs {', '.join(missing)}"
        raise OptionError(
            f"CMIF {fault}",
            hint="Give each as -O key=value; there are: base, " + ", ".join(known),
        )
    return CmifOptions(_info(values), base or urljoin(values["url"], "."))


def _info(values: Mapping[str, Any]) -> IndexInfo:
    try:
        when = dt.date.fromisoformat(values["when"])
    except ValueError as error:
        raise OptionError(
            f"{values['when']!r} is no date", hint="Write it as -O when=2026-11-28."
        ) from error
    return IndexInfo(**{**values, "when": when})


def write_cmif(record: Record, out: BinaryIO, options: CmifOptions) -> int:
    """Write the index of all cables with outputs; how many."""
    return write_index(_entries(record, options.base), out, options.info)


def _entries(record: Record, base: str) -> Iterator[IndexEntry]:
    for receipt in record.receipts():
        if receipt.outputs:
            yield _entry(receipt, base)


def _entry(receipt: Receipt, base: str) -> IndexEntry:
    facts = receipt.facts
    paths = {output.format: output.relpath for output in receipt.outputs}
    path = paths.get(_FORMAT) or receipt.outputs[0].relpath
    dtg = facts.get("dtg")
    return IndexEntry(
        key=facts.get("mrn") or "",
        ref=base.removesuffix("/") + "/" + quote(path),
        sender=facts.get("originator") or "",
        recipients=tuple(facts.get("action") or ()),
        sent=dt.datetime.fromisoformat(dtg).date() if dtg else None,
    )
