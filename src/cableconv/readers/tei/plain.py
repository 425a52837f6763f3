"""The text of TEI that others encoded, by one documented rule, as leaves and blocks.

The text is the string value of the document's elements in their order, with these additions and no
others, as the publisher's own pages show them: a ``pb`` is ``[Page n]``; the number of a footnote
stands in brackets at its anchor, and again before the note, which follows the block it is anchored
in. Runs of blanks collapse to one, because line ends in such files are the editor's. An ``lb`` is a
line end, and each block ends its line. Footnotes follow the block they are anchored in. Unknown
elements give their text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from cableconv.grammar.scan import without_seams
from cableconv.model.blocks import (
    Block,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Paratext,
    Row,
    Signature,
    Table,
)
from cableconv.model.content import Inline
from cableconv.model.header import PageMarker
from cableconv.model.leaf import Furniture, FurnitureKind, Label, LineBreak, Text
from cableconv.readers.tei.atoms import (
    Anchor,
    Atom,
    Run,
    atom,
    inline_atoms,
    leaves,
    notes_in,
    on_one_line,
    plain_text,
)
from cableconv.readers.tei.elements import Element, local
from cableconv.structure.entire_text import with_entire_text
from cableconv.structure.starts import item_start, marked_start, paragraph_start
from cableconv.structure.tables import cell_leaves

_BLOCKS = frozenset((
    "p", "ab", "list", "table", "head", "closer", "opener", "signed", "dateline", "salute", "lg",
    "l", "div", "postscript", "attachment", "trailer", "argument", "byline", "item", "row",
    "floatingText", "body", "front", "back", "group", "text", "titlePage", "docTitle", "epigraph",
    "quote", "cit", "sp", "stage", "figure", "listBibl", "address", "addrLine", "note", "label",
))  # fmt: skip
"""Elements that may stand on lines of their own; the others are parts of a line."""

_LINES = frozenset(("p", "ab", "head", "signed", "dateline", "salute", "l", "trailer", "byline",
                    "addrLine", "item", "label", "argument"))  # fmt: skip
"""Elements whose content is one run of text, unless blocks stand in it."""

_ALWAYS_BLOCK = frozenset(("list", "table", "p", "lg", "floatingText", "div", "attachment"))
"""What is a block even inside a paragraph."""


def runs(element: Element) -> list[Run]:
    """What stands in an element: runs of pieces, and blocks between them, in order."""
    out: list[Run] = []
    _add(out, [element.text] if element.text else [])
    for child in element:
        if is_block(child, inside=local(element) in _LINES):
            out.append(child)
        elif local(child) == "note" or not _holds_blocks(child):
            _add(out, atom(child))
        else:
            for run in runs(child):
                _add(out, run) if isinstance(run, list) else out.append(run)
        _add(out, [child.tail] if child.tail else [])
    return [run for run in out if not isinstance(run, list) or _says(run)]


def _add(out: list[Run], pieces: Iterable[Atom]) -> None:
    """Add pieces to the last run; a new one begins after a block."""
    last = out[-1] if out else None
    if isinstance(last, list):
        last.extend(pieces)
    elif run := list(pieces):
        out.append(run)


def _holds_blocks(element: Element) -> bool:
    return any(local(found) in _ALWAYS_BLOCK for found in element.iter())


def _says(run: list[Atom]) -> bool:
    return any(not isinstance(piece, str) or piece.strip() for piece in run)


def is_block(element: Element, *, inside: bool) -> bool:
    """Whether an element stands on lines of its own.

    Args:
        element: any.
        inside: whether it stands in an element whose content is one run of text.
    """
    name = local(element)
    if inside:
        return name in _ALWAYS_BLOCK
    return name in _BLOCKS


def blocks_of(element: Element) -> list[Block]:
    """The blocks of what stands in a container."""
    out: list[Block] = []
    for run in runs(element):
        if isinstance(run, list):
            out += loose(run)
        else:
            out += block_of(run)
    return out


def loose(run: list[Atom]) -> list[Block]:
    """Pieces between blocks: pages become page breaks, words a paragraph."""
    pages = [piece for piece in run if isinstance(piece, PageMarker)]
    if pages and not plain_text(run) and not notes_in(run):
        return [PageBreak((page,), "\n\n") for page in pages]
    return paragraph(run)


def block_of(element: Element) -> list[Block]:
    """The blocks of one element."""
    name = local(element)
    if name == "note":
        return note_blocks([element])
    if name == "list":
        return _items(element, 1)
    if name == "table":
        return _table(element)
    if name == "head" or _is_heading(element):
        return _with_notes(element, Heading)
    if name == "signed":
        return _with_notes(element, lambda found: Signature(found, "\n\n"))
    if name in _LINES:
        return _paragraphs(element)
    return blocks_of(element)


def paragraph(run: list[Atom]) -> list[Block]:
    """One run of pieces as a paragraph, with its number and mark; then its notes."""
    content = begun(leaves(run))
    return [Paragraph(content), *note_blocks(notes_in(run))] if content else []


def _paragraphs(element: Element) -> list[Block]:
    """A paragraph; lists and tables in it are its blocks, words after them a new paragraph."""
    out: list[Block] = []
    for run in runs(element):
        if isinstance(run, list):
            out += paragraph(run)
            continue
        inner = block_of(run)
        owner = out[-1] if out else None
        if isinstance(owner, Paragraph) and all(isinstance(b, (Item, Table)) for b in inner):
            out[-1] = attrs.evolve(owner, blocks=(*owner.blocks, *inner))
        else:
            out += inner
    return out


def _with_notes(element: Element, make: Callable[[tuple[Inline, ...]], Block]) -> list[Block]:
    atoms = list(inline_atoms(element))
    found = leaves(atoms)
    made: list[Block] = [make(found)] if found else []
    return made + note_blocks(notes_in(atoms))


def _items(element: Element, depth: int) -> list[Block]:
    """The items of a list; a ``label`` before an item is its label."""
    out: list[Block] = []
    label: str | None = None
    for run in runs(element):
        if isinstance(run, list):
            out += loose(run)
        elif local(run) == "label":
            out += [Item((Label(label),), depth)] if label else []
            label = on_one_line(inline_atoms(run))
            out += note_blocks(notes_in(inline_atoms(run)))
        elif local(run) == "item":
            out += _item(run, label, depth)
            label = None
        else:
            out += block_of(run)
    return [*out, Item((Label(label),), depth)] if label else out


def _item(element: Element, label: str | None, depth: int) -> list[Block]:
    out: list[Block] = []
    head: tuple[Inline, ...] = (Label(label), Text(" ")) if label else ()
    for run in runs(element):
        if isinstance(run, list):
            found = leaves(run)
            content = without_seams((*head, *(found if head else _item_begun(found))))
            out += [Item(content, depth), *note_blocks(notes_in(run))]
            head = ()
        elif local(run) == "list":
            out += _items(run, depth + 1)
        elif local(run) == "p":
            content = without_seams((*head, *leaves(inline_atoms(run))))
            out += [Item(content, depth), *note_blocks(notes_in(inline_atoms(run)))]
            head = ()
        else:
            out += block_of(run)
    if head:
        out.append(Item(head[:1], depth))
    return out


def _table(element: Element) -> list[Block]:
    """The rows as one table; what stands beside rows, before it; notes after it."""
    rows: list[Row] = []
    others: list[Block] = []
    notes: list[Element] = []
    for run in runs(element):
        if isinstance(run, list):
            others += loose(run)
        elif local(run) != "row":
            others += block_of(run)
        else:
            cells = [list(cell) for cell in _cells(run)]
            notes += [note for cell in cells for note in notes_in(cell)]
            rows += [Row(_row(cells))] if cells else []
    table: list[Block] = [Table(tuple(rows), "\n")] if rows else []
    return [*others, *table, *note_blocks(notes)]


def _cells(row: Element) -> Iterator[Iterable[Atom]]:
    if (row.text or "").strip():
        yield (row.text or "",)
    for cell in row:
        yield inline_atoms(cell) if local(cell) == "cell" else atom(cell)
        if (cell.tail or "").strip():
            yield (cell.tail or "",)


def _row(cells: Sequence[Iterable[Atom]]) -> tuple[Inline, ...]:
    content: list[Inline] = []
    for cell in cells:
        content += [Text("\t")] if content else []
        content += cell_leaves(on_one_line(cell))
    return tuple(content)


def _is_heading(element: Element) -> bool:
    return local(element) == "p" and str(element.get("rend") or "").startswith("sectiontitle")


def note_blocks(notes: Iterable[Element]) -> list[Block]:
    """Footnotes, each a paratext of one line a paragraph, begun by its number."""
    out: list[Block] = []
    for note in notes:
        lines = list(_note_lines(note))
        if not lines:
            continue
        lines[0] = f"{Anchor(note).raw} {lines[0]}"
        content: list[Inline] = []
        for line in lines:
            content += [LineBreak("\n")] if content else []
            content.append(Furniture(line, FurnitureKind.EDITORIAL))
        out.append(Paratext(tuple(content)))
    return out


def _note_lines(note: Element) -> Iterator[str]:
    for run in runs(note):
        atoms = run if isinstance(run, list) else list(inline_atoms(run))
        line = on_one_line(atoms)
        if line:
            yield line
        for inner in notes_in(atoms):
            yield from _note_lines(inner)


def begun(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A paragraph's content with number and portion mark as leaves, where it begins so."""
    if not content or not isinstance(content[0], Text):
        return content
    text = content[0].raw
    start = paragraph_start(text) or marked_start(text)
    if start is not None:
        content = without_seams((*start.leaves, Text(text[start.length :]), *content[1:]))
    return with_entire_text(content)


def _item_begun(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if not content or not isinstance(content[0], Text):
        return content
    text = content[0].raw
    start = item_start(text)
    if start is None:
        return content
    return without_seams((*start.leaves, Text(text[start.length :]), *content[1:]))
