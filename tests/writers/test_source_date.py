"""SOURCE_DATE_EPOCH is read alike by all writers that have a use for it."""

from __future__ import annotations

import datetime as dt

import pytest

import cableconv as cc
import examples
from cableconv.errors import OptionError
from cableconv.writers.source_date import source_date


@pytest.mark.parametrize(
    ("epoch", "date"),
    [
        (None, None),
        ("", None),
        ("0", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
        (" 86400 ", dt.datetime(1970, 1, 2, tzinfo=dt.UTC)),
        ("253402300799", dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)),
    ],
)
def test_it_is_whole_seconds(
    epoch: str | None, date: dt.datetime | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert source_date() == date


@pytest.mark.parametrize("epoch", ["-5", "abc", "1.5", "253402300800", "9" * 30, "\u0661"])
@pytest.mark.parametrize("form", ["docx", "pdf", "tei"])
def test_what_is_no_date_is_an_error_of_each_writer(
    form: str, epoch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(OptionError, match="SOURCE_DATE_EPOCH is no number of seconds"):
        cc.dumps(examples.FULL, form)
