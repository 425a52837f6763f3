"""The faulty reader and writer, installed for the tests of whole corpora."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from batch.corpora import FAULTY
from conftest import _forget


@pytest.fixture(autouse=True)
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(FAULTY))
    _forget()
    yield
    _forget()
