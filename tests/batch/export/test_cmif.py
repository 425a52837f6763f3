"""The index in CMIF, from the receipts of a run."""

from __future__ import annotations

import datetime as dt
import io

import attrs
import pytest
from lxml import etree

import tei_schema
from cableconv.batch.export.cmif import cmif_options, write_cmif
from cableconv.batch.ledger import Ledger
from cableconv.errors import OptionError
from cableconv.writers.tei import IndexInfo

NS = {"t": "http://www.tei-c.org/ns/1.0"}
GIVEN = {
    "url": "https://example.org/cables/index.xml",
    "editor": "A. N. Editor",
    "publisher": "Example Archive",
    "publisher-url": "https://example.org/",
}


def written(ledger: Ledger, given: dict[str, str] = GIVEN) -> etree._Element:
    out = io.BytesIO()
    count = write_cmif(ledger, out, cmif_options(ledger, given))
    root = etree.fromstring(out.getvalue())
    assert len(root.findall(".//t:correspDesc", NS)) == count
    return root


def test_each_cable_has_its_entry(ledger: Ledger) -> None:
    root = written(ledger)
    found = {entry.get("ref"): entry for entry in root.iterfind(".//t:correspDesc", NS)}
    done = [one for one in ledger.receipts() if one.outputs]
    assert len(found) == len(done) == 6
    for receipt in done:
        entry = found[f"https://example.org/cables/{receipt.outputs[0].relpath}"]
        facts = receipt.facts
        assert entry.get("key") == facts["mrn"]
        sent, received = entry.iterfind("t:correspAction", NS)
        assert sent.findtext("t:orgName", namespaces=NS) == (facts["originator"] or "Unknown")
        names = [name.text for name in received.iterfind("t:orgName", NS)]
        assert names == (facts["action"] or ["Unknown"])
        date = sent.find("t:date", NS)
        when = None if date is None else date.get("when")
        assert when == (facts["dtg"] and facts["dtg"][:10])


def test_the_day_is_that_of_the_run_and_the_base_that_of_the_index(ledger: Ledger) -> None:
    options = cmif_options(ledger, GIVEN)
    assert options.info.when == dt.date(2026, 1, 2)
    assert options.base == "https://example.org/cables/"
    other = cmif_options(ledger, {**GIVEN, "base": "https://a.example/x", "when": "2026-02-03"})
    assert (other.base, other.info.when) == ("https://a.example/x", dt.date(2026, 2, 3))


def test_it_is_valid_tei(ledger: Ledger) -> None:
    try:
        schema = tei_schema.validator()
    except tei_schema.SchemaUnavailableError as error:
        pytest.skip(f"CMIF IS NOT VALIDATED: {error}")
    assert schema.validate(written(ledger)), str(schema.error_log)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "needs url, editor, publisher, publisher_url"),
        ({**GIVEN, "editor": ""}, "needs editor"),
        ({**GIVEN, "colour": "red"}, "does not know colour"),
        ({**GIVEN, "when": "yesterday"}, "'yesterday' is no date"),
    ],
)
def test_what_is_missing_or_wrong_is_told(ledger: Ledger, given: dict[str, str], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        cmif_options(ledger, given)


def test_every_attribute_can_be_given(ledger: Ledger) -> None:
    given = dict.fromkeys(attrs.fields_dict(IndexInfo), "https://example.org/x")
    options = cmif_options(ledger, {**given, "when": "2026-01-01"})
    assert set(attrs.astuple(options.info)) == {"https://example.org/x", dt.date(2026, 1, 1)}
