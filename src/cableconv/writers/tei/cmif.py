"""An index of a corpus in CMIF, the format by which correspSearch and others find letters.

Correspondence Metadata Interchange Format 1.1, of the TEI Correspondence SIG: one TEI header with a
``correspDesc`` a telegram. It knows senders, recipients and days; no copies, no hours, no markings.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import BinaryIO

import attrs

from cableconv.model.cable import Cable
from cableconv.writers.tei.document import NAMESPACE
from cableconv.writers.tei.escape import CarefulEscape

_UNKNOWN = "Unknown"
"""The name that CMIF asks for where none is known."""

_RULES = (
    "https://raw.githubusercontent.com/TEI-Correspondence-SIG/CMIF/master/schema/"
    "cmi-customization.rng"
)


@attrs.frozen
class IndexEntry:
    """What the index says of one telegram; all texts may be empty.

    Attributes:
        key: message reference number.
        ref: URL of its edition.
        sender: name of the originator.
        recipients: names of the action addressees; copies are not in CMIF.
        sent: the day, in UTC; None where it is not known.
    """

    key: str = ""
    ref: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    sent: dt.date | None = None


@attrs.frozen
class IndexInfo:
    """What the index says of itself; CMIF asks for all of it.

    Attributes:
        url: where the index is published; its identity is made from it.
        when: day of this state of the index.
        editor: who is answerable for it.
        publisher: who publishes it.
        publisher_url: web site of the publisher.
        title: of the index.
        email: of the editor; empty to leave it out.
        licence: URL of the licence of the index; it must allow free reuse.
        edition: the edition that the telegrams are in, as a bibliography names it.
    """

    url: str
    when: dt.date
    editor: str
    publisher: str
    publisher_url: str
    title: str = "Index of diplomatic telegrams"
    email: str = ""
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    edition: str = "Diplomatic telegrams in TEI"

    @property
    def source_id(self) -> str:
        """The UUID of the edition: the same for the same URL, and a name that XML allows."""
        count = 0
        while True:
            name = f"{self.url}#{count}" if count else self.url
            found = str(uuid.uuid5(uuid.NAMESPACE_URL, name))
            if found[0].isalpha():  # an xml:id begins with a letter
                return found
            count += 1


def index_entry(cable: Cable, ref: str = "") -> IndexEntry:
    """The entry of a cable whose edition has this URL."""
    header = cable.header
    sent = None if cable.dtg is None else cable.dtg.utc
    return IndexEntry(
        key=cable.mrn or "",
        ref=ref,
        sender=header.originator.name if header.originator else "",
        recipients=tuple(a.name for a in header.action_addressees if a.name),
        sent=None if sent is None else sent.date(),
    )


def write_index(entries: Iterable[IndexEntry], out: BinaryIO, info: IndexInfo) -> int:
    """Write an index; one entry at a time is in memory.

    Args:
        entries: in the order of the file.
        out: where it goes.
        info: what it says of itself.

    Returns:
        How many entries there were.
    """
    value = CarefulEscape().value
    source = info.source_id
    out.write(_head(info, source).encode("utf-8", "replace"))
    count = 0
    for entry in entries:
        count += 1
        key = f' key="{value(entry.key)}"' if entry.key else ""
        ref = f' ref="{value(entry.ref)}"' if entry.ref else ""
        date = f'<date when="{entry.sent.isoformat()}"/>' if entry.sent else ""
        received = "".join(_name(name) for name in entry.recipients or ("",))
        xml = (
            f'    <correspDesc{key}{ref} source="#{source}">\n'
            f'      <correspAction type="sent">{_name(entry.sender)}{date}</correspAction>\n'
            f'      <correspAction type="received">{received}</correspAction>\n'
            "    </correspDesc>\n"
        )
        out.write(xml.encode("utf-8", "replace"))
    out.write(b"  </profileDesc>\n</teiHeader>\n<text><body><p/></body></text>\n</TEI>\n")
    return count


def _name(name: str) -> str:
    return f"<orgName>{CarefulEscape().value(name or _UNKNOWN)}</orgName>"


def _head(info: IndexInfo, source: str) -> str:
    value = CarefulEscape().value
    email = f"<email>{value(info.email)}</email>" if info.email else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<?xml-model href="{_RULES}" type="application/xml" '
        'schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
        f'<TEI xmlns="{NAMESPACE}">\n<teiHeader>\n  <fileDesc>\n    <titleStmt>\n'
        f"      <title>{value(info.title)}</title>\n"
        f"      <editor>{value(info.editor)}{email}</editor>\n    </titleStmt>\n"
        "    <publicationStmt>\n      <publisher>"
        f'<ref target="{value(info.publisher_url)}">{value(info.publisher)}</ref></publisher>\n'
        f'      <idno type="url">{value(info.url)}</idno>\n'
        f'      <date when="{info.when.isoformat()}"/>\n'
        f'      <availability><licence target="{value(info.licence)}">{value(info.licence)}'
        "</licence></availability>\n    </publicationStmt>\n    <sourceDesc>\n"
        f'      <bibl type="online" xml:id="{source}">{value(info.edition)}</bibl>\n'
        "    </sourceDesc>\n  </fileDesc>\n  <profileDesc>\n"
    )
