"""DOCX against what no validator sees: styles, bookmarks, fields, parts (``inspection``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from damaged import with_part
from validate.check import Check, Failure, Output, with_bytes
from writers.docx.inspection import violations


def _run(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        for violation in violations(output.data):
            yield Failure(output, violation)


def _spoil(output: Output) -> Output:
    def unknown_style(xml: str) -> str:
        return xml.replace('<w:pStyle w:val="', '<w:pStyle w:val="No', 1)

    return with_bytes(output, with_part(output.data, unknown_style, "word/document.xml"))


CHECK = Check("rules of no validator", ("docx",), _run, _spoil)
