"""Names of WordprocessingML, whether transitional or strict (ISO/IEC 29500)."""

from __future__ import annotations

from cableconv.notation.word_package import Element

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)


def local(element: Element) -> str:
    """The element's name without its namespace; empty for an entity."""
    tag: object = element.tag  # an entity's is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the Word namespaces; None without, or without an element."""
    if element is None:
        return None
    for namespace in _NAMESPACES:
        value = element.get(namespace + name)
        if value is not None:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of this name, and of it the next; None where the way ends."""
    for name in path:
        if element is None:
            return None
        element = next((found for found in element if local(found) == name), None)
    return element


def number(value: str | None, default: int = 0) -> int:
    """A whole number of at most nine digits; the default for anything else."""
    text = (value or "").strip()
    digits = text.removeprefix("-")
    ok = digits.isascii() and digits.isdigit() and len(digits) < 10  # noqa: PLR2004 - 32 bits
    return int(text) if ok else default


def is_on(element: Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is set."""
    return element is not None and attribute(element) not in {"0", "false", "off"}
