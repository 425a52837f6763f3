"""TEI against a subset of tei_all under lxml, and its pointers; needs no Java."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

import tei_schema
from validate.check import Check, Failure, Output, with_text


def _needs() -> str:
    try:
        tei_schema.tei_all()
    except tei_schema.SchemaUnavailableError as error:
        return f"the schema of TEI cannot be had: {error}"
    return ""


def _run(outputs: Sequence[Output]) -> Iterator[Failure]:
    schema = tei_schema.validator()
    for output in outputs:
        tree = etree.parse(output.path)
        if not schema.validate(tree):
            yield Failure(output, str(schema.error_log.last_error))
        for fault in tei_schema.pointer_faults(tree.getroot()):
            yield Failure(output, fault)


def _spoil(output: Output) -> Output:
    return with_text(output, "<body", '<body rendition="none" level="S"')


CHECK = Check("lxml, pruned tei_all", ("tei", "tei without paratext"), _run, _spoil, _needs)
