"""The styles of a Word file: names, and what paragraphs inherit from them."""

from __future__ import annotations

import attrs

from cableconv.notation.word_package import Element
from cableconv.readers.docx.markup import attribute, child, is_on, local

_DEEPEST = 20
"""How far ``basedOn`` is followed: styles may be based on themselves in damaged files."""


@attrs.frozen
class _Style:
    name: str
    based: str | None
    numbering: Element | None
    hidden: bool


class Styles:
    """Styles by id. A file is read by names, because ids differ between programs and languages."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self.default = ""
        for element in () if root is None else root:
            if local(element) == "style":
                self._add(element)

    def _add(self, element: Element) -> None:
        key = attribute(element, "styleId") or ""
        name = attribute(child(element, "name")) or key
        based = attribute(child(element, "basedOn"))
        numbering = child(element, "pPr", "numPr")
        self._styles[key] = _Style(name, based, numbering, is_on(child(element, "rPr", "vanish")))
        is_default = attribute(element, "default") in {"1", "true", "on"}
        if is_default and attribute(element, "type") == "paragraph":
            self.default = key

    def name(self, key: str | None) -> str:
        """The name of a style; the id itself where it is not declared."""
        found = self._styles.get(key or "")
        return (key or "") if found is None else found.name

    def numbering(self, key: str | None) -> Element | None:
        """The ``numPr`` that a paragraph style has or inherits."""
        for _ in range(_DEEPEST):
            found = self._styles.get(key or "")
            if found is None or found.numbering is not None:
                return None if found is None else found.numbering
            key = found.based
        return None

    def hidden(self, key: str | None) -> bool:
        """Whether a character style hides its text."""
        found = self._styles.get(key or "")
        return found is not None and found.hidden
