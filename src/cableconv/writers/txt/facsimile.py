"""The lines of the source as they stand, without what is not the cable's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cableconv.model.blocks import Block, Paragraph, Paratext, Quoted, Section, Table
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.leaf import Furniture
from cableconv.notices import Notice
from cableconv.writers.txt.marks import head_lines, omitted
from cableconv.writers.txt.telegram import Telegram


def facsimile(cable: Cable, *, width: int, page_lines: bool) -> tuple[str, list[Notice]]:
    """The text, ending in a line end, and the writer's notices.

    Lines and page lines are those of the source: ``width`` and ``page_lines`` change nothing.
    """
    del page_lines
    lines, notices = head_lines(cable, pages=True)
    renderer = Telegram(width, page_lines=True)
    body = "".join(_parts(cable.blocks, renderer))
    head = "\n\n".join(lines) + "\n" * bool(lines)
    text = head + "\n" * bool(lines and body) + cable.lead + body
    text += "" if text.endswith("\n") else "\n"
    return text, notices + omitted(cable, pages=True) + renderer.notices


def _parts(blocks: Iterable[Block], renderer: Telegram) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paratext):
            continue
        if isinstance(block, Section):
            yield from _parts((block.heading, *block.blocks), renderer)
        elif isinstance(block, Quoted):
            yield from _parts(block.blocks, renderer)
        elif isinstance(block, Table):
            for row in block.rows:
                yield _content(row.content, renderer) + row.tail
            yield block.tail
        elif type(block) not in Telegram.handlers:
            yield renderer.unknown(block)
        else:
            yield _content(block.content, renderer) + block.tail
            if isinstance(block, Paragraph):
                yield from _parts(block.blocks, renderer)


def _content(content: tuple[Inline, ...], renderer: Telegram) -> str:
    return "".join([renderer.render(leaf) for leaf in content if type(leaf) is not Furniture])
