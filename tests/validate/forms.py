"""The outputs that are validated: each format, options that change its form, volumes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from cableconv.conversion import chosen_writer, render
from cableconv.model.cable import Cable
from cableconv.volume import render_volume
from cableconv.writers.base import Writer


@attrs.frozen
class Form:
    """A way to write a cable.

    Attributes:
        name: what the table calls it.
        format: name of the writer.
        options: of the writer, where they are not the usual ones.
        volume: whether many cables stand in one file.
    """

    name: str
    format: str
    options: Mapping[str, object] = MappingProxyType({})
    volume: bool = False

    @property
    def writer(self) -> Writer:
        """The writer with these options."""
        return chosen_writer(self.format, dict(self.options))

    def written(self, cables: Sequence[Cable]) -> bytes:
        """The bytes of a file with these cables; with the only one, where it is no volume."""
        if self.volume:
            return render_volume(cables, self.format, options=dict(self.options))[0]
        (cable,) = cables
        return render(cable, self.writer)[0]


FORMS = (
    Form("tei", "tei"),
    Form("tei without furniture", "tei", {"furniture": "drop"}),
    Form("tei with ism", "tei", {"ism": True}),
    Form("tei like frus", "tei", {"profile": "frus"}),
    Form("tei corpus", "tei", volume=True),
    Form("json", "json"),
    Form("txt", "txt"),
    Form("txt with page lines", "txt", {"page_lines": True}),
    Form("txt reading", "txt", {"style": "reading"}),
    Form("txt facsimile", "txt", {"style": "facsimile"}),
    Form("docx", "docx"),
    Form("docx with source", "docx", {"embed": "source"}),
    Form("docx volume", "docx", volume=True),
    Form("html", "html"),
    Form("html with page lines", "html", {"page_lines": True, "notices": True}),
    Form("pdf", "pdf"),
    Form("pdf with tei", "pdf", {"attach": "tei"}),
)

BY_NAME = MappingProxyType({form.name: form for form in FORMS})

ALL = tuple(BY_NAME)

SINGLE = tuple(form.name for form in FORMS if not form.volume)
"""Forms of one cable a file."""
