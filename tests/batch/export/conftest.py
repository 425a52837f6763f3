from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.export.finished import finished
from cableconv.batch.ledger import Ledger


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The output folder of a finished run."""
    return tmp_path / "out"


@pytest.fixture
def ledger(out: Path) -> Iterator[Ledger]:
    """Its ledger."""
    with finished(out) as opened:
        yield opened
