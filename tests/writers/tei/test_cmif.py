"""The index of a corpus in CMIF: valid TEI, and within the rules of CMIF 1.1."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Iterable

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import console
import examples
import tei_schema
from cableconv.conversion import read_all
from cableconv.model.cable import Cable
from cableconv.writers.tei import IndexEntry, IndexInfo, index_entry, write_index

INFO = IndexInfo(
    "https://example.org/index.xml",
    dt.date(2026, 1, 2),
    editor="A. N. Editor",
    publisher="Example Archive",
    publisher_url="https://example.org/",
    email="a@example.org",
)
NAMES = {"t": "http://www.tei-c.org/ns/1.0"}

ALLOWED = {
    "correspDesc": {"correspAction"},
    "correspAction": {"persName", "orgName", "placeName", "date"},
    "profileDesc": {"correspDesc"},
}
"""What CMIF 1.1 allows inside of each of these."""


def written(entries: Iterable[IndexEntry], info: IndexInfo = INFO) -> etree._Element:
    out = io.BytesIO()
    write_index(entries, out, info)
    return etree.fromstring(out.getvalue())


@pytest.fixture(scope="session")
def schema() -> etree.RelaxNG:
    try:
        return tei_schema.validator()
    except tei_schema.SchemaUnavailableError as error:
        pytest.skip(f"CMIF IS NOT VALIDATED: {error}")


def check(root: etree._Element, schema: etree.RelaxNG) -> None:
    """Valid TEI, and the rules of CMIF that are not TEI's."""
    assert schema.validate(root), str(schema.error_log)
    assert tei_schema.pointer_faults(root) == []
    for name, allowed in ALLOWED.items():
        for element in root.iter(f"{tei_schema.TEI}{name}"):
            assert {etree.QName(child).localname for child in element} <= allowed
    for described in root.iter(f"{tei_schema.TEI}correspDesc"):
        kinds = [action.get("type") for action in described]
        assert kinds == ["sent", "received"]
        assert all(action.find("t:orgName", NAMES) is not None for action in described)
    for date in root.iterfind(".//t:correspAction/t:date", NAMES):
        assert len(str(date.get("when"))) == 10
        dt.date.fromisoformat(str(date.get("when")))
    bibl = root.find(".//t:sourceDesc/t:bibl", NAMES)
    assert bibl is not None
    name = str(bibl.get(f"{tei_schema.XML}id"))
    assert str(uuid.UUID(name)) == name


def test_samples_have_an_index(schema: etree.RelaxNG) -> None:
    paths = sorted(p for p in (console.ROOT / "samples").iterdir() if p.name != "README.md")
    cables = [cable for path in paths for cable in read_all(path)]
    entries = [index_entry(c, f"https://example.org/{c.mrn}.tei.xml") for c in cables]
    root = written(entries)
    check(root, schema)
    assert len(root.findall(".//t:correspDesc", NAMES)) == len(cables)


def test_an_entry_is_what_the_header_states() -> None:
    entry = index_entry(examples.FULL, "https://example.org/a.tei.xml")
    assert entry.key == examples.FULL.mrn
    assert entry.sent == dt.date(2006, 2, 14)
    assert entry.sender == "AMEMBASSY EXAMPLEVILLE"
    assert entry.recipients
    assert index_entry(Cable()) == IndexEntry()


def test_what_is_not_known_is_unknown(schema: etree.RelaxNG) -> None:
    root = written([IndexEntry()])
    check(root, schema)
    names = [name.text for name in root.iterfind(".//t:correspAction/t:orgName", NAMES)]
    assert names == ["Unknown", "Unknown"]


def test_an_index_without_entries_is_valid(schema: etree.RelaxNG) -> None:
    check(written([]), schema)


def test_it_counts_and_streams() -> None:
    out = io.BytesIO()

    def entries() -> Iterable[IndexEntry]:
        yield IndexEntry(key="06EXAMPLEVILLE1")
        assert b"06EXAMPLEVILLE1" in out.getvalue()
        yield IndexEntry(key="06EXAMPLEVILLE2")

    assert write_index(entries(), out, INFO) == 2


def test_the_same_url_gives_the_same_identity_and_a_name_of_xml() -> None:
    found = {attrs.evolve(INFO, url=f"https://example.org/{n}").source_id for n in range(40)}
    assert len(found) == 40
    assert all(name[0].isalpha() for name in found)
    assert attrs.evolve(INFO, title="Other").source_id == INFO.source_id


@given(text=st.text(max_size=30))
def test_any_text_is_well_formed(text: str) -> None:
    entry = IndexEntry(text, text, text, (text, text), None)
    info = attrs.evolve(INFO, title=text, editor=text, edition=text)
    root = written([entry], info)
    assert root.find(".//t:correspDesc", NAMES) is not None
