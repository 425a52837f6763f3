"""The python-docx way: the same bytes, and a document that can be worked on."""

from __future__ import annotations

import copy
import io
import time
from pathlib import Path

import docx
import pytest
from docx.document import Document
from hypothesis import HealthCheck, given, settings

import examples
import strategies
from cableconv.model.blocks import Paragraph
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.writers.docx import DocxOptions, to_docx
from cableconv.writers.docx.options import Lines
from validators.docx_invariants import violations
from writers.docx.inspection import audit, write


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("lines", ["flow", "source"])
@pytest.mark.parametrize("name", examples.ALL)
def test_both_ways_give_the_same_bytes(name: str, lines: Lines) -> None:
    options = DocxOptions(lines=lines)
    assert saved(to_docx(examples.ALL[name], options)) == write(examples.ALL[name], options)[0]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.cables())
def test_both_ways_give_the_same_bytes_for_any_cable(cable: Cable) -> None:
    assert saved(to_docx(cable)) == write(cable)[0]


def test_a_text_of_many_megabytes_passes() -> None:
    cable = Cable(blocks=(Paragraph((Text("word " * 2_200_000 + "end"),)),))
    document = to_docx(cable)
    assert document.paragraphs[-1].text.endswith("word end")


def test_saving_to_a_path_and_again_later_gives_the_same_bytes(tmp_path: Path) -> None:
    document = to_docx(examples.FULL)
    document.save(str(tmp_path / "one.docx"))
    time.sleep(2.1)  # the date of a zip entry counts in steps of two seconds
    document.save(str(tmp_path / "two.docx"))
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_the_document_can_be_worked_on() -> None:
    document = to_docx(examples.FULL)
    document.paragraphs[-1].text += " (checked)"
    document.add_paragraph("Note", style="Cable Paragraph")
    document.add_heading("Annex", 2)
    document.add_table(2, 2, style="Cable Table").cell(0, 0).text = "a"
    document.add_comment(document.paragraphs[0].runs, text="a remark", author="R", initials="R")
    document.core_properties.comments = "edited"
    document.sections[0].header.paragraphs[0].add_run(" DRAFT")
    data = saved(document)
    assert data == saved(document)
    assert audit(data) == []
    again = docx.Document(io.BytesIO(data))
    assert "Note" in [p.text for p in again.paragraphs]
    assert again.sections[0].header.paragraphs[0].text == "CONFIDENTIAL//NOFORN DRAFT"


def test_a_new_section_keeps_the_banner() -> None:
    document = to_docx(examples.FULL)
    document.add_section()
    document.add_paragraph("More")
    again = docx.Document(io.BytesIO(saved(document)))
    banners = [section.header.paragraphs[0].text for section in again.sections]
    assert banners == ["CONFIDENTIAL//NOFORN"] * 2


def test_a_copy_and_a_second_load_save_too() -> None:
    document = to_docx(examples.FULL)
    twin = copy.deepcopy(document)
    assert saved(twin) == saved(document)
    again = docx.Document(io.BytesIO(saved(document)))
    assert violations(saved(again)) == []


def test_styles_settings_and_sections_are_there() -> None:
    document = to_docx(examples.FULL)
    assert document.styles["Portion Mark SBU"].base_style.name == "Portion Mark"
    assert document.settings.odd_and_even_pages_header_footer is False
    assert document.sections[0].different_first_page_header_footer is False
