"""Proving a JSON file by plain means: its nodes, walked without the library that wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeAlias

from cableconv.model.cable import Cable
from cableconv.model.leaf import Leaf
from cableconv.model.markings import Marking
from cableconv.model.walk import iter_blocks, iter_leaves, source_text
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import all_parts
from cableconv.verify.finding import Finding, FindingKind, differing, quoted

Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | None"
Node: TypeAlias = dict[str, Data]

_TAILS = {
    "Paragraph": "\n\n", "Heading": "\n\n", "Preformatted": "\n\n", "PageBreak": "\n\n",
    "Paratext": "\n\n", "Table": "", "Section": "", "Quoted": "",
}  # fmt: skip
"""What ends a block that says nothing of its end; all others end in one line end.

docs/model.md gives them; a file leaves out what is as usual.
"""


def check(output: bytes, cable: Cable) -> list[Finding]:
    """The differences between a JSON file and its cable."""
    root = _read(output)
    if isinstance(root, Finding):
        return [root]
    blocks = _nodes(root.get("blocks"))
    text = str(root.get("lead", "")) + "".join(map(_raw, blocks))
    values = list(_values(root, cable))
    expected = source_text(cable)
    shown = stream(text.split("\n"), divided=False)
    by_words = [] if text == expected else compare(list(all_parts(cable.blocks)), shown)
    if by_words:  # blocks and leaves differ as well: it is told once
        return [*values, *by_words]
    return [
        *values,
        *_blanks(text, expected),
        *_structure(blocks, cable),
        *_leaves(blocks, cable),
    ]


def check_alone(output: bytes) -> list[Finding]:
    """What can be told to be wrong with a JSON file without its cable: only that it is none."""
    root = _read(output)
    return [root] if isinstance(root, Finding) else []


def _read(output: bytes) -> Node | Finding:
    try:
        root = json.loads(output)
    except (ValueError, RecursionError) as error:
        message = f"it is no JSON: {error}"
        return Finding(FindingKind.UNREADABLE, "file", "", "", message)
    if not isinstance(root, dict) or root.get("schema") != "cableconv-cable":
        message = "it is JSON of another schema"
        return Finding(FindingKind.UNREADABLE, "file", "", "", message)
    return root


def _nodes(found: Data) -> list[Node]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _content(block: Node) -> list[Node]:
    return _nodes(block.get("content"))


def _raw(block: Node) -> str:
    """The characters of a block with all that stands in it, in the order of the source."""
    kind = str(block.get("type"))
    parts = [_leaf_raw(leaf) for leaf in _content(block)]
    tail = str(block.get("tail", _TAILS.get(kind, "\n")))
    heading = block.get("heading")
    above = _raw({"type": "Heading", **heading}) if isinstance(heading, dict) else ""
    rows = "".join(_raw({"type": "Row", **row}) for row in _nodes(block.get("rows")))
    below = "".join(map(_raw, _nodes(block.get("blocks"))))
    if kind == "Table":
        return rows + tail
    return "".join(parts) + ("" if kind in ("Section", "Quoted") else tail) + above + below


def _leaf_raw(leaf: Node) -> str:
    return str(leaf.get("raw", "\n" if leaf.get("type") == "LineBreak" else ""))


def _walk(blocks: list[Node]) -> Iterator[Node]:
    """Each block in order, a parent before its children."""
    for block in blocks:
        yield block
        heading = block.get("heading")
        if isinstance(heading, dict):
            yield {"type": "Heading", **heading}
        yield from _walk(_nodes(block.get("blocks")))


def _values(root: Node, cable: Cable) -> Iterator[Finding]:
    if root.get("mrn") != cable.mrn:
        expected, found = str(cable.mrn or ""), str(root.get("mrn") or "")
        yield differing(FindingKind.HEADER, "mrn", expected, found, "it is another")


def _blanks(found: str, expected: str) -> Iterator[Finding]:
    """The characters of all nodes must be the source; the words are known to be equal."""
    if found == expected:
        return
    at = next(
        (n for n, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b),
        min(len(expected), len(found)),
    )
    message = f"blanks or line ends differ from character {at + 1} on: {quoted(expected[at:])}"
    yield Finding(FindingKind.TEXT_CHANGED, "text", expected, found, message)


def _structure(blocks: list[Node], cable: Cable) -> Iterator[Finding]:
    """Kinds and characters of all blocks, so that none is joined to another."""
    expected = [(type(b).__name__, b.raw) for b in iter_blocks(cable.blocks)]
    found = [(str(block.get("type")), _raw(block)) for block in _walk(blocks)]
    for at, (one, two) in enumerate(zip(expected, found, strict=False), 1):
        if one != two:
            what = "another block, or another text of it"
            yield differing(FindingKind.MOVED, f"block {at}", ": ".join(one), ": ".join(two), what)
            return
    if len(expected) != len(found):
        what = "the number of blocks"
        yield differing(FindingKind.MOVED, "blocks", str(len(expected)), str(len(found)), what)


def _leaves(blocks: list[Node], cable: Cable) -> Iterator[Finding]:
    """Class, characters and marking of each leaf, in order."""
    expected = [_of_leaf(leaf) for leaf in iter_leaves(cable.blocks)]
    found = [_of_node(node) for block in _walk(blocks) for node in _all_content(block)]
    for at, (one, two) in enumerate(zip(expected, found, strict=False), 1):
        if one != two:
            marked = {one[0], two[0]} & {"PortionMark", "Banner", "EntireText", "Caption"}
            kind = FindingKind.MARK_CHANGED if marked else FindingKind.TEXT_CHANGED
            yield differing(kind, f"leaf {at}", " ".join(one), " ".join(two), "another leaf")
            return
    if len(expected) != len(found):
        what = "the number of leaves"
        yield differing(
            FindingKind.TEXT_CHANGED, "leaves", str(len(expected)), str(len(found)), what
        )


def _all_content(block: Node) -> Iterator[Node]:
    yield from _content(block)
    for row in _nodes(block.get("rows")):
        yield from _content(row)


def _of_leaf(leaf: Leaf) -> tuple[str, ...]:
    head = (type(leaf).__name__, leaf.raw, str(getattr(leaf, "name", "")))
    if not isinstance(leaf, Marking):
        return head
    level = "" if leaf.level is None else leaf.level.name
    return (*head, level, " ".join(leaf.controls), " ".join(leaf.rel_to))


def _of_node(node: Node) -> tuple[str, ...]:
    kind = str(node.get("type"))
    head = (kind, _leaf_raw(node), str(node.get("name", "")))
    if kind not in ("PortionMark", "Banner", "EntireText"):
        return head
    return (*head, str(node.get("level") or ""), _listed(node, "controls"), _listed(node, "rel_to"))


def _listed(node: Node, name: str) -> str:
    found = node.get(name)
    return " ".join(map(str, found)) if isinstance(found, list) else ""
