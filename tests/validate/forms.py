"""The outputs that are validated of each cable: each format, and options that change its form."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from cableconv.conversion import chosen_writer
from cableconv.writers.base import Writer


@attrs.frozen
class Form:
    """A way to write a cable.

    Attributes:
        name: what the table calls it.
        format: name of the writer.
        options: of the writer, where they are not the usual ones.
    """

    name: str
    format: str
    options: Mapping[str, object] = MappingProxyType({})

    @property
    def writer(self) -> Writer:
        """The writer with these options."""
        return chosen_writer(self.format, dict(self.options))


FORMS = (
    Form("tei", "tei"),
    Form("tei without furniture", "tei", {"furniture": "drop"}),
    Form("tei with ism", "tei", {"ism": True}),
    Form("tei like frus", "tei", {"profile": "frus"}),
    Form("json", "json"),
    Form("txt", "txt"),
    Form("txt with page lines", "txt", {"page_lines": True}),
    Form("txt reading", "txt", {"style": "reading"}),
    Form("txt facsimile", "txt", {"style": "facsimile"}),
    Form("docx", "docx"),
    Form("docx with source", "docx", {"embed": "source"}),
    Form("html", "html"),
    Form("html with page lines", "html", {"page_lines": True, "notices": True}),
    Form("pdf", "pdf"),
    Form("pdf with tei", "pdf", {"attach": "tei"}),
)

BY_NAME = MappingProxyType({form.name: form for form in FORMS})

ALL = tuple(BY_NAME)
