"""The table of checks, in the order in which they are run."""

from __future__ import annotations

from validate.checks import (
    docx_audit,
    docx_rules,
    html_axe,
    json_schema,
    pdf_page,
    read_back,
    same_bytes,
    tei_jing,
    tei_lxml,
    tei_text,
    verified,
)

CHECKS = (
    same_bytes.CHECK,
    tei_lxml.CHECK,
    tei_jing.CHECK,
    tei_text.CHECK,
    json_schema.CHECK,
    read_back.EQUAL,
    read_back.CONTENT,
    verified.CHECK,
    docx_rules.CHECK,
    docx_audit.CHECK,
    pdf_page.CHECK,
    html_axe.CHECK,
)
