from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import examples
import strategies
from cableconv.errors import OptionError, WriteError
from cableconv.model.blocks import Heading, Paragraph, Quoted
from cableconv.model.cable import Cable
from cableconv.model.leaf import Text
from cableconv.readers.base import Source
from cableconv.readers.json import JsonReader
from cableconv.writers.base import Writer
from cableconv.writers.json import JsonOptions, JsonWriter

GOLDEN = Path(__file__).parents[1] / "golden"


def written(cable: Cable, indent: int = 0) -> bytes:
    out = io.BytesIO()
    assert JsonWriter(JsonOptions(indent)).write(cable, out) == []
    return out.getvalue()


@settings(max_examples=100)
@given(strategies.cables())
def test_read_back_is_equal_on_one_line_or_many(cable: Cable) -> None:
    for indent in (0, 2):
        data = written(cable, indent)
        (back,) = JsonReader().read(data, source=Source())
        assert back == cable
        assert back.provenance == cable.provenance
        assert data == written(cable, indent)
        assert indent or data.count(b"\n") == 1


@pytest.mark.parametrize("name", sorted(examples.ALL))
def test_the_bytes_stay_as_they_were(name: str) -> None:
    golden = (GOLDEN / f"{name}.json").read_bytes()
    assert written(examples.ALL[name], 1) == golden, "a change of the format needs a new version"


def test_it_is_a_writer() -> None:
    assert isinstance(JsonWriter(), Writer)
    assert JsonWriter().options == JsonOptions(0)


@pytest.mark.parametrize("indent", [-1, 9])
def test_odd_indents_are_refused(indent: int) -> None:
    with pytest.raises(OptionError, match="0 to 8"):
        JsonOptions(indent)


def test_foreign_scripts_are_written_as_they_are() -> None:
    data = written(Cable((Paragraph((Text("Ελλάδα 大使館 \U0001f4dc"),)),)))
    assert "Ελλάδα 大使館 \U0001f4dc" in data.decode()


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(WriteError, match=r"U\+D83D"):
        written(Cable((Paragraph((Text("a\ud83d"),)),)))


@attrs.frozen
class Stamp:
    raw: str = "x"
    tail: str = ""


def test_a_foreign_node_is_refused() -> None:
    foreign: Any = Stamp()
    for cable in (Cable((foreign,)), Cable((Paragraph((foreign,)),))):
        with pytest.raises(WriteError, match="Stamp is no class of the model"):
            written(cable)


def test_deep_nesting_is_refused() -> None:
    block: Quoted = Quoted((Heading((Text("x"),)),))
    for _ in range(2000):
        block = Quoted((block,))
    with pytest.raises(WriteError, match="nested"):
        written(Cable((block,)))


def test_the_schema_name_comes_first() -> None:
    assert list(json.loads(written(examples.FULL))) == [
        "schema",
        "version",
        "mrn",
        "blocks",
        "notices",
        "provenance",
    ]
