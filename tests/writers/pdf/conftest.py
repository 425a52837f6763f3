"""What tests of the PDF writer share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cableconv.writers.pdf import fonts


@pytest.fixture
def no_scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The faces of the extras ``scripts`` and ``cjk`` are not installed."""
    fonts.font_set.cache_clear()
    monkeypatch.setattr(fonts, "_installed", lambda: ())
    yield
    fonts.font_set.cache_clear()
