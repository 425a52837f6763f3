"""The JSON Schema of the format ``cableconv-cable``, made from the model's classes and docstrings.

``python tests/schema_of_model.py > src/cableconv/schemas/cable-1.json`` writes it anew.
"""

from __future__ import annotations

import datetime as dt
import enum
import inspect
import json
import re
import sys
import types
from typing import Any, get_args, get_origin

import attrs

from cableconv import codec
from cableconv.model.blocks import Block, Row
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.markings import Level
from cableconv.model.source import Provenance
from cableconv.notices import Notice

Schema = dict[str, Any]

_HEAD = (
    "A diplomatic cable as cableconv's model holds it. The raw texts of all leaves, with the tail "
    "of each block after its content and the lead before the first block, joined in order, are the "
    "source text. A field that holds its default is left out. A file may hold many cables, one a "
    "line. None in a description is null."
)
_ENTRY = re.compile(r"^        ?(?P<names>[a-z_]+(?:, [a-z_]+)*): (?P<words>.*)$")
"""Matches ``    hour, minute: filing time in UTC, or None.`` in a docstring."""


def schema() -> Schema:
    """The whole schema, in the order of the model."""
    named = {cls.__name__: _object(cls) for cls in (*codec.NODES, Row, Notice, Provenance)}
    unions = {"Block": _union(Block), "Inline": _union(Inline)}
    top = _object(Cable)
    major, minor = codec.VERSION
    head: Schema = {
        "schema": {"const": codec.SCHEMA, "description": "Name of this format."},
        "version": {
            "type": "string",
            "pattern": rf"^{major}\.[0-9]{{1,4}}$",
            "description": f"Version of this format; this schema describes {major}.{minor}.",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:cableconv:schema:cable-{major}",
        "title": "cableconv cable",
        "description": _HEAD,
        "type": "object",
        "properties": head | top["properties"],
        "required": ["schema", "version"],
        "additionalProperties": False,
        "$defs": unions | named,
    }


def _union(union: Any) -> Schema:
    names = [cls.__name__ for cls in get_args(union)]
    return {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in names]}


def _object(cls: type) -> Schema:
    words = _attribute_words(cls)
    fields = attrs.fields(attrs.resolve_types(cls))
    tag = {"type": {"const": cls.__name__}} if cls in codec.NODES else {}
    properties = {field.name: _property(field, words.get(field.name, "")) for field in fields}
    required = [*tag, *(field.name for field in fields if field.default is attrs.NOTHING)]
    return {
        "description": _summary(cls),
        "type": "object",
        "properties": tag | properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _property(field: attrs.Attribute[Any], words: str) -> Schema:
    found = _type(field.type)
    if words:
        found["description"] = words
    if field.default is not attrs.NOTHING:
        default = field.default
        found["default"] = list(default) if isinstance(default, tuple) else default
        if isinstance(default, enum.Enum):
            found["default"] = _word(default)
    return found


def _type(kind: Any) -> Schema:
    simple: dict[Any, Schema] = {
        str: {"type": "string"},
        int: {"type": "integer"},
        bool: {"type": "boolean"},
        dt.date: {"type": "string", "format": "date"},
        Block: {"$ref": "#/$defs/Block"},
        Inline: {"$ref": "#/$defs/Inline"},
    }
    if kind in simple:
        return dict(simple[kind])
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return {"enum": [_word(member) for member in kind]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _type(get_args(kind)[0])}
    if isinstance(kind, types.UnionType):
        (inner,) = (arg for arg in get_args(kind) if arg is not types.NoneType)
        return {"anyOf": [_type(inner), {"type": "null"}]}
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _word(member: enum.Enum) -> str:
    return member.name if isinstance(member, Level) else str(member.value)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("``", "`")).strip()


def _summary(cls: type) -> str:
    return _plain((inspect.getdoc(cls) or "").partition("\n\nAttributes:")[0])


def _attribute_words(cls: type) -> dict[str, str]:
    """Descriptions by attribute, those of base classes included."""
    words: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        lines = inspect.cleandoc(base.__dict__.get("__doc__") or "").partition("Attributes:\n")[2]
        names: list[str] = []
        for line in lines.splitlines():
            found = _ENTRY.match("    " + line)
            if found:
                names = found["names"].split(", ")
                words |= dict.fromkeys(names, found["words"])
            else:
                words |= {name: f"{words[name]} {line}" for name in names}
    return {name: _plain(text) for name, text in words.items()}


if __name__ == "__main__":
    json.dump(schema(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
