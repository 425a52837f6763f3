"""Files are valid: by openxml-audit, and by what validators do not look at."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings

import examples
import strategies
from cableconv.model.cable import Cable
from cableconv.writers.docx import DocxOptions
from cableconv.writers.docx.package import content_types, relationships
from validators.docx_invariants import read_parts, violations
from writers.docx.inspection import audit, write

OPTIONS = [
    DocxOptions(),
    DocxOptions(page="a4", banner="plain"),
    DocxOptions(page="a4", lines="source"),
]


@pytest.mark.parametrize("options", OPTIONS, ids=lambda o: f"{o.page}-{o.banner}-{o.lines}")
@pytest.mark.parametrize("name", examples.ALL)
def test_examples_are_valid(name: str, options: DocxOptions) -> None:
    data, _notices = write(examples.ALL[name], options)
    assert audit(data) == []
    assert violations(data) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.cables())
def test_any_cable_keeps_the_invariants(cable: Cable) -> None:
    assert violations(write(cable)[0]) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.cables(max_blocks=6))
def test_any_cable_is_valid(cable: Cable) -> None:
    assert audit(write(cable)[0]) == []


def test_nothing_is_embedded_and_nothing_traces_the_writer() -> None:
    names = set(read_parts(write(examples.FULL)[0]))
    assert names == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    }


def test_no_content_controls_no_revision_ids_no_prompt_and_word_2013_mode() -> None:
    parts = read_parts(write(examples.FULL)[0])
    assert not any(re.search(rb"w:sdt|w:rsid|w:updateFields", xml) for xml in parts.values())
    assert b'w:name="compatibilityMode" ' in parts["word/settings.xml"]
    assert b'<w:lang w:val="en-US"' in parts["word/styles.xml"]


def test_one_header_and_footer_for_all_pages() -> None:
    document = read_parts(write(examples.FULL)[0])["word/document.xml"]
    assert document.count(b"headerReference") == document.count(b"footerReference") == 1
    assert b"titlePg" not in document
    assert document.count(b'w:type="default"') == 2


def test_types_of_parts_that_are_not_xml_go_by_suffix() -> None:
    types = content_types([("a.png", "image/png"), ("b.png", "image/png"), ("c.png", "image/x")])
    assert types.count('Extension="png"') == 1
    assert '<Override PartName="/c.png" ContentType="image/x"/>' in types


def test_targets_of_relationships_are_escaped() -> None:
    xml = relationships([("rId1", "t", 'http://x/?a=1&b="2"', True)])
    assert 'Target="http://x/?a=1&amp;b=&quot;2&quot;" TargetMode="External"' in xml
