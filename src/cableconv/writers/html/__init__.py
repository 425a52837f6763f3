"""The HTML writer: one self-contained, accessible page without scripts or outside resources."""

from __future__ import annotations

from typing import BinaryIO, ClassVar

import attrs

from cableconv.model.cable import Cable
from cableconv.notices import Notice
from cableconv.writers.html.options import HtmlOptions
from cableconv.writers.html.page import build_page

__all__ = ["HtmlOptions", "HtmlWriter"]


@attrs.frozen
class HtmlWriter:
    """Writes a cable as a page of HTML (the living standard of the WHATWG), in UTF-8."""

    name: ClassVar[str] = "html"
    suffix: ClassVar[str] = ".html"
    media_type: ClassVar[str] = "text/html"
    options: HtmlOptions = attrs.field(factory=HtmlOptions)

    def write(self, cable: Cable, out: BinaryIO) -> list[Notice]:
        """Write the cable.

        Returns:
            What was left out of the running text by rule, and characters HTML cannot hold.
        """
        page, notices = build_page(cable, self.options)
        out.write(page.encode("utf-8"))
        return notices
