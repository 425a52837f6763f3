"""Elements of a TEI tree: names, types, and text with the few elements that stand for text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from lxml import etree

from cableconv.notation.tei import declared

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it
Token: TypeAlias = "str | Element"  # noqa: S105 - no password: a piece of content
"""A run of characters, or an element that says something."""


def local(element: Element) -> str:
    """The element's name without its namespace; empty for an entity."""
    tag: object = element.tag  # an entity's is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def typed(element: Element) -> str:
    """The element's ``type``; empty where it has none."""
    return str(element.get("type") or "")


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name, such as ``doc-dateTime-min`` of FRUS; None without."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2].rpartition(":")[2] == name:
            return str(value)
    return None


def first(element: Element, name: str, kind: str | None = None) -> Element | None:
    """The first descendant of this name, and of this type unless None; None without."""
    for found in element.iter(f"{{*}}{name}"):
        if found is not element and (kind is None or typed(found) == kind):
            return found
    return None


def every(element: Element, name: str, kind: str | None = None) -> Iterator[Element]:
    """All descendants of this name, and of this type unless None, in order."""
    for found in element.iter(f"{{*}}{name}"):
        if found is not element and (kind is None or typed(found) == kind):
            yield found


def tokens(element: Element) -> list[Token]:
    """Content in order: neighbouring characters in one piece; ``lb`` and ``supplied`` are none."""
    out: list[Token] = []
    _append(out, element.text)
    for child in element:
        name = local(child)
        if name == "g":
            _append(out, _character(child))
        elif name not in {"lb", "supplied", "gap"}:
            out.append(child)
        _append(out, child.tail)
    return out


def join(out: list[Token], more: Iterable[Token]) -> None:
    """Add tokens; characters that touch become one piece."""
    for token in more:
        if isinstance(token, str):
            _append(out, token)
        else:
            out.append(token)


def _append(out: list[Token], text: str | None) -> None:
    if not text:
        return
    if out and isinstance(out[-1], str):
        out[-1] += text
    else:
        out.append(text)


def _character(element: Element) -> str:
    pointer = str(element.get("ref") or "")
    try:
        return declared(pointer)
    except ValueError:  # somebody else's glyph, with its own description
        return element.text or "\ufffd"


def string_value(element: Element) -> str:
    """The characters of an element, ``supplied`` left out: the source text of our own profile."""
    return "".join(
        token if isinstance(token, str) else string_value(token) for token in tokens(element)
    )
