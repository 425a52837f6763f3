"""Properties: what records systems search for, and a date that is never now."""

from __future__ import annotations

import io

import attrs
import docx
import pytest
from lxml import etree

import examples
from cableconv.errors import OptionError
from cableconv.model.blocks import Field, FieldKind
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.writers.docx.properties import LONGEST_PROPERTY, modified_on
from validators.docx_invariants import read_parts
from writers.docx.inspection import write

VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"


def custom(cable: Cable) -> dict[str, str]:
    tree = etree.fromstring(read_parts(write(cable)[0])["docProps/custom.xml"])
    assert [node.get("pid") for node in tree] == [str(n) for n in range(2, len(tree) + 2)]
    return {str(node.get("name")): str(node.findtext(VT)) for node in tree}


def test_custom_properties() -> None:
    found = custom(examples.FULL)
    assert found["Classification"] == "CONFIDENTIAL//NOFORN"
    assert found["ClassificationBasis"] == "stated"
    assert found["CableId"] == found["MRN"] == "06EXAMPLEVILLE123"
    assert found["DTG"] == "P R 141530Z FEB 06 ZDK"
    assert found["TAGS"] == "PREL, PGOV, XX"
    assert found["Captions"] == "SIPDIS, NOFORN"
    assert found["Declassification"] == "DECL: 02/14/2016"
    assert found["SourceName"] == "full.txt"


def test_a_cable_without_values_has_no_empty_properties() -> None:
    assert custom(Cable()) == {
        "Classification": "No classification marking",
        "ClassificationBasis": "none",
    }


def test_core_properties_are_the_cables() -> None:
    core = docx.Document(io.BytesIO(write(examples.FULL)[0])).core_properties
    assert core.title == "(U) AN EXAMPLE SUBJECT THAT RUNS OVER TWO LINES"
    assert (core.subject, core.identifier) == ("06EXAMPLEVILLE123", "06EXAMPLEVILLE123")
    assert (core.author, core.keywords) == ("AMEMBASSY EXAMPLEVILLE", "PREL, PGOV, XX")
    assert (core.category, core.language) == ("Diplomatic cable", "en-US")
    assert str(core.created) == str(core.modified) == "2006-02-14 15:30:00+00:00"


def test_a_long_title_is_cut_in_the_properties_only() -> None:
    words = "WORD " * 200
    cable = Cable(
        blocks=(Field(FieldKind.SUBJECT, (Text(words),)),),
    )
    document = docx.Document(io.BytesIO(write(cable)[0]))
    assert len(document.core_properties.title) <= LONGEST_PROPERTY
    assert document.paragraphs[0].text == words.strip()


def test_the_date_is_the_cables_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert modified_on(examples.FULL) == "2006-02-14T15:30:00Z"


def test_else_it_is_that_of_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert modified_on(examples.UNMARKED) == "1970-01-02T00:00:00Z"


def test_else_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert modified_on(examples.UNMARKED) is None
    assert b"dcterms:created" not in read_parts(write(examples.UNMARKED)[0])["docProps/core.xml"]


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30])
def test_an_odd_epoch_is_an_error_that_says_so(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(OptionError, match="SOURCE_DATE_EPOCH"):
        modified_on(attrs.evolve(examples.UNMARKED))
