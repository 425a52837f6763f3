"""Taking out what a program did that set each element of an edition on a line of its own.

Our own profile says ``xml:space="preserve"``, and has no blanks where a container begins. A program
that puts some there has changed blanks between blocks too; they are then made anew.
"""

from __future__ import annotations

import re

from cableconv.readers.tei.elements import Element, local, typed

_CONTAINERS = frozenset((
    "body", "front", "back", "div", "opener", "closer", "list", "address", "table", "row",
    "floatingText",
))  # fmt: skip
_PARAGRAPHS = frozenset(("p", "head", "floatingText", "ab"))
_BREAK = re.compile(r"\n[ \t\n]*")
"""Matches the line end of "of the\\n      visit"."""


def is_formatted(text: Element) -> bool:
    """Whether a container of a ``text`` begins with a line end that nobody wrote."""
    found = (element.text or "" for element in text.iter() if local(element) in _CONTAINERS)
    return any("\n" in words and not words.strip() for words in found)


def without_formatting(text: Element) -> None:
    """Change the tree: blanks between blocks are what a writer would set, others one blank."""
    for element in list(text.iter()):
        if element is text or local(element) in _CONTAINERS:
            _clean_container(element)
        else:
            _clean_line(element)


def _clean_container(element: Element) -> None:
    if not (element.text or "").strip():
        element.text = None
    last = len(element) - 1
    for at, child in enumerate(element):
        if not (child.tail or "").strip():
            # The last one's line end stands after the container.
            child.tail = None if at == last and local(element) != "table" else _line_end(child)


def _line_end(child: Element) -> str | None:
    name = local(child)
    if name in {"pb", "cell", "front", "body"}:
        return None
    return "\n\n" if name in _PARAGRAPHS else "\n"


def _clean_line(element: Element) -> None:
    children = list(element)
    element.text = _cleaned(element.text, first=True, after=None, before=_at(children, 0))
    for at, child in enumerate(children):
        if typed(child) == "channel" and not (child.tail or "").strip():
            child.tail = None  # no blank stands inside "VZCZCXRO1234"
            continue
        child.tail = _cleaned(child.tail, first=False, after=child, before=_at(children, at + 1))


def _at(children: list[Element], at: int) -> Element | None:
    return children[at] if at < len(children) else None


def _cleaned(
    text: str | None, *, first: bool, after: Element | None, before: Element | None
) -> str | None:
    """One stretch of characters of a line; an ``lb`` after it needs a line end before."""
    text = text or ""
    ends = before is not None and local(before) == "lb"
    begun = first or (after is not None and local(after) == "lb")
    words = text.rstrip(" \t\n") if ends or before is None else text
    words = "".join(_joined(words, begun=begun))
    return words + "\n" if ends else words or None


def _joined(text: str, *, begun: bool) -> list[str]:
    pieces = [piece.rstrip(" \t") for piece in _BREAK.split(text)]
    if len(pieces) == 1:
        return [text]
    if begun and not pieces[0]:
        pieces = pieces[1:]
    return [" ".join(pieces)]
