from __future__ import annotations

import importlib.resources
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

import examples
import schema_of_model
import strategies
from cableconv import codec
from cableconv.model.cable import Cable


def packaged() -> Any:
    file = importlib.resources.files("cableconv") / "schemas" / "cable-1.json"
    return json.loads(file.read_text("utf-8"))


CHECKER = jsonschema.Draft202012Validator(packaged())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(packaged())


def test_the_packaged_schema_is_that_of_the_model() -> None:
    assert packaged() == json.loads(json.dumps(schema_of_model.schema())), (
        "run: python tests/schema_of_model.py > src/cableconv/schemas/cable-1.json"
    )


def test_every_class_is_described() -> None:
    definitions = packaged()["$defs"]
    bare = {name for name, definition in definitions.items() if not definition.get("description")}
    assert bare == {"Block", "Inline"}


@pytest.mark.parametrize("name", sorted(examples.ALL))
def test_examples_hold_to_the_schema(name: str) -> None:
    CHECKER.validate(json.loads(json.dumps(codec.to_plain(examples.ALL[name]))))


@settings(max_examples=30, deadline=None)
@given(strategies.cables())
def test_cables_hold_to_the_schema(cable: Cable) -> None:
    CHECKER.validate(json.loads(json.dumps(codec.to_plain(cable))))


@pytest.mark.parametrize(
    "change",
    [
        {"version": "2.0"},
        {"schema": "x"},
        {"colour": "red"},
        {"blocks": [{"type": "Stamp"}]},
        {"blocks": [{"type": "Paragraph", "content": [{"type": "Text"}]}]},
        {"blocks": [{"type": "Paragraph", "content": [{"type": "Text", "raw": 5}]}]},
        {"notices": [{"kind": "odd", "message": ""}]},
    ],
)
def test_wrong_documents_do_not_hold_to_the_schema(change: dict[str, Any]) -> None:
    assert not CHECKER.is_valid(codec.to_plain(examples.UNMARKED) | change)
