"""Leaves out of the elements of our own TEI profile, with the values that stand in attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.portion import parse_portion_mark
from cableconv.model.content import Inline
from cableconv.model.leaf import LineBreak, Text
from cableconv.model.markings import Banner, Marking, PortionMark
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.tei.categories import Categories
from cableconv.readers.tei.elements import Element, Token, join, local, string_value, tokens, typed
from cableconv.readers.tei.values import READ, leaf_key

_LINE_END = re.compile(r"(\n[ \t\n]*)")
"""Matches the line end after "of the visit" with what follows it up to the next word."""


class LeafReader:
    """Reads the leaves of one document.

    Attributes:
        categories: what ``ana`` points at.
        notices: what could not be read, or was found in conflict.
        edited: True where somebody changed the text: marks are then read from it again.
    """

    def __init__(self, categories: Categories, *, edited: bool = False) -> None:
        self.categories = categories
        self.notices: list[Notice] = []
        self.edited = edited

    def content(self, found: Iterable[Token]) -> list[Inline]:
        """The leaves of some content, in order."""
        out: list[Inline] = []
        page: Element | None = None
        for token in self._known(found):
            if isinstance(token, str):
                out += self._lone_page(page)
                out += running(token)
                page = None
            elif local(token) == "pb":
                out += self._lone_page(page)
                page = token
            else:
                is_line = local(token) == "fw" and typed(token) == "header"
                out += [] if is_line else self._lone_page(page)
                out += self.leaves(token, page if is_line else None)
                page = None
        return out + self._lone_page(page)

    def _known(self, found: Iterable[Token]) -> list[Token]:
        """The tokens, with what stands inside elements that are no leaf in their place."""
        out: list[Token] = []
        for token in found:
            if isinstance(token, str) or leaf_key(token) in READ:
                join(out, (token,))
            else:
                join(out, self._known(tokens(token)))
        return out

    def leaves(self, element: Element, page: Element | None = None) -> list[Inline]:
        """The leaf that an element is, or the leaves inside an element that is none.

        Args:
            element: not a ``pb``.
            page: the ``pb`` right before it.
        """
        read = READ.get(leaf_key(element))
        if read is None:
            return self.content(tokens(element))
        raw = string_value(element)
        try:
            leaf = read(element, raw, self.categories, page)
        except (ValueError, KeyError, IndexError):
            message = (
                f"the values of {local(element)} {typed(element)} cannot be read; kept as text"
            )
            self._tell(NoticeKind.UNPARSED, message.replace("  ", " "))
            return running(raw)
        return [self._believed(leaf)]

    def _lone_page(self, page: Element | None) -> list[Inline]:
        return [] if page is None else [READ["pb", ""](page, "", self.categories, None)]

    def _believed(self, leaf: Inline) -> Inline:
        """The leaf; where the text was edited, the mark that its text spells."""
        if not self.edited or not isinstance(leaf, (PortionMark, Banner)):
            return leaf
        spelled: PortionMark | Banner | None
        if isinstance(leaf, PortionMark):
            spelled = parse_portion_mark(leaf.raw)
        else:
            spelled = parse_banner(leaf.raw)
        if spelled is None or _said(spelled) == _said(leaf):
            return leaf
        message = f"{leaf.raw} is encoded as {leaf.words or 'no marking'}; the text is believed"
        self._tell(NoticeKind.CONFLICT, message)
        return spelled

    def _tell(self, kind: NoticeKind, message: str) -> None:
        self.notices.append(Notice(kind, message, Severity.WARNING))


def _said(mark: Marking) -> tuple[object, ...]:
    return mark.level, mark.controls, mark.rel_to


def running(text: str) -> list[Inline]:
    """Running text as texts and line ends, blanks beside a line end in the latter."""
    out: list[Inline] = []
    pieces = _LINE_END.split(text)
    for at in range(0, len(pieces) - 1, 2):
        words = pieces[at].rstrip(" \t")
        out += [Text(words)] if words else []
        out.append(LineBreak(pieces[at][len(words) :] + pieces[at + 1]))
    out += [Text(pieces[-1])] if pieces[-1] else []
    return out


def verbatim(found: Iterable[Token], leaves: LeafReader) -> list[Inline]:
    """Preformatted content: blanks are text, a line end is the bare LF."""
    out: list[Inline] = []
    for token in found:
        if not isinstance(token, str):
            out += leaves.content([token])
            continue
        for piece in re.split("(\n)", token):
            out += [LineBreak(piece)] if piece == "\n" else [Text(piece)] if piece else []
    return out
