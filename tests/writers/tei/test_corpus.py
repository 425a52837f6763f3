"""Many telegrams in one file: valid, each as it was, one at a time in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import console
import examples
import strategies
import tei_schema
from cableconv.conversion import read_all
from cableconv.errors import WriteError
from cableconv.model.blocks import Paragraph, Paratext
from cableconv.model.cable import Cable
from cableconv.model.leaf import Furniture, Text
from cableconv.readers.base import Source
from cableconv.readers.tei import TeiReader
from cableconv.verify.tei_schema import schema as strict_schema
from cableconv.writers.tei import TeiOptions, write_corpus

NAMES = {"t": "http://www.tei-c.org/ns/1.0"}


def written(cables: Iterable[Cable], options: TeiOptions | None = None) -> bytes:
    out = io.BytesIO()
    write_corpus(cables, out, options)
    return out.getvalue()


def read(xml: bytes) -> list[Cable]:
    return list(TeiReader().read(xml, source=Source("a.tei.xml")))


@pytest.fixture(scope="session")
def schema() -> etree.RelaxNG:
    """The strict schema; tests/writers/tei/test_schema.py shows it to be a subset of tei_all."""
    return strict_schema()


def check(xml: bytes, schema: etree.RelaxNG) -> etree._Element:
    tree = etree.ElementTree(etree.fromstring(xml))
    assert schema.validate(tree), str(schema.error_log)
    assert tei_schema.pointer_faults(tree.getroot()) == []
    return tree.getroot()


def test_examples_are_a_valid_corpus_and_read_back(schema: etree.RelaxNG) -> None:
    cables = [*examples.ALL.values(), examples.FULL]
    xml = written(cables)
    root = check(xml, schema)
    assert len(root.findall("t:TEI", NAMES)) == len(cables)
    again = read(xml)
    assert again == cables
    assert [c.provenance for c in again] == [c.provenance for c in cables]


def test_samples_are_a_valid_corpus_and_read_back(schema: etree.RelaxNG) -> None:
    paths = sorted(p for p in (console.ROOT / "samples").iterdir() if p.name != "README.md")
    cables = [cable for path in paths for cable in read_all(path)]
    xml = written(cables)
    check(xml, schema)
    assert read(xml) == cables


@settings(max_examples=40, deadline=None)
@given(cables=st.lists(strategies.cables(), min_size=1, max_size=4))
def test_any_cables_are_a_valid_corpus_and_read_back(
    cables: list[Cable], schema: etree.RelaxNG
) -> None:
    xml = written(cables)
    check(xml, schema)
    assert read(xml) == cables
    assert written(cables) == xml


def test_categories_are_declared_once(schema: etree.RelaxNG) -> None:
    root = check(written([examples.FULL, examples.FULL]), schema)
    levels = root.findall(".//t:category[@xml:id='cls-C']", {**NAMES, "xml": tei_schema.XML[1:-1]})
    assert len(levels) == 1
    ids = [str(tei.get(f"{tei_schema.XML}id")) for tei in root.findall("t:TEI", NAMES)]
    assert len(set(ids)) == 2


def test_cables_are_taken_one_at_a_time() -> None:
    out = io.BytesIO()

    def cables() -> Iterator[Cable]:
        for number in range(1, 4):
            yield Cable((Paragraph((Text(f"cable {number}"),)),))
            assert f"cable {number}".encode() in out.getvalue()

    assert write_corpus(cables(), out) == []


def test_notices_name_the_cable() -> None:
    site = Paratext((Furniture("site"),))
    cables = [Cable((Paragraph((Text("a"),)),)), Cable((Paragraph((Text("a"),)), site))]
    [notice] = write_corpus(cables, io.BytesIO(), TeiOptions(furniture="drop"))
    assert notice.message == "cable 2: pieces of text left out that are the carrier's: 1"


def test_no_cable_is_an_error_and_writes_nothing() -> None:
    out = io.BytesIO()
    with pytest.raises(WriteError, match="no cable"):
        write_corpus([], out)
    assert out.getvalue() == b""


def test_the_title_is_escaped(schema: etree.RelaxNG) -> None:
    out = io.BytesIO()
    write_corpus([examples.FULL], out, title="A & B <\x07>")
    root = check(out.getvalue(), schema)
    assert root.findtext(".//t:titleStmt/t:title", namespaces=NAMES) == "A & B <\u2407>"
