"""Files in our own styles: content and markings come back as they were written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Literal

import attrs
import docx
import pytest
from hypothesis import given, settings

import console
import examples
import strategies
from cableconv.conversion import read as read_file
from cableconv.model.blocks import Field, FieldKind, Heading, Item, Paragraph
from cableconv.model.cable import Cable
from cableconv.model.effective import overall_marking
from cableconv.model.header import DateTimeGroup
from cableconv.model.leaf import Label, LineBreak, Text
from cableconv.model.markings import EntireText, Level
from cableconv.model.walk import iter_blocks, iter_leaves
from cableconv.notices import NoticeKind
from cableconv.writers.docx import DocxOptions, DocxWriter
from word_files import read

SAMPLES = sorted((console.ROOT / "samples").glob("*.txt"))


def written(cable: Cable, options: DocxOptions | None = None) -> bytes:
    out = io.BytesIO()
    DocxWriter(options or DocxOptions()).write(cable, out)
    return out.getvalue()


def values(node: object) -> object:
    """Values without spelling: rows of the key block set some in other words."""
    if isinstance(node, tuple):
        return tuple(map(values, node))
    if attrs.has(type(node)):
        kind: type[attrs.AttrsInstance] = type(node)  # type: ignore[assignment]  # has() says so
        found = ((f.name, getattr(node, f.name)) for f in attrs.fields(kind))
        return (type(node).__name__, *(values(v) for name, v in found if name != "raw"))
    return node


def content(cable: Cable) -> dict[str, object]:
    header, markings = cable.header, cable.markings
    return {
        "mrn": cable.mrn,
        "subject": cable.subject and (cable.subject.text, values(cable.subject.portion_mark)),
        "title": cable.title,
        "dtg": header.dtg,
        "station": header.station,
        "security": header.security,
        "routing": header.routing,
        "originator": header.originator and header.originator.name,
        "to": values(header.action_addressees),
        "info": values(header.info_addressees),
        "exempted": values(header.exempted),
        "passing": header.passing_instructions,
        "section": header.section,
        "tags": cable.tags,
        "overall": overall_marking(cable),
        "banner": markings.banner,
        "captions": values(markings.captions),
        "entire text": markings.entire_text,
        "authority": markings.authority,
        "declassified": values(markings.declassification),
        "numbers and marks": [(p.number, p.portion_mark) for p in cable.paragraphs],
        "texts": [" ".join(p.text.split()) for p in cable.paragraphs],
        "headings": [heading.text for heading in cable.headings],
        "signature": cable.signature,
    }


ODD = {"confidential-1978-nara": {"declassified"}}
"""What a sample loses: values of the attributes that an archive prints after the text."""


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("lines", ["flow", "source"])
def test_a_sample_comes_back(path: Path, lines: Literal["flow", "source"]) -> None:
    cable = read_file(path)
    again = content(read(written(cable, DocxOptions(lines=lines))))
    lost = ODD.get(path.stem, set())
    for name, value in content(cable).items():
        assert name in lost or again[name] == value, name


def test_references_come_back() -> None:
    cable = read_file(console.ROOT / "samples" / "confidential-full.txt")
    assert values(read(written(cable)).references) == values(cable.references)


@pytest.mark.parametrize("name", ["reprint", "unmarked", "empty"])
def test_an_example_comes_back(name: str) -> None:
    cable = examples.ALL[name]
    assert content(read(written(cable))) == content(cable)


def marks(cable: Cable) -> list[str]:
    """Of the text and the subject; two subject lines that say the same are one row."""
    blocks = (b for b in iter_blocks(cable.blocks) if isinstance(b, (Paragraph, Item, Heading)))
    subject = cable.subject.portion_mark if cable.subject else None
    found = [subject, *(block.portion_mark for block in blocks)]
    return [mark.raw for mark in found if mark is not None]


@settings(max_examples=60, deadline=None)
@given(strategies.cables())
def test_no_marking_is_lost_or_made_up(cable: Cable) -> None:
    again = read(written(cable))
    assert overall_marking(again).text == overall_marking(cable).text
    assert marks(again) == marks(cable)
    assert again.signature == cable.signature
    assert not [n for n in again.notices if n.kind is NoticeKind.CONFLICT and "file" in n.message]


def test_a_file_saved_by_another_program_comes_back() -> None:
    cable = read_file(console.ROOT / "samples" / "confidential-full.txt")
    out = io.BytesIO()
    docx.Document(io.BytesIO(written(cable))).save(out)
    assert content(read(out.getvalue())) == content(cable)


def changed(cable: Cable, part: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written(cable))) as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        for entry in source.namelist():
            data = source.read(entry)
            if entry == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            target.writestr(entry, data)
    return out.getvalue()


def test_a_banner_that_somebody_lowered_changes_nothing_but_is_said() -> None:
    data = changed(examples.FULL, "word/header1.xml", "CONFIDENTIAL//NOFORN", "UNCLASSIFIED")
    again = read(data)
    assert overall_marking(again).text == overall_marking(examples.FULL).text
    [notice] = [n for n in again.notices if n.message.startswith("the file shows")]
    assert notice.kind is NoticeKind.CONFLICT
    assert "UNCLASSIFIED" in notice.message


def test_a_banner_that_somebody_raised_counts() -> None:
    data = changed(examples.FULL, "word/footer1.xml", "CONFIDENTIAL//NOFORN", "SECRET")
    again = read(data)
    assert again.markings.banner is not None
    assert again.markings.banner.level is Level.S
    assert NoticeKind.CONFLICT in [notice.kind for notice in again.notices]


def test_a_mark_that_is_none_stays_text() -> None:
    data = changed(examples.FULL, "word/document.xml", ">(S/NF)<", ">(QQ)<")
    again = read(data)
    assert again.paragraphs[1].portion_mark is None
    assert "(QQ)" in again.paragraphs[1].text
    assert NoticeKind.UNKNOWN_MARK in [notice.kind for notice in again.notices]


def test_a_paragraph_that_somebody_typed_is_one() -> None:
    document = docx.Document(io.BytesIO(written(examples.UNMARKED)))
    document.add_paragraph("7. (S) A new paragraph.")
    out = io.BytesIO()
    document.save(out)
    found = read(out.getvalue()).paragraphs[-1]
    assert (found.number, found.portion_mark and found.portion_mark.level) == (7, Level.S)


def test_a_derived_marking_is_not_taken_for_a_stated_one() -> None:
    again = read(written(examples.REPRINT))
    assert again.markings.banner is None
    assert not [leaf for leaf in iter_leaves(again.blocks) if type(leaf).__name__ == "Banner"]


def test_text_that_looks_like_a_number_stays_text() -> None:
    cable = Cable(
        (Paragraph((Text("5.Approval is required."),)), Paragraph((Text("(C) said he"),)))
    )
    again = read(written(cable))
    assert [(p.number, p.portion_mark, p.text) for p in again.paragraphs] == [
        (None, None, "5.Approval is required."), (None, None, "(C) said he"),
    ]  # fmt: skip
    assert NoticeKind.UNKNOWN_MARK in [notice.kind for notice in again.notices]


def test_markings_on_lines_without_a_row_come_back() -> None:
    statement = EntireText("SBU - entire text.", Level.U, ("SBU",))
    content = (Label("REF:"), Text(" "), Text("NONE"), LineBreak("\n"), statement)
    cable = Cable((Field(FieldKind.REFERENCES, content), Paragraph((Text("Words."),))))
    again = read(written(cable))
    assert overall_marking(again).text == overall_marking(cable).text


def test_a_date_without_a_group_comes_back_from_its_words() -> None:
    stated = DateTimeGroup("2002-02-19 06:06", (), 19, 6, 32, "Z", 2, 2002)
    cable = Cable((Field(FieldKind.ATTRIBUTE, (Text("Created\t"), stated)),))
    again = read(written(cable))
    assert again.dtg is not None
    assert cable.dtg is not None
    assert again.dtg.utc == cable.dtg.utc
