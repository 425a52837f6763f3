from __future__ import annotations

import pytest

from cableconv.model.header import DateTimeGroup
from cableconv.readers.tei.moment import moment


def test_a_time_with_a_zone_is_read_in_utc() -> None:
    found = moment("1991-03-04T00:30:00+02:00", "4 March")
    assert found == DateTimeGroup("4 March", (), 3, 22, 30, "Z", 3, 1991)


def test_a_time_without_a_zone_is_local() -> None:
    assert moment("1938-01-27T14:00:00") == DateTimeGroup("", (), 27, 14, 0, "J", 1, 1938)


@pytest.mark.parametrize(
    "stated",
    ["", "1991-03-04", "1991-02-30T10:00:00", "TODAY", "0001-01-01T00:00:00+14:00",
     "9999-12-31T23:00:00-14:00", "1991-13-04T10:00:00Z"],
)  # fmt: skip
def test_what_is_no_moment_is_none(stated: str) -> None:
    assert moment(stated) is None
