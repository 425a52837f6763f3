"""The string value of TEI's text against the file that it was made from, character for character.

For an input that is plain text in one cable the file itself is compared, not what a reader says of
it; for others (pages, PDF, rows, XML) the text that the cable holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from cableconv.model.walk import source_text
from validate.check import Check, Failure, Output, with_text

_T = "{http://www.tei-c.org/ns/1.0}"


def _run(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        expected, found = _source(output), _string_value(output)
        if expected == found:
            continue
        pairs = zip(expected, found, strict=False)
        at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(expected), len(found)))
        place = f"character {at + 1} of {len(expected)}"
        yield Failure(output, f"{place}: {expected[at : at + 40]!r}, not {found[at : at + 40]!r}")


def _source(output: Output) -> str:
    case = output.case
    origin = case.cable.provenance
    if case.path.suffix != ".txt" or not case.alone or origin is None:
        return source_text(case.cable)
    text = case.path.read_bytes().decode(origin.encoding).removeprefix("\N{BYTE ORDER MARK}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _string_value(output: Output) -> str:
    text = etree.parse(output.path).getroot().find(f"{_T}text")
    return "" if text is None else "".join(_characters(text))


def _characters(element: etree._Element) -> Iterator[str]:
    """The text without what the editor supplied; ``g`` counts as the character it points at."""
    if element.tag == f"{_T}g":
        yield chr(int(str(element.get("ref")).rpartition("-")[2], 16))
    elif element.tag != f"{_T}supplied":
        yield element.text or ""
        for child in element:
            yield from _characters(child)
            yield child.tail or ""


def _spoil(output: Output) -> Output:
    return with_text(output, "</body>", " </body>")


CHECK = Check("text is the source", ("tei",), _run, _spoil)
