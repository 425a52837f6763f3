"""The package: which parts a file has, their types and relations, and the parts that never differ.

Those are deflated once a process. The same cable gives the same bytes (with one build of zlib).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import BinaryIO

import attrs

from cableconv.writers.docx.archive import Packed, pack, pack_static, write_zip
from cableconv.writers.docx.options import DocxOptions
from cableconv.writers.docx.parts import FOOTER_ID, HEADER_ID, Parts
from cableconv.writers.docx.styles import MONO, SANS, SERIF, styles_xml
from cableconv.writers.docx.text import DECLARATION, W_NAMESPACE
from cableconv.writers.docx.theme import theme_xml

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE_RELATION = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)


@attrs.frozen
class PartKind:
    """A part of the file.

    Attributes:
        name: of its zip entry.
        content_type: of its XML.
        relation: type of the relationship that leads to it.
        rid: id of that relationship.
        static: True where every file of the same options holds the same bytes.
    """

    name: str
    content_type: str
    relation: str
    rid: str
    static: bool = False


DOCUMENT = PartKind(
    "word/document.xml", _WORD_TYPE.format("document.main"), _OFFICE_RELATION + "officeDocument",
    "rId1",
)  # fmt: skip


def _word(name: str, kind: str, rid: str, *, static: bool = False) -> PartKind:
    return PartKind(
        f"word/{name}.xml", _WORD_TYPE.format(kind), _OFFICE_RELATION + kind, rid, static
    )


WORD_PARTS = (
    _word("styles", "styles", "rId1", static=True),
    _word("settings", "settings", "rId2", static=True),
    _word("fontTable", "fontTable", "rId3", static=True),
    PartKind(
        "word/theme/theme1.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        _OFFICE_RELATION + "theme",
        "rId6",
        static=True,
    ),
    _word("header1", "header", HEADER_ID),
    _word("footer1", "footer", FOOTER_ID),
)
"""Parts that the document refers to, in order."""

PROPERTY_PARTS = (
    PartKind(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        _CORE_RELATION,
        "rId2",
    ),
    PartKind(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        _OFFICE_RELATION + "extended-properties",
        "rId3",
        static=True,
    ),
    PartKind(
        "docProps/custom.xml",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        _OFFICE_RELATION + "custom-properties",
        "rId4",
    ),
)
"""Parts that the package refers to after the document, in order."""

STATIC_NAMES = frozenset(part.name for part in (*WORD_PARTS, *PROPERTY_PARTS) if part.static)
"""Entries that are worth deflating once and well."""


# --- static parts ------------------------------------------------------------------------------


def _settings() -> str:
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


def _font_table() -> str:
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


_APP = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>cableconv</Application></Properties>'
)


@lru_cache(maxsize=16)
def static_parts(options: DocxOptions) -> dict[str, bytes]:
    """The parts that do not depend on the cable, by entry name."""
    return {
        "word/styles.xml": styles_xml(options).encode(),
        "word/settings.xml": _settings().encode(),
        "word/fontTable.xml": _font_table().encode(),
        "word/theme/theme1.xml": theme_xml(SANS, SERIF).encode(),
        "docProps/app.xml": _APP.encode(),
    }


def content_types(parts: Iterable[tuple[str, str]]) -> str:
    """``[Content_Types].xml`` for entry names and their types.

    XML parts are named one by one; the type of others goes by suffix, where it is the only one.
    """
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
    }
    overrides = []
    for name, content_type in parts:
        suffix = name.rpartition(".")[2].lower()
        if defaults.setdefault(suffix, content_type) != content_type:
            overrides.append(f'<Override PartName="/{name}" ContentType="{content_type}"/>')
    known = "".join(
        f'<Default Extension="{suffix}" ContentType="{content_type}"/>'
        for suffix, content_type in defaults.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{known}{''.join(overrides)}</Types>"
    )


def relationships(relations: Iterable[tuple[str, str, str, bool]]) -> str:
    """A relationships part for ids, types, targets, and whether the target is outside the file."""
    mode = {True: ' TargetMode="External"', False: ""}
    entries = "".join(
        f'<Relationship Id="{rid}" Type="{kind}" Target="{_attribute(target)}"{mode[outside]}/>'
        for rid, kind, target, outside in relations
    )
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{entries}</Relationships>'
    )


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


# --- a whole file ------------------------------------------------------------------------------


def _relations(parts: Iterable[PartKind], base: str = "") -> str:
    return relationships((p.rid, p.relation, p.name.removeprefix(base), False) for p in parts)


@lru_cache(maxsize=1)
def _frame() -> tuple[Packed, Packed, Packed]:
    every = (DOCUMENT, *WORD_PARTS, *PROPERTY_PARTS)
    types = content_types((part.name, part.content_type) for part in every)
    of_package = _relations((DOCUMENT, *PROPERTY_PARTS))
    of_document = _relations(WORD_PARTS, "word/")
    return (
        pack_static(types.encode()),
        pack_static(of_package.encode()),
        pack_static(of_document.encode()),
    )


def dynamic_parts(parts: Parts) -> dict[str, str]:
    """The parts of one cable by entry name."""
    return {
        "word/document.xml": parts.document,
        "word/header1.xml": parts.header,
        "word/footer1.xml": parts.footer,
        "docProps/core.xml": parts.core,
        "docProps/custom.xml": parts.custom,
    }


def write_package(out: BinaryIO, parts: Parts, options: DocxOptions) -> None:
    """Write the whole file.

    Raises:
        WriteError: the file would pass 4 GiB.
    """
    static = static_parts(options)
    dynamic = dynamic_parts(parts)

    def entry(part: PartKind) -> tuple[str, Packed]:
        if part.static:
            return part.name, pack_static(static[part.name])
        return part.name, pack(dynamic[part.name].encode())

    types, of_package, of_document = _frame()
    entries = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", of_package),
        entry(DOCUMENT),
        ("word/_rels/document.xml.rels", of_document),
        *map(entry, WORD_PARTS),
        *map(entry, PROPERTY_PARTS),
    ]
    write_zip(out, entries)
