from __future__ import annotations

import copy
import json
import subprocess
import sys
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import examples
import strategies
from cableconv import codec
from cableconv.errors import LimitExceededError, NotACableError, ReadError, SchemaVersionError
from cableconv.model.blocks import Heading, Quoted, Section
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.notices import NoticeKind, Severity
from cableconv.writers.base import NODES

Plain = dict[str, Any]


def full() -> Plain:
    return json.loads(json.dumps(codec.to_plain(examples.FULL)))  # type: ignore[no-any-return]  # an object


@settings(max_examples=150)
@given(strategies.cables())
def test_back_from_plain_data_is_equal(cable: Cable) -> None:
    plain = json.loads(json.dumps(codec.to_plain(cable)))
    before = copy.deepcopy(plain)
    back = codec.from_plain(plain)
    assert back == cable
    assert back.provenance == cable.provenance
    assert plain == before


def test_the_codec_knows_each_node_of_the_writers() -> None:
    assert codec.NODES == NODES


def test_defaults_are_left_out() -> None:
    assert codec.to_plain(Cable()) == {"schema": "cableconv-cable", "version": "1.0"}
    assert codec.to_plain(examples.UNMARKED)["blocks"] == [
        {
            "type": "Paragraph",
            "content": [{"type": "Text", "raw": "A fragment without any mark."}],
            "tail": "",
        }
    ]


def test_values_are_words_and_iso_dates() -> None:
    plain = full()
    assert plain["blocks"][0]["kind"] == "transmission"
    assert plain["blocks"][1]["content"][0]["precedence"] == "P"
    assert plain["blocks"][10]["content"][0]["level"] == "C"
    declassification = plain["blocks"][14]["content"][2]
    assert declassification["declassify_on"] == "2016-02-14"
    assert plain["notices"][1]["severity"] == "warning"


WRONG = [
    ({"raw": 5}, "expected a string, not 5"),
    ({"raw": None}, "expected a string, not NoneType"),
    ({"raw": ["a"]}, "expected a string, not list"),
    ({"serials": "1"}, "unknown field 'serials' of Station"),
    ({"type": "Stations"}, "unknown type of node 'Stations'"),
    ({"type": ["Station"]}, "unknown type of node list"),
    ({"type": "Paragraph", "content": []}, "unknown type of node 'Paragraph'"),
    ({"hour": "15"}, "expected a whole number, not '15'"),
    ({"hour": True}, "expected a whole number, not True"),
    ({"hour": 1.0}, "expected a whole number, not 1.0"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_wrong_fields_of_a_leaf_are_named_with_their_place(change: Plain, message: str) -> None:
    plain = full()
    plain["blocks"][2]["content"][0] |= change
    with pytest.raises(ReadError) as caught:
        codec.from_plain(plain)
    assert message in caught.value.message
    assert "$.blocks[2].content[0]" in caught.value.message


WRONG_BLOCKS: list[tuple[object, str]] = [
    ("a text", "unknown type of node"),
    (None, "unknown type of node"),
    ({"type": "Field", "kind": "subjects", "content": []}, "unknown FieldKind 'subjects'"),
    ({"type": "Field", "kind": {}, "content": []}, "unknown FieldKind dict"),
    ({"type": "Field", "kind": "subject", "content": "abc"}, "expected a list"),
    ({"type": "Field", "kind": "subject"}, "'content' is missing"),
    ({"type": "Section", "heading": {"type": "Item", "content": []}, "blocks": []}, "Heading"),
    ({"type": "Section", "heading": 3, "blocks": []}, "expected an object (Heading)"),
    ({"type": "Section", "heading": {"content": []}, "blocks": 3}, "expected a list"),
    ({"type": "Quoted", "blocks": {"blocks": 1}}, "expected a list"),
]


@pytest.mark.parametrize(("block", "message"), WRONG_BLOCKS)
def test_wrong_blocks_are_refused(block: object, message: str) -> None:
    with pytest.raises(ReadError, match=r"blocks\[0\]") as caught:
        codec.from_plain({"schema": "cableconv-cable", "version": "1.0", "blocks": [block]})
    assert message in caught.value.message


@pytest.mark.parametrize("date", ["2016-13-01", "20160214", "2016-W07-7", "14 FEB", 2016, None])
def test_only_plain_iso_dates_are_read(date: object) -> None:
    plain = full()
    plain["blocks"][14]["content"][2]["declassify_on"] = date
    if date is None:
        assert codec.from_plain(plain).markings.declassification[0].declassify_on is None
        return
    with pytest.raises(ReadError, match="expected a date"):
        codec.from_plain(plain)


@pytest.mark.parametrize("data", [None, 3, "x", [], {}, {"schema": "other"}, {"blocks": []}])
def test_other_data_is_no_cable(data: object) -> None:
    with pytest.raises(NotACableError, match="not JSON of a cable"):
        codec.from_plain(data)


@pytest.mark.parametrize("version", [None, "", "1", "1.0.0", "one", 1.0, "9" * 5000 + ".0"])
def test_a_wrong_version_is_refused(version: object) -> None:
    with pytest.raises(ReadError, match="version"):
        codec.from_plain({"schema": "cableconv-cable", "version": version})


@pytest.mark.parametrize("version", ["2.0", "0.9", "17.3"])
def test_another_major_version_is_refused(version: str) -> None:
    with pytest.raises(SchemaVersionError, match="is not known"):
        codec.from_plain(full() | {"version": version})


def test_a_newer_minor_version_is_read() -> None:
    assert codec.from_plain(full() | {"version": "1.7"}) == examples.FULL


def test_new_fields_of_a_newer_minor_version_are_told() -> None:
    plain = full() | {"version": "1.7", "colour": "red"}
    plain["blocks"][2]["content"][0]["shade"] = {"of": "grey"}
    back = codec.from_plain(plain)
    assert back.blocks == examples.FULL.blocks
    assert back.notices[:-1] == examples.FULL.notices
    notice = back.notices[-1]
    assert (notice.kind, notice.severity) == (NoticeKind.OMITTED, Severity.WARNING)
    assert "Cable.colour, Station.shade" in notice.message


def test_a_new_type_of_a_newer_minor_version_is_refused() -> None:
    plain = full() | {"version": "1.7"}
    plain["blocks"][2]["content"][0]["type"] = "Hologram"
    with pytest.raises(ReadError, match="Hologram"):
        codec.from_plain(plain)


def nested(depth: int) -> Cable:
    cable = Cable((Quoted((Heading((Text("x"),)),)),))
    for _ in range(depth - 1):
        cable = attrs.evolve(cable, blocks=(Section(Heading((Text("x"),)), cable.blocks),))
    return cable


def test_nesting_up_to_the_limit_goes_both_ways() -> None:
    deepest = nested(codec.MAX_NESTING)
    assert codec.from_plain(codec.to_plain(deepest)) == deepest


def test_nesting_over_the_limit_is_refused_both_ways() -> None:
    with pytest.raises(LimitExceededError):
        codec.to_plain(nested(codec.MAX_NESTING + 1))
    plain = codec.to_plain(nested(codec.MAX_NESTING))
    plain["blocks"] = [{"type": "Quoted", "blocks": plain["blocks"]}]
    with pytest.raises(LimitExceededError, match="64"):
        codec.from_plain(plain)


def test_reader_and_writer_load_the_codec_only_when_used() -> None:
    code = (
        "import sys, cableconv.readers.json, cableconv.writers.json as w;"
        "w.JsonWriter(); assert 'cattrs' not in sys.modules, 'loaded'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
