"""Plain text: the official layout of a telegram, a text to read, or the lines as they stood."""

from __future__ import annotations

from typing import BinaryIO, ClassVar, Literal

import attrs

from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.writers.base import in_utf8
from cableconv.writers.choices import one_of, unsuited
from cableconv.writers.txt.facsimile import facsimile
from cableconv.writers.txt.reading import reading
from cableconv.writers.txt.telegram import telegram

Style = Literal["telegram", "reading", "facsimile"]

_STYLES = {"telegram": telegram, "reading": reading, "facsimile": facsimile}


@attrs.frozen
class TxtOptions:
    """Options of the plain text writer.

    Attributes:
        style: ``telegram``, the official layout (5 FAH-1 H-246); ``reading``, a key block and
            running text; ``facsimile``, the lines of the source without what is not the cable's.
        width: columns of a line, 20 or more; 0 to leave paragraphs on one line. Teletype lines
            have 69 (ACP 127(G), 138f).
        page_lines: True to keep page lines, each on a line of its own (``telegram`` only).

    Raises:
        OptionError: a style that is not in the list, or a width that is too small.
    """

    style: Style = attrs.field(default="telegram", validator=one_of("txt", Style))
    width: int = attrs.field(default=69)
    page_lines: bool = False

    @width.validator
    def _check_width(self, _: attrs.Attribute[int], value: int) -> None:
        if value != 0 and value < 20:  # noqa: PLR2004 - said in the message
            raise unsuited("txt", "width", value, "It can be: 0, or 20 or more.")


@attrs.frozen
class TxtWriter:
    """Writes a cable as plain text in UTF-8, with LF line ends."""

    name: ClassVar[str] = "txt"
    suffix: ClassVar[str] = ".txt"
    media_type: ClassVar[str] = "text/plain; charset=utf-8"

    options: TxtOptions = TxtOptions()

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        """Write the cable; return what was left out by rule, and where the marking comes from.

        Raises:
            WriteError: a node has no text, or its text holds half a surrogate pair.
        """
        chosen = self.options
        style = _STYLES[chosen.style]
        text, notices = style(cable, width=chosen.width, page_lines=chosen.page_lines)
        out.write(in_utf8(text))
        return notices
