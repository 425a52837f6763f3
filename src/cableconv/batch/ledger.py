"""The ledger of an output folder: what was run, what became of each cable, and each file's hash.

SQLite with a write-ahead log, written by one process only, in ``OUT/.cableconv/ledger.db``. What it
says is on the disk: files are synced before a commit tells of them.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Self

import attrs

from cableconv.batch.ledger_db import SCHEMA, TABLES, opened, opened_to_read, refuse_twins
from cableconv.batch.outputs import OWN_FOLDER
from cableconv.batch.receipt import Output, Receipt, Status
from cableconv.batch.ref import Ref
from cableconv.errors import EnvironmentFailure, UsageError

_SEEN = "CREATE TEMP TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY) WITHOUT ROWID"
"""The table of the ids that are taken in a run."""

_ITEM = (
    "id, ref, number, last, status, code, message, in_sha256, in_bytes, ms, attempts, warnings, "
    "worker, facts"
)

_DONE = ", ".join(f"'{status.value}'" for status in Status if status.is_done)
DONE = f"status IN ({_DONE})"
"""Condition of SQL for the cables whose outputs are there."""
NOT_DONE = f"status NOT IN ({_DONE})"
"""Condition of SQL for the cables whose outputs are missing."""


@attrs.frozen
class Run:
    """One run over an output folder.

    Attributes:
        number: from 1.
        started: ISO 8601, in UTC.
        ended: the same; None while it runs, and where it was killed.
        argv: the command.
        version: of cableconv.
        configuration: what decided the outputs; see ``JobSpec.configuration``.
        host: name of the machine.
        python: version of Python.
        shard: ``2/8`` for a part of a corpus; empty for all of it.
        counts: number of receipts, by status.
        exit_code: None as ``ended``.
    """

    number: int
    started: str
    ended: str | None
    argv: tuple[str, ...]
    version: str
    configuration: Mapping[str, Any]
    host: str
    python: str
    shard: str
    counts: Mapping[str, int]
    exit_code: int | None


def own_folder(out: str, shard: str = "") -> Path:
    """The folder of the ledger in an output folder; each shard has its own."""
    folder = Path(out) / OWN_FOLDER
    return folder / "shards" / shard.replace("/", "-of-") if shard else folder


class Ledger:
    """A ledger that is open. Close it, or use it as a context manager."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open a ledger; make it where there is none.

        Raises:
            UsageError: there is none, and ``read_only`` is True; or it is of another schema.
            EnvironmentFailure: it cannot be opened, or is damaged.
        """
        self.path = path
        self._twins: Counter[str] = Counter()
        if read_only and not path.is_file():
            raise UsageError(
                "no run has left a ledger here",
                source=str(path.parent.parent),
                hint="Name the output folder of: cableconv batch",
            )
        with self._told():
            self._db = opened_to_read(path) if read_only else opened(path)
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version not in {0, SCHEMA}:
                self._db.close()
                raise UsageError(
                    f"the ledger is of schema {version}, and this version knows {SCHEMA}",
                    source=str(path),
                    hint="Update cableconv.",
                )
            if not read_only:
                self._db.executescript(TABLES)
                self._db.execute(f"PRAGMA user_version={SCHEMA}")

    @classmethod
    def read_only(cls, out: str | os.PathLike[str]) -> Ledger:
        """The ledger of an output folder, for reading; errors as of the class."""
        return cls(own_folder(os.fspath(out)) / "ledger.db", read_only=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close it; what was not committed is lost."""
        self._db.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise EnvironmentFailure(
                f"the ledger cannot be used: {error}",
                source=str(self.path),
                hint="Look whether the disk is full. Results that it does not tell of are made "
                "again by --resume.",
            ) from error

    # Runs

    def begin_run(self, run: Run, config_sha256: str) -> int:
        """Note the beginning of a run; return its number."""
        with self._told():
            cursor = self._db.execute(
                "INSERT INTO run (started, argv, version, configuration, config_sha256, host, "
                "python, shard) VALUES (?,?,?,?,?,?,?,?)",
                (
                    run.started,
                    json.dumps(run.argv),
                    run.version,
                    json.dumps(dict(run.configuration), sort_keys=True),
                    config_sha256,
                    run.host,
                    run.python,
                    run.shard,
                ),
            )
        return cursor.lastrowid or 0

    def end_run(self, number: int, ended: str, counts: Mapping[str, int], exit_code: int) -> None:
        """Note the end of a run."""
        with self._told():
            self._db.execute(
                "UPDATE run SET ended=?, counts=?, exit_code=? WHERE number=?",
                (ended, json.dumps(dict(counts)), exit_code, number),
            )

    def runs(self) -> list[Run]:
        """All runs, the first one first."""
        with self._told():
            rows = self._db.execute(
                "SELECT number, started, ended, argv, version, configuration, host, python, "
                "shard, counts, exit_code FROM run ORDER BY number"
            ).fetchall()
        return [
            Run(
                number=row[0],
                started=row[1],
                ended=row[2],
                argv=tuple(json.loads(row[3])),
                version=row[4],
                configuration=json.loads(row[5]),
                host=row[6],
                python=row[7],
                shard=row[8],
                counts=json.loads(row[9] or "{}"),
                exit_code=row[10],
            )
            for row in rows
        ]

    # Receipts

    def record(
        self, entries: Iterable[tuple[Receipt, Ref]], config_sha256: str, run: int
    ) -> list[str]:
        """Keep receipts, in one commit; an earlier receipt of a cable gives way.

        Args:
            entries: each with the reference that it is about.
            config_sha256: of the job.
            run: its number.

        Returns:
            Paths of files that earlier receipts told of and no receipt tells of any more.
        """
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                stale = self._recorded(entries, config_sha256, run)
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
        return stale

    def _recorded(
        self, entries: Iterable[tuple[Receipt, Ref]], config_sha256: str, run: int
    ) -> list[str]:
        before: set[str] = set()
        for receipt, ref in entries:
            before.update(self._forget(receipt))
            self._db.execute(
                f"INSERT INTO item ({_ITEM}, place, config_sha256, run) "  # noqa: S608 - a constant
                "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    receipt.id,
                    receipt.ref,
                    receipt.number,
                    receipt.last,
                    receipt.status.value,
                    receipt.code,
                    receipt.message,
                    receipt.in_sha256,
                    receipt.in_bytes,
                    receipt.ms,
                    receipt.attempts,
                    json.dumps(dict(receipt.warnings)),
                    receipt.worker,
                    json.dumps(dict(receipt.facts)),
                    json.dumps(ref.to_plain()),
                    config_sha256,
                    run,
                ),
            )
            refuse_twins(self._db, receipt)
            self._db.executemany(
                "INSERT INTO output (relpath, item, position, format, bytes, sha256) "
                "VALUES (?,?,?,?,?,?)",
                [
                    (one.relpath, receipt.id, position, one.format, one.bytes, one.sha256)
                    for position, one in enumerate(receipt.outputs)
                ],
            )
        return [path for path in before if not self._known(path)]

    def _forget(self, receipt: Receipt) -> Iterator[str]:
        """Remove what earlier runs told of a cable; give the paths of its files."""
        # An input that changed may hold other cables now: its first one takes all rows along.
        first = receipt.number == 1 or receipt.id == receipt.ref
        condition = "ref=?1 AND (id=?2 OR number>=?3)" if first else "ref=?1 AND id=?2"
        values = (receipt.ref, receipt.id, receipt.number)[: 3 if first else 2]
        ids = self._db.execute(f"SELECT id FROM item WHERE {condition}", values).fetchall()  # noqa: S608
        for (found,) in ids:
            paths = self._db.execute("DELETE FROM output WHERE item=? RETURNING relpath", (found,))
            yield from (path for (path,) in paths.fetchall())
            self._db.execute("DELETE FROM item WHERE id=?", (found,))

    def _known(self, relpath: str) -> bool:
        query = "SELECT 1 FROM output WHERE relpath=?"
        return self._db.execute(query, (relpath,)).fetchone() is not None

    def receipts(self, where: str = "", values: tuple[object, ...] = ()) -> Iterator[Receipt]:
        """Each receipt, in the order of ids; streamed.

        Args:
            where: a condition of SQL on the table ``item``; a constant of the caller.
            values: for its question marks.
        """
        clause = f"WHERE {where}" if where else ""
        with self._told():
            cursor = self._db.execute(f"SELECT {_ITEM} FROM item {clause} ORDER BY id", values)  # noqa: S608
            for row in cursor:
                yield self._receipt(row)

    def _receipt(self, row: tuple[Any, ...]) -> Receipt:
        outputs = self._db.execute(
            "SELECT format, relpath, bytes, sha256 FROM output WHERE item=? ORDER BY position",
            (row[0],),
        )
        return Receipt(
            id=row[0],
            ref=row[1],
            number=row[2],
            last=bool(row[3]),
            status=Status(row[4]),
            code=row[5],
            message=row[6],
            in_sha256=row[7],
            in_bytes=row[8],
            ms=row[9],
            attempts=row[10],
            warnings=json.loads(row[11]),
            worker=row[12],
            facts=json.loads(row[13]),
            outputs=tuple(Output(*output) for output in outputs.fetchall()),
        )

    def of_ref(self, ref_id: str) -> list[tuple[Receipt, str]]:
        """The receipts of an input, by number, each with the hash of its configuration."""
        with self._told():
            rows = self._db.execute(
                f"SELECT {_ITEM}, config_sha256 FROM item WHERE ref=? ORDER BY number",  # noqa: S608
                (ref_id,),
            ).fetchall()
            return [(self._receipt(row[:-1]), row[-1]) for row in rows]

    def counts(self) -> dict[str, int]:
        """Number of cables, by status."""
        with self._told():
            rows = self._db.execute("SELECT status, COUNT(*) FROM item GROUP BY status").fetchall()
        return dict(rows)

    def totals(self) -> tuple[int, int]:
        """Number of files, and of their bytes."""
        with self._told():
            row = self._db.execute("SELECT COUNT(*), IFNULL(SUM(bytes), 0) FROM output").fetchone()
        return row[0], row[1]

    def failures(self) -> list[tuple[str, str, int]]:
        """Status, code and number of the cables that failed, the most frequent first."""
        with self._told():
            return self._db.execute(
                f"SELECT status, code, COUNT(*) FROM item WHERE {NOT_DONE} "  # noqa: S608
                "GROUP BY status, code ORDER BY 3 DESC, 1, 2"
            ).fetchall()

    def places(self, where: str, *, spread: int | None = None) -> Iterator[Ref]:
        """The references of the inputs of which a condition holds, each once.

        Args:
            where: a condition of SQL on the table ``item``; a constant of the caller.
            spread: about so many of them, spread evenly; None for all.
        """
        step = 1
        with self._told():
            if spread:
                step = max(1, self.count_inputs(where) // spread)
            rows = self._db.execute(
                f"SELECT place FROM item WHERE {where} GROUP BY ref ORDER BY ref"  # noqa: S608
            )
            for (place,) in islice(rows, 0, None, step):
                yield Ref.from_plain(json.loads(place))

    def count_inputs(self, where: str) -> int:
        """Number of the inputs of which a condition holds; ``where`` as of ``places``."""
        with self._told():
            query = f"SELECT COUNT(DISTINCT ref) FROM item WHERE {where}"  # noqa: S608
            (count,) = self._db.execute(query).fetchone()
        return int(count)

    def receipt(self, name: str) -> Receipt | None:
        """The receipt of a cable, by its id; None where there is none."""
        return next(self.receipts("id=?", (name,)), None)

    def knows(self, relpath: str) -> bool:
        """Whether a receipt tells of a file."""
        with self._told():
            return self._known(relpath)

    def outputs(self) -> Iterator[Output]:
        """Each output, in the order of paths."""
        with self._told():
            query = "SELECT format, relpath, bytes, sha256 FROM output ORDER BY relpath"
            for row in self._db.execute(query):
                yield Output(*row)

    # Ids of a run

    def claimed(self, ref: Ref) -> Ref:
        """An input with an id of its own in this run: a second one of an id gets ``~2``."""
        name = ref.id
        while not self._claim(name):
            self._twins[ref.id] += 1
            name = f"{ref.id}~{self._twins[ref.id] + 1}"
        return ref if name == ref.id else attrs.evolve(ref, id=name)

    def _claim(self, name: str) -> bool:
        """Take an id for this run; False where it is taken already. Kept on disk, and for a run."""
        with self._told():
            self._db.execute(_SEEN)
            query = "INSERT OR IGNORE INTO seen VALUES (?)"
            return self._db.execute(query, (name,)).rowcount == 1

    def unclaimed(self, where: str) -> tuple[int, str]:
        """Number of the inputs of which a condition holds and whose ids are not taken; the first.

        Args:
            where: as of ``places``.
        """
        with self._told():
            self._db.execute(_SEEN)
            which = f"{where} AND ref NOT IN (SELECT id FROM seen)"  # noqa: S608 - as of places
            query = f"SELECT COUNT(DISTINCT ref), IFNULL(MIN(ref), '') FROM item WHERE {which}"  # noqa: S608
            row = self._db.execute(query).fetchone()
        return row[0], row[1]

    def absorb(self, other: Path) -> None:
        """Take in the receipts and runs of another ledger, that of a shard.

        Raises:
            EnvironmentFailure: both tell of one cable, or of one file.
        """
        with self._told():
            self._db.execute("ATTACH DATABASE ? AS other", (str(other),))
            try:
                self._db.execute("BEGIN IMMEDIATE")
                (shift,) = self._db.execute("SELECT IFNULL(MAX(number), 0) FROM run").fetchone()
                self._db.execute(
                    "INSERT INTO run SELECT number+?, started, ended, argv, version, "
                    "configuration, config_sha256, host, python, shard, counts, exit_code "
                    "FROM other.run",
                    (shift,),
                )
                self._db.execute(
                    f"INSERT INTO item SELECT {_ITEM}, place, config_sha256, run+? FROM other.item",  # noqa: S608
                    (shift,),
                )
                self._db.execute("INSERT INTO output SELECT * FROM other.output")
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            finally:
                self._db.execute("DETACH DATABASE other")
