"""Reader of SMART cables in releases of the State Department under the FOIA, as text of their PDF.

SMART, the Department's message system since 2009, prints a cable as an e-mail: a block of labels
(``MRN:``, ``Date/DTG:``, ``From:`` ...), the text, and a block that begins with ``Signature:``. A
release adds stamps to each page and stands under the mails that forwarded the cable.
Source: field guide 2h; corpus ``foia_email_txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

import attrs

from cableconv.model.cable import Cable
from cableconv.readers.base import Source
from cableconv.readers.decode import decode
from cableconv.readers.smart.assemble import assembled
from cableconv.readers.smart.layout import split_cables
from cableconv.structure.telegram import finished

_STAMP = re.compile(rb"UNCLASSIFIED +U\.S\. Department of State +Case No\.")
"""Matches "UNCLASSIFIED U.S. Department of State Case No. F-2014-00000 Doc No. C00000000"."""

_LABELS = re.compile(
    rb"^[ \t]{0,12}(MRN|Date.DTG|Action|E\.O\.|Captions|Pass Line|Drafted By|Released By"
    rb"|Dissemination Rule) ?:(?=\s)",
    re.MULTILINE,
)
"""Matches "Date/DTG:", a label that no other form has."""

_ENOUGH_LABELS = 4


@attrs.frozen
class SmartReader:
    """Reads the cables of one release; usually one."""

    name: ClassVar[str] = "smart"
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)

    def sniff(self, head: bytes, name: str) -> int:
        """95 for four labels of SMART, 70 for a release stamp alone."""
        del name
        labels = {match[1] for match in _LABELS.finditer(head)}
        if len(labels) >= _ENOUGH_LABELS:
            return 95
        return 70 if _STAMP.search(head) else 0

    def read(self, data: bytes, *, source: Source) -> Iterator[Cable]:
        """Each cable, with the mails and stamps before it as paratext and attributes.

        Raises:
            NotACableError: the input is empty, or is not text.
        """
        decoded = decode(data, source)
        parts = split_cables(decoded.text)
        for number, text in enumerate(parts, 1):
            provenance = attrs.evolve(
                decoded.provenance,
                reader=self.name,
                member=str(number) if len(parts) > 1 else "",
            )
            parsed, mrn = assembled(text, source.year)
            notices = decoded.notices if number == 1 else ()
            yield finished(parsed, text, provenance, notices, mrn=source.mrn or mrn)
