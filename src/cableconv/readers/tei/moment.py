"""The time to the minute that the attribute of a date states, as a date-time group."""

from __future__ import annotations

import datetime as dt

from cableconv.model.header import DateTimeGroup


def moment(stated: str, raw: str = "") -> DateTimeGroup | None:
    """The moment of ``1984-11-07T15:29:00+00:00``; zone J, local time, where it gives no zone.

    Args:
        stated: value of an attribute such as ``when``.
        raw: the characters of the source that stand for it.

    Returns:
        None for a date without a time, and for one that is impossible or no year of a calendar.
    """
    if "T" not in stated:
        return None
    try:
        when = dt.datetime.fromisoformat(stated)
        zone = "J" if when.tzinfo is None else "Z"
        when = when if when.tzinfo is None else when.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    return DateTimeGroup(raw, (), when.day, when.hour, when.minute, zone, when.month, when.year)
