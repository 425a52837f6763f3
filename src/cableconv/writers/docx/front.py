"""What a file shows around the text: title, key block, authority, lines as received, source."""

from __future__ import annotations

from collections.abc import Iterable

from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.leaf import Label
from cableconv.writers.docx.body import BodyRenderer
from cableconv.writers.docx.inline import Piece
from cableconv.writers.docx.levels import portion_style
from cableconv.writers.docx.text import BREAK, TAB, paragraph_open
from cableconv.writers.keyblock import IN_FULL, SOURCE_HEADING, KeyRow, provenance_rows
from cableconv.writers.received import RECEIVED_HEADING, field_name, received_fields

LABEL_STYLE = "CableHeaderLabel"


def front_matter(cable: Cable, rows: tuple[KeyRow, ...], banner: str, body: BodyRenderer) -> None:
    """Title, key block and statements of authority, added to the body.

    Args:
        cable: the cable.
        rows: its key block.
        banner: its overall marking in words, which begins the row ``Classification``.
        body: takes the paragraphs.
    """
    _title(cable, body)
    subject = _subject_pieces(cable)
    for row in rows:
        _key_row(row, subject, banner, body)
    for field in cable.fields_of(*IN_FULL):
        body.emit("DeclassificationBlock", _labelled(field, body))


def _title(cable: Cable, body: BodyRenderer) -> None:
    style, name, bookmark = body.title
    body.emit(style, title_pieces(cable, body) or ([("", name)] if name else []))
    if bookmark and body.out:
        opening, end, runs = body.out[-1].partition("</w:pPr>")
        anchor = body.bookmarks.around(bookmark, "", plain=True)
        body.out[-1] = f"{opening}{end}{anchor}{runs}"


def title_pieces(cable: Cable, body: BodyRenderer) -> list[Piece]:
    """The title with its mark as a piece of its own; empty where the cable has no title."""
    for field in cable.fields_of(FieldKind.TITLE):
        words = tuple(leaf for leaf in field.content if not isinstance(leaf, Label))
        return body.pieces(words, sentence=False)
    return _subject_pieces(cable)


def _subject_pieces(cable: Cable) -> list[Piece]:
    subject = cable.subject
    if subject is None:
        return []
    mark = subject.portion_mark
    words: list[Piece] = [("", subject.text)] if subject.text else []
    if mark is None:
        return words
    return [(portion_style(mark), mark.raw), *((style, " " + text) for style, text in words)]


def _labelled(field: Field, body: BodyRenderer) -> list[Piece]:
    """The whole field; its label takes the style of the key block's labels."""
    pieces = body.pieces(field.content, sentence=False)
    label = field.content[0].raw if field.content else ""
    if not isinstance(next(iter(field.content), None), Label) or not pieces:
        return pieces
    first = pieces[0][1]
    if not label or not first.startswith(label):
        return pieces
    rest: list[Piece] = [("", first[len(label) :])] if len(first) > len(label) else []
    return [(LABEL_STYLE, label), *rest, *pieces[1:]]


def _key_row(row: KeyRow, subject: list[Piece], banner: str, body: BodyRenderer) -> None:
    run = body.runs.run
    if row.label == "Subject":
        pieces = [subject]
    else:
        pieces = [_value_pieces(row.label, value, banner) for value in row.values]
    values = ["".join([run(style, text) for style, text in value]) for value in pieces]
    label = run(LABEL_STYLE, row.label + ":")
    opening = paragraph_open("CableHeader")
    body.out.append(f"{opening}{label}{TAB}{BREAK.join(values)}</w:p>")


def _value_pieces(label: str, value: str, banner: str) -> list[Piece]:
    if label == "Captions":
        return [("HandlingCaption", value)]
    if label == "Classification":
        rest = value.removeprefix(banner)
        return [("ClassificationStatement", banner), *([("", rest)] if rest else [])]
    return [("", value)]


# --- what follows the text ---------------------------------------------------------------------


def back_matter(cable: Cable, rows: tuple[KeyRow, ...], body: BodyRenderer) -> None:
    """The lines of procedure as received, and where this copy comes from.

    Args:
        cable: the cable.
        rows: its key block.
        body: takes the paragraphs.
    """
    fields = received_fields(cable, rows)
    if fields:
        body.emit("CableAppendixHeading", [("", RECEIVED_HEADING)])
        body.emit("CablePreformatted", _lines(fields, body))
    origin = provenance_rows(cable)
    if origin:
        body.emit("CableAppendixHeading", [("", SOURCE_HEADING)])
    run = body.runs.run
    for row in origin:
        value = run("", ", ".join(row.values))
        opening = paragraph_open("CableProvenance")
        body.out.append(f"{opening}{run(LABEL_STYLE, row.label + ':')}{TAB}{value}</w:p>")


def _lines(fields: Iterable[Field], body: BodyRenderer) -> list[Piece]:
    pieces: list[Piece] = []
    gap = ""
    for field in fields:
        name = field_name(field)
        pieces += [("", gap)] if gap else []
        # A blank line parts what would be read on as one field.
        gap = "\n\n" if field.tail.count("\n") > 1 else "\n"
        pieces += [(LABEL_STYLE, name)] if name else []
        pieces += body.as_received(field.content)
    return pieces
