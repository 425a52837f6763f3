"""``theme1.xml``: the plain theme that Word wants to find; no style of ours refers to it."""

from __future__ import annotations

from cableconv.writers.docx.text import DECLARATION

_COLORS = (
    ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "404040"), ("lt2", "EDEDED"),
    ("accent1", "0033A0"), ("accent2", "C8102E"), ("accent3", "007A33"), ("accent4", "502B85"),
    ("accent5", "FF8C00"), ("accent6", "8C8C8C"), ("hlink", "0000EE"), ("folHlink", "551A8B"),
)  # fmt: skip

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def _line(width: int) -> str:
    return f'<a:ln w="{width}">{_FILL}<a:prstDash val="solid"/></a:ln>'


def theme_xml(headings: str, body: str) -> str:
    """The theme part.

    Args:
        headings: font of headings.
        body: font of text.
    """
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS)
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"</a:{kind}Font>"
        for kind, font in (("major", headings), ("minor", body))
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="Cable"><a:themeElements><a:clrScheme name="Cable">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Cable">{fonts}</a:fontScheme><a:fmtScheme name="Cable">'
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_line(6350)}{_line(12700)}"
        f"{_line(19050)}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )
