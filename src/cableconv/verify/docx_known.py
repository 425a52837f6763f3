"""What may stand in the text of a DOCX file: all else may show words that no run of it holds.

The lists have what our writer, Word and LibreOffice write for paragraphs, tables and fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from cableconv.verify.docx_package import W, is_on
from cableconv.verify.finding import Finding, FindingKind


def _names(text: str) -> frozenset[str]:
    return frozenset(f"{W}{name}" for name in text.split())


_RANGES = """
    bookmarkStart bookmarkEnd proofErr permStart permEnd moveFromRangeStart moveFromRangeEnd
    moveToRangeStart moveToRangeEnd
"""
_BLOCKS = _names(f"p tbl sdt customXml ins del moveFrom moveTo sectPr {_RANGES}")
_RUNS = _names(
    f"pPr r hyperlink smartTag sdt customXml ins del moveFrom moveTo fldSimple {_RANGES}"
)

_KNOWN: Mapping[str, frozenset[str]] = {
    "document": _names("body"),
    **dict.fromkeys(("body", "hdr", "ftr"), _BLOCKS),
    "tc": _BLOCKS | _names("tcPr"),
    "tbl": _names(f"tblPr tblGrid tr sdt customXml ins del {_RANGES}"),
    "tr": _names(f"trPr tblPrEx tc sdt customXml ins del {_RANGES}"),
    "trPr": _names("cantSplit tblHeader trHeight cnfStyle jc ins"),
    "tcPr": _names("tcW gridSpan tcBorders shd tcMar vAlign noWrap cnfStyle textDirection"),
    "tblPr": _names("""
        tblStyle tblW tblInd tblLayout tblLook tblBorders tblCellMar jc tblStyleRowBandSize
        tblStyleColBandSize bidiVisual tblOverlap
    """),
    "p": _RUNS,
    **dict.fromkeys(
        ("hyperlink", "smartTag", "fldSimple"), _RUNS | _names("smartTagPr")
    ),
    # Blocks, rows or runs may stand in these.
    **dict.fromkeys(
        ("sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"),
        _BLOCKS | _RUNS | _names("tr tc customXmlPr"),
    ),
    "sdt": _names("sdtPr sdtEndPr sdtContent"),
    "sdtPr": _names("rPr alias tag id lock docPartObj text richText group"),
    "r": _names("""
        rPr t tab br cr noBreakHyphen softHyphen fldChar instrText lastRenderedPageBreak delText
        delInstrText
    """),
    "pPr": _names("""
        pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs suppressAutoHyphens
        suppressLineNumbers kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN
        bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents jc
        textAlignment outlineLvl divId cnfStyle rPr sectPr numPr
    """),
    "rPr": _names("""
        rStyle rFonts b bCs i iCs caps smallCaps noProof snapToGrid color kern sz szCs highlight u
        shd bdr vertAlign rtl cs lang vanish spacing ins del
    """),
}  # fmt: skip
"""What may stand in an element; what is not named here is not looked into."""

_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK"})
"""Fields that show a page number, or no more than the words that stand there already."""


def unknown(root: etree._Element, place: str) -> Iterator[Finding]:
    """What stands in a part and is on no list, each kind of it once."""
    told: set[str] = set()
    for element in root.iter("{*}*"):
        parent = element.getparent()
        message = _outside(element, parent) or _troubling(element)
        if message and message not in told:
            told.add(message)
            yield Finding(FindingKind.TEXT_ADDED, place, "", "", message)


def _outside(element: etree._Element, parent: etree._Element | None) -> str:
    known = None if parent is None else _KNOWN.get(str(parent.tag).removeprefix(W))
    if known is None or element.tag in known:
        return ""
    name, where = (etree.QName(x).localname for x in (element, parent))
    return f"it may show words that are not looked at: {name} in {where}"


def _troubling(element: etree._Element) -> str:
    look = _TROUBLES.get(str(element.tag).removeprefix(W))
    return look(element) if look is not None else ""


def _numbered(element: etree._Element) -> str:
    number = element.find(f"{W}numId")
    if number is not None and number.get(f"{W}val") == "0":
        return ""
    return "a paragraph is numbered by the program, with words that are not looked at"


def _squeezed(element: etree._Element) -> str:
    """Letters that are set over each other; the same element spaces the lines of a paragraph."""
    parent = element.getparent()
    value = str(element.get(f"{W}val") or "0")
    if parent is None or parent.tag != f"{W}rPr" or not value.startswith("-"):
        return ""
    return "letters are set over each other"


def _instruction(element: etree._Element) -> str:
    words = (element.text or element.get(f"{W}instr") or "").split()
    if not words or words[0].upper() in _FIELDS:
        return ""
    return f"a field may show other words when it is counted anew: {words[0]}"


def _drawn(element: etree._Element) -> str:
    """Letters in a face that draws other signs for them."""
    faces = " ".join(map(str, element.attrib.values())).casefold()
    found = next((face for face in _FACES_OF_SIGNS if face in faces), "")
    return f"a face shows other signs than the letters: {found}" if found else ""


_FACES_OF_SIGNS = ("wingdings", "webdings", "symbol", "dingbats")


def _mark_hidden(element: etree._Element) -> str:
    parent = element.getparent()
    holder = None if parent is None else parent.getparent()
    if holder is not None and holder.tag == f"{W}pPr" and is_on(element):
        return "the end of a paragraph is hidden, which joins it to the next"
    return ""


_TROUBLES: Mapping[str, Callable[[etree._Element], str]] = {
    "numPr": _numbered,
    "spacing": _squeezed,
    "instrText": _instruction,
    "fldSimple": _instruction,
    "vanish": _mark_hidden,
    "rFonts": _drawn,
}
"""Elements that are on a list, and yet can show or hide words."""
