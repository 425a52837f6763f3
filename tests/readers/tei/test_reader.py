"""What the TEI reader takes and refuses."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import examples
from cableconv.errors import CableconvError, LimitExceededError, NotACableError, ReadError
from cableconv.readers.base import Source
from cableconv.readers.tei import TeiReader
from cableconv.writers.tei import TeiWriter, write_corpus
from encoded_tei import read_all, telegram, volume

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'


def own() -> bytes:
    out = io.BytesIO()
    TeiWriter().write(examples.FULL, out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "score"),
    [
        (own(), 95),
        (b"\xef\xbb\xbf" + own(), 95),
        (f'<?xml version="1.0"?>{TEI}<text/></TEI>'.encode("utf-16"), 95),
        (b'  <div type="document" xml:id="d65" frus:x="">', 90),
        (b"<html><div>", 0),
        (b"VZCZCXRO1234\nDE RUEHZZ", 0),
        (b"", 0),
    ],
)
def test_sniffing(data: bytes, score: int) -> None:
    assert TeiReader().sniff(data[:65536], "a.xml") == score


def test_sniffing_loads_no_xml_library() -> None:
    code = (
        "import sys; from cableconv.readers.tei import TeiReader;"
        "TeiReader().sniff(b'<TEI', ''); sys.exit('lxml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_corpus_is_sniffed(corpus: Path) -> None:
    for path in (corpus / "frus_tei").glob("*.xml"):
        assert TeiReader().sniff(path.read_bytes()[:65536], path.name) >= 90


@pytest.mark.parametrize(
    ("xml", "error", "words"),
    [
        ("", NotACableError, "empty"),
        ("not xml", NotACableError, "not "),
        (f"{TEI}<text>", NotACableError, "not well-formed"),
        (f"{TEI}<text>&foo;</text></TEI>", NotACableError, "not well-formed"),
        ("<html/>", NotACableError, "its first element is html"),
        (f'<!DOCTYPE TEI SYSTEM "http://example.com/a.dtd">{TEI}</TEI>', ReadError, "declaration"),
        (f'<!DOCTYPE TEI [<!ENTITY a "b">]>{TEI}&a;</TEI>', ReadError, "declaration"),
        (f"{TEI}<text>{'<ab>' * 150}{'</ab>' * 150}</text></TEI>", LimitExceededError, "deeper"),
        (
            f"{TEI}<text>{'<ab>' * 999}{'</ab>' * 999}</text></TEI>",
            LimitExceededError,
            "limit|deeper",
        ),
    ],
    ids=range(9),
)
def test_what_is_refused(xml: str, error: type[CableconvError], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        read_all(xml)
    assert caught.value.source == "volume.xml"


@pytest.mark.timing
def test_entities_that_grow_are_refused_at_once() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE TEI [<!ENTITY e0 "aaaaaaaaaa">{levels}]>{TEI}<text>&e11;</text></TEI>'
    started = time.perf_counter()
    with pytest.raises(ReadError):
        read_all(bomb)
    assert time.perf_counter() - started < 2


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(LimitExceededError, match="over the limit"):
        list(TeiReader(max_bytes=100).read(own(), source=Source()))


def test_a_file_is_read_a_document_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tei.xml"
    with path.open("wb") as out:
        write_corpus([examples.FULL] * 30, out)
    size = path.stat().st_size
    with path.open("rb") as stream:
        cables = list(TeiReader(max_bytes=size // 3).read_stream(stream, source=Source()))
    assert cables == [examples.FULL] * 30


def test_a_document_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tei.xml"
    with path.open("wb") as out:
        write_corpus([examples.FULL] * 30, out)
    with path.open("rb") as stream, pytest.raises(LimitExceededError, match="more than 5000"):
        list(TeiReader(max_bytes=5000).read_stream(stream, source=Source()))


def test_a_stream_that_cannot_be_read_again_is_held() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert list(TeiReader().read_stream(Pipe(own()), source=Source())) == [examples.FULL]


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tei.xml"
    with path.open("wb") as out:
        write_corpus((examples.FULL for _ in range(1500)), out)
    code = (
        "import resource, sys; from cableconv.readers.tei import TeiReader;"
        "from cableconv.readers.base import Source;"
        "stream = open(sys.argv[1], 'rb');"
        "found = TeiReader().read_stream(stream, source=Source());"
        "[next(found) for _ in range(150)];"
        "begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "count = sum(1 for _ in found);"
        "grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun;"
        "print(count, grown)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    count, kilobytes = map(int, done.stdout.split())
    assert count == 1350
    assert kilobytes < path.stat().st_size // 1024 // 2


def test_damage_in_a_volume_is_an_error_after_the_documents_before_it() -> None:
    xml = volume(*[telegram(f"<p>{n}. Text.</p>") for n in range(400)])
    cables = TeiReader().read(xml[: len(xml) // 2].encode(), source=Source())
    assert next(cables).paragraphs
    with pytest.raises(NotACableError):
        list(cables)


@pytest.mark.timing
@pytest.mark.parametrize(
    "piece",
    ["<pb/>", "<lb/> ", "a\n", "<hi>a</hi>", "<note>a</note>", ". ", "Subject: ", "; Secret"],
)
def test_time_grows_with_the_size(piece: str) -> None:
    def seconds(times: int) -> float:
        xml = volume(telegram(f"<p>{piece * times}</p>", note="Source: " + "x; " * times)).encode()
        started = time.perf_counter()
        list(TeiReader().read(xml, source=Source()))
        return time.perf_counter() - started

    seconds(10)
    small, large = seconds(1_000), seconds(10_000)
    assert large < 40 * small + 0.2


@pytest.mark.timing
def test_time_grows_with_the_size_of_our_own_files() -> None:
    def seconds(times: int) -> float:
        xml = own().replace(b"Quoted words.", b"Quoted words. \n <lb/>" * times)
        started = time.perf_counter()
        list(TeiReader().read(xml, source=Source()))
        return time.perf_counter() - started

    seconds(10)
    small, large = seconds(1_000), seconds(10_000)
    assert large < 40 * small + 0.2


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_only_our_errors_leave_a_damaged_file(data: st.DataObject) -> None:
    xml = bytearray(own())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(xml) - 1))
        size = data.draw(st.integers(0, 40))
        xml[at : at + size] = data.draw(
            st.sampled_from((b"", b"<", b"&", b"<p>", b'"', b"x", b"0"))
        )
    try:
        read_all(bytes(xml))
    except CableconvError:
        return


_VALUES = st.sampled_from((b'n=""', b'n="x"', b'value="x"', b'when="x"', b'ana=""', b'ana="#q-z"'))


@settings(max_examples=100, deadline=None)
@given(_VALUES, st.integers(0, 10**6))
def test_only_our_errors_leave_wrong_values(value: bytes, seed: int) -> None:
    xml = own()
    name = value[: value.index(b"=") + 1]
    places = [at for at in range(len(xml)) if xml.startswith(b" " + name, at)]
    at = places[seed % len(places)] + 1
    end = xml.index(b'"', at + len(name) + 1) + 1
    try:
        [cable] = read_all(xml[:at] + value + xml[end:])
    except CableconvError:
        return
    assert cable.blocks
