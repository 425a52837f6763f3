"""Released documents: no banner without the stamp's words, and no word "declassified" made up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs
import pypdf
from lxml import etree
from pypdf.generic import ArrayObject, DictionaryObject, TextStringObject

from cableconv.model.blocks import FieldKind, Paragraph, Paratext
from cableconv.model.cable import Cable
from cableconv.model.leaf import Furniture, FurnitureKind, Text
from cableconv.model.walk import source_text
from cableconv.verify import docx, html, pdf
from cableconv.verify.printed import Printed
from validate.check import Check, Failure, Output, with_case, written_as
from validate.forms import FORMS, SINGLE

# --- stamps beside banners -----------------------------------------------------------------------


def stamps(cable: Cable) -> set[str]:
    """The words of the stamps of release that a source carries, squeezed."""
    fields = [field.text for field in cable.fields if field.kind is FieldKind.RELEASE]
    printed = [leaf.raw for leaf in cable.furniture if leaf.kind is FurnitureKind.STAMP]
    return {squeezed(text) for text in (*fields, *printed)} - {""}


def squeezed(text: str) -> str:
    """The text in small letters without blanks: lines may be broken anywhere."""
    return "".join(text.split()).casefold()


_SHEETS: dict[str, Callable[[bytes], Printed]] = {
    "docx": docx.read,
    "html": html.read,
    "pdf": pdf.read,
}


def _without_stamp(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        wanted = stamps(output.cable)
        if not wanted:
            continue
        for sheet in _SHEETS[output.of.format](output.data).sheets:
            for place, lines in (("top", sheet.top), ("foot", sheet.foot)):
                shown = squeezed("".join(lines))
                if not any(one in shown for one in wanted):
                    yield Failure(output, f"{sheet.place}, {place}: no stamp beside {lines}")


def _other_stamp(output: Output) -> Output:
    """The same file for a cable with a stamp that no file shows."""
    stamp = Furniture("A stamp that no page shows", FurnitureKind.STAMP)
    return with_case(output, Cable(blocks=(Paratext((stamp,)),)))


# --- the word ------------------------------------------------------------------------------------

_WORD = "declassified"


def _made_up(outputs: Sequence[Output]) -> Iterator[Failure]:
    for output in outputs:
        if _WORD in squeezed(source_text(output.cable)):
            continue
        for text in _TEXTS.get(output.of.format, _decoded)(output.data):
            at = squeezed(text).find(_WORD)
            if at >= 0:
                near = squeezed(text)[max(at - 40, 0) : at + 40]
                yield Failure(output, f"it says {_WORD}, which the source does not: {near}")


def _decoded(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8")


def _of_docx(data: bytes) -> Iterator[str]:
    """Texts and attributes of all parts, properties and styles with them."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            root = etree.fromstring(package.read(name))
            yield "".join(map(str, root.itertext()))
            yield from (str(value) for node in root.iter("{*}*") for value in node.attrib.values())


def _of_pdf(data: bytes) -> Iterator[str]:
    """What the pages show, what is said for it, and the metadata."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    yield from (page.extract_text() for page in reader.pages)
    metadata = reader.root_object.get("/Metadata")
    if metadata is not None:
        yield metadata.get_object().get_data().decode("utf-8")
    for number in range(1, len(reader.xref.get(0, {})) + 1):
        yield from _strings(reader.get_object(number))


def _strings(found: object) -> Iterator[str]:
    if isinstance(found, TextStringObject):
        yield str(found)
    elif isinstance(found, DictionaryObject):
        for value in dict.values(found):
            yield from _strings(value)
    elif isinstance(found, ArrayObject):
        for value in list.__iter__(found):
            yield from _strings(value)


_TEXTS: dict[str, Callable[[bytes], Iterable[str]]] = {"docx": _of_docx, "pdf": _of_pdf}


def _with_the_word(output: Output) -> Output:
    words = Paragraph((Text("This was Declassified."),))
    blocks = (*output.cable.blocks, words)
    return written_as(output, attrs.evolve(output.cable, blocks=blocks))


STAMPS = Check(
    "stamp beside each banner",
    tuple(form.name for form in FORMS if form.format in _SHEETS and not form.volume),
    _without_stamp,
    _other_stamp,
)
WORD = Check("'declassified' not made up", SINGLE, _made_up, _with_the_word)
