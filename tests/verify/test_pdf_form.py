"""What is drawn beside the text of a PDF, hides it, or says another thing of it, is found."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from cableconv.conversion import dumps, read
from cableconv.verify import FindingKind, verify, verify_alone
from console import ROOT
from damaged import bytes_of, stream_of, with_streams

K = FindingKind
CABLE = read(ROOT / "samples" / "secret-noforn-derivative.txt")
FILE = dumps(CABLE, "pdf")

Change = Callable[[bytes], bytes]
Edit = Callable[[pypdf.PdfWriter], None]


def objects(edit: Edit) -> Change:
    """A change of the objects of a file."""

    def change(data: bytes) -> bytes:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
        edit(writer)
        return bytes_of(writer)

    return change


def drawn(operators: str) -> Change:
    """Operators after all others of the first page."""
    return lambda data: with_streams(data, lambda text: text + operators, pages=slice(0, 1))


def replaced(old: str, new: str) -> Change:
    return lambda data: with_streams(data, lambda s: s.replace(old, new, 1), pages=slice(0, 1))


def dictionary(**entries: PdfObject) -> DictionaryObject:
    found = DictionaryObject()
    for name, value in entries.items():
        found[NameObject(f"/{name}")] = value
    return found


def form(writer: pypdf.PdfWriter) -> None:
    """UNCLASSIFIED in 30 points over the first page, through a form."""
    page = writer.pages[0]
    drawing = StreamObject()
    drawing.set_data(b"BT /B 30 Tf 1 0 0 1 200 400 Tm (UNCLASSIFIED) Tj ET")
    drawing.update(dictionary(Type=NameObject("/XObject"), Subtype=NameObject("/Form")))
    drawing[NameObject("/BBox")] = RectangleObject((0, 0, 612, 792))
    drawing[NameObject("/Resources")] = page["/Resources"]
    held = page["/Resources"]
    assert isinstance(held, DictionaryObject)
    resources = DictionaryObject(held)
    resources[NameObject("/XObject")] = dictionary(X=writer._add_object(drawing))
    page[NameObject("/Resources")] = resources
    content = StreamObject()
    content.set_data(f"{stream_of(page)} /X Do".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(content)


def note(writer: pypdf.PdfWriter) -> None:
    free = dictionary(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/FreeText"),
        Contents=TextStringObject("UNCLASSIFIED"),
        Rect=RectangleObject((100, 400, 500, 440)),
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(free)])


def on_element(name: str) -> Edit:
    """A text that is read instead of an element of the tag tree."""

    def edit(writer: pypdf.PdfWriter) -> None:
        root = writer.root_object["/StructTreeRoot"]["/K"].get_object()  # type: ignore[index]  # a dictionary
        element = root["/K"][2].get_object()
        element[NameObject(name)] = TextStringObject("UNCLASSIFIED")

    return edit


def summary(writer: pypdf.PdfWriter) -> None:
    root = writer.root_object["/StructTreeRoot"]["/K"].get_object()  # type: ignore[index]  # a dictionary
    table = next(k.get_object() for k in root["/K"] if "/A" in k.get_object())
    table["/A"][NameObject("/Summary")] = TextStringObject("UNCLASSIFIED")


def without_map(writer: pypdf.PdfWriter) -> None:
    """Words in a font of which no map says what its codes are."""
    page = writer.pages[0]
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]  # a dictionary
    other = DictionaryObject(fonts["/B"].get_object())
    del other["/ToUnicode"]
    fonts[NameObject("/Q")] = writer._add_object(other)
    content = StreamObject()
    words = "/Artifact BMC BT /Q 30 Tf 1 0 0 1 200 400 Tm (UNCLASSIFIED) Tj ET EMC"
    content.set_data(f"{stream_of(page)} {words}".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(content)


def cropped(writer: pypdf.PdfWriter) -> None:
    for page in writer.pages:
        page[NameObject("/CropBox")] = RectangleObject((0, 60, 612, 730))


def cropped_above(writer: pypdf.PdfWriter) -> None:
    pages = writer.root_object["/Pages"].get_object()
    pages[NameObject("/CropBox")] = RectangleObject((0, 60, 612, 730))  # type: ignore[index]  # a dictionary


def smaller(writer: pypdf.PdfWriter) -> None:
    for page in writer.pages:
        page[NameObject("/MediaBox")] = RectangleObject((0, 60, 612, 730))


def unit(writer: pypdf.PdfWriter) -> None:
    writer.pages[0][NameObject("/UserUnit")] = FloatObject(0.01)


def title(writer: pypdf.PdfWriter) -> None:
    writer.add_metadata({"/Title": "UNCLASSIFIED"})


def in_packet(old: bytes, new: bytes) -> Edit:
    def edit(writer: pypdf.PdfWriter) -> None:
        packet = writer.root_object["/Metadata"].get_object()
        assert isinstance(packet, StreamObject)
        data = packet.get_data()
        assert old in data
        packet.set_data(data.replace(old, new, 1))

    return edit


def bookmark(writer: pypdf.PdfWriter) -> None:
    writer.add_outline_item(title="UNCLASSIFIED", page_number=0)


def scripted(writer: pypdf.PdfWriter) -> None:
    script = dictionary(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert('x')"))
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(script)


def carrying(writer: pypdf.PdfWriter) -> None:
    writer.add_attachment("note.html", b"<p>UNCLASSIFIED</p>")


DAMAGES: dict[str, tuple[Change, FindingKind]] = {
    "form": (objects(form), K.INVALID),
    "note": (objects(note), K.INVALID),
    "text of an element": (objects(on_element("/ActualText")), K.INVALID),
    "words for an element": (objects(on_element("/Alt")), K.INVALID),
    "long form of an element": (objects(on_element("/E")), K.INVALID),
    "title of an element": (objects(on_element("/T")), K.INVALID),
    "summary of a table": (objects(summary), K.INVALID),
    "font without a map": (objects(without_map), K.INVALID),
    "long form of words": (
        replaced("(SECRET//NOFORN) Tj", "/Span <</E (Unclassified)>> BDC (SECRET//NOFORN) Tj EMC"),
        K.MARK_CHANGED,
    ),
    "text as a clip": (replaced("BT ", "BT 7 Tr "), K.INVALID),
    "text as an outline": (replaced("BT ", "BT 1 Tr "), K.INVALID),
    "clip": (replaced("BT ", "0 0 1 1 re W n BT "), K.INVALID),
    "far away": (replaced("BT ", "1 0 0 1 5000 0 cm BT "), K.INVALID),
    "far along the line": (
        replaced("(SECRET//NOFORN) Tj", "[-900000 (SECRET//NOFORN)] TJ"),
        K.INVALID,
    ),
    "turned": (replaced("1 0 0 1 ", "-1 0 0 1 "), K.INVALID),
    "as small as a dot": (replaced("/B 10 Tf", "/B .1 Tf"), K.INVALID),
    "letters on each other": (replaced("0.8 Tc", "-7 Tc"), K.INVALID),
    "white box": (drawn(" 1 1 1 rg 0 700 612 92 re f"), K.INVALID),
    "white line": (drawn(" 1 G 90 w 0 745 m 612 745 l S"), K.INVALID),
    "thin white lines": (drawn(" 1 G 1 w 0 745 m 612 745 l S"), K.INVALID),
    "white text": (replaced("0.3 g", "1 g"), K.INVALID),
    "shade over text": (drawn(" 0.85 g 70 698 300 12 re f"), K.INVALID),
    "dark area": (drawn(" 0.3 g 0 0 9 9 re f"), K.INVALID),
    "picture": (drawn(" BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"), K.INVALID),
    "cut off": (objects(cropped), K.INVALID),
    "cut off above": (objects(cropped_above), K.INVALID),
    "smaller page": (objects(smaller), K.INVALID),
    "other unit": (objects(unit), K.INVALID),
    "title": (objects(title), K.TEXT_CHANGED),
    "title in the packet": (
        objects(in_packet(b'x-default">', b'x-default">UNCLASSIFIED ')),
        K.TEXT_CHANGED,
    ),
    "entry of the packet": (
        objects(
            in_packet(b"<xmp:CreatorTool>", b"<xmp:Label>UNCLASSIFIED</xmp:Label><xmp:CreatorTool>")
        ),
        K.TEXT_CHANGED,
    ),
    "attribute of the packet": (
        objects(in_packet(b'rdf:about=""', b'rdf:about="" dc:title="UNCLASSIFIED"')),
        K.TEXT_CHANGED,
    ),
    "bookmark": (objects(bookmark), K.TEXT_ADDED),
    "script": (objects(scripted), K.INVALID),
    "attached page": (objects(carrying), K.TEXT_CHANGED),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_no_file_has_is_found(name: str) -> None:
    change, kind = DAMAGES[name]
    found = verify(change(FILE), CABLE, "pdf")
    assert kind in {finding.kind for finding in found}, found


def test_a_file_that_another_program_wrote_again_passes() -> None:
    assert verify(objects(lambda _: None)(FILE), CABLE, "pdf") == []


def test_what_no_file_has_is_found_without_the_input() -> None:
    found = verify_alone(DAMAGES["form"][0](FILE), "pdf").findings
    assert {finding.kind for finding in found} == {K.INVALID}
