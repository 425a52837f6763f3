"""``styles.xml``: every style by name, its id being the name without spaces.

Documents are read back by style name, since LibreOffice and localised Word write other ids.
Direct formatting is used only for the depth of quotations and for right-to-left paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from cableconv.writers.docx.levels import BANNERS, PORTION_MARKS
from cableconv.writers.docx.options import Banner, Lines
from cableconv.writers.docx.text import DECLARATION, W_NAMESPACE
from cableconv.writers.level_look import LOOKS

SERIF = "Times New Roman"
SANS = "Arial"
MONO = "Courier New"
"""These three have metric twins in Liberation: Word and LibreOffice break pages alike."""


def style_id(name: str) -> str:
    """The id of a style: its name without spaces."""
    return name.replace(" ", "")


@attrs.frozen
class _Style:
    """One style: properties are WordprocessingML in the order that the schema wants."""

    name: str
    based: str = "Normal"
    following: str = ""
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    priority: int = 1
    builtin: bool = False
    quick: bool = True


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _space(before: int, after: int, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _indent(left: int, hanging: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _edge(side: str, color: str, space: int = 4, size: int = 4) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


_BOLD = "<w:b/><w:bCs/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_GREY = '<w:color w:val="404040"/>'
_LINE = "8C8C8C"

LABEL_COLUMN = 1728
"""Width of the key block's labels in twips; ``Classification:`` fits with room."""

ITEM_INDENTS = (720, 1152, 1584)
"""Left indents of points by depth, in twips; deeper points take the last."""

QUOTE_INDENT = 432
"""What each depth of quotation adds to the left indent, in twips."""


def _body(lines: Lines, color: str = "") -> str:
    # 78 characters of a typewriter line fit between the margins at 10 pt.
    return _fonts(MONO) + color + _size(10) if lines == "source" else color


def _headings() -> Iterator[_Style]:
    italic = "<w:i/><w:iCs/>"
    looks = ((280, 13, _BOLD), (220, 11.5, _BOLD), (200, 11, _BOLD + italic), (200, 11, italic))
    for n, (before, size, weight) in enumerate(looks):
        yield _Style(
            f"heading {n + 1}",
            following="CableParagraph",
            paragraph=_KEEP + _space(before, 80) + f'<w:outlineLvl w:val="{n}"/>',
            run=_fonts(SANS) + weight + _size(size),
            priority=9,
            builtin=True,
        )


def _frame_styles(banner: Banner, width: int) -> Iterator[_Style]:
    tabs = (
        f'<w:tabs><w:tab w:val="center" w:pos="{width // 2}"/>'
        f'<w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    )
    plain = tabs + _space(0, 0)
    small = _fonts(SANS) + _GREY + _size(8.5)
    yield _Style("header", paragraph=plain, priority=99, builtin=True, quick=False)
    yield _Style("footer", paragraph=plain, run=small, priority=99, builtin=True, quick=False)
    # Its own tabs: a template may have other ones in ``footer``.
    yield _Style("Cable Footer", "Footer", paragraph=plain, run=small, priority=11)
    yield _release_style()
    yield _Style(
        "Classification Banner",
        "Header",
        paragraph=_space(40, 40) + '<w:jc w:val="center"/>',
        # No letter-spacing: text taken from a PDF would read "CO NFI DE NTI AL".
        run=_fonts(SANS) + _BOLD + _size(10),
        priority=11,
    )
    for look in LOOKS:
        framed = banner == "plain" or look.key == "unmarked"
        yield _Style(
            "Classification Banner " + BANNERS[look.key],
            "ClassificationBanner",
            paragraph=_frame() if framed else _band(look.fill),
            run=f'<w:color w:val="{"000000" if banner == "plain" else look.ink}"/>',
            priority=11,
        )


def _release_style() -> _Style:
    return _Style(
        "Release Stamp",
        "Header",
        paragraph=_space(20, 60) + '<w:jc w:val="center"/>',
        run=_fonts(SANS) + _size(8.5),
        priority=11,
    )


def _frame() -> str:
    sides = ("top", "left", "bottom", "right")
    return f"<w:pBdr>{''.join(_edge(side, '262626', 1, 6) for side in sides)}</w:pBdr>"


def _band(fill: str) -> str:
    # Edges of the same colour above and below give the words room.
    edges = _edge("top", fill, 1, 12) + _edge("bottom", fill, 1, 12)
    return f'<w:pBdr>{edges}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _front_styles() -> Iterator[_Style]:
    group = f"<w:pBdr>{_edge('top', _LINE)}{_edge('bottom', _LINE)}</w:pBdr>"
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{LABEL_COLUMN}"/></w:tabs>'
    yield _Style(
        "Title",
        following="CableHeader",
        paragraph=_KEEP + _space(120, 180),
        run=_fonts(SANS) + _BOLD + _size(16),
        priority=10,
        builtin=True,
    )
    yield _Style(
        "Cable Volume Title", "Title", "CableHeader", paragraph='<w:outlineLvl w:val="0"/>',
        priority=10,
    )  # fmt: skip
    yield _Style(
        "Cable Contents",
        paragraph="<w:keepLines/>"
        '<w:tabs><w:tab w:val="left" w:pos="2592"/><w:tab w:val="left" w:pos="5472"/></w:tabs>'
        + _space(0, 120),
        run=_fonts(SANS) + _size(9.5),
        priority=12,
    )
    yield _Style(
        "Cable Header",
        paragraph=group + tab + _space(0, 40) + _indent(LABEL_COLUMN, LABEL_COLUMN),
        run=_fonts(SANS) + _size(9.5),
        priority=12,
    )
    yield _Style(
        "Declassification Block",
        paragraph="<w:keepLines/>" + tab + _space(120, 160) + "<w:contextualSpacing/>",
        run=_fonts(SANS) + _size(9),
        priority=15,
    )
    yield _Style(
        "Cable Provenance",
        "DeclassificationBlock",
        # The last row is not left alone on a page.
        paragraph="<w:keepNext/>" + _space(0, 40) + _indent(LABEL_COLUMN, LABEL_COLUMN),
        priority=15,
    )
    yield _Style(
        "Cable Appendix Heading",
        "Heading1",
        following="CablePreformatted",
        paragraph=f"<w:pBdr>{_edge('top', _LINE, 6)}</w:pBdr>" + _space(360, 80),
        run=_size(10),
        priority=16,
    )


def _text_styles(lines: Lines) -> Iterator[_Style]:
    body = _body(lines)
    yield _Style("Cable Paragraph", paragraph=_space(120, 140, 264), run=body)
    for n, left in enumerate(ITEM_INDENTS):
        yield _Style(
            "Cable Subparagraph" + (f" {n + 1}" if n else ""),
            "CableParagraph",
            paragraph=_space(0, 80, 264) + _indent(left, 288),
        )
    bar = f"<w:pBdr>{_edge('left', _LINE, 8, 8)}</w:pBdr>"
    yield _Style("Cable Quotation", "CableParagraph", paragraph=bar + _indent(QUOTE_INDENT))
    yield _Style(
        "Cable Preformatted",
        paragraph=_typewriter_tabs() + "<w:suppressAutoHyphens/>" + _space(0, 160),
        run=_fonts(MONO) + "<w:noProof/>" + _size(9),
        priority=13,
    )
    yield _Style(
        "Cable Rule", paragraph=_KEEP + _space(0, 100), run=_body(lines, _GREY), priority=13
    )
    yield _Style("Cable Signature", paragraph=_space(240, 160), run=body, priority=14)
    cell = _space(20, 20)
    yield _Style("Cable Table Text", paragraph=cell, run=_fonts(SANS) + _size(9), priority=13)
    yield _Style(
        "Cable Table Heading", "CableTableText", paragraph="<w:keepNext/>", run=_BOLD, priority=13
    )
    yield _Style(
        "Cable Table End",
        paragraph='<w:spacing w:before="0" w:after="80" w:line="120" w:lineRule="exact"/>',
        run=_size(4),
        priority=13,
        quick=False,
    )
    yield _Style(
        "annotation text", paragraph=_space(0, 80), run=_size(10), priority=99, builtin=True,
        quick=False,
    )  # fmt: skip


def _typewriter_tabs() -> str:
    # Eight characters of 0.6 em at 9 pt, so that columns set with tabs stand as on a terminal.
    stops = "".join(f'<w:tab w:val="left" w:pos="{n * 864}"/>' for n in range(1, 11))
    return f"<w:tabs>{stops}</w:tabs>"


def _character_styles() -> Iterator[_Style]:
    looks = {
        "Cable Header Label": _BOLD + _GREY,
        "Classification Statement": _BOLD,
        "Handling Caption": _BOLD,
        "Paragraph Number": "",
        "Portion Mark": _BOLD,
        "Hyperlink": '<w:color w:val="0000EE"/><w:u w:val="single"/>',
        "Cable Marker": '<w:u w:val="single"/>',
        "Cable Reference": "",
        "Redaction": '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>',
    }
    for name, run in looks.items():
        yield _Style(name, "DefaultParagraphFont", run=run, kind="character", priority=20)
    for mark in PORTION_MARKS:
        yield _Style("Portion Mark " + mark, "PortionMark", kind="character", priority=20)
    yield _Style(
        "annotation reference",
        "DefaultParagraphFont",
        run=_size(8),
        kind="character",
        priority=99,
        builtin=True,
        quick=False,
    )


_BUILTIN_IDS = {
    "heading 1": "Heading1",
    "heading 2": "Heading2",
    "heading 3": "Heading3",
    "heading 4": "Heading4",
    "header": "Header",
    "footer": "Footer",
    "annotation text": "CommentText",
    "annotation reference": "CommentReference",
}
"""Word's own ids; python-docx looks for the last two when somebody adds a comment."""


def _style_xml(style: _Style) -> str:
    custom = "" if style.builtin else ' w:customStyle="1"'
    name = _BUILTIN_IDS.get(style.name, style_id(style.name))
    parts = [
        f'<w:style w:type="{style.kind}"{custom} w:styleId="{name}"><w:name w:val="{style.name}"/>',
        f'<w:basedOn w:val="{style.based}"/>',
        f'<w:next w:val="{style.following}"/>' if style.following else "",
        f'<w:uiPriority w:val="{style.priority}"/>',
        "<w:qFormat/>" if style.quick else "",
        f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "",
        f"<w:rPr>{style.run}</w:rPr>" if style.run else "",
        "</w:style>",
    ]
    return "".join(parts)


def _defaults() -> str:
    lang = '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(SERIF)}{_size(11)}{lang}</w:rPr>"
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        "<w:unhideWhenUsed/></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )


def _table_styles() -> str:
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
    )
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"'
        '/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" '
        f'w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="CableTable"><w:name w:val="Cable '
        'Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="13"/><w:tblPr><w:tblBorders>'
        f'{lines}</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/></w:tcPr></w:tblStylePr></w:style>'
    )


def styles_xml(banner: Banner, lines: Lines, width: int) -> str:
    """The whole part for these options.

    Args:
        banner: as of ``DocxOptions``.
        lines: as of ``DocxOptions``.
        width: between the side margins of the page, in twips.
    """
    groups = (
        _front_styles(),
        _headings(),
        _text_styles(lines),
        _frame_styles(banner, width),
        _character_styles(),
    )
    styles = "".join(_style_xml(style) for group in groups for style in group)
    return f"{DECLARATION}<w:styles {W_NAMESPACE}>{_defaults()}{styles}{_table_styles()}</w:styles>"
