"""The whole cable as data inside a Word file, with a hash of the text that the file showed then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from lxml import etree

from cableconv.codec import from_plain
from cableconv.errors import CableconvError
from cableconv.model.cable import Cable

NAMESPACE = "urn:cableconv:source:1"
_SOURCE = f"{{{NAMESPACE}}}source"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_GONE = frozenset({f"{_W}del", f"{_W}moveFrom"})


def visible_sha256(body: etree._Element, around: Iterable[etree._Element]) -> str:
    """A hash of what a reader of the file sees, whatever program wrote it anew.

    Paragraphs of the body in order, then those of headers and footers, sorted. Blanks, empty
    paragraphs, hidden and deleted text, and results of fields (page numbers) do not count.

    Args:
        body: root of the document part.
        around: roots of the header and footer parts.
    """
    lines = [*_lines(body), "", *sorted({line for root in around for line in _lines(root)})]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _lines(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        line = "".join("".join(_texts(paragraph)).split())
        if line:
            yield line


def _texts(paragraph: etree._Element) -> Iterator[str]:
    inside = 0  # between the beginning and the end of fields
    for node in paragraph.iter(f"{_W}fldChar", f"{_W}t"):
        if node.tag == f"{_W}fldChar":
            kind = node.get(f"{_W}fldCharType")
            inside += {"begin": 1, "end": -1}.get(str(kind), 0)
        elif not inside and not _is_hidden(node) and _paragraph_of(node) is paragraph:
            yield node.text or ""


def _paragraph_of(node: etree._Element) -> etree._Element:
    return next(node.iterancestors(f"{_W}p"))


def _is_hidden(text: etree._Element) -> bool:
    for parent in text.iterancestors():
        if parent.tag in _GONE or parent.tag == f"{_W}fldSimple":
            return True
        if parent.tag == f"{_W}r":
            switch = parent.find(f"{_W}rPr/{_W}vanish")
            if switch is not None and switch.get(f"{_W}val") not in {"0", "false", "off"}:
                return True
        if parent.tag == f"{_W}p":
            return False
    return False


def is_source(root: etree._Element) -> bool:
    """Whether a custom XML part is a source that this library embedded."""
    return bool(root.tag == _SOURCE)


def embedded_cables(root: etree._Element) -> list[Cable]:
    """The cables of the part.

    Raises:
        CableconvError: they are damaged, or of another version.
    """
    found = []
    for cable in root.findall(f"{{{NAMESPACE}}}cable"):
        text = "".join(str(piece.text or "") for piece in cable)
        try:
            plain = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise CableconvError(f"the embedded source is damaged: {error}") from None
        found.append(from_plain(plain))
    return found
