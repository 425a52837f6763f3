"""What the DOCX reader takes and refuses."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import examples
from cableconv.errors import CableconvError, LimitExceededError, NotACableError, ReadError
from cableconv.notation.word_package import MAX_ENTRIES, MAX_TOTAL
from cableconv.readers.base import Source
from cableconv.readers.docx import DocxReader
from cableconv.writers.docx import DocxWriter
from word_files import W, p, read, word_file, zipped


def own() -> bytes:
    out = io.BytesIO()
    DocxWriter().write(examples.FULL, out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "score"),
    [
        (own(), "a.docx", 95),
        (word_file(p("x")), "", 95),
        (zipped({"a.txt": "x"}), "a.docx", 40),
        (zipped({"a.txt": "x"}), "a.zip", 0),
        (b"VZCZC", "a.docx", 0),
    ],
)
def test_sniffing(data: bytes, name: str, score: int) -> None:
    assert DocxReader().sniff(data[:65536], name) == score


def test_sniffing_loads_no_xml_library() -> None:
    code = (
        "import sys; from cableconv.readers.docx import DocxReader;"
        "DocxReader().sniff(b'PK', ''); sys.exit('lxml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def with_part(name: str, content: str | bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word_file(p("x")))) as archive:
        files: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    return zipped({**files, name: content})


BOMB = f'<!DOCTYPE a [<!ENTITY e "xx">]><w:document xmlns:w="{W}"><w:body>&e;</w:body></w:document>'
DEEP = f'<w:document xmlns:w="{W}"><w:body>{"<w:p>" * 5000}{"</w:p>" * 5000}</w:body></w:document>'


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", NotACableError, "not a Word file"),
        (own()[:3000], NotACableError, "not a Word file"),
        (zipped({"a.txt": "x"}), NotACableError, "no Word document"),
        (word_file(""), NotACableError, "holds no text"),
        (with_part("word/document.xml", "<w:p>"), NotACableError, "not XML that can be read"),
        (with_part("word/document.xml", BOMB), ReadError, "declaration"),
        (with_part("word/document.xml", DEEP), LimitExceededError, "not XML that can be read"),
        (with_part("../evil.xml", "x"), ReadError, "outside of it"),
        (with_part("/etc/evil.xml", "x"), ReadError, "outside of it"),
        (with_part("word\\..\\..\\evil.xml", "x"), ReadError, "outside of it"),
        (with_part("word/media/a.bin", b"\0" * (3 * 2**20)), LimitExceededError, "grows more"),
        (zipped({f"{n}": "" for n in range(MAX_ENTRIES + 1)}), LimitExceededError, "entries"),
    ],
    ids=range(12),
)
def test_what_is_refused(data: bytes, error: type[CableconvError], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        read(data, "evil.docx")
    assert caught.value.source == "evil.docx"


def test_a_total_over_the_limit_is_refused_without_unpacking() -> None:
    noise = os.urandom(2000)
    data = bytearray(zipped({"a": noise, "word/document.xml": noise}, zipfile.ZIP_STORED))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", MAX_TOTAL + 1)
    with pytest.raises(LimitExceededError, match="unpacks to"):
        read(bytes(data))


def test_a_size_that_lies_is_noticed_while_reading() -> None:
    text = "<w:t>" + "a" * 5_000_000 + "</w:t>"
    data = bytearray(word_file(f"<w:p><w:r>{text}</w:r></w:p>"))
    at = data.index(b"word/document.xml", data.index(b"PK\x01\x02"))
    data[at - 46 + 24 : at - 46 + 28] = struct.pack("<I", 100)
    with pytest.raises(CableconvError):
        read(bytes(data))


def test_an_encrypted_file_is_refused() -> None:
    data = bytearray(word_file(p("x")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(NotACableError, match="encrypted"):
        read(bytes(data))


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(LimitExceededError, match="over the limit"):
        list(DocxReader(max_bytes=100).read(own(), source=Source()))


def test_external_relationships_are_not_followed() -> None:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/header" TargetMode="External" Target="http://example.com"/>'
        '<Relationship Id="r2" Type="x/styles" Target="../../../../etc/passwd"/></Relationships>'
    )
    assert read(with_part("word/_rels/document.xml.rels", relation)).blocks


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece",
    [
        "<w:r><w:t>a</w:t></w:r>",
        "<w:r><w:br/></w:r>",
        "<w:ins><w:r><w:t>a </w:t></w:r></w:ins>",
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        '<w:r><w:br w:type="page"/></w:r>',
    ],
)
def test_time_grows_with_the_size(piece: str) -> None:
    def seconds(times: int) -> float:
        data = word_file(p("x") + f"<w:p>{piece * times}</w:p>" + "<w:p/>" * times)
        started = time.perf_counter()
        list(DocxReader().read(data, source=Source()))
        return time.perf_counter() - started

    seconds(10)
    small, large = seconds(1_000), seconds(10_000)
    assert large < 40 * small + 0.2


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_only_our_errors_leave_a_damaged_archive(data: st.DataObject) -> None:
    file = bytearray(own())
    for _ in range(data.draw(st.integers(1, 4))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(file))
    except CableconvError:
        return


_ELEMENTS = st.sampled_from(
    ("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "txbxContent", "br",
     "sym", "footnoteReference", "pPr", "rPr", "numPr", "unknown")
)  # fmt: skip
_TREES = st.recursive(
    st.sampled_from(("a", "(C) b", "1. c", "")),
    lambda inner: st.tuples(_ELEMENTS, st.lists(inner, max_size=3)).map(
        lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}</w:{pair[0]}>"
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_TREES, max_size=5))
def test_only_our_errors_leave_odd_markup(trees: list[str]) -> None:
    try:
        read(word_file("".join(trees)))
    except CableconvError:
        return
