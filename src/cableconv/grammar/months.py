"""Names of months, whole and as their first three letters, and the number that one stands for."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""In English, whatever the locale."""

SHORT_MONTHS = tuple(name[:3].upper() for name in MONTHS)
"""As date-time groups have them: ``AUG``."""

_NUMBERS = {
    name: number
    for names in (map(str.upper, MONTHS), SHORT_MONTHS)
    for number, name in enumerate(names, 1)
} | {"SEPT": 9}

MONTH_NAMES = tuple(sorted(_NUMBERS, key=len, reverse=True))
"""All names in capitals, the longer ones first, as alternatives of an expression need them."""


def month_number(name: str) -> int | None:
    """1 to 12 for ``August``, ``AUG`` or ``Sept``, in letters of any case; None for other words."""
    return _NUMBERS.get(name.upper())
