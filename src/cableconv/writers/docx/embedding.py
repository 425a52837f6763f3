"""The source inside the file: the whole cable as data, to be read back without loss.

It is embedded only on request, because it stays when somebody cuts words out of the visible text:
who redacts such a file must strip it first (``strip_source``). A hash of the visible text tells the
reader whether it still is the text that the source was embedded with.
"""

from __future__ import annotations

import io
import json
import posixpath
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lxml import etree

from cableconv.codec import to_plain
from cableconv.errors import LimitExceededError, WriteError
from cableconv.model.cable import Cable
from cableconv.notation.docx_source import NAMESPACE, is_source, visible_sha256
from cableconv.notation.word_package import Package
from cableconv.writers.docx import archive, package
from cableconv.writers.docx.package import Part
from cableconv.writers.docx.text import DECLARATION

if TYPE_CHECKING:
    from docx.document import Document

_PIECE = 1_000_000
"""Longest text of one element: libxml2 refuses more than 10 MB."""

_STORE_ID = "{6F0F7C2B-8C51-4E5B-9E0B-4D6A0C6B1E57}"
_STORE = (
    f'{DECLARATION}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/'
    f'2006/customXml" ds:itemID="{_STORE_ID}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/>'
    "</ds:schemaRefs></ds:datastoreItem>"
)

# --- writing -------------------------------------------------------------------------------------


def source_part(cables: Iterable[Cable], document: bytes, around: Iterable[bytes]) -> Part:
    """The part that holds the cables.

    Args:
        cables: in order.
        document: XML of the document that shows them.
        around: XML of its headers and footers.

    Raises:
        WriteError: a cable holds a node that the codec does not know, or is nested too deeply.
    """
    shown = visible_sha256(_parsed(document), map(_parsed, around))
    inner = "".join([f"<cable>{_pieces(_json(cable))}</cable>" for cable in cables])
    xml = f'{DECLARATION}<source xmlns="{NAMESPACE}" visible="{shown}">{inner}</source>'
    properties = Part(package.SOURCE_PROPERTIES, _STORE.encode())
    return Part(package.SOURCE, xml.encode(), (properties,))


def _json(cable: Cable) -> str:
    try:
        # ASCII only: a control or half a character has no place in XML.
        return json.dumps(to_plain(cable), separators=(",", ":"))
    except (LimitExceededError, TypeError) as error:
        raise WriteError(f"the source cannot be embedded: {error}") from None


def _pieces(text: str) -> str:
    pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    table = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
    return "".join([f"<json>{piece.translate(table)}</json>" for piece in pieces])


def _parsed(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(xml, parser)


# --- taking it out -------------------------------------------------------------------------------


def strip_source(document: bytes | Document) -> bytes | Document:
    """As ``cableconv.writers.docx.strip_source``."""
    if isinstance(document, bytes):
        return _stripped(document)
    part = document.part
    for rid, relation in list(part.rels.items()):
        if not relation.is_external and _holds_source(relation.target_part.blob):
            del part.rels[rid]
    return document


def _holds_source(data: bytes) -> bool:
    if NAMESPACE.encode() not in data and NAMESPACE.encode("utf-16-le") not in data:
        return False
    try:
        return is_source(_parsed(data))
    except etree.XMLSyntaxError:
        return True  # damaged, and yet it may hold the text


def _stripped(data: bytes) -> bytes:
    Package(data)  # looks at limits first
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        members = {info.filename: opened.read(info) for info in opened.infolist()}
    gone = {name for name, part in members.items() if _is_item(name) and _holds_source(part)}
    if not gone:
        return data
    for name in sorted(gone):
        gone |= _targets(members, name) | {package.relations_name(name)}
    kept = {name: part for name, part in members.items() if name not in gone}
    for name, part in kept.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            kept[name] = _without(part, name, gone)
    out = io.BytesIO()
    archive.write_zip(out, ((name, _packed(name, part)) for name, part in kept.items()))
    return out.getvalue()


def _packed(name: str, data: bytes) -> archive.Packed:
    """As the writer packs an entry: a file of ours is then the one without its source."""
    return archive.pack_static(data) if package.is_static(name) else archive.pack(data)


def _is_item(name: str) -> bool:
    return name.endswith(".xml") and not name.startswith(("word/", "docProps/", "["))


def _targets(members: dict[str, bytes], name: str) -> set[str]:
    relations = members.get(package.relations_name(name))
    if relations is None:
        return set()
    return {_absolute(name, str(node.get("Target"))) for node in _parsed(relations)}


def _absolute(source: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _without(xml: bytes, name: str, gone: set[str]) -> bytes:
    """Relations or types without those of the parts that are gone."""
    root = _parsed(xml)
    folder, _, last = name.rpartition("/")
    source = f"{folder.removesuffix('_rels')}{last.removesuffix('.rels')}"
    for node in list(root):
        part = str(node.get("PartName") or "")[1:]
        target = node.get("Target")
        if target is not None and node.get("TargetMode") != "External":
            part = _absolute(source, str(target))
        if part in gone:
            root.remove(node)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
