"""Reader of a news site's reprint of a cable, as Scoop printed 5,000 of them: text or HTML page.

The site kept "Cablegate: " with the subject as title and the text from the DE line on, and put its
own words around it. Those are kept as furniture, never as text of the cable (scoop_txt).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import attrs

from cableconv.errors import NotACableError
from cableconv.grammar.scan import plain
from cableconv.model.blocks import Block, Field, FieldKind, Paratext
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.leaf import Furniture, FurnitureKind, Label, Text
from cableconv.notices import Notice, NoticeKind
from cableconv.readers.base import Source
from cableconv.readers.decode import Decoded, decode
from cableconv.readers.html_text import html_text, is_html
from cableconv.structure.lines import BLANKS
from cableconv.structure.slices import split_tail
from cableconv.structure.telegram import Parsed, finished, parse

_TITLE = re.compile(r"^[ \t]*(Cablegate:)([ \t]*)([^\n]*)", re.MULTILINE)
"""Matches "Cablegate: Scenesetter for the Visit of the Delegation"."""

_SITE_END = re.compile(r"\n[ \t]*((?:©|\(c\)|&copy;) ?Scoop Media\b)", re.IGNORECASE)
"""Matches "© Scoop Media", a line after which nothing is the cable's, with the line end before."""


@attrs.frozen
class ScoopReader:
    """Reads one reprinted cable."""

    name: ClassVar[str] = "scoop"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".html", ".htm")

    def sniff(self, head: bytes, name: str) -> int:
        """90 for a page titled "Cablegate:", 60 for one that only ends as Scoop's pages do."""
        del name
        text = head.decode("utf-8", "replace")
        if _TITLE.search(text[:20000]) or (is_html(head) and "Cablegate:" in text):
            return 90
        return 60 if _SITE_END.search("\n" + text) else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """The one cable of the page.

        Raises:
            NotACableError: the input is empty, or is not text, or is a page without any.
        """
        decoded = decode(data, source)
        if is_html(data):
            decoded = attrs.evolve(decoded, text=html_text(decoded.text))
            if not decoded.text.strip():
                raise NotACableError(
                    "the page holds no text",
                    source=source.name,
                    hint="Give the page as the site sent it.",
                )
        yield _cable(decoded, source, self.name)


def _cable(decoded: Decoded, source: Source, reader: str) -> Cable:
    text = decoded.text
    title = _TITLE.search(text)
    begin = title.start() if title else 0
    end = _SITE_END.search("\n" + text, begin)
    stop = end.start(1) - 1 if end else len(text)
    after_title = title.end() if title else 0
    while title and after_title < stop and text[after_title] in BLANKS:
        after_title += 1
    body = parse(text[after_title:stop], year=source.year)
    before = _paratext(text[:begin])
    named = _title_field(title, text[title.end() : after_title]) if title else ()
    parsed = _wrapped(body, before, named, _paratext(text[stop:]), text[:after_title].count("\n"))
    provenance = attrs.evolve(decoded.provenance, reader=reader)
    return finished(parsed, text, provenance, decoded.notices, mrn=source.mrn)


def _wrapped(
    body: Parsed,
    before: tuple[str, tuple[Block, ...]],
    title: tuple[Block, ...],
    after: tuple[str, tuple[Block, ...]],
    shift: int,
) -> Parsed:
    notices = [attrs.evolve(n, line=n.line + shift if n.line else None) for n in body.notices]
    site = (*before[1], *after[1])
    if site:
        notices.append(
            Notice(NoticeKind.FURNITURE, f"{len(site)} pieces of the site's text set apart")
        )
    has_subject = any(isinstance(b, Field) and b.kind is FieldKind.SUBJECT for b in body.blocks)
    if title and not has_subject:
        notices.append(Notice(NoticeKind.DERIVED, "subject taken from the title of the page"))
    # Blank lines before the first block can only stand at the very start of the page.
    lead = before[0] if before[1] or title else body.lead
    blocks = (*before[1], *title, *body.blocks, *after[1])
    return Parsed(lead, blocks, tuple(notices), body.year)


def _title_field(title: re.Match[str], tail: str) -> tuple[Block, ...]:
    label, gap, rest = title.groups()
    words = rest.rstrip(BLANKS)
    indent = title[0][: len(title[0]) - len(label + gap + rest)]
    # The blank stays apart from the title, so that a title is one leaf.
    found: tuple[Inline, ...] = (Text(indent), Label(label), Text(gap), Text(words))
    leaves = tuple(leaf for leaf in found if leaf.raw)
    return (Field(FieldKind.TITLE, leaves, tail=rest[len(words) :] + tail),)


def _paratext(text: str) -> tuple[str, tuple[Block, ...]]:
    """Blank lines before, and one paratext block for each run of lines without a blank one."""
    stripped = text.lstrip(BLANKS)
    lead = text[: len(text) - len(stripped)]
    blocks: list[Block] = []
    for chunk in re.findall(r"[^\n]+(?:\n[^\n]+)*\n*", stripped):
        content, tail = split_tail(chunk)
        blocks.append(Paratext(tuple(map(_site, plain(content))), tail=tail))
    return lead, tuple(blocks)


def _site(leaf: Inline) -> Inline:
    return Furniture(leaf.raw, FurnitureKind.SITE) if isinstance(leaf, Text) else leaf
