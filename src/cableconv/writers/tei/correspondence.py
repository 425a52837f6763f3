"""Who wrote to whom: ``correspDesc`` of the header, and the stations in ``standOff``."""

from __future__ import annotations

from collections.abc import Sequence

from cableconv.model.content import reading_text
from cableconv.model.header import Addressee, Originator, ReferenceKind
from cableconv.writers.tei.edition import TELEGRAM_ID, Edition
from cableconv.writers.tei.leaves import mrn_pointer


def correspondence(edition: Edition) -> str:
    """``correspDesc``; empty where neither sender, date nor addressee is told."""
    header = edition.cable.header
    parts = (
        _sent(edition),
        _received(edition, "to", header.action_addressees),
        _received(edition, "cc", header.info_addressees),
    )
    if not any(parts):
        return ""
    key = f' key="{edition.escape.value(edition.cable.mrn)}"' if edition.cable.mrn else ""
    return (
        f'    <correspDesc{key} source="#{edition.prefix}{TELEGRAM_ID}">\n'
        f"{''.join(parts)}{_context(edition)}    </correspDesc>\n"
    )


def organisation(edition: Edition, named: Originator | Addressee) -> str:
    """The name of a sender or addressee, pointing at its station where that is described."""
    indicator = named.routing_indicator
    if indicator is None and isinstance(named, Originator) and edition.cable.header.station:
        indicator = edition.cable.header.station.routing_indicator
    station = edition.stations.get(indicator or "")
    pointer = f' ref="#{station}"' if station else ""
    return f"<orgName{pointer}>{edition.escape.value(named.name)}</orgName>"


def _sent(edition: Edition) -> str:
    header = edition.cable.header
    lines = []
    if header.originator is not None and header.originator.name:
        lines.append(f"        {organisation(edition, header.originator)}\n")
    elif header.station is not None and header.station.routing_indicator:
        indicator = header.station.routing_indicator
        pointer, words = edition.stations[indicator], edition.escape.value(indicator)
        lines.append(f'        <orgName ref="#{pointer}">{words}</orgName>\n')
    if edition.sent:
        lines.append(f'        <date when="{edition.sent}"/>\n')
    if not lines:
        return ""
    return f'      <correspAction type="sent">\n{"".join(lines)}      </correspAction>\n'


def _received(edition: Edition, subtype: str, addressees: Sequence[Addressee]) -> str:
    names = "".join(
        f"        {organisation(edition, addressee)}\n"
        for addressee in addressees
        if addressee.name
    )
    if not names:
        return ""
    return (
        f'      <correspAction type="received" subtype="{subtype}">\n{names}'
        "      </correspAction>\n"
    )


def _context(edition: Edition) -> str:
    references = "".join(
        f'        <ref type="prev" target="{mrn_pointer(reference.mrn)}">'
        f"{edition.escape.value(reading_text((reference,)))}</ref>\n"
        for reference in edition.cable.references
        if reference.kind is ReferenceKind.CABLE and reference.mrn
    )
    return f"      <correspContext>\n{references}      </correspContext>\n" if references else ""


def stations(edition: Edition) -> str:
    """``standOff`` with the stations that the text points at; empty where there are none."""
    value = edition.escape.value
    organisations = "".join(
        f'    <org xml:id="{edition.stations[indicator]}">\n'
        + "".join(f"      <orgName>{value(name)}</orgName>\n" for name in names)
        + f'      <idno type="routing-indicator">{value(indicator)}</idno>\n    </org>\n'
        for indicator, names in edition.station_names.items()
    )
    if not organisations:
        return ""
    return f"<standOff>\n  <listOrg>\n{organisations}  </listOrg>\n</standOff>\n"
