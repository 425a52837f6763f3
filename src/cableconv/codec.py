"""Plain data for cables and back: the rules of the JSON format, apart from bytes and files.

A node is an object with its class name under ``type`` and its fields by name; fields that hold
their default are left out. Enums are written by value (``Level`` by name), dates as ISO 8601.
This is the only module that imports cattrs, so readers and writers load it when first used.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from cableconv.errors import LimitExceededError, NotACableError, ReadError, SchemaVersionError
from cableconv.model.blocks import Block, FieldKind, Heading, Row
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.header import Precedence, ReferenceKind
from cableconv.model.leaf import FurnitureKind
from cableconv.model.markings import Level
from cableconv.model.source import Provenance
from cableconv.notices import Notice, NoticeKind, Severity

SCHEMA = "cableconv-cable"
"""Name under ``schema`` in each document."""

VERSION = (1, 0)
"""Major and minor version of the format; a newer minor only adds fields."""

MAX_NESTING = 64
"""How deep blocks may stand in blocks. Real cables nest three deep; the rest is hostile."""

Plain: TypeAlias = dict[str, Any]
"""An object as ``json`` reads and writes it: its values are plain data of any kind."""

NODES: tuple[type, ...] = tuple(dict.fromkeys((*get_args(Block), *get_args(Inline))))
_CLASSES: tuple[type, ...] = tuple(
    dict.fromkeys((*get_args(Inline), Row, Heading, Notice, Provenance, *get_args(Block), Cable))
)
"""All classes, each after those that its fields name; the unions are looked up when used."""
_ENUMS: tuple[type[enum.Enum], ...] = (
    Level, Precedence, FieldKind, ReferenceKind, FurnitureKind, NoticeKind, Severity,
)  # fmt: skip
_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")
"""Matches ``1.0``."""


class _WrongDataError(ValueError):
    """Data that no cable is written as."""


def to_plain(cable: Cable) -> Plain:
    """The cable as plain data: dicts, lists, strings, numbers, booleans.

    Raises:
        LimitExceededError: its blocks are nested deeper than ``MAX_NESTING``.
        TypeError: a node is of a class that is not the model's.
    """
    _check_nesting(_nesting(cable.blocks, lambda block: getattr(block, "blocks", ())))
    body = _converter(detailed=False).unstructure(cable, Cable)
    version = ".".join(map(str, VERSION))
    order = ("mrn", "lead", "blocks", "notices", "provenance")
    ordered = {key: body[key] for key in order if key in body}
    return {"schema": SCHEMA, "version": version, **ordered}


def from_plain(data: object) -> Cable:
    """The cable that some plain data holds. The data is not changed.

    A newer minor version may hold fields that this version does not know: they are left out, and
    the cable gets a notice that names them. An unknown type of node is always an error, because
    its text would be lost.

    Raises:
        NotACableError: the data is not an object of this schema.
        SchemaVersionError: its major version is not known.
        LimitExceededError: it is nested deeper than ``MAX_NESTING``.
        ReadError: a type, field or value is wrong; the message says where.
    """
    minor = _minor_version(data)
    _check_nesting(_nesting(_children(data), _children))
    body = {k: v for k, v in data.items() if k not in ("schema", "version")}  # type: ignore[attr-defined]  # _minor_version refuses all but objects
    try:
        return _converter(detailed=False).structure(body, Cable)
    except (ValueError, TypeError, LookupError, AttributeError):
        return _second_look(body, newer=minor > VERSION[1])


def _second_look(body: Plain, *, newer: bool) -> Cable:
    """Read again, slower: to forgive new fields of a newer version, or to say what is wrong."""
    unknown: dict[str, None] = {}
    converter = _converter(detailed=True, unknown=unknown if newer else None)
    try:
        cable = converter.structure(body, Cable)
    except (cattrs.BaseValidationError, ValueError, TypeError, LookupError) as error:
        raise ReadError(
            f"the data is not that of a cable: {_first_message(error)}",
            hint="The file is damaged, or was changed by hand or by another program.",
        ) from None
    names = ", ".join(unknown)
    message = f"fields of a newer schema version were left out: {names}"
    notice = Notice(NoticeKind.OMITTED, message, Severity.WARNING)
    return attrs.evolve(cable, notices=(*cable.notices, notice))


def _first_message(error: Exception) -> str:
    lines = cattrs.transform_error(error, format_exception=_message)
    return lines[0].replace(" @ $", " at $") if lines else _message(error, None)


def _message(error: BaseException, _kind: type | None) -> str:
    if isinstance(error, KeyError):
        return f"the field {error} is missing"
    return str(error) or type(error).__name__


def _minor_version(data: object) -> int:
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise NotACableError(
            f'this is not JSON of a cable: it has no "schema": "{SCHEMA}"',
            hint="Only JSON that cableconv wrote can be read.",
        )
    version = data.get("version")
    found = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if found is None:
        raise ReadError('"version" is missing or is not of the form "1.0"')
    if int(found[1]) != VERSION[0]:
        raise SchemaVersionError(
            f"schema version {version} is not known; this version reads {VERSION[0]}.x",
            hint="Install a version of cableconv that knows it.",
        )
    return int(found[2])


# --- nesting ----------------------------------------------------------------------------------


def _nesting(blocks: Any, children: Callable[[Any], Any]) -> Iterator[int]:  # noqa: ANN401 - not yet checked
    """The depth of each block that holds blocks, without recursion."""
    waiting = [(block, 1) for block in blocks]
    while waiting:
        block, depth = waiting.pop()
        inner = children(block)
        if inner:
            yield depth
            if depth > MAX_NESTING:
                return
            waiting.extend((child, depth + 1) for child in inner)


def _children(node: object) -> list[object]:
    found = node.get("blocks") if isinstance(node, dict) else None
    return found if isinstance(found, list) else []


def _check_nesting(depths: Iterator[int]) -> None:
    if max(depths, default=0) > MAX_NESTING:
        raise LimitExceededError(f"blocks are nested deeper than {MAX_NESTING} levels")


# --- rules ------------------------------------------------------------------------------------


def _converter(*, detailed: bool, unknown: dict[str, None] | None = None) -> cattrs.Converter:
    return _strict(detailed=detailed) if unknown is None else _build(detailed, unknown)


@cache
def _strict(*, detailed: bool) -> cattrs.Converter:
    return _build(detailed, None)


def _build(detailed: bool, unknown: dict[str, None] | None) -> cattrs.Converter:  # noqa: FBT001
    """A converter with the rules of this format.

    Args:
        detailed: errors say where; slower.
        unknown: collects the names of fields that are not known; None to refuse them.
    """
    converter = cattrs.Converter(detailed_validation=detailed, omit_if_default=True)
    for primitive in _WORDS:
        converter.register_structure_hook(primitive, _exactly)
    converter.register_structure_hook(dt.date, _date)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    for kind in _ENUMS:
        converter.register_structure_hook(kind, _enum_member)
        converter.register_unstructure_hook(kind, _enum_name)
    converter.register_structure_hook_factory(_is_tuple, _tuple_rule)
    for cls in _CLASSES:
        attrs.resolve_types(cls)
    converter.register_unstructure_hook_func(_is_foreign, _refuse)
    union = _union_rule(converter)
    converter.register_structure_hook_func(lambda t: t in (Block, Inline), union)
    for cls in _CLASSES:
        _register_class(converter, cls, unknown)
    return converter


def _register_class(
    converter: cattrs.Converter, cls: type, unknown: dict[str, None] | None
) -> None:
    tag = {"type": cls.__name__} if cls in NODES else {}
    allowed = {*tag, *(field.name for field in attrs.fields(cls))}
    write: Callable[[Any], Plain] = make_dict_unstructure_fn(
        cls, converter, _cattrs_omit_if_default=True
    )
    read: Callable[[Any, type], object] = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=False
    )

    def structure(value: object, _: type) -> object:
        if not isinstance(value, dict):
            raise _WrongDataError(f"expected an object ({cls.__name__})")
        if not value.keys() <= allowed:
            names = sorted(map(str, value.keys() - allowed))
            if unknown is None:
                raise _WrongDataError(f"unknown field {names[0]!r} of {cls.__name__}")
            unknown.update(dict.fromkeys(f"{cls.__name__}.{name}" for name in names))
        if value.get("type", cls.__name__) != cls.__name__ and tag:
            raise _WrongDataError(f"expected a {cls.__name__}, not {_shown(value['type'])}")
        return read(value, cls)

    converter.register_structure_hook(cls, structure)
    if tag:
        converter.register_unstructure_hook(cls, lambda node: {**tag, **write(node)})
    else:
        converter.register_unstructure_hook(cls, write)


def _is_foreign(kind: Any) -> bool:  # noqa: ANN401 - cattrs asks about every annotation
    return attrs.has(kind) and kind not in _CLASSES


def _refuse(node: object) -> Plain:
    raise TypeError(f"{type(node).__name__} is no class of the model")


def _union_rule(converter: cattrs.Converter) -> Callable[[object, Any], object]:
    known = {union: {cls.__name__: cls for cls in get_args(union)} for union in (Block, Inline)}

    def structure(value: object, union: Any) -> object:  # noqa: ANN401 - a union is no type
        name = value.get("type") if isinstance(value, dict) else None
        cls = known[union].get(name) if isinstance(name, str) else None
        if cls is None:
            raise _WrongDataError(f"unknown type of node {_shown(name)}")
        return converter.structure(value, cls)

    return structure


def _enum_name(member: enum.Enum) -> str:
    return member.name if isinstance(member, Level) else str(member.value)


def _enum_member(value: object, kind: type[enum.Enum]) -> enum.Enum:
    for member in kind:
        if _enum_name(member) == value:
            return member
    raise _WrongDataError(f"unknown {kind.__name__} {_shown(value)}")


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 - cattrs asks about every annotation
    return get_origin(kind) is tuple


def _tuple_rule(kind: Any, converter: cattrs.Converter) -> Callable[[object, Any], object]:  # noqa: ANN401
    inner: Any = types.GenericAlias(list, get_args(kind)[:1])
    read = converter.get_structure_hook(inner)

    def structure(value: object, _: Any) -> object:  # noqa: ANN401
        if not isinstance(value, list):
            raise _WrongDataError("expected a list")
        return tuple(read(value, inner))

    return structure


def _exactly(value: object, kind: type) -> object:
    if type(value) is not kind:
        raise _WrongDataError(f"expected {_WORDS[kind]}, not {_shown(value)}")
    return value


_WORDS: dict[type, str] = {str: "a string", int: "a whole number", bool: "true or false"}


def _date(value: object, _: type) -> dt.date:
    if isinstance(value, str):
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            day = None
        if day is not None and day.isoformat() == value:
            return day
    raise _WrongDataError(f"expected a date like 2016-02-14, not {_shown(value)}")


def _shown(value: object) -> str:
    """A scalar in short, anything else by its class: hostile data may be large and deep."""
    return repr(value)[:60] if isinstance(value, (str, int, float)) else type(value).__name__
