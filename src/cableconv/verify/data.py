"""Proving a JSON file by plain means: its nodes, walked without the library that wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from cableconv.model.cable import Cable
from cableconv.model.walk import iter_blocks, source_text
from cableconv.verify.compare import compare, stream
from cableconv.verify.demand import all_parts
from cableconv.verify.fields import Data, Node, differences
from cableconv.verify.finding import Finding, FindingKind, differing, quoted

_TAILS = {
    "Paragraph": "\n\n", "Heading": "\n\n", "Preformatted": "\n\n", "PageBreak": "\n\n",
    "Paratext": "\n\n", "Table": "", "Section": "", "Quoted": "",
}  # fmt: skip
"""What ends a block that says nothing of its end; all others end in one line end.

docs/model.md gives them; a file leaves out what is as usual.
"""


def check(output: bytes | str, cable: Cable) -> list[Finding]:
    """The differences between a JSON file, or JSON that another file carries, and its cable."""
    root = _read(output)
    if isinstance(root, Finding):
        return [root]
    blocks = _nodes(root.get("blocks"))
    text = str(root.get("lead", "")) + "".join(map(_raw, blocks))
    expected = source_text(cable)
    shown = stream(text.split("\n"), divided=False)
    by_words = [] if text == expected else compare(list(all_parts(cable.blocks)), shown)
    if by_words:  # blocks and leaves differ as well: it is told once
        return [*_values(root, cable), *by_words]
    moved = [*_blanks(text, expected), *_structure(blocks, cable)]
    if moved:
        return [*_values(root, cable), *moved]
    return list(islice(_nodes_of(root, cable), _MOST_FINDINGS))


def check_alone(output: bytes) -> list[Finding]:
    """What can be told to be wrong with a JSON file without its cable: only that it is none."""
    root = _read(output)
    return [root] if isinstance(root, Finding) else []


def _read(output: bytes | str) -> Node | Finding:
    try:
        root: Data = json.loads(output)
    except (ValueError, RecursionError) as error:
        message = f"it is no JSON: {error}"
        return Finding(FindingKind.UNREADABLE, "file", "", "", message)
    if not isinstance(root, dict) or not _is_ours(root):
        message = "it is JSON of another schema"
        return Finding(FindingKind.UNREADABLE, "file", "", "", message)
    return root


def _is_ours(root: Node) -> bool:
    return root.get("schema") == "cableconv-cable" and str(root.get("version")).startswith("1.")


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


def _nodes_of(root: Node, cable: Cable) -> Iterator[Finding]:
    """Each field of each node, the notices with them; what the file says of itself is no node."""
    own = {name: found for name, found in root.items() if name not in _OF_THE_FILE}
    yield from differences(cable, {"type": "Cable", **own}, "cable")


_OF_THE_FILE = frozenset({"schema", "version", "provenance"})

_MOST_FINDINGS = 50


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
