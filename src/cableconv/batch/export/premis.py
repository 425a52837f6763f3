"""PREMIS 3: the outputs with size, fixity and format, and the event that made each from its input.

Streamed: two passes over the receipts, objects first, then events, then the agent, as the schema
(http://www.loc.gov/standards/premis/v3/premis.xsd) wants them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO
from xml.sax.saxutils import escape

import attrs

from cableconv.batch.export.base import Record, ended, started
from cableconv.batch.receipt import Output, Receipt

NAMESPACE = "http://www.loc.gov/premis/v3"

_HEAD = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<premis:premis xmlns:premis="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
version="3.0">
"""
_EVENT_TYPES = (
    'authority="eventType" authorityURI="http://id.loc.gov/vocabulary/preservation/eventType"'
)
_HASHES = (
    'authority="cryptographicHashFunctions" '
    'authorityURI="http://id.loc.gov/vocabulary/preservation/cryptographicHashFunctions"'
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Matches what XML 1.0 does not allow, such as a NUL in the name of an input."""

_INPUT = "cableconv input"
_OUTPUT = "path in the output folder"
_EVENT = "cableconv event"
_AGENT = "cableconv agent"


@attrs.frozen
class _Format:
    """A format as PREMIS names it; ``key`` is its PRONOM identifier, empty where there is none."""

    name: str
    version: str = ""
    key: str = ""


_FORMATS = {
    "docx": _Format("Microsoft Word for Windows", "2007 onwards", "fmt/412"),
    "html": _Format("Hypertext Markup Language", "5", "fmt/471"),
    "json": _Format("JSON Data Interchange Format", "", "fmt/817"),
    "pdf": _Format("Acrobat PDF/A - Portable Document Format", "2a", "fmt/476"),
    "tei": _Format("Extensible Markup Language (TEI P5)", "1.0", "fmt/101"),
    "txt": _Format("Plain Text File", "", "x-fmt/111"),
}
"""By writer; names and identifiers are those of PRONOM."""


def write_premis(record: Record, stream: TextIO) -> int:
    """Write objects, events and agent as one PREMIS document; how many objects.

    The event of a cable that failed has the outcome ``failure`` with its reason, and no output.
    """
    count = 0
    stream.write(_HEAD)
    known: set[str] = set()
    for receipt in record.receipts():
        if receipt.in_sha256 and receipt.ref not in known:
            known.add(receipt.ref)
            stream.write(_input(receipt))
            count += 1
        for output in receipt.outputs:
            stream.write(_output(receipt, output))
            count += 1
    first, last = started(record) or "", ended(record) or ""
    when, during = last or first, f"{first}/{last}"
    agents = dict.fromkeys(run.version for run in record.runs())
    version = next(reversed(agents), "")
    for receipt in record.receipts():
        stream.write("".join(_event(receipt, when, during, version)))
    stream.writelines(_agent(one) for one in agents)
    stream.write("</premis:premis>\n")
    return count


def _input(receipt: Receipt) -> str:
    read = receipt.facts.get("reader")
    form = _Format(f"source of a cable, read as {read}" if read else "source of a cable, not read")
    return _object(_INPUT, receipt.ref, receipt.in_sha256, receipt.in_bytes, form, "")


def _output(receipt: Receipt, output: Output) -> str:
    form = _FORMATS.get(output.format, _Format(output.format))
    relation = (
        _tag("relationshipType", "derivation")
        + _tag("relationshipSubType", "has source")
        + _identifier("relatedObject", _INPUT, receipt.ref)
        + _identifier("relatedEvent", _EVENT, receipt.id)
    )
    related = _tag("relationship", relation, raw=True)
    return _object(_OUTPUT, output.relpath, output.sha256, output.bytes, form, related)


def _object(kind: str, name: str, sha256: str, size: int, form: _Format, related: str) -> str:
    version = _tag("formatVersion", form.version) if form.version else ""
    designation = _tag("formatDesignation", _tag("formatName", form.name) + version, raw=True)
    registry = _tag("formatRegistryName", "PRONOM") + _tag("formatRegistryKey", form.key)
    if form.key:
        designation += _tag("formatRegistry", registry, raw=True)
    fixity = (
        f"<premis:messageDigestAlgorithm {_HASHES}>SHA-256</premis:messageDigestAlgorithm>"
        + _tag("messageDigest", sha256)
        + _tag("messageDigestOriginator", "cableconv")
    )
    characteristics = (
        _tag("fixity", fixity, raw=True)
        + _tag("size", str(size))
        + _tag("format", designation, raw=True)
    )
    return (
        '<premis:object xsi:type="premis:file">'
        + _identifier("object", kind, name)
        + _tag("objectCharacteristics", characteristics, raw=True)
        + related
        + "</premis:object>\n"
    )


def _event(receipt: Receipt, when: str, during: str, version: str) -> Iterator[str]:
    formats = ", ".join(output.format for output in receipt.outputs)
    detail = (
        f"read by {receipt.facts.get('reader') or 'no reader'}; written: {formats or 'nothing'}"
    )
    detail += f"; marking of the whole: {receipt.facts.get('banner') or 'not known'}"
    yield "<premis:event>" + _identifier("event", _EVENT, receipt.id)
    yield f"<premis:eventType {_EVENT_TYPES}>normalization</premis:eventType>"
    yield _tag("eventDateTime", when)
    information = _tag("eventDetail", f"{detail}; run: {during}")
    yield _tag("eventDetailInformation", information, raw=True)
    yield _tag("eventOutcomeInformation", _outcome(receipt), raw=True)
    yield _identifier("linkingAgent", _AGENT, f"cableconv {version}", "executing program")
    if receipt.in_sha256:
        yield _identifier("linkingObject", _INPUT, receipt.ref, "source")
    for output in receipt.outputs:
        yield _identifier("linkingObject", _OUTPUT, output.relpath, "outcome")
    yield "</premis:event>\n"


def _outcome(receipt: Receipt) -> str:
    if receipt.status.is_done:
        warned = ", ".join(f"{kind} {count}" for kind, count in receipt.warnings.items())
        outcome, note = ("warning" if warned else "success"), warned
    else:
        outcome, note = "failure", f"{receipt.status.value}: {receipt.code}: {receipt.message}"
    made = _tag("eventOutcome", outcome)
    if note:
        made += _tag("eventOutcomeDetail", _tag("eventOutcomeDetailNote", note), raw=True)
    return made


def _agent(version: str) -> str:
    return (
        "<premis:agent>"
        + _identifier("agent", _AGENT, f"cableconv {version}")
        + _tag("agentName", "cableconv")
        + _tag("agentType", "software")
        + _tag("agentVersion", version)
        + "</premis:agent>\n"
    )


def _identifier(name: str, kind: str, value: str, role: str = "") -> str:
    """``<objectIdentifier>`` and the like; links to events and agents have a role."""
    made = _tag(f"{name}IdentifierType", kind) + _tag(f"{name}IdentifierValue", value)
    if role:
        made += _tag(f"{name}Role", role)
    return _tag(f"{name}Identifier", made, raw=True)


def _tag(name: str, content: str, *, raw: bool = False) -> str:
    text = content if raw else escape(_NOT_XML.sub("\ufffd", content))
    return f"<premis:{name}>{text}</premis:{name}>"
