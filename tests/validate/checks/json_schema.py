"""JSON against the published schema, under jsonschema-rs: it is fast enough for all files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib import resources

from jsonschema_rs import Draft202012Validator

from validate.check import Check, Failure, Output, with_text


def _run(outputs: Sequence[Output]) -> Iterator[Failure]:
    published = resources.files("cableconv").joinpath("schemas/cable-1.json").read_text()
    schema = Draft202012Validator(json.loads(published))
    for output in outputs:
        for error in schema.iter_errors(json.loads(output.data)):
            yield Failure(output, f"{error.instance_path}: {error.message[:200]}")


def _spoil(output: Output) -> Output:
    return with_text(output, '"type":"', '"type":"Other')


CHECK = Check("JSON Schema", ("json",), _run, _spoil)
