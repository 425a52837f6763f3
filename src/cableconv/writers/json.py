"""JSON: the whole model, to be read back equal. One line a cable unless an indent is asked for.

Files with one cable a line can be joined with ``cat``: the reader takes JSON lines.
"""

from __future__ import annotations

import json
from typing import BinaryIO, ClassVar

import attrs

from cableconv.errors import LimitExceededError, WriteError
from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.writers.base import in_utf8
from cableconv.writers.choices import unsuited


@attrs.frozen
class JsonOptions:
    """Options of the JSON writer.

    Attributes:
        indent: blanks a level, 0 to 8; with 0 the cable stands on one line.

    Raises:
        OptionError: another indent.
    """

    indent: int = attrs.field(default=0)

    @indent.validator
    def _check_indent(self, _: attrs.Attribute[int], value: int) -> None:
        if not 0 <= value <= 8:  # noqa: PLR2004 - said in the message
            raise unsuited("json", "indent", value, "It can be: 0 to 8.")


@attrs.frozen
class JsonWriter:
    """Writes a cable as JSON in UTF-8, after the schema ``cable-1.json``."""

    name: ClassVar[str] = "json"
    suffix: ClassVar[str] = ".json"
    media_type: ClassVar[str] = "application/json"

    options: JsonOptions = JsonOptions()

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        """Write the cable; nothing of the model is left out, so there are never notices.

        Raises:
            WriteError: a node is of a class that the format does not know, the cable is nested
                too deeply, or its text holds half a surrogate pair.
        """
        from cableconv.codec import to_plain  # noqa: PLC0415 - cattrs is loaded when needed

        indent = self.options.indent or None
        separators = (",", ": ") if indent else (",", ":")
        try:
            plain = to_plain(cable)
            text = json.dumps(plain, ensure_ascii=False, indent=indent, separators=separators)
        except LimitExceededError as error:
            raise WriteError(error.message) from None
        except TypeError as error:
            raise WriteError(f"a node cannot be written as JSON: {error}") from None
        out.write(in_utf8(text) + b"\n")
        return []
