"""PREMIS: read by the library of Archivematica, and of the structure that the standard wants."""

from __future__ import annotations

import io
import re
from itertools import chain

from lxml import etree
from metsrw.plugins import premisrw

from batch.export.finished import FAILED
from cableconv.batch.export.premis import NAMESPACE, write_premis
from cableconv.batch.ledger import Ledger

NS = {"p": NAMESPACE}

# The children of each element in their order, of what PREMIS 3.0 (premis.xsd) allows there; the
# schema itself cannot be had from the package indexes.
ORDER = {
    "premis": "object* event* agent*",
    "object": "objectIdentifier+ objectCharacteristics+ relationship*",
    "objectIdentifier": "objectIdentifierType objectIdentifierValue",
    "objectCharacteristics": "fixity* size? format+",
    "fixity": "messageDigestAlgorithm messageDigest messageDigestOriginator?",
    "format": "formatDesignation formatRegistry?",
    "formatDesignation": "formatName formatVersion?",
    "formatRegistry": "formatRegistryName formatRegistryKey formatRegistryRole?",
    "relationship": (
        "relationshipType relationshipSubType relatedObjectIdentifier+ relatedEventIdentifier*"
    ),
    "relatedObjectIdentifier": "relatedObjectIdentifierType relatedObjectIdentifierValue",
    "relatedEventIdentifier": "relatedEventIdentifierType relatedEventIdentifierValue",
    "event": (
        "eventIdentifier eventType eventDateTime eventDetailInformation* "
        "eventOutcomeInformation* linkingAgentIdentifier* linkingObjectIdentifier*"
    ),
    "eventIdentifier": "eventIdentifierType eventIdentifierValue",
    "eventDetailInformation": "eventDetail?",
    "eventOutcomeInformation": "eventOutcome? eventOutcomeDetail*",
    "eventOutcomeDetail": "eventOutcomeDetailNote?",
    "linkingAgentIdentifier": (
        "linkingAgentIdentifierType linkingAgentIdentifierValue linkingAgentRole*"
    ),
    "linkingObjectIdentifier": (
        "linkingObjectIdentifierType linkingObjectIdentifierValue linkingObjectRole*"
    ),
    "agent": "agentIdentifier+ agentName* agentType? agentVersion?",
    "agentIdentifier": "agentIdentifierType agentIdentifierValue",
}


def document(ledger: Ledger) -> etree._Element:
    stream = io.StringIO()
    count = write_premis(ledger, stream)
    root = etree.fromstring(stream.getvalue().encode())
    assert len(root.findall("p:object", NS)) == count
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    return [found.text or "" for found in root.iterfind(path, NS)]


def test_elements_stand_in_the_order_of_the_schema(ledger: Ledger) -> None:
    root = document(ledger)
    seen = set()
    for element in root.iter():
        name = etree.QName(element).localname
        children = "".join(f"{etree.QName(child).localname} " for child in element)
        if not children:
            continue
        seen.add(name)
        pattern = re.sub(r"(\w+)([+*?]?) ?", r"(?:\1 )\2", ORDER[name])
        assert re.fullmatch(pattern, children), (name, children)
    assert seen == set(ORDER)
    assert root.get("version") == "3.0"
    types = {
        o.get("{http://www.w3.org/2001/XMLSchema-instance}type") for o in root if "object" in o.tag
    }
    assert types == {"premis:file"}


def test_every_output_has_size_fixity_and_format(ledger: Ledger) -> None:
    root = document(ledger)
    found = {
        texts(o, "p:objectIdentifier/p:objectIdentifierValue")[0]: (
            texts(o, ".//p:messageDigest")[0],
            texts(o, ".//p:size")[0],
            texts(o, ".//p:formatRegistryKey"),
        )
        for o in root.iterfind("p:object", NS)
    }
    keys = {"txt": ["x-fmt/111"], "json": ["fmt/817"]}
    for receipt in ledger.receipts():
        assert found.pop(receipt.ref)[:2] == (receipt.in_sha256, str(receipt.in_bytes))
        for output in receipt.outputs:
            expected = (output.sha256, str(output.bytes), keys[output.format])
            assert found.pop(output.relpath) == expected
    assert not found


def test_every_link_leads_to_something(ledger: Ledger) -> None:
    root = document(ledger)

    def identifiers(path: str, name: str) -> set[tuple[str, ...]]:
        return {
            tuple(texts(e, f"p:{name}Type") + texts(e, f"p:{name}Value"))
            for e in root.iterfind(path, NS)
        }

    known = {
        name: identifiers(f"p:{name}/p:{name}Identifier", f"{name}Identifier")
        for name in ("object", "event", "agent")
    }
    assert all(known.values())
    for link, name in (
        ("linkingObject", "object"),
        ("relatedObject", "object"),
        ("relatedEvent", "event"),
        ("linkingAgent", "agent"),
    ):
        linked = identifiers(f".//p:{link}Identifier", f"{link}Identifier")
        assert linked, link
        assert linked <= known[name], link


def test_a_failure_is_an_event_with_its_reason(ledger: Ledger) -> None:
    root = document(ledger)
    outcomes = {
        texts(e, "p:eventIdentifier/p:eventIdentifierValue")[0]: (
            texts(e, ".//p:eventOutcome")[0],
            *texts(e, ".//p:eventOutcomeDetailNote"),
        )
        for e in root.iterfind("p:event", NS)
    }
    reason = "failed: NotACableError: =cmd|' /C calc'!A0 <b>&\ufffd"
    assert outcomes.pop(FAILED.id) == ("failure", reason)
    assert set(outcomes.values()) == {("success",), ("warning", "conflict 1")}


def test_an_event_tells_the_marking(ledger: Ledger) -> None:
    details = texts(document(ledger), ".//p:eventDetail")
    for receipt in ledger.receipts():
        if receipt.outputs:
            assert any(f"marking of the whole: {receipt.facts['banner']};" in d for d in details)


def test_the_library_of_archivematica_reads_it(ledger: Ledger) -> None:
    root = document(ledger)
    data = premisrw.premis_to_data(root)
    names = [part[0] for part in data if isinstance(part, tuple)]
    assert names.count("event") == 7
    event = next(part for part in data if isinstance(part, tuple) and part[0] == "event")
    read = premisrw.PREMISEvent(data=event)
    assert read.event_type == "normalization"
    assert read.event_date_time == "2026-01-02T03:14:05Z"
    written = premisrw.data_to_premis(data, "3.0")
    assert list(chain.from_iterable(e.itertext() for e in written.iterfind("p:event", NS)))
