"""A Word file that this library wrote, or that was made with its styles, back as a cable.

The styles say what each paragraph is. Rows that the writer made from other lines (date, precedence,
overall classification), the banner of header and footer and the account of the source are kept as
editorial paratext; the lines as received, at the end, give the header its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from cableconv.grammar.banner import parse_banner
from cableconv.grammar.scan import plain, without_seams
from cableconv.model.blocks import (
    Block,
    Field,
    FieldKind,
    Heading,
    Item,
    Paragraph,
    Paratext,
    Preformatted,
    Row,
    Rule,
    Signature,
    Table,
)
from cableconv.model.cable import Cable
from cableconv.model.content import Inline
from cableconv.model.effective import OverallMarking, overall_marking
from cableconv.model.leaf import Cell, Label, LineBreak, Text
from cableconv.model.source import Provenance
from cableconv.model.walk import source_text
from cableconv.notices import Notice, NoticeKind, Severity
from cableconv.readers.base import Source
from cableconv.readers.docx.document import WordText
from cableconv.readers.docx.foreign import grid_lines, note_blocks, word_notices
from cableconv.readers.docx.nest import Placed, nested
from cableconv.readers.docx.received import has_date, received_fields, received_text
from cableconv.readers.docx.rows import (
    RowReader,
    editorial,
    precedences,
    row_of,
    stated_banner,
    year_of,
)
from cableconv.readers.docx.runs import MARK, RunReader, merged
from cableconv.readers.docx.story import Grid, Line, Part
from cableconv.structure.starts import item_start
from cableconv.structure.telegram import Parsed, finished, parse

QUOTE_INDENT = 432
"""What each depth of quotation adds to the left indent, in twips (writer)."""

_ITEM_INDENTS = {
    "Cable Subparagraph": 720,
    "Cable Subparagraph 2": 1152,
    "Cable Subparagraph 3": 1584,
}
"""Left indents of the styles of points in twips (writer)."""

VOLUME_TITLE = "Cable Volume Title"
"""Style of the title of each cable in a volume; headings stand one level lower there."""

_SIGNATURE = "Signature:"
UNTITLED = "Untitled cable"
"""What stands over a cable of a volume that has neither a title nor an MRN."""

_TEXT_STYLES = frozenset(("Cable Paragraph", "Cable Quotation"))
_MARKS_OF_OURS = frozenset(("Cable Header", "Cable Paragraph", "Cable Provenance"))


def is_own(found: WordText) -> bool:
    """Whether the body is set in our styles."""
    return any(isinstance(part, Line) and part.style in _MARKS_OF_OURS for part in found.body)


def own(found: WordText, source: Source, origin: Provenance) -> Cable:
    """The cable of a file in our styles."""
    parts = list(found.body)
    entries, received = received_text(parts)
    parsed = parse(received, year=source.year) if received else None
    known = parsed.year if parsed else source.year
    reader = _OwnReader(RunReader(known or year_of(_row_text(parts, "Date"))), parsed, entries)
    blocks = reader.blocks(parts)
    around = [editorial(text) for text in found.headers]
    feet = [editorial(text) for text in found.footers]
    whole = (*around, *blocks, *feet, *note_blocks(found))
    mrn = source.mrn or _mrn(parts)
    cable = Cable(whole, mrn)
    stated = _stated(found, parts)
    whole, told = _believed(cable, stated)
    notices = (*reader.notices(), *told, *word_notices(found))
    done = Parsed("", whole, notices, reader.year)
    return finished(done, source_text(cable), origin, mrn=mrn)


def _mrn(parts: Iterable[Part]) -> str | None:
    for part in parts:
        row = row_of(part) if isinstance(part, Line) and part.style == "Cable Header" else None
        if row is not None and row[0].rstrip(": ") == "Cable":
            return "".join(run.text for run in row[1]).strip() or None
    return None


# --- the marking of the whole ---------------------------------------------------------------------


def _stated(found: WordText, parts: Iterable[Part]) -> list[str]:
    """Each place where the file shows the marking of the whole, as its text."""
    rows = [
        part.text.partition("\t")[2]
        for part in parts
        if isinstance(part, Line)
        and part.style == "Cable Header"
        and part.text.startswith("Classification:\t")
    ]
    banners = [text for text in (*found.headers, *found.footers) if parse_banner(text) is not None]
    return [*rows, *banners]


def _believed(cable: Cable, stated: Sequence[str]) -> tuple[tuple[Block, ...], list[Notice]]:
    """The blocks, with the marking of row or banner as a leaf where the text does not prove it.

    A marking that the text proves was concluded from it and stays editorial. Another one is either
    all that the source stated, or was changed by somebody: it is kept as stated, the highest first.
    """
    overall = overall_marking(cable)
    new = [words for words in dict.fromkeys(stated) if not _says(overall, words)]
    found = [(banner, words) for words in new if (banner := parse_banner(words)) is not None]
    if not found:
        return cable.blocks, []
    notices: list[Notice] = []
    highest = max(found, key=lambda pair: -1 if pair[0].level is None else pair[0].level)
    conflict = cable.markings.banner is not None or len(found) > 1 or len(set(stated)) > 1
    if conflict:
        words = ", ".join(dict.fromkeys((overall.text, *new)))
        message = f"the file shows different markings of the whole: {words}; all are kept"
        notices.append(Notice(NoticeKind.CONFLICT, message, Severity.WARNING))
    lower = cable.markings.banner is not None and _is_lower(highest[0].level, overall)
    if lower:
        return cable.blocks, notices
    return tuple(_with_banner(_outranked(b), highest[1]) for b in cable.blocks), notices


def _outranked(block: Block) -> Block:
    """A classification line that a higher marking outranks, as a note: the highest counts."""
    if isinstance(block, Field) and block.kind is FieldKind.CLASSIFICATION:
        return attrs.evolve(block, kind=FieldKind.NOTE)
    return block


def _is_lower(level: int | None, overall: OverallMarking) -> bool:
    return level is None or (overall.level is not None and level <= overall.level)


def _says(overall: OverallMarking, words: str) -> bool:
    return words == overall.text or words.startswith(overall.text + " (")


def _with_banner(block: Block, words: str) -> Block:
    """The editorial line that says these words as a field with its banner."""
    raw = block.raw.rstrip("\n")
    if raw.rpartition("\t")[2] != words or not isinstance(block, Paratext):
        return block
    if "\t" in raw:
        return stated_banner(raw) or block
    banner = parse_banner(raw)
    return block if banner is None else Field(FieldKind.CLASSIFICATION, (banner,))


# --- the text -------------------------------------------------------------------------------------


class _OwnReader:
    """Reads the parts of the body in order."""

    def __init__(
        self, runs: RunReader, received: Parsed | None, entries: Sequence[Field] = ()
    ) -> None:
        self._runs = runs
        self._rows = RowReader(runs)
        self._parsed = received
        self._entries = entries
        self._appendix = False
        self._volume = False
        self._mrn: str | None = None
        self.year = runs.year

    def notices(self) -> Iterator[Notice]:
        yield from self._runs.notices
        for notice in () if self._parsed is None else self._parsed.notices:
            yield attrs.evolve(notice, line=None)

    def blocks(self, parts: Sequence[Part]) -> tuple[Block, ...]:
        """The blocks, nested."""
        subject = _row_text(parts, "Subject")
        if not has_date(self._parsed):
            self._rows = RowReader(self._runs, precedences(_row_text(parts, "Precedence")))
        self._volume = any(isinstance(p, Line) and p.style == VOLUME_TITLE for p in parts)
        self._mrn = _mrn(parts)
        placed: list[Placed] = []
        waiting, taken = self._parsed, False
        for part in parts:
            if isinstance(part, Grid):
                placed.append(self._grid(part))
                continue
            if part.style == "Cable Appendix Heading":
                self._appendix = True
            if self._appendix and part.style == "Cable Preformatted" and not taken:
                placed += map(Placed, self._entries)
                placed += map(Placed, received_fields(waiting, subject)) if waiting else []
                taken = True
            elif not (self._appendix and part.style == "Cable Preformatted"):
                placed += self._line(part, subject)
        return nested(placed)

    def _line(self, line: Line, subject: str) -> list[Placed]:
        style = line.style
        if not line.text:
            return []
        if style in {"Title", VOLUME_TITLE}:
            return [Placed(self._title(line, subject))]
        if style == "Cable Header":
            return [Placed(self._rows.block(line))]
        if style == "Declassification Block":
            return [Placed(self._rows.authority(line))]
        if style in {"Cable Appendix Heading", "Cable Provenance"}:
            return [Placed(editorial(line.text))]
        return [self._text(line)]

    def _title(self, line: Line, subject: str) -> Block:
        if line.text == subject or (self._volume and self._names(line.text)):
            return editorial(line.text)
        return Field(FieldKind.TITLE, self._runs.leaves(line.runs))

    def _names(self, title: str) -> bool:
        """Whether a title only names the cable, because it has none."""
        return title in {self._mrn, UNTITLED}

    def _text(self, line: Line) -> Placed:
        """A paragraph of the text by its style; an unknown style is a paragraph."""
        style = line.style
        quoted = _quotes(line)
        if style.lower().startswith("heading "):
            level = int(style[-1]) if style[-1].isdecimal() else 1
            level -= self._volume and level > 1
            return Placed(Heading(self._runs.leaves(line.runs), "\n"), quoted, heading=level)
        if style in _ITEM_INDENTS:
            depth = list(_ITEM_INDENTS).index(style) + 1
            return Placed(Item(self._item(line), depth), quoted)
        if style == "Cable Preformatted":
            return Placed(Preformatted(_verbatim(self._runs.leaves(line.runs)), "\n"), quoted)
        if style == "Cable Rule":
            return Placed(Rule(tuple(plain(line.text))), quoted)
        if style == "Cable Signature":
            return Placed(Signature(_signed(self._runs.leaves(line.runs))), quoted)
        content = self._runs.begun(line.runs, ours=style in _TEXT_STYLES)
        label = tuple(plain(line.label))
        return Placed(Paragraph(without_seams((*label, *content)), tail="\n"), quoted)

    def _item(self, line: Line) -> tuple[Inline, ...]:
        found = self._runs.leaves(line.runs)
        first = found[0] if found else None
        if not isinstance(first, Text):
            return found
        # A mark is a run of its own; a parenthesis in the text is none. A word stands in for both.
        indent = len(first.raw) - len(first.raw.lstrip())
        at = first.raw.find("(", indent + 1)
        label = first.raw if at < 0 else first.raw[:at]
        start = item_start(label + "x")
        if start is None:
            return found
        return without_seams((*start.leaves, Text(first.raw[start.length :]), *found[1:]))

    def _grid(self, grid: Grid) -> Placed:
        plain_cells = all(
            isinstance(part, Line) for row in grid.rows for cell in row for part in cell
        )
        if not plain_cells:
            lines = "\n".join(grid_lines(grid))
            return Placed(Preformatted(tuple(plain(lines)), "\n"), grid.indent // QUOTE_INDENT)
        rows = tuple(Row(tuple(self._cells(row))) for row in grid.rows)
        return Placed(Table(rows), grid.indent // QUOTE_INDENT)

    def _cells(self, row: Sequence[Sequence[Part]]) -> Iterator[Inline]:
        for at, cell in enumerate(row):
            if at:
                yield Text("\t")
            runs = [run for part in cell if isinstance(part, Line) for run in part.runs]
            for run in merged(runs):
                if run.style.startswith(MARK):
                    yield from self._runs.leaves([run])
                else:
                    yield Cell(run.text.replace("\n", " "))
            if not any(run.text for run in runs if not run.style.startswith(MARK)):
                yield Cell("")


def _row_text(parts: Iterable[Part], name: str) -> str:
    for part in parts:
        if isinstance(part, Line) and part.text.startswith(f"{name}:\t"):
            return part.text.partition("\t")[2]
    return ""


def _signed(found: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A closing name; ``Signature:`` before it is a label (SMART)."""
    first = found[0] if found else None
    if not isinstance(first, Text) or not first.raw.startswith(_SIGNATURE):
        return found
    rest = Text(first.raw.removeprefix(_SIGNATURE))
    return without_seams((Label(_SIGNATURE), rest, *found[1:]))


def _quotes(line: Line) -> int:
    """How deep a paragraph is quoted, by its style and the indent set on it."""
    if not line.indent:
        return int(line.style == "Cable Quotation")
    return max(0, line.indent - _ITEM_INDENTS.get(line.style, 0)) // QUOTE_INDENT


def _verbatim(leaves: Iterable[Inline]) -> tuple[Inline, ...]:
    """Lines whose blanks are text; a line end is the bare LF."""
    out: list[Inline] = []
    for leaf in leaves:
        if isinstance(leaf, LineBreak):
            before, _, after = leaf.raw.partition("\n")
            out += [Text(before)] if before else []
            out += _split(after)
        else:
            out.append(leaf)
    return without_seams(out)


def _split(text: str) -> Iterator[Inline]:
    yield LineBreak("\n")
    while "\n" in text:
        before, _, text = text.partition("\n")
        if before:
            yield Text(before)
        yield LineBreak("\n")
    if text:
        yield Text(text)
