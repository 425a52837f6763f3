"""The first lines of a TEI file: they name the schema, so that an XML editor validates it."""

from __future__ import annotations

_SCHEMA = "https://vault.tei-c.org/P5/current/xml/tei/custom/schema/relaxng/tei_all.rng"
PROLOG = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<?xml-model href="{_SCHEMA}" type="application/xml" '
    'schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    f'<?xml-model href="{_SCHEMA}" type="application/xml" '
    'schematypens="http://purl.oclc.org/dsdl/schematron"?>\n'
)
