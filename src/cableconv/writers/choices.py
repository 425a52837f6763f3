"""Checks of options, with one message for all writers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

import attrs

from cableconv.errors import OptionError

Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
"""Matches "en-US" and "fr": language, then subtags (BCP 47)."""


def unsuited(writer: str, name: str, value: object, hint: str) -> OptionError:
    """The error for a value that an option cannot have."""
    return OptionError(f"the option {name!r} of {writer} cannot be {value!r}", hint=hint)


def one_of(writer: str, values: object) -> Validator:
    """A validator that takes the values of a ``Literal`` only.

    Args:
        writer: its name.
        values: the ``Literal``.
    """
    known = get_args(values)

    def check(_options: object, field: attrs.Attribute[Any], value: object) -> None:
        if value not in known:
            raise unsuited(writer, field.name, value, f"It can be: {', '.join(known)}.")

    return check


def language_tag(writer: str) -> Validator:
    """A validator that takes language tags only."""

    def check(_options: object, field: attrs.Attribute[Any], value: str) -> None:
        if _LANGUAGE.fullmatch(value) is None:
            hint = "It is a language tag, such as en-US or fr."
            raise unsuited(writer, field.name, value, hint)

    return check
