"""The package: the parts of a file as a tree of relations, and how they become a zip.

Parts that never differ are deflated once a process. The same cable gives the same bytes (with one
build of zlib).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import BinaryIO

import attrs

from cableconv.notices import Notice
from cableconv.writers.docx.archive import Packed, pack, pack_static, write_zip
from cableconv.writers.docx.text import DECLARATION

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE_RELATION = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)


@attrs.frozen(cache_hash=True)
class PartKind:
    """What a part is.

    Attributes:
        name: of its zip entry.
        content_type: of its XML; empty for plain XML, whose type goes by its suffix.
        relation: type of the relationship that leads to it.
        rid: id of that relationship.
        static: True where many files hold the same bytes.
    """

    name: str
    content_type: str
    relation: str
    rid: str
    static: bool = False


@attrs.frozen
class Part:
    """A part of one file.

    Attributes:
        kind: what it is.
        data: its bytes.
        related: the parts that it leads to, in order.
    """

    kind: PartKind
    data: bytes
    related: tuple[Part, ...] = ()

    def walk(self) -> Iterator[Part]:
        """This part and all that it leads to, each before what it leads to."""
        yield self
        for part in self.related:
            yield from part.walk()


@attrs.frozen
class Content:
    """All that a file holds.

    Attributes:
        parts: what the package leads to: the document first, then properties.
        notices: what could not be expressed, or was left out by rule.
    """

    parts: tuple[Part, ...]
    notices: tuple[Notice, ...] = ()


# --- kinds of parts ------------------------------------------------------------------------------


def _word(name: str, kind: str, rid: str, *, static: bool = False) -> PartKind:
    return PartKind(
        f"word/{name}.xml", _WORD_TYPE.format(kind), _OFFICE_RELATION + kind, rid, static
    )


DOCUMENT = attrs.evolve(
    _word("document", "document.main", "rId1"), relation=_OFFICE_RELATION + "officeDocument"
)
STYLES = _word("styles", "styles", "rId1", static=True)
SETTINGS = _word("settings", "settings", "rId2", static=True)
FONT_TABLE = _word("fontTable", "fontTable", "rId3", static=True)
THEME = PartKind(
    "word/theme/theme1.xml",
    "application/vnd.openxmlformats-officedocument.theme+xml",
    _OFFICE_RELATION + "theme",
    "rId6",
    static=True,
)
NUMBERING = _word("numbering", "numbering", "rId7", static=True)

CORE = PartKind(
    "docProps/core.xml",
    "application/vnd.openxmlformats-package.core-properties+xml",
    _CORE_RELATION,
    "rId2",
)
APP = PartKind(
    "docProps/app.xml",
    "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    _OFFICE_RELATION + "extended-properties",
    "rId3",
    static=True,
)
CUSTOM = PartKind(
    "docProps/custom.xml",
    "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    _OFFICE_RELATION + "custom-properties",
    "rId4",
)
LABELS = PartKind(
    "docMetadata/LabelInfo.xml",
    "application/vnd.ms-office.classificationlabels+xml",
    "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels",
    "rId5",
)
SOURCE = PartKind("customXml/item1.xml", "", _OFFICE_RELATION + "customXml", "rId8")
SOURCE_PROPERTIES = PartKind(
    "customXml/itemProps1.xml",
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    _OFFICE_RELATION + "customXmlProps",
    "rId1",
    static=True,
)


@cache
def header(number: int) -> PartKind:
    """The header part of this number, from 1."""
    rid = "rId4" if number == 1 else f"rIdH{number}"
    # Banners repeat: most files of a corpus have one of a few headers.
    return _word(f"header{number}", "header", rid, static=True)


@cache
def footer(number: int) -> PartKind:
    """The footer part of this number, from 1."""
    return _word(f"footer{number}", "footer", "rId5" if number == 1 else f"rIdF{number}")


_STATIC = frozenset(
    kind.name for kind in (STYLES, SETTINGS, FONT_TABLE, THEME, NUMBERING, APP, SOURCE_PROPERTIES)
)


def is_static(name: str) -> bool:
    """Whether an entry is one that many files share, and so worth deflating once and well."""
    return name in _STATIC or name.startswith(("word/header", "[")) or name.endswith(".rels")


# --- the XML of the package ----------------------------------------------------------------------


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
        if content_type and defaults.setdefault(suffix, content_type) != content_type:
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


def _target(base: str, name: str) -> str:
    """The name of an entry as seen from a folder; python-docx spells it the same way."""
    if base and name.startswith(base + "/"):
        return name[len(base) + 1 :]
    return ("../" if base else "") + name


@lru_cache(maxsize=64)
def _relations(base: str, kinds: tuple[PartKind, ...]) -> Packed:
    xml = relationships((k.rid, k.relation, _target(base, k.name), False) for k in kinds)
    return pack_static(xml.encode())


@lru_cache(maxsize=16)
def _types(kinds: tuple[PartKind, ...]) -> Packed:
    return pack_static(content_types((k.name, k.content_type) for k in kinds).encode())


def relations_name(name: str) -> str:
    """The entry that holds the relationships of an entry."""
    folder, _, last = name.rpartition("/")
    return f"{folder}/_rels/{last}.rels"


# --- a whole file --------------------------------------------------------------------------------


def write_content(out: BinaryIO, content: Content) -> None:
    """Write the file; ``out`` need not be seekable.

    Raises:
        WriteError: the file would pass 4 GiB, or 65,535 entries.
    """
    every = [part for top in content.parts for part in top.walk()]
    entries = [
        ("[Content_Types].xml", _types(tuple([part.kind for part in every]))),
        ("_rels/.rels", _relations("", tuple([part.kind for part in content.parts]))),
    ]
    for part in every:
        name = part.kind.name
        entries.append((name, pack_static(part.data) if part.kind.static else pack(part.data)))
        if part.related:
            kinds = tuple([inner.kind for inner in part.related])
            entries.append((relations_name(name), _relations(name.rpartition("/")[0], kinds)))
    write_zip(out, entries)
