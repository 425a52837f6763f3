"""The tag tree of a PDF: which marked contents make up which paragraph, row or point."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

Leaf = tuple[int, int]
"""Index of a page, and the identifier of a marked content on it."""

_DEEPEST = 400


@attrs.define
class Element:
    """One element of the tree.

    Attributes:
        tag: its type without the stroke: ``P``, ``TR``.
        kids: elements and marked contents, in order.
    """

    tag: str
    kids: list[Element | Leaf] = attrs.field(factory=list)

    def leaves(self, *, without: str = "") -> Iterator[Leaf]:
        """The marked contents below it in order, those in elements of one tag left out."""
        for kid in self.kids:
            if isinstance(kid, tuple):
                yield kid
            elif kid.tag != without:
                yield from kid.leaves(without=without)

    def children(self) -> list[Element]:
        """The elements right below it."""
        return [kid for kid in self.kids if isinstance(kid, Element)]


def tag_tree(reader: PdfReader) -> Element | None:
    """The tree of a file as one element; None where the file is not tagged."""
    root = reader.root_object.get("/StructTreeRoot")
    if root is None:
        return None
    pages = {
        page.indirect_reference.idnum: at
        for at, page in enumerate(reader.pages)
        if page.indirect_reference is not None
    }
    return _Builder(pages).build(root.get_object())


@attrs.define
class _Builder:
    """Builds elements; remembers those met, for a damaged tree may lead back to itself."""

    pages: dict[int, int]
    met: set[int] = attrs.field(factory=set)

    def build(self, found: PdfObject | None, page: int = -1, depth: int = 0) -> Element:
        if not isinstance(found, DictionaryObject):
            return Element("")
        tag = str(found.get("/S", "")).lstrip("/")
        page = self._page(found, page)
        element = Element(tag)
        kids = found.get("/K")
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            if isinstance(kid, IndirectObject):
                if kid.idnum in self.met:
                    continue
                self.met.add(kid.idnum)
            self._add(element, kid, page, depth)
        return element

    def _add(self, element: Element, kid: object, page: int, depth: int) -> None:
        target = kid.get_object() if isinstance(kid, PdfObject) else kid
        if isinstance(target, int):
            element.kids.append((page, int(target)))
        elif isinstance(target, DictionaryObject):
            if target.get("/Type") == "/MCR":
                element.kids.append((self._page(target, page), int(str(target["/MCID"]))))
            elif depth < _DEEPEST:
                element.kids.append(self.build(target, page, depth + 1))

    def _page(self, found: DictionaryObject, page: int) -> int:
        named = found.raw_get("/Pg") if "/Pg" in found else None
        return self.pages.get(named.idnum, -1) if isinstance(named, IndirectObject) else page
