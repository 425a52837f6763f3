from __future__ import annotations

import contextlib
import io
import json
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import examples
import strategies
from cableconv.errors import (
    CableconvError,
    LimitExceededError,
    NotACableError,
    ReadError,
    SchemaVersionError,
)
from cableconv.model.cable import Cable
from cableconv.readers.base import Reader, Source
from cableconv.readers.json import _OPENING, _SURROGATE, JsonReader
from cableconv.writers.json import JsonOptions, JsonWriter

HERE = Source("some.json")


def written(*cables: Cable, indent: int = 0) -> bytes:
    out = io.BytesIO()
    for cable in cables:
        JsonWriter(JsonOptions(indent)).write(cable, out)
    return out.getvalue()


def read(data: bytes, **options: int) -> list[Cable]:
    return list(JsonReader(**options).read(data, source=HERE))


@settings(max_examples=40)
@given(st.lists(strategies.cables(), min_size=1, max_size=3), st.sampled_from(("\n", "\r\n")))
def test_json_lines_are_read_in_order(cables: list[Cable], newline: str) -> None:
    data = written(*cables).replace(b"\n", newline.encode() * 2)
    assert read(data) == cables
    assert read(data.rstrip()) == cables


def test_json_lines_are_read_one_at_a_time() -> None:
    cables = JsonReader().read(written(examples.FULL) + b"no cable\n", source=HERE)
    assert next(cables) == examples.FULL
    with pytest.raises(ReadError) as caught:
        next(cables)
    assert str(caught.value).startswith("some.json:2: this is not JSON")


def test_it_is_a_reader() -> None:
    assert isinstance(JsonReader(), Reader)


def test_a_byte_order_mark_is_skipped() -> None:
    assert read(b"\xef\xbb\xbf" + written(examples.FULL, indent=2)) == [examples.FULL]


def test_any_json_of_the_schema_is_read_whatever_its_layout() -> None:
    data = json.loads(written(examples.FULL))
    assert read(json.dumps(data, sort_keys=True, indent=4).encode()) == [examples.FULL]
    assert read(json.dumps(data, ensure_ascii=True).encode()) == [examples.FULL]


SNIFFS = [
    (b'{"schema":"cableconv-cable","version":"1.0"}', "x", 100),
    (b'\xef\xbb\xbf\n {\n  "schema" : "cableconv-cable"', "", 100),
    (b'{"blocks": [], "schema": "cableconv-cable"}', "x.txt", 90),
    (b'{"a": 1}', "x.JSON", 20),
    (b'{"a": 1}', "x", 0),
    (b"[]", "x.json", 0),
    (b"", "", 0),
    (b"cableconv-cable", "x.json", 0),
]


@pytest.mark.parametrize(("head", "name", "score"), SNIFFS)
def test_sniffing(head: bytes, name: str, score: int) -> None:
    assert JsonReader().sniff(head, name) == score


ERRORS: list[tuple[bytes, type[CableconvError], str]] = [
    (b"", NotACableError, "empty"),
    (b" \n\n", NotACableError, "empty"),
    (b"\xff\xfe{}", NotACableError, "some.json:1: the input is not UTF-8"),
    (b'{\n\n"a": "\xe9"}', NotACableError, "some.json:3: the input is not UTF-8"),
    (b"[]", NotACableError, "not JSON of a cable"),
    (b"{}", NotACableError, "some.json:1: this is not JSON of a cable"),
    (b"{\n}", NotACableError, "some.json: this is not JSON of a cable"),
    (b"plain text", ReadError, "some.json:1: this is not JSON"),
    (b'{\n"schema": "cableconv-cable",\n"version"', ReadError, "some.json:3: this is not JSON"),
    (b'{"schema":"cableconv-cable","version":"1.0"} {}', ReadError, "Extra data"),
    (b'{"schema":"cableconv-cable","version":"2.0"}', SchemaVersionError, "2.0"),
    (b'{"schema":"cableconv-cable","version":"1.0","lead":NaN}', ReadError, "NaN is no number"),
    (b'{"schema":"cableconv-cable","version":"1.0","lead":"","lead":"\\n"}', ReadError, "twice"),
    (b'{"schema":"cableconv-cable","version":"1.0","lead":' + b"9" * 9999 + b"}", ReadError, ""),
    (b'{"schema":"cableconv-cable","version":"1.0","lead":"\\ud83d"}', ReadError, "surrogate"),
    (b'{"schema":"cableconv-cable","version":"1.0","lead":' + b"[" * 200_000, LimitExceededError,
     "nested"),
    (b'{"schema":"cableconv-cable","version":"1.0","blocks":'
     + b'[{"type":"Quoted","blocks":' * 300 + b"[]" + b"}]" * 300 + b"}",
     LimitExceededError, "nested"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "kind", "message"), ERRORS)
def test_errors_are_clear(data: bytes, kind: type[CableconvError], message: str) -> None:
    with pytest.raises(kind) as caught:
        read(data)
    assert message in str(caught.value)
    assert caught.value.source == "some.json"


def test_paired_surrogates_are_one_character() -> None:
    (cable,) = read(b'{"schema":"cableconv-cable","version":"1.0","mrn":"\\ud83d\\udcdc"}')
    assert cable.mrn == "\U0001f4dc"


def test_the_limit_counts_for_a_cable_and_not_for_the_file() -> None:
    one = written(examples.UNMARKED)
    assert len(read(one * 10, max_bytes=len(one))) == 10
    with pytest.raises(LimitExceededError, match="over the limit"):
        read(one, max_bytes=len(one) - 2)
    with pytest.raises(LimitExceededError, match="over the limit"):
        read(written(examples.UNMARKED, indent=2), max_bytes=100)


@settings(max_examples=200)
@given(st.data())
def test_damage_never_leaves_as_a_foreign_error(data: st.DataObject) -> None:
    whole = bytearray(written(examples.REPRINT))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.sampled_from(b'"{}[],:0x\\\n\xff'))
    # Whatever else is raised fails the test; a lucky change may still be a cable.
    with contextlib.suppress(ReadError):
        assert all(isinstance(cable, Cable) for cable in read(bytes(whole)))


@pytest.mark.timing
@pytest.mark.parametrize("hostile", ["{ ", '{"schema" ', "\\u", "\\ud", '{"schema":'])
def test_patterns_are_linear(hostile: str) -> None:
    def cost(size: int) -> float:
        text = (hostile + " " * size) * 2
        started = time.process_time()
        _OPENING.match(text.encode())
        _SURROGATE.search(text)
        return time.process_time() - started

    assert cost(1_000_000) < 0.5
    assert re.compile(_OPENING.pattern).match(b'{"schema": "cableconv-cable"')
