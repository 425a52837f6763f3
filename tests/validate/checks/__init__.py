"""The table of checks, in the order in which they are run."""

from __future__ import annotations

from validate.check import Check
from validate.checks import (
    docx_package,
    html_axe,
    json_schema,
    pdf_archive,
    read_back,
    released,
    same_bytes,
    tei_grammar,
    tei_text,
    verified,
)

CHECKS: tuple[Check, ...] = (
    same_bytes.CHECK,
    tei_grammar.LXML,
    tei_grammar.JING,
    tei_text.CHECK,
    json_schema.CHECK,
    read_back.EQUAL,
    read_back.CONTENT,
    verified.CHECK,
    released.STAMPS,
    released.WORD,
    docx_package.INVARIANTS,
    docx_package.AUDIT,
    docx_package.SDK,
    pdf_archive.PAGE,
    pdf_archive.VERA,
    html_axe.CHECK,
)
