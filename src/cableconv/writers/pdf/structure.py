"""The structure tree of a tagged PDF, and the objects that it becomes (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

EMPTY_ALLOWED = frozenset({"TD", "TH"})
"""Elements that may stand without content: a table keeps its shape."""

ROW_HEADER = b"/A <</O /Table /Scope /Row>>"
"""Attributes of a heading cell that speaks for its row."""

Marked = tuple[int, int]
"""Page index and marked-content identifier of a piece of content."""


@attrs.define(eq=False)
class Element:
    """An element of the structure tree.

    Attributes:
        tag: standard structure type (``P``, ``H2``, ``TD``).
        attributes: further entries of its dictionary, as PDF syntax.
        kids: child elements and pieces of content, in reading order.
    """

    tag: str
    attributes: bytes = b""
    kids: list[Element | Marked] = attrs.field(factory=list)

    def add(self, tag: str, attributes: bytes = b"") -> Element:
        """Append a child element and give it back."""
        child = Element(tag, attributes)
        self.kids.append(child)
        return child


def prune(element: Element) -> bool:
    """Take out elements without content, from the leaves up; whether this one has any."""
    element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or prune(kid)]
    return bool(element.kids) or element.tag in EMPTY_ALLOWED


class TreeWriter:
    """Turns a tree into PDF objects.

    Attributes:
        pages: object numbers of the pages.
    """

    def __init__(
        self, pages: Sequence[int], reserve: Callable[[], int], fill: Callable[[int, bytes], None]
    ) -> None:
        self.pages = pages
        self._reserve = reserve
        self._fill = fill

    def write(self, root: int, document: Element, parents: Sequence[Sequence[Element]]) -> None:
        """Write all objects.

        Args:
            root: number of the object for the structure tree root.
            document: the topmost element.
            parents: for each page the elements of its marked content, by identifier.
        """
        prune(document)
        whole = list(_walk(document, None))
        numbers = {id(element): self._reserve() for element, _ in whole}
        for element, parent in whole:
            above = root if parent is None else numbers[id(parent)]
            self._fill(numbers[id(element)], self._element(element, above, numbers))
        arrays: list[bytes] = []
        for page, elements in enumerate(parents):
            array = self._reserve()
            self._fill(array, b"[%s]" % b" ".join(b"%d 0 R" % numbers[id(e)] for e in elements))
            arrays.append(b"%d %d 0 R" % (page, array))
        tree = self._reserve()
        self._fill(tree, b"<</Nums [%s]>>" % b" ".join(arrays))
        self._fill(
            root,
            b"<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>"
            % (numbers[id(document)], tree, len(parents)),
        )

    def _element(self, element: Element, above: int, numbers: dict[int, int]) -> bytes:
        own: int | None = None
        kids: list[bytes] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(b"%d 0 R" % numbers[id(kid)])
                continue
            page, identifier = self.pages[kid[0]], kid[1]
            own = own or page
            if page == own:
                kids.append(b"%d" % identifier)
            else:
                kids.append(b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % (page, identifier))
        parts = [b"/Type /StructElem /S /%s /P %d 0 R" % (element.tag.encode("ascii"), above)]
        if own is not None:
            parts.append(b"/Pg %d 0 R" % own)
        if element.attributes:
            parts.append(element.attributes)
        if kids:
            parts.append(b"/K " + (kids[0] if len(kids) == 1 else b"[%s]" % b" ".join(kids)))
        return b"<<%s>>" % b" ".join(parts)


def _walk(top: Element, parent: Element | None) -> Iterator[tuple[Element, Element | None]]:
    # An own stack: quotations nest as deep as the source does.
    stack = [(top, parent)]
    while stack:
        element, above = stack.pop()
        yield element, above
        stack.extend((k, element) for k in reversed(element.kids) if isinstance(k, Element))
