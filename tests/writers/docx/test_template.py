"""A user's document as the template: its styles count by name, and what could act is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor, Twips

import cableconv as cc
import examples
from cableconv.errors import OptionError
from cableconv.verify import verify
from cableconv.writers.docx import DocxOptions
from sameness import content
from validators.docx_invariants import read_parts, violations
from writers.docx.inspection import audit, write

Change = Callable[[dict[str, bytes]], dict[str, bytes]]


def of_word() -> docx.document.Document:
    """The default document of python-docx, which was made by Word: 30 styles of its own."""
    return docx.Document()


def saved(document: docx.document.Document, folder: Path, name: str = "template.docx") -> str:
    path = folder / name
    document.save(str(path))
    return str(path)


def rezipped(path: str, change: Change) -> str:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in change(parts).items():
            archive.writestr(name, data)
    return path


def replaced(name: str, pattern: str, new: str) -> Change:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        text = re.sub(pattern, new, parts[name].decode(), count=0)
        assert text != parts[name].decode()
        return parts | {name: text.encode()}

    return change


def related(part: str, kind: str, target: str, *, outside: bool) -> Change:
    mode = ' TargetMode="External"' if outside else ""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}"{mode}/>'
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        text = parts.get(part, f"{head}</Relationships>".encode()).decode()
        return parts | {part: text.replace("</Relationships>", one + "</Relationships>").encode()}

    return change


def test_the_styles_of_the_template_count_and_ours_are_added(tmp_path: Path) -> None:
    template = of_word()
    template.styles["Heading 1"].font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    mark = template.styles.add_style("Portion Mark C", WD_STYLE_TYPE.CHARACTER)
    mark.font.size = Pt(17)
    options = DocxOptions(reference=saved(template, tmp_path))
    data, _notices = write(examples.FULL, options)
    assert audit(data) == []
    assert violations(data) == []
    made = docx.Document(io.BytesIO(data))
    assert made.styles["Heading 1"].font.color.rgb == RGBColor(0x12, 0x34, 0x56)
    assert made.styles["Portion Mark C"].font.size == Pt(17)
    assert made.styles["Cable Paragraph"].paragraph_format.space_after is not None
    assert made.styles["Intense Quote"] is not None
    styles = {run.style.name for p in made.paragraphs for run in p.runs}
    assert {"Portion Mark C", "Cable Header Label"} <= styles


def test_text_header_and_footer_of_the_template_stay_behind(tmp_path: Path) -> None:
    template = of_word()
    template.add_paragraph("Text of the template")
    template.sections[0].header.paragraphs[0].text = "TOP SECRET"
    template.sections[0].different_first_page_header_footer = True
    data, _ = write(examples.FULL, DocxOptions(reference=saved(template, tmp_path)))
    assert not any(
        b"Text of the template" in p or b"TOP SECRET<" in p for p in read_parts(data).values()
    )
    assert b"titlePg" not in read_parts(data)["word/document.xml"]
    assert not verify(data, examples.FULL, format="docx")


def test_ids_of_another_language_are_used(tmp_path: Path) -> None:
    """Word in German writes the id ``berschrift1`` for ``heading 1``, ``Standard`` for Normal."""
    path = saved(of_word(), tmp_path)
    rezipped(path, replaced("word/styles.xml", '"Heading1"', '"berschrift1"'))
    rezipped(path, replaced("word/styles.xml", '"Normal"', '"Standard"'))
    rezipped(path, replaced("word/styles.xml", '"Header"', '"CablePara&#98;raph"'))
    data, _ = write(examples.FULL, DocxOptions(reference=path))
    parts = read_parts(data)
    assert b'<w:pStyle w:val="berschrift1"/>' in parts["word/document.xml"]
    assert b'w:val="Heading1"' not in parts["word/styles.xml"]
    assert violations(data) == []
    assert audit(data) == []
    assert not verify(data, examples.FULL, format="docx")
    assert content(cc.loads(data)) == content(cc.loads(write(examples.FULL)[0]))


def test_a_style_whose_id_is_taken_gets_another(tmp_path: Path) -> None:
    path = saved(of_word(), tmp_path)
    rezipped(path, replaced("word/styles.xml", '"IntenseQuote"', '"CableParagraph"'))
    data, _ = write(examples.FULL, DocxOptions(reference=path))
    assert violations(data) == []
    names = {p.style.name for p in docx.Document(io.BytesIO(data)).paragraphs if p.style}
    assert "Cable Paragraph" in names
    assert "Intense Quote" not in names


def test_page_and_margins_are_those_of_the_template(tmp_path: Path) -> None:
    template = of_word()
    section = template.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(16838), Twips(11906)
    section.left_margin = Twips(2000)
    options = DocxOptions(page="letter", reference=saved(template, tmp_path))
    made = docx.Document(io.BytesIO(write(examples.FULL, options)[0]))
    assert (made.sections[0].page_width, made.sections[0].left_margin) == (
        Twips(16838), Twips(2000),
    )  # fmt: skip
    tabs = made.styles["Cable Footer"].paragraph_format.tab_stops
    assert tabs[1].position == Twips(16838 - 2000 - 1800)


def test_our_own_file_restyled_is_a_template(tmp_path: Path) -> None:
    document = cc.to_docx(examples.FULL)
    document.styles["Cable Paragraph"].font.name = "Georgia"
    options = DocxOptions(reference=saved(document, tmp_path))
    data, _ = write(examples.REPRINT, options)
    plain, _ = write(examples.REPRINT)
    assert b'"Georgia"' in read_parts(data)["word/styles.xml"]
    assert read_parts(data)["word/document.xml"] == read_parts(plain)["word/document.xml"]
    assert audit(data) == []


@pytest.mark.parametrize("name", examples.ALL)
def test_both_ways_give_the_same_bytes_with_a_template(name: str, tmp_path: Path) -> None:
    template = of_word()
    template.styles["List Bullet"].paragraph_format.left_indent = Pt(20)
    options = DocxOptions(reference=saved(template, tmp_path))
    out = io.BytesIO()
    cc.to_docx(examples.ALL[name], options).save(out)
    assert out.getvalue() == write(examples.ALL[name], options)[0]
    assert out.getvalue() == write(examples.ALL[name], options)[0]


def test_a_volume_takes_a_template_too(tmp_path: Path) -> None:
    path = tmp_path / "volume.docx"
    options = DocxOptions(reference=saved(of_word(), tmp_path))
    cc.write_volume([examples.FULL, examples.REPRINT], path, options=options)
    assert violations(path.read_bytes()) == []
    assert audit(path.read_bytes()) == []


# --- refused --------------------------------------------------------------------------------------

RELATIONS = "word/_rels/document.xml.rels"
SETTINGS = "word/_rels/settings.xml.rels"
MAIN = "wordprocessingml.document.main"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            replaced("[Content_Types].xml", f"application/vnd.openxmlformats-officedocument.{MAIN}",
                     "application/vnd.ms-word.template.macroEnabledTemplate.main"),
            "holds macros",
        ),
        (related(RELATIONS, "vbaProject", "vbaProject.bin", outside=False), "vbaProject"),
        (related(SETTINGS, "attachedTemplate", "file:///c:/x.dotm", outside=True), "attachedTem"),
        (related(RELATIONS, "oleObject", "embeddings/o.bin", outside=False), "oleObject"),
        (related(RELATIONS, "image", "https://example.invalid/x.png", outside=True), "image"),
        (related(RELATIONS, "control", "activeX/a.xml", outside=False), "control"),
        (
            replaced("word/styles.xml", "</w:styles>",
                     '<w:style w:type="character" w:styleId="PM"><w:name w:val="Portion Mark"/>'
                     "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"),
            "its style 'Portion Mark' hides marks",
        ),
        (
            replaced("word/styles.xml", "</w:styles>",
                     '<w:style w:type="paragraph" w:styleId="PM"><w:name w:val="Portion Mark"/>'
                     "</w:style></w:styles>"),
            "'Portion Mark' is a paragraph style, and must be a character style",
        ),
        (replaced(RELATIONS, "relationships/styles", "relationships/nostyles"), "has no styles"),
        (replaced("word/document.xml", 'w:right="1800"', 'w:right="9000"'), "less than 2 inches"),
    ],
)  # fmt: skip
def test_what_acts_or_hides_is_refused(change: Change, said: str, tmp_path: Path) -> None:
    path = rezipped(saved(of_word(), tmp_path), change)
    with pytest.raises(OptionError, match=said) as error:
        write(examples.FULL, DocxOptions(reference=path))
    assert path in str(error.value)


def test_a_hyperlink_in_the_template_is_no_reason(tmp_path: Path) -> None:
    link = related(RELATIONS, "hyperlink", "https://example.invalid/", outside=True)
    path = rezipped(saved(of_word(), tmp_path), link)
    assert violations(write(examples.FULL, DocxOptions(reference=path))[0]) == []


def test_a_missing_or_foreign_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"none\.docx cannot be read"):
        write(examples.FULL, DocxOptions(reference=str(tmp_path / "none.docx")))
    text = tmp_path / "text.docx"
    text.write_text("no zip")
    with pytest.raises(OptionError, match=r"text\.docx cannot be used: this is not a Word file"):
        write(examples.FULL, DocxOptions(reference=str(text)))


def test_a_negative_margin_does_not_let_text_run_into_the_banner(tmp_path: Path) -> None:
    path = saved(of_word(), tmp_path)
    rezipped(path, replaced("word/document.xml", 'w:top="1440"', 'w:top="-1440"'))
    data, _ = write(examples.FULL, DocxOptions(reference=path))
    assert b'w:top="1440"' in read_parts(data)["word/document.xml"]
