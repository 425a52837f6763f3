"""The database of a ledger: its tables, and how to open it to write and to read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from cableconv.batch.receipt import Receipt
from cableconv.errors import InternalError

SCHEMA = 1
"""Number of the schema; a ledger of another one is refused."""

TABLES = """
CREATE TABLE IF NOT EXISTS run (
  number INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, argv TEXT NOT NULL,
  version TEXT NOT NULL, configuration TEXT NOT NULL, config_sha256 TEXT NOT NULL,
  host TEXT NOT NULL, python TEXT NOT NULL, shard TEXT NOT NULL, counts TEXT, exit_code INTEGER
);
CREATE TABLE IF NOT EXISTS item (
  id TEXT PRIMARY KEY, ref TEXT NOT NULL, number INTEGER NOT NULL, last INTEGER NOT NULL,
  status TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, in_sha256 TEXT NOT NULL,
  in_bytes INTEGER NOT NULL, ms REAL NOT NULL, attempts INTEGER NOT NULL, warnings TEXT NOT NULL,
  worker TEXT NOT NULL, facts TEXT NOT NULL, place TEXT NOT NULL, config_sha256 TEXT NOT NULL,
  run INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS item_ref ON item (ref);
CREATE TABLE IF NOT EXISTS output (
  relpath TEXT PRIMARY KEY, item TEXT NOT NULL, position INTEGER NOT NULL, format TEXT NOT NULL,
  bytes INTEGER NOT NULL, sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS output_item ON output (item, position);
"""


def opened(path: Path) -> sqlite3.Connection:
    """A database to write to; made, with its folder, where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, isolation_level=None, timeout=30)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    return db


_WAYS = (
    ("mode=rw", "NORMAL"),
    # On a full disk there is no room for the memory that processes share.
    ("mode=rw", "EXCLUSIVE"),
    # On a read-only disk nothing can have been left in the log.
    ("mode=ro&immutable=1", "NORMAL"),
)
"""How to open a ledger for reading, the first one that works: what to ask for, and how to lock."""


def opened_to_read(path: Path) -> sqlite3.Connection:
    """A database to read from, on a full or a read-only disk as well; other processes may write."""
    failed: sqlite3.Error | None = None
    for query, locking in _WAYS:
        uri = f"{path.absolute().as_uri()}?{query}"
        db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30)
        try:
            db.execute(f"PRAGMA locking_mode={locking}")
            db.execute("SELECT 1 FROM run").fetchone()
        except sqlite3.Error as error:
            db.close()
            failed = failed or error
        else:
            return db
    raise failed or sqlite3.OperationalError("it cannot be opened")


def refuse_twins(db: sqlite3.Connection, receipt: Receipt) -> None:
    """Raise ``InternalError`` where another cable has been written to a file of a receipt."""
    for output in receipt.outputs:
        query = "SELECT item FROM output WHERE relpath=?"
        found = db.execute(query, (output.relpath,)).fetchone()
        if found is not None:
            raise InternalError(
                f"{found[0]} and {receipt.id} were both written to {output.relpath}",
                hint="Choose another layout, and report this.",
            )
