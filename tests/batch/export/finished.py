"""A finished run of notional cables, with its ledger, as exports find it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import attrs

import cableconv as cc
from cableconv.batch.facts import facts_of
from cableconv.batch.layout import place
from cableconv.batch.ledger import Ledger, Run, own_folder
from cableconv.batch.receipt import Output, Receipt, Status
from cableconv.batch.ref import Ref
from cableconv.registry import writer_class
from generate import corpus, setting

FORMATS = ("txt", "json")
FAILED = Receipt(
    id="broken/-=HYPERLINK(1).txt",
    ref="broken/-=HYPERLINK(1).txt",
    status=Status.FAILED,
    code="NotACableError",
    message="=cmd|' /C calc'!A0 <b>&\x07",
    in_sha256="00" * 32,
    in_bytes=3,
    worker="here:1",
)
RUN = Run(
    number=1,
    started="2026-01-02T03:04:05Z",
    ended="2026-01-02T03:14:05Z",
    argv=("cableconv", "batch"),
    version="0.1.0",
    configuration={"formats": list(FORMATS)},
    host="here",
    python="3.11",
    shard="",
    counts={"ok": 1},
    exit_code=1,
)


@attrs.frozen
class Receipts:
    """A record of given receipts."""

    found: tuple[Receipt, ...]

    def runs(self) -> list[Run]:
        return [RUN]

    def receipts(self) -> Iterator[Receipt]:
        return iter(self.found)


def receipts(out: Path, number: int) -> Iterator[tuple[Receipt, Ref]]:
    """The receipts of some cables, whose outputs are written; and that of one that failed."""
    for one in corpus.cables(11, number):
        data = setting.telegram(one).encode()
        cable = cc.loads(data, format="telegram")
        facts = facts_of(cable)
        cable_id = f"{one.sent:%Y}/{one.mrn}.txt"
        outputs = []
        for name in FORMATS:
            relpath = place("by-date", cable_id, facts, writer_class(name)().suffix)
            made = cc.dumps(cable, name)
            (out / relpath).parent.mkdir(parents=True, exist_ok=True)
            (out / relpath).write_bytes(made)
            outputs.append(Output(name, relpath, len(made), hashlib.sha256(made).hexdigest()))
        receipt = Receipt(
            id=cable_id,
            ref=cable_id,
            status=Status.WARNED if one.number % 3 == 0 else Status.OK,
            outputs=tuple(outputs),
            in_sha256=hashlib.sha256(data).hexdigest(),
            in_bytes=len(data),
            ms=1.5,
            warnings={"conflict": 1} if one.number % 3 == 0 else {},
            worker="here:1",
            facts=facts,
        )
        yield receipt, Ref(id=cable_id, uri=f"/in/{cable_id}")
    yield FAILED, Ref(id=FAILED.id, uri="/in/x")


def finished(out: Path, number: int = 6) -> Ledger:
    """Make an output folder with its ledger, which is open."""
    out.mkdir()
    ledger = Ledger(own_folder(str(out)) / "ledger.db")
    begun = ledger.begin_run(RUN, "c0" * 32)
    ledger.record(receipts(out, number), "c0" * 32, begun)
    assert RUN.ended is not None
    ledger.end_run(begun, RUN.ended, RUN.counts, 1)
    return ledger
