"""The parts that say nothing of the cable: settings, fonts, the program that wrote the file."""

from __future__ import annotations

from cableconv.writers.docx.styles import MONO, SANS, SERIF
from cableconv.writers.docx.text import DECLARATION, W_NAMESPACE


def settings_xml() -> str:
    """``settings.xml``: the mode of Word 2013 and later, no revision ids, no prompt on opening."""
    compat = (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
    uri = "http://schemas.microsoft.com/office/word"
    settings = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>'
        for name, value in compat
    )
    colors = (
        ("bg1", "light1"), ("t1", "dark1"), ("bg2", "light2"), ("t2", "dark2"),
        *((f"accent{n}", f"accent{n}") for n in range(1, 7)),
        ("hyperlink", "hyperlink"), ("followedHyperlink", "followedHyperlink"),
    )  # fmt: skip
    mapping = " ".join(f'w:{name}="{color}"' for name, color in colors)
    return (
        f'{DECLARATION}<w:settings {W_NAMESPACE}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{settings}</w:compat><w:themeFontLang w:val="en-US"/>'
        f"<w:clrSchemeMapping {mapping}/>"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table_xml() -> str:
    """``fontTable.xml``: what kind of face each font is, for programs that do not have it."""
    fonts = (
        (SERIF, "02020603050405020304", "roman", "variable"),
        (SANS, "020B0604020202020204", "swiss", "variable"),
        (MONO, "02070309020205020404", "modern", "fixed"),
    )
    entries = "".join(
        f'<w:font w:name="{name}"><w:panose1 w:val="{panose}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, panose, family, pitch in fonts
    )
    return f"{DECLARATION}<w:fonts {W_NAMESPACE}>{entries}</w:fonts>"


APP_XML = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>cableconv</Application></Properties>'
)
