"""TEI against the unmodified tei_all under jing, and against a subset of it under lxml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

import tei_schema
from validate.check import Check, Failure, Output, with_text
from validators import jing

_TEI = ("tei", "tei without furniture", "tei with ism", "tei like frus", "tei corpus")


def _by_jing(outputs: Sequence[Output]) -> Iterator[Failure]:
    found = jing.run([output.path for output in outputs])
    for output in outputs:
        yield from (Failure(output, said) for said in found[output.path])


def _by_lxml(outputs: Sequence[Output]) -> Iterator[Failure]:
    """The grammar, and pointers that lead nowhere, which no grammar sees."""
    schema = tei_schema.validator()
    for output in outputs:
        tree = etree.parse(output.path)
        if not schema.validate(tree):
            yield Failure(output, str(schema.error_log.last_error))
        for fault in tei_schema.pointer_faults(tree.getroot()):
            yield Failure(output, fault)


def _schema_is_missing() -> str:
    try:
        tei_schema.tei_all()
    except tei_schema.SchemaUnavailableError as error:
        return f"the schema of TEI cannot be had: {error}"
    return ""


def _spoil(output: Output) -> Output:
    return with_text(output, "<body", '<body rendition="none" level="S"')


JING = Check("jing, whole tei_all", _TEI, _by_jing, _spoil, jing.missing)
LXML = Check("lxml, pruned tei_all", _TEI, _by_lxml, _spoil, _schema_is_missing)
