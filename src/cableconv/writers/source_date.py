"""The date that SOURCE_DATE_EPOCH gives to files (reproducible-builds.org)."""

from __future__ import annotations

import datetime as dt
import os

from cableconv.errors import OptionError

_VARIABLE = "SOURCE_DATE_EPOCH"
_LAST_EPOCH = 253_402_300_799
"""The last second of the year 9999."""


def source_date() -> dt.datetime | None:
    """The date in UTC; None where the variable is not set.

    A writer asks whether it needs the date or not: what is wrong with it is told for each cable.

    Raises:
        OptionError: it is no whole number of seconds from 1970 to the year 9999.
    """
    epoch = os.environ.get(_VARIABLE, "").strip()
    if not epoch:
        return None
    if not epoch.isdecimal() or not epoch.isascii() or int(epoch[:20]) > _LAST_EPOCH:
        raise OptionError(
            f"{_VARIABLE} is no number of seconds: {epoch!r}",
            hint="Set it to whole seconds since 1970, or unset it.",
        )
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
