"""Reader of military messages: ACP 127 and JANAP 128 transmission, text in sets (GENADMIN).

A set is a name, slashes between its parts, and ``//`` at its end: ``SUBJ/CARE OF MASTS//``. The
text follows ``RMKS/`` or ``GENTEXT/REMARKS/`` and stands between two lines ``BT``.
Source: ACP 127(G), Annex B; field guide 2i (6,615 naval messages); corpus ``navadmin``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import attrs

from cableconv.model.cable import Cable
from cableconv.readers.base import Source
from cableconv.readers.decode import decode
from cableconv.readers.military.message import assembled
from cableconv.structure.telegram import finished

_SIGNS = tuple(
    re.compile(sign, re.MULTILINE)
    for sign in (
        rb"\n[ZOPRY][A-Z]{7} R[A-Z]{6}[0-9]{4} [0-9]{7}-",
        rb"\nMSGID/",
        rb"\nSUBJ/",
        rb"\nREF/[A-Z]/",
        rb"\n(?:NARR|AMPN|POC)/",
        rb"\n(?:RMKS|GENTEXT/[A-Z]{1,12})/",
        rb"\n[A-Z]{4,14} [0-9]{1,4}/[0-9]{2}(?![0-9/])",
        rb"\nUNCLAS(?:SIFIED)? ?//N[0-9]{5}//",
        rb"\nZEN/",
        rb"\nUNCLASSIFIED//[ \t\r]*$",
        rb"\nQQQQ[ \t\r]*$",
        rb"\nCLASSIFICATION: [A-Z ]{1,40}//?[ \t\r]*$",
        rb"\nPAGE [0-9]{2} R[A-Z]{6}[0-9]{4} ",
    )
)
"""Lines that only such messages have: "MSGID/GENADMIN/...", "NAVADMIN 062/18", "ZEN/CNO" ..."""

_TELEGRAM = re.compile(
    rb"\n(?:VZCZC[A-Z]{2,4}[0-9]|TAGS:? |E\.?O\.? ?1[0-9]{4}|MRN:)", re.MULTILINE
)
"""Matches the head of a State Department telegram, which may quote such a message."""


@attrs.frozen
class MilitaryReader:
    """Reads one message."""

    name: ClassVar[str] = "military"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)

    def sniff(self, head: bytes, name: str) -> int:
        """85 for two lines that only such messages have, 40 for one; 0 after a telegram's head."""
        del name
        head = b"\n" + head  # a sign begins with a line end, which is fast to look for
        found = [match.start() for sign in _SIGNS if (match := sign.search(head))]
        telegram = _TELEGRAM.search(head)
        if not found or (telegram is not None and telegram.start() < min(found)):
            return 0
        return 85 if len(found) > 1 else 40

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """The one message. It states no MRN; its number is an attribute (``NAVADMIN 062/18``).

        Raises:
            NotACableError: the input is empty, or is not text.
        """
        decoded = decode(data, source)
        parsed = assembled(decoded.text, source.year)
        provenance = attrs.evolve(decoded.provenance, reader=self.name)
        yield finished(parsed, decoded.text, provenance, decoded.notices, mrn=source.mrn)
