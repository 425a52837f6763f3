"""DOCX under the Open XML SDK, under its port to Python, and against what neither of them sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from damaged import with_part
from validate.check import Check, Failure, Output, with_bytes
from validators import ooxml
from validators.docx_invariants import violations


def _audited(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        yield from (Failure(output, error) for error in ooxml.audit(output.path))


def _by_sdk(outputs: Sequence[Output]) -> Iterator[Failure]:
    found = ooxml.sdk(output.path for output in outputs)
    for output in outputs:
        yield from (Failure(output, error) for error in found[output.path])


def _sdk_is_missing() -> str:
    try:
        ooxml.sdk_program()
    except ooxml.SdkMissingError as error:
        return f"the Open XML SDK is missing: {error}"
    return ""


def _unsound(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        yield from (Failure(output, fault) for fault in violations(output.data))


def _against_the_schema(output: Output) -> Output:
    """A run whose properties stand after its text, and a switch that is neither on nor off."""
    last = '<w:r><w:t>x</w:t><w:rPr><w:b w:val="perhaps"/></w:rPr></w:r></w:p>'
    return _changed(output, "</w:p>", last)


def _unknown_style(output: Output) -> Output:
    return _changed(output, '<w:pStyle w:val="', '<w:pStyle w:val="No')


def _changed(output: Output, old: str, new: str) -> Output:
    data = with_part(output.data, lambda xml: xml.replace(old, new, 1), "word/document.xml")
    return with_bytes(output, data)


_DOCX = ("docx", "docx with source", "docx volume")

INVARIANTS = Check("what no validator sees", _DOCX, _unsound, _unknown_style)
AUDIT = Check("openxml-audit", _DOCX, _audited, _against_the_schema)
SDK = Check("Open XML SDK", ("docx", "docx volume"), _by_sdk, _against_the_schema, _sdk_is_missing)
