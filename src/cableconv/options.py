"""Options of writers: ``key=value`` texts, or Python values, to the writer's attrs class."""

from __future__ import annotations

import enum
import types
from collections.abc import Iterable, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from cableconv.errors import OptionError

_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})

_WORDS = {
    bool: ("true", "false"),
    int: ("a whole number",),
    str: ("a text",),
    type(None): ("none",),
}


@attrs.frozen
class Option:
    """One option of a writer.

    Attributes:
        name: as ``-O`` takes it.
        choices: the values it takes, in words: ``("true", "false")``, ``("a4", "letter")``,
            ``("a whole number",)``.
        default: in words.
    """

    name: str
    choices: tuple[str, ...]
    default: str


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """``key=value`` texts as a mapping; the last of equal keys counts.

    Raises:
        OptionError: a text has no ``=`` or no key.
    """
    found = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not (key.strip() and equals):
            raise OptionError(f"{text!r} is no option", hint="Write it as key=value.")
        found[key.strip()] = value.strip()
    return found


def described(options: object) -> tuple[Option, ...]:
    """The options of a writer, from its default ``options``, in the order of the class."""
    hints = get_type_hints(type(options))
    return tuple(
        Option(field.name, _choices(hints[field.name]), _word(getattr(options, field.name)))
        for field in _fields(options)
    )


def changed(options: Any, given: Mapping[str, object], *, writer: str) -> Any:  # noqa: ANN401
    """The writer's options with other values.

    Args:
        options: an instance of an attrs class. Its fields may be ``bool``, ``int``, ``str``, a
            ``Literal``, an ``enum.Enum``, or one of these or None; a field of another class takes
            only instances of it.
        given: values by name, as texts or of the field's own type. ``-`` and ``_`` in names are
            the same.
        writer: its name, for messages.

    Returns:
        An instance of the same class.

    Raises:
        OptionError: the writer has no such option, or the option no such value.
    """
    hints = get_type_hints(type(options))
    known = {field.name for field in _fields(options)}
    values = {}
    for key, value in given.items():
        name = key.replace("-", "_")
        if name not in known:
            raise _unknown(writer, key, known)
        values[name] = _converted(value, hints[name], f"the option {key!r} of {writer}")
    try:
        return attrs.evolve(options, **values)
    except (TypeError, ValueError) as error:
        raise OptionError(f"these options do not suit {writer}: {error}") from error


def _fields(options: object) -> list[attrs.Attribute[Any]]:
    kind = type(options)
    return [f for f in attrs.fields(kind) if f.init] if attrs.has(kind) else []


def _unknown(writer: str, key: str, known: Iterable[str]) -> OptionError:
    names = ", ".join(sorted(known))
    hint = f"It has: {names}." if names else "It has none."
    return OptionError(f"the writer {writer} has no option {key!r}", hint=hint)


def _alternatives(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type as annotations give it
    if get_origin(hint) in (Union, types.UnionType):
        return get_args(hint)
    return (hint,)


def _choices(hint: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(word for one in _alternatives(hint) for word in _words_of(one))


def _words_of(hint: Any) -> tuple[str, ...]:  # noqa: ANN401
    if get_origin(hint) is Literal:
        return tuple(map(_word, get_args(hint)))
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return tuple(_word(member.value) for member in hint)
    return _WORDS.get(hint, (f"a {getattr(hint, '__name__', hint)} given from Python",))


def _word(value: object) -> str:
    if isinstance(value, enum.Enum):
        value = value.value
    return str(value).lower() if value is None or isinstance(value, bool) else str(value)


def _converted(value: object, hint: Any, what: str) -> object:  # noqa: ANN401
    # None first: the word "none" would suit a text as well.
    for one in sorted(_alternatives(hint), key=lambda kind: kind is not type(None)):
        found = _one(value, one)
        if found is not _NO:
            return found
    raise OptionError(
        f"{what} cannot be {_word(value)!r}", hint=f"It can be: {', '.join(_choices(hint))}."
    )


class _No(enum.Enum):
    NO = enum.auto()


_NO = _No.NO


def _one(value: object, hint: Any) -> object:  # noqa: ANN401
    if get_origin(hint) is Literal:
        return next((c for c in get_args(hint) if value in (c, _word(c))), _NO)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return next((m for m in hint if value in (m, m.value, _word(m))), _NO)
    if hint is bool:
        return _boolean(value)
    if hint is int:
        return _integer(value)
    if hint is type(None):
        return None if value in (None, "none", "") else _NO
    return value if isinstance(hint, type) and isinstance(value, hint) else _NO


def _boolean(value: object) -> object:
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else ""
    return True if word in _TRUE else False if word in _FALSE else _NO


def _integer(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = value if isinstance(value, str) else ""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 19 else _NO  # noqa: PLR2004 - digits of 64 bits
