"""Files on which a proof breaks off: it is told as a finding, and never as an error."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from cableconv.conversion import dumps
from cableconv.verify import FindingKind, verify, verify_alone, verify_volume
from damaged import CABLE, with_part

Damage = Callable[[bytes], bytes]


def nested(opened: bytes, closed: bytes, before: bytes) -> Damage:
    """Three thousand elements in each other."""
    return lambda data: data.replace(before, opened * 3000 + closed * 3000 + before, 1)


def with_character(name: str) -> Damage:
    return lambda data: data.replace(b"Charlie", f'<g ref="#{name}"/>Charlie'.encode(), 1)


def deep_docx(data: bytes) -> bytes:
    inner = "<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000
    return with_part(data, lambda xml: xml.replace("<w:body>", f"<w:body>{inner}"), DOCUMENT)


def size_of_zip_entry(data: bytes) -> bytes:
    """The first entry of the directory says that its data lie beyond the file."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 42] + b"\xff\xff\xff\x7f" + data[at + 46 :]


def pdf_without_pages(data: bytes) -> bytes:
    return re.sub(rb"/Type */Pages", b"/Type /Pagez", data)


DOCUMENT = "word/document.xml"

DAMAGES: dict[str, tuple[str, Damage]] = {
    "txt: half a character": ("txt", lambda data: data + b"\xe2\x82"),
    "tei: a character far beyond Unicode": ("tei", with_character("char-FFFFFFFF")),
    "tei: a character just beyond Unicode": ("tei", with_character("char-110000")),
    "tei: a character in other digits": ("tei", with_character("char-\u0661\u0662\u0663\u0664")),
    "tei: nested deeply": ("tei", nested(b"<seg>", b"</seg>", b"Charlie")),
    "html: nested deeply": ("html", nested(b"<div><span>", b"</span></div>", b"<main")),
    "json: nested deeply": (
        "json",
        lambda data: data.replace(b'"blocks":', b'"x":' + b"[" * 90000),
    ),
    "json: blocks in blocks": (
        "json",
        lambda data: data.replace(
            b'"blocks":[',
            b'"blocks":[' + b'{"type":"Quoted","blocks":[' * 900 + b"]}" * 900 + b",",
            1,
        ),
    ),
    "docx: nested deeply": ("docx", deep_docx),
    "docx: an entry that lies beyond the file": ("docx", size_of_zip_entry),
    "pdf: no pages": ("pdf", pdf_without_pages),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_file_that_breaks_a_proof_is_a_finding(name: str) -> None:
    to, damage = DAMAGES[name]
    data = dumps(CABLE, to)
    damaged = damage(data)
    assert damaged != data
    assert verify(damaged, CABLE, to)
    verify_alone(damaged, to)


def test_a_volume_that_breaks_a_proof_is_a_finding() -> None:
    (finding,) = verify_volume(size_of_zip_entry(dumps(CABLE, "docx")), [CABLE])
    assert finding.kind is FindingKind.UNREADABLE
