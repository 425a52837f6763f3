"""What names a cable outside of its text keeps the mark of its subject, in every format."""

from __future__ import annotations

import io
import re

import docx
import pypdf
import pytest

import cableconv as cc
from cableconv.model.blocks import FieldKind
from cableconv.model.cable import Cable
from cableconv.model.leaf import Label, Text
from cableconv.writers.keyblock import title_parts, title_words
from examples import SBU, line

SUBJECT = line(FieldKind.SUBJECT, Label("SUBJECT:"), Text(" "), SBU, Text(" THE SOURCE"))
TITLE = line(FieldKind.TITLE, Label("Title:"), Text(" The Source"))
SAME = line(FieldKind.TITLE, Text("THE SOURCE"))
EMPTY = line(FieldKind.TITLE, Label("Title:"))
MARKED_TITLE = line(FieldKind.TITLE, SBU, Text(" The Source"))

CABLES = {
    "subject": (Cable((SUBJECT,)), "(SBU) THE SOURCE"),
    "a title of its own": (Cable((TITLE, SUBJECT)), "The Source"),
    "the subject as title": (Cable((SAME, SUBJECT)), "(SBU) THE SOURCE"),
    "a title without words": (Cable((EMPTY, SUBJECT)), "(SBU) THE SOURCE"),
    "a title with a mark": (Cable((MARKED_TITLE,)), "(SBU) The Source"),
    "nothing": (Cable(), ""),
}


@pytest.mark.parametrize(("cable", "title"), CABLES.values(), ids=CABLES)
def test_the_title_has_the_mark_that_stands_with_its_words(cable: Cable, title: str) -> None:
    assert title_words(cable) == title


def test_the_mark_is_a_part_of_its_own_where_the_subject_is_the_title() -> None:
    assert title_parts(Cable((SUBJECT,))) == (SBU, "THE SOURCE")
    assert title_parts(Cable((TITLE, SUBJECT))) == (None, "The Source")


CABLE = Cable((SUBJECT,), mrn="06EXAMPLEVILLE1")
NAME = "(SBU) THE SOURCE"


def test_pdf_shows_it_as_name_of_the_window_and_first_entry_of_the_outline() -> None:
    reader = pypdf.PdfReader(io.BytesIO(cc.dumps(CABLE, "pdf")))
    assert reader.metadata is not None
    assert reader.metadata.title == NAME
    assert reader.outline[0].title == NAME  # type: ignore[union-attr]
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": NAME}


def test_docx_has_it_among_its_properties() -> None:
    document = docx.Document(io.BytesIO(cc.dumps(CABLE, "docx")))
    assert document.core_properties.title == NAME


def test_tei_has_it_as_main_title_and_as_title_of_the_telegram() -> None:
    page = cc.dumps(CABLE, "tei").decode()
    assert re.findall('<title (?:type="main"|level="u")>([^<]*)', page) == [NAME, NAME]


def test_html_has_it_as_name_of_the_window() -> None:
    assert f"<title>06EXAMPLEVILLE1 {NAME}</title>" in cc.dumps(CABLE, "html").decode()
