"""Leaves as XML: each leaf but running text is one element, with its canonical value.

What running text is not says so: two texts side by side, or blanks where the grammar would count
them to the line end, stand in ``seg`` elements of type ``text`` and ``line-end``, so that a reader
finds the same leaves again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from cableconv.model.content import Inline
from cableconv.model.header import PageMarker, Precedence, Reference, SectionOf
from cableconv.model.leaf import (
    Cell,
    Excision,
    Furniture,
    FurnitureKind,
    Label,
    LineBreak,
    Marker,
    Number,
    Text,
)
from cableconv.model.markings import Banner, Caption, EntireText, PortionMark
from cableconv.writers.base import Renderer, renders
from cableconv.writers.tei.edition import Edition
from cableconv.writers.tei.parts import Part, marked_up

PLAIN = frozenset({Text, LineBreak})
"""Leaves of running text."""

_LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")
"""Matches a whole line end with its blanks: "  \\n     "."""

_BLANKS = (" ", "\t")

_QUANTITY = re.compile(r"\[(less than )?([0-9]{1,4}) (line|page|paragraph|word)s? not declassified")
"""Matches the head of "[2 lines not declassified]"."""


class LeafRenderer(Renderer):
    """Renders leaves to XML as they stand in a paragraph.

    Attributes:
        edition: what the whole document shares.
        text: the characters of one leaf as XML.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.escape = edition.escape
        # The characters of one leaf; bound here, as it is what is called most.
        self.text = edition.escape.lines

    def content(
        self,
        leaves: Sequence[Inline],
        *,
        after: type = object,
        tail_follows: bool = False,
    ) -> str:
        """The leaves in order.

        Args:
            leaves: what to render.
            after: class of the leaf before them that stands in the same run of text.
            tail_follows: True where a block's tail stands in the same element after them.
        """
        out: list[str] = []
        start = 0
        for at, leaf in enumerate(leaves):
            if type(leaf) is Text or type(leaf) is LineBreak:
                continue
            if start < at:
                out.append(self.running(leaves[start:at], after=after))
            out.append(self.render(leaf))
            start, after = at + 1, object
        if start < len(leaves):
            out.append(self.running(leaves[start:], after=after, tail_follows=tail_follows))
        return "".join(out)

    def running(
        self, leaves: Sequence[Inline], *, after: type = object, tail_follows: bool = False
    ) -> str:
        """Texts and line ends that follow each other; parameters as of ``content``."""
        if len(leaves) == 1 and after is object and not tail_follows:
            raw = leaves[0].raw
            if raw and "\n" not in raw:
                return self.text(raw)
        raws = [leaf.raw for leaf in leaves]
        text = "".join(raws)
        alone = after is object and not tail_follows
        if alone and (_full_lines(raws, text) or _in_turn(leaves, raws)):
            return self.text(text)
        explicit = _explicit(leaves, after, tail_follows=tail_follows)
        if not explicit:
            return self.text(text)
        return "".join(
            _said(leaf, self.text(leaf.raw)) if at in explicit else self.text(leaf.raw)
            for at, leaf in enumerate(leaves)
        )

    def verbatim(self, leaves: Sequence[Inline]) -> str:
        """The leaves of preformatted text: blanks are text, a line end is the bare LF."""
        out: list[str] = []
        before: type = object
        for leaf in leaves:
            kind = type(leaf)
            if kind is Text:
                explicit = not leaf.raw or before is Text or "\n" in leaf.raw
                name = "text"
            else:
                explicit, name = kind is LineBreak and leaf.raw != "\n", "line-end"
            text = self.text(leaf.raw) if kind in PLAIN else str(self.render(leaf))
            out.append(f'<seg type="{name}">{text}</seg>' if explicit else text)
            before = kind
        return "".join(out)

    def parts(self, raw: str, *parts: Part | None) -> str:
        """The characters of one leaf with its values as elements; None for a value not there."""
        return marked_up(raw, [part for part in parts if part is not None], self.escape)

    def ana(self, pointers: str) -> str:
        """The attribute for pointers; nothing for none."""
        return f' ana="{pointers}"' if pointers else ""

    def attribute(self, name: str, value: str | None) -> str:
        """An attribute with a space before it; nothing for None or an empty value."""
        return f' {name}="{self.escape.value(value)}"' if value else ""

    def unknown(self, node: object) -> object:
        """The characters of a leaf of somebody else's class, with a notice."""
        return f"<seg{self.foreign(node)}>{self.text(str(getattr(node, 'raw', '')))}</seg>"

    def foreign(self, node: object) -> str:
        """Attributes for a node of somebody else's class; it is noted in the edition."""
        name = type(node).__name__
        self.edition.unknown.append(name)
        return f' type="unknown" n="{self.escape.value(name)}"'

    @renders(Text, LineBreak)
    def plain(self, leaf: Inline) -> str:
        """A single text or line end."""
        return self.running((leaf,))

    @renders(Label)
    def label(self, leaf: Label) -> str:
        """``FM``, ``SUBJECT:``, ``--``."""
        return f"<label>{self.text(leaf.raw)}</label>"

    @renders(Number)
    def number(self, leaf: Number) -> str:
        """A paragraph number; ``n`` only where its digits say something else."""
        if leaf.raw == f"{leaf.value}.":
            return f'<label type="number">{leaf.raw}</label>'
        digits = leaf.raw.strip(" \t.):-(")
        told = digits.isascii() and digits.isdigit() and digits == str(leaf.value)
        value = "" if told else f' n="{leaf.value}"'
        return f'<label type="number"{value}>{self.text(leaf.raw)}</label>'

    @renders(PortionMark)
    def portion_mark(self, leaf: PortionMark) -> str:
        """``(S/NF)`` with its level and controls in ``ana``."""
        pointers = self.edition.categories.marking(leaf.level, leaf.controls, leaf.rel_to)
        return self.marked(leaf, pointers)

    def marked(self, leaf: PortionMark, pointers: str) -> str:
        """A portion mark whose pointers are known."""
        whole = ' subtype="entire-text"' if leaf.entire_text else ""
        name = "" if self.edition.marks is None else self._pointed_at(leaf, self.edition.marks)
        opened = f'<seg type="portion-mark"{whole}{name}{self.ana(pointers)}>'
        return f"{opened}{self.text(leaf.raw)}</seg>"

    def _pointed_at(self, leaf: PortionMark, marks: list[tuple[str, PortionMark]]) -> str:
        """The xml:id of a mark that ISM attributes point at."""
        name = self.edition.ids.unique(f"mark{len(marks) + 1}")
        marks.append((name, leaf))
        return f' xml:id="{name}"'

    @renders(Banner)
    def banner(self, leaf: Banner) -> str:
        """A banner of the page, as it stands inside the text."""
        pointers = self.edition.categories.marking(leaf.level, leaf.controls, leaf.rel_to)
        return f'<fw type="banner"{self.ana(pointers)}>{self.text(leaf.raw)}</fw>'

    @renders(EntireText)
    def entire_text(self, leaf: EntireText) -> str:
        """``Sensitive but unclassified, entire text.``."""
        pointers = self.edition.categories.marking(leaf.level, leaf.controls, leaf.rel_to)
        return f'<seg type="handling"{self.ana(pointers)}>{self.text(leaf.raw)}</seg>'

    @renders(Caption)
    def caption(self, leaf: Caption) -> str:
        """``NOFORN``."""
        pointer = self.edition.categories.pointer("captions", leaf.name)
        return f'<seg type="caption" ana="{pointer}">{self.text(leaf.raw)}</seg>'

    @renders(Marker)
    def marker(self, leaf: Marker) -> str:
        """``SUMMARY:`` as a run-in label, ``END SUMMARY.`` as a segment."""
        pointer = self.edition.categories.pointer("parts", leaf.part)
        if leaf.end:
            return f'<seg type="marker" subtype="end" ana="{pointer}">{self.text(leaf.raw)}</seg>'
        return f'<label type="run-in" ana="{pointer}">{self.text(leaf.raw)}</label>'

    @renders(Excision)
    def excision(self, leaf: Excision) -> str:
        """Words for text taken out, with a gap before them."""
        found = _QUANTITY.match(leaf.raw)
        size = ""
        if found is not None:
            name = "atMost" if found[1] else "quantity"
            size = f' unit="{found[3]}" {name}="{found[2]}"'
        pointers = " ".join(self.edition.categories.pointer("exemptions", r) for r in leaf.reasons)
        gap = f'<gap reason="withheld"{size}/>'
        return f'<seg type="excision"{self.ana(pointers)}>{gap}{self.text(leaf.raw)}</seg>'

    @renders(PageMarker)
    def page_marker(self, leaf: PageMarker) -> str:
        """A page break, and the page line as a running header."""
        number = "" if leaf.page is None else f' n="{leaf.page}"'
        self.edition.pages = max(self.edition.pages, leaf.pages or 0)
        line = self.parts(
            leaf.raw,
            Part("name", 'type="post"', leaf.post) if leaf.post else None,
            Part("idno", 'type="serial"', leaf.serial) if leaf.serial else None,
            numbered("page", leaf.page),
            numbered("pages", leaf.pages),
        )
        return f'<pb{number}/><fw type="header" place="top">{line}</fw>'

    @renders(SectionOf)
    def section_of(self, leaf: SectionOf) -> str:
        """``SECTION 01 OF 02``."""
        final = ' subtype="final"' if leaf.final else ""
        line = self.parts(
            leaf.raw, numbered("section", leaf.section), numbered("sections", leaf.sections)
        )
        return f'<seg type="section-of"{final}>{line}</seg>'

    @renders(Reference)
    def reference(self, leaf: Reference) -> str:
        """``B. 05 EXAMPLEVILLE 999 (NOTAL)``."""
        target = f' target="{mrn_pointer(leaf.mrn)}"' if leaf.mrn is not None else ""
        notal = ' subtype="notal"' if leaf.notal else ""
        letter = self.attribute("n", leaf.letter)
        kind = leaf.kind.value
        return f'<ref type="{kind}"{notal}{letter}{target}>{self.text(leaf.raw)}</ref>'

    @renders(Cell)
    def cell(self, leaf: Cell) -> str:
        """A cell outside a table."""
        return f'<seg type="cell">{self.text(leaf.raw)}</seg>'

    @renders(Furniture)
    def furniture(self, leaf: Furniture) -> str:
        """Words of the carrier inside a line; a stamp as ``stamp``."""
        self.edition.carried = True
        if leaf.kind is FurnitureKind.STAMP:
            self.edition.released = True
            return f'<stamp type="release">{self.text(leaf.raw)}</stamp>'
        kind = leaf.kind.value
        return f'<seg type="furniture" subtype="{kind}">{self.text(leaf.raw)}</seg>'

    def precedence(self, value: Precedence, words: str, subtype: str = "") -> Part:
        """A precedence as it stands in a line."""
        pointer = self.edition.categories.pointer("precedence", value.value)
        kind = f' subtype="{subtype}"' if subtype else ""
        return Part("seg", f'type="precedence"{kind} ana="{pointer}"', words)


def _said(leaf: Inline, text: str) -> str:
    """A text or line end as an element of its own."""
    return f'<seg type="{"text" if type(leaf) is Text else "line-end"}">{text}</seg>'


def _full_lines(raws: list[str], text: str) -> bool:
    """Whether texts and bare line ends stand in turn, with no blank beside a line end.

    Such texts need no second look; nearly all are.

    Args:
        raws: what stands in turn.
        text: the same, joined.
    """
    lines, ends = raws[::2], raws[1::2]
    return (
        len(lines) == len(ends) + 1
        and ends.count("\n") == len(ends) == text.count("\n")
        and all(lines)
        and list(map(str.rstrip, lines[:-1])) == lines[:-1]
        and list(map(str.lstrip, lines[1:])) == lines[1:]
    )


def _in_turn(leaves: Sequence[Inline], raws: list[str]) -> bool:
    """The same for line ends that hold blanks or blank lines, as all lines of some copies do."""
    kinds = list(map(type, leaves))
    odd = kinds[0] is LineBreak
    texts, ends = raws[odd::2], raws[not odd :: 2]
    if kinds[odd::2].count(Text) != len(texts) or kinds.count(LineBreak) != len(ends):
        return False
    between = "\n" * odd + "\n".join(texts) + "\n" * (kinds[-1] is LineBreak)
    return (
        between.count("\n") == len(ends)
        and "" not in texts
        and " \n" not in between
        and "\n " not in between
        and "\t" not in between
        and all(map(_LINE_END.fullmatch, set(ends)))
    )


def _explicit(leaves: Sequence[Inline], after: type, *, tail_follows: bool) -> set[int]:
    """The places of texts and line ends that a reader would not find again by their characters."""
    found = set()
    before, last = after, ""
    for at, leaf in enumerate(leaves):
        kind, raw = type(leaf), leaf.raw
        if kind is Text:
            indented = before is LineBreak and raw[:1] in _BLANKS
            if not raw or before is Text or indented or "\n" in raw:
                found.add(at)
        else:
            if before is LineBreak or _LINE_END.fullmatch(raw) is None:
                found.add(at)
            if before is Text and at and last[-1:] in _BLANKS:
                found.add(at - 1)
        before, last = kind, raw
    if tail_follows and (before is LineBreak or last[-1:].isspace()):
        found.add(len(leaves) - 1)
    return found


def numbered(kind: str, number: int | None) -> Part | None:
    """A number of this kind; None where there is none."""
    if number is None:
        return None
    return Part("num", f'type="{kind}" value="{number}"', number=number)


def mrn_pointer(mrn: str) -> str:
    """The pointer to another telegram: ``mrn:06STATE1234``."""
    return "mrn:" + quote(mrn, safe="")
