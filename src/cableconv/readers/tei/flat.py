"""The blocks of a document in one flat row, each with the characters that follow it.

Divisions, openers, lists and the like hold blocks but are none. In our own profile the characters
between two blocks belong to the block before, however deep it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from cableconv.readers.tei.elements import Element, Token, first, local, string_value, tokens, typed

_HOLDERS = frozenset(("opener", "closer", "address", "front", "body", "back", "list", "div"))

_INNER_ELEMENTS = frozenset(("list", "table", "address", "floatingText", "dateline", "addrLine"))
_INNER_TYPES = {
    "label": frozenset(("heading",)),
    "fw": frozenset(("page-lines", "break", "check", "end-of-message")),
}


@attrs.define
class Entry:
    """A block that is not yet read.

    Attributes:
        element: of the block; None for words that stand between elements, where none should.
        content: what stands in it, blocks of its own left out.
        tail: the characters between it and the next.
        depth: of an item.
        inner: the blocks inside a paragraph.
        page: the ``pb`` right before a page line.
    """

    element: Element | None
    content: Sequence[Token] = ()
    tail: str = ""
    depth: int = 0
    inner: list[Entry] = attrs.Factory(list)
    page: Element | None = None

    def follow(self, text: str) -> None:
        """Add characters that follow the block, or its last inner one."""
        if self.inner:
            self.inner[-1].follow(text)
        else:
            self.tail += text


class Flattener:
    """Makes the entries of one container after the other.

    Attributes:
        line_types: the types of ``seg`` that are header lines.
    """

    def __init__(self, line_types: Iterable[str]) -> None:
        self._segments = frozenset(
            (*line_types, "paragraph", "preformatted", "rule", "signature", "paratext")
        )

    def entries(self, content: Iterable[Token], depth: int = 0) -> tuple[str, list[Entry]]:
        """What stands before the first block, and the entries of the blocks.

        Args:
            content: of a container.
            depth: of the list around it.
        """
        lead = ""
        out: list[Entry] = []
        page: Element | None = None
        for token in content:
            if not isinstance(token, str) and _is_page_line(token):
                out.append(Entry(token, tokens(token), page=page))
                page = None
                continue
            out += [] if page is None else [Entry(page)]
            page = None
            if isinstance(token, str):
                lead += self._between(out, token)
            elif local(token) == "pb":
                page = token
            else:
                lead += self._element(out, token, depth)
        out += [] if page is None else [Entry(page)]
        return lead, out

    def _between(self, out: list[Entry], text: str) -> str:
        """Characters between blocks; what is more than blanks becomes an entry of its own."""
        words = text.strip()
        start = text.find(words) if words else len(text)
        before = text[:start]
        lead = ""
        if out:
            out[-1].follow(before)
        else:
            lead = before
        if words:
            out.append(Entry(None, (words,), tail=text[start + len(words) :]))
        return lead

    def _element(self, out: list[Entry], element: Element, depth: int) -> str:
        name = local(element)
        if name == "fw" and typed(element) == "blank":
            if out:
                out[-1].follow(string_value(element))
                return ""
            return string_value(element)
        if _is_filler(element):
            return ""
        if name == "item":
            out += self._item(element, depth)
        elif self._is_holder(element):
            inner_depth = _list_depth(element, depth) if name == "list" else depth
            lead, inner = self.entries(tokens(element), inner_depth)
            if out:
                out[-1].follow(lead)
                lead = ""
            out += inner
            return lead
        elif name in {"p", "seg", "ab"} and typed(element) in {"", "paragraph"}:
            content, tail, inner = self._split(tokens(element), 0)
            out.append(Entry(element, content, tail, inner=inner))
        else:
            out.append(Entry(element, tokens(element)))
        return ""

    def _is_holder(self, element: Element) -> bool:
        name = local(element)
        if name == "div":
            return _heading(element) is None
        if name == "floatingText":
            return typed(element) == "section"
        return name in _HOLDERS or (name == "ab" and not typed(element) and _only_address(element))

    def _item(self, element: Element, depth: int) -> list[Entry]:
        content, tail, inner = self._split(tokens(element), depth)
        return [Entry(element, content, tail, depth=depth), *inner]

    def _split(self, found: list[Token], depth: int) -> tuple[Sequence[Token], str, list[Entry]]:
        """Content, the characters up to the first block inside, and the blocks inside."""
        at = next((n for n, token in enumerate(found) if self.is_inner(token)), len(found))
        if at == len(found):
            return found, "", []
        content, tail = list(found[:at]), ""
        last = content[-1] if content else ""
        if not isinstance(last, str) and _is_blank(last):
            tail = string_value(last)
            del content[-1]
        if content and isinstance(content[-1], str):
            words = content[-1].rstrip(" \t\n")
            tail = content[-1][len(words) :] + tail
            content[-1] = words
        lead, inner = self.entries(found[at:], depth)
        return content, tail + lead, inner

    def is_inner(self, token: Token) -> bool:
        """Whether something in a paragraph is a block of its own."""
        if isinstance(token, str):
            return False
        name, kind = local(token), typed(token)
        if name == "seg":
            return kind in self._segments
        return name in _INNER_ELEMENTS or kind in _INNER_TYPES.get(name, ())


def _list_depth(element: Element, outer: int) -> int:
    stated = str(element.get("n") or "")
    return int(stated) if stated.isdecimal() and len(stated) < 4 else outer + 1  # noqa: PLR2004


def _heading(element: Element) -> Element | None:
    """The head of a section; None for other divisions, an editor's head being none."""
    found = next((child for child in element if local(child) not in {"pb", "fw"}), None)
    is_head = found is not None and local(found) == "head" and typed(found) != "editorial"
    return found if is_head else None


def _is_filler(element: Element) -> bool:
    """An editor's head, or the block that TEI asks for where there is none."""
    name = local(element)
    if name == "head":
        return typed(element) == "editorial" and not string_value(element)
    return name == "ab" and not element.attrib and not len(element) and not element.text


def _is_page_line(element: Element) -> bool:
    return local(element) == "fw" and typed(element) == "header"


def _only_address(element: Element) -> bool:
    return first(element, "address") is not None and len(element) == 1


def _is_blank(element: Element) -> bool:
    return local(element) == "fw" and typed(element) == "blank"
