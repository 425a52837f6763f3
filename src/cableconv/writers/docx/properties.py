"""Document properties: core (title, date ...) and custom (Classification, MRN, DTG ...)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cableconv.model.cable import Cable
from cableconv.model.effective import OverallMarking
from cableconv.writers.docx.labels import Label, properties_of
from cableconv.writers.docx.text import DECLARATION, Runs
from cableconv.writers.keyblock import title_words
from cableconv.writers.source_date import source_date

_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)

LONGEST_PROPERTY = 255
"""Office and python-docx take no longer core property; the text itself is in the document."""


def core_xml(cable: Cable, runs: Runs) -> str:
    """``docProps/core.xml``: title, MRN, originator, TAGS and the cable's own date."""
    originator = cable.header.originator
    values = (
        ("dc:title", title_words(cable) or cable.mrn),
        ("dc:subject", cable.mrn),
        ("dc:creator", originator.name if originator else None),
        ("cp:keywords", ", ".join(tag.raw for tag in cable.tags)),
        ("dc:identifier", cable.mrn),
        ("cp:category", "Diplomatic cable"),
        ("dc:language", "en-US"),
    )
    return _core(values, modified_on(cable), runs)


def volume_core_xml(cables: Sequence[Cable], title: str, runs: Runs) -> str:
    """``docProps/core.xml`` of a volume: its title, and the date of its latest cable."""
    values = (
        ("dc:title", title),
        ("cp:category", "Diplomatic cables"),
        ("dc:language", "en-US"),
    )
    return _core(values, _latest(cables), runs)


def _latest(cables: Sequence[Cable]) -> str | None:
    return max(filter(None, map(modified_on, cables)), default=None)


def _core(values: Iterable[tuple[str, str | None]], stamp: str | None, runs: Runs) -> str:
    parts = [DECLARATION, f"<cp:coreProperties {_CORE_NAMESPACES}>"]
    for name, value in values:
        text = runs.value((value or "")[:LONGEST_PROPERTY])
        parts.append(f"<{name}>{text}</{name}>" if text else "")
    for name in ("dcterms:created", "dcterms:modified") if stamp else ():
        parts += [f'<{name} xsi:type="dcterms:W3CDTF">{stamp}</{name}>']
    parts.append("</cp:coreProperties>")
    return "".join(parts)


def modified_on(cable: Cable) -> str | None:
    """When the cable was written, as the file's date: W3C form in UTC, to the second.

    Without a full date-time group SOURCE_DATE_EPOCH counts (reproducible-builds.org); without
    both the file has no date. It is never the time of conversion.

    Raises:
        OptionError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    given = source_date()
    when = (cable.dtg.utc if cable.dtg else None) or given
    return None if when is None else when.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def custom_xml(
    cable: Cable, overall: OverallMarking, runs: Runs, label: Label | None = None
) -> str:
    """``docProps/custom.xml``: classification and header values for search and records systems."""
    dtg = cable.dtg
    origin = cable.provenance
    values = (
        ("Classification", overall.text),
        ("ClassificationBasis", overall.basis.value),
        ("CableId", cable.mrn),
        ("MRN", cable.mrn),
        ("DTG", dtg.raw if dtg else None),
        ("TAGS", ", ".join(tag.raw for tag in cable.tags)),
        ("Captions", ", ".join(caption.name for caption in cable.markings.captions)),
        ("Declassification", "; ".join(d.raw for d in cable.markings.declassification)),
        ("SourceName", origin.source if origin else None),
        ("SourceSHA256", origin.sha256 if origin else None),
        *(properties_of(label, modified_on(cable)) if label else ()),
    )
    return _custom(values, runs)


def volume_custom_xml(
    cables: Sequence[Cable], overall: OverallMarking, runs: Runs, label: Label | None = None
) -> str:
    """``docProps/custom.xml`` of a volume: the highest classification in it, and its cables."""
    values = (
        ("Classification", overall.text),
        ("Cables", str(len(cables))),
        ("CableIds", ", ".join(cable.mrn for cable in cables if cable.mrn)),
        *(properties_of(label, _latest(cables)) if label else ()),
    )
    return _custom(values, runs)


def _custom(values: Iterable[tuple[str, str | None]], runs: Runs) -> str:
    kept = [(name, runs.value(value)) for name, value in values if value and value.strip()]
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(kept, 2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'docPropsVTypes">{properties}</Properties>'
    )
