"""DOCX under openxml-audit, a port of the schema rules of the Open XML SDK to Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]  # ships no types

from damaged import with_part
from validate.check import Check, Failure, Output, with_bytes


def _run(outputs: Sequence[Output]) -> Iterator[Failure]:
    validator = OpenXmlValidator()
    for output in outputs:
        for error in validator.validate(output.path).errors:
            yield Failure(output, str(error.description))


def spoil(output: Output) -> Output:
    """A run whose properties stand after its text, which the schema forbids."""
    last = '<w:r><w:t>x</w:t><w:rPr><w:b w:val="perhaps"/></w:rPr></w:r></w:p>'
    data = with_part(
        output.data, lambda xml: xml.replace("</w:p>", last, 1), "word/document.xml"
    )
    return with_bytes(output, data)


CHECK = Check("openxml-audit", ("docx",), _run, spoil)
